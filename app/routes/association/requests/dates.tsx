import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { type DatesPage, datesPage, moveDates, moveDatesSchema } from '#services/reviews/index.ts'

const stepSchema = moveDatesSchema.extend({ step: z.enum(['look', 'move']).default('look') })

export const meta = () => pageTitle('Move the dates')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await datesPage(await requireActor(args), pathPart(args, 'ref'), null))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/association/requests/${ref}/team`
  const form = await parseForm(args.request, stepSchema)
  if (!form.ok) return respond(args, form, { form, to })
  const { startsOn, endsOn, step } = form.value
  if (step === 'look') {
    const looked = await datesPage(ctx, ref, { startsOn, endsOn })
    if (!looked.ok) return respond(args, looked, { form, to })
    return data({ values: form.values, errors: {}, banner: null, effect: looked.value.effect })
  }
  return respond(args, await once(ctx, form.key, (ctx) => moveDates(ctx, { ...form.value, ref })), {
    form,
    to,
    notice: 'The dates are moved. Everyone concerned has been written to and answers for the new dates.',
  })
}

const Effect = ({ effect }: { effect: NonNullable<DatesPage['effect']> }) => (
  <section aria-labelledby="effect">
    <h2 className="govuk-heading-m" id="effect">
      What {dateRange(effect.startsOn, effect.endsOn)} would mean
    </h2>
    <ul className="govuk-list govuk-list--bullet">
      {effect.people.map(({ name, role, say }) => (
        <li key={name}>
          <strong>{name}</strong>, {role.toLowerCase()}. {say}
        </li>
      ))}
    </ul>
    <p className="govuk-body">The service is told. Terms of reference are accepted afresh once the team is complete.</p>
  </section>
)

export default function MoveDates() {
  const { ref, version, yotName, days, startsOn, endsOn } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const effect = answered && 'effect' in answered ? answered.effect : null
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/requests/${ref}/team`}>Team for {ref}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{ref}</span>
          <h1 className="govuk-heading-l">Move the dates of the review of {yotName}</h1>
          <p className="govuk-body">
            {startsOn && endsOn && `It is to be on ${dateRange(startsOn, endsOn)}. `}
            Agree new dates with the service first: {days} working days within one week. Nobody’s yes is carried over.
          </p>
          {effect && <Effect effect={effect} />}
          <PostForm version={version}>
            <DateInput {...form.date('startsOn')} legend="First day" />
            <DateInput {...form.date('endsOn')} legend="Last day" />
            <div className="govuk-button-group">
              <Button name="step" value="look" variant={effect ? 'secondary' : undefined}>
                Show what this means
              </Button>
              {effect && (
                <Button name="step" value="move">
                  Move the dates and ask everyone again
                </Button>
              )}
            </div>
          </PostForm>
        </div>
      </div>
    </>
  )
}
