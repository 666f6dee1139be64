import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EngagementCaption } from '#app/components/engagements/engagement-caption.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormPage, FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { londonDate } from '#services/core/clock.ts'
import { once } from '#services/core/once.ts'
import { deliverSchema, findEngagement, sayDelivered } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Say that it is delivered')

/** Days that the form shows: one for each session and person, and two to spare. */
const spare = 2

export const loader = async (args: LoaderFunctionArgs) => {
  const found = orThrow(await findEngagement(await requireActor(args), pathPart(args, 'ref')))
  const { ref, title, version, people, sessions, given, notYet, moves } = found
  const begun =
    given.length > 0
      ? given.map(({ name, on, minutes, travelMinutes }) => ({
          personId: people.find((one) => one.name === name)?.personId ?? '',
          on,
          hours: minutes / 60,
          travel: travelMinutes / 60,
        }))
      : sessions
          .filter(({ notHeld }) => notHeld === null)
          .flatMap(({ startsAt, endsAt }) =>
            people.map(({ personId }) => ({
              personId,
              on: londonDate(startsAt),
              hours: Math.round((endsAt.getTime() - startsAt.getTime()) / 900_000) / 4,
              travel: undefined,
            })),
          )
  return { ref, title, version, people, rows: begun.slice(0, 40), notYet: moves.includes('delivered') ? notYet : null }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, deliverSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => sayDelivered(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/engagements/${ref}`,
    notice: 'They are asked to confirm it. After fourteen days of silence it counts as confirmed.',
  })
}

export default function SayDelivered() {
  const { ref, title, version, people, rows, notYet } = useLoaderData<typeof loader>()
  const form = useForm(
    Object.fromEntries(
      rows.flatMap((row, at) => Object.entries(row).map(([key, value]) => [`given[${at}].${key}`, value] as const)),
    ),
  )
  const options = [
    { text: 'Choose', value: '' },
    ...people.map(({ personId, name }) => ({ value: personId, text: name })),
  ]
  const dayOf = (at: number) => (
    <Fieldset key={at} legend={`Day ${at + 1}`} legendSize="s">
      <Select {...form.text(`given[${at}].personId`)} label="Who" options={options} />
      <DateInput {...form.date(`given[${at}].on`)} legend="On which day?" />
      <Input
        {...form.text(`given[${at}].hours`)}
        label="Time given"
        hint="Like 7 or 3.5"
        suffix="hours"
        width={4}
        inputMode="decimal"
      />
      <Input
        {...form.text(`given[${at}].travel`)}
        label="Travel (optional)"
        suffix="hours"
        width={4}
        inputMode="decimal"
      />
    </Fieldset>
  )
  const caption = <EngagementCaption of={title} engagementRef={ref} />
  const first = Math.max(1, rows.length)
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)
  if (notYet !== null)
    return (
      <>
        <BackLink href={`/engagements/${ref}`} />
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">{caption}</span>
        <h1 className="govuk-heading-l">Say that it is delivered</h1>
        <p className="govuk-body">{notYet}</p>
      </>
    )
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <FormPage
        form={form}
        caption={caption}
        title="Say that it is delivered"
        introduction={
          <p className="govuk-body">
            Say how much time each person gave, day by day. It goes to the ledger once it is confirmed; nobody has to
            log anything else. Travel is kept apart and counts in no total.
          </p>
        }
        submit="It is delivered"
        version={version}
        cancel={
          <a className="govuk-link" href={`/engagements/${ref}`}>
            Not yet
          </a>
        }
      >
        {numbers(0, first).map(dayOf)}
        <Details summary="More days" open={form.isTyped}>
          {numbers(first, spare).map(dayOf)}
        </Details>
      </FormPage>
    </>
  )
}
