import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { readDesk } from '#app/http/bank-desk.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { previewReminders, remindSchema, sendReminders } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('Remind people in the bank')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { asked, ...desk } = await readDesk(ctx, args.request)
  const preview = orThrow(await previewReminders(ctx, desk))
  return { ...preview, back: `/association/bank?${new URLSearchParams(asked)}`, today: ctx.clock.today() }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { hidden, asked } = await readDesk(ctx, args.request)
  const form = await parseForm(args.request, remindSchema)
  if (!form.ok) return respond(args, form, { form, to: '/association/bank' })
  const { personIds } = form.value
  return respond(args, await once(ctx, form.key, (ctx) => sendReminders(ctx, personIds, hidden)), {
    form,
    to: `/association/bank?${new URLSearchParams(asked)}`,
    notice: ({ count }) => `${counted(count, 'person', 'people')} will be written to.`,
  })
}

export default function Remind() {
  const { people, isMore, back, today } = useLoaderData<typeof loader>()
  const fresh = people.filter(({ lastOn }) => lastOn !== today)
  const form = useForm({ personIds: fresh.map(({ id }) => id) })
  if (people.length === 0)
    return (
      <>
        <BackLink href={back}>Back to the bank</BackLink>
        <h1 className="govuk-heading-l">Remind people in the bank</h1>
        <p className="govuk-body">Nobody in this list has anything that they can mend.</p>
      </>
    )
  return (
    <>
      <BackLink href={back}>Back to the bank</BackLink>
      <FormPage
        form={form}
        title="Remind people in the bank"
        introduction={
          <>
            <p className="govuk-body">
              Each person ticked gets one letter with the lines under their name, and a link to their own page. Nobody
              is written to twice on one day.
            </p>
            {isMore && <p className="govuk-body">These are the first. Send them, then filter for the rest.</p>}
          </>
        }
        submit="Send these letters"
      >
        <Checkboxes
          {...form.choices('personIds')}
          legend="Who gets what"
          items={people.map(({ id, name, lines, lastOn }) => ({
            value: id,
            label: name,
            hint: (
              <>
                {lines.map((line) => (
                  <span key={line}>
                    {line}
                    <br />
                  </span>
                ))}
                {lastOn !== null && `Last written to on ${longDate(lastOn)}.`}
              </>
            ),
          }))}
        />
      </FormPage>
    </>
  )
}
