import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { absenceIdSchema, absenceSchema, addAbsence, readProfile, removeAbsence } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { ownClashes } from '#services/reviews/index.ts'

export const meta = () => pageTitle('When you are not free')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { absences } = orThrow(await readProfile(ctx))
  return { absences, clashes: await ownClashes(ctx, absences) }
}

const forms = z.discriminatedUnion('intent', [
  absenceSchema.extend({ intent: z.literal('add') }),
  absenceIdSchema.extend({ intent: z.literal('remove') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, forms)
  const to = '/profile/absences'
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  if (value.intent === 'remove') {
    const result = await once(ctx, key, (ctx) => removeAbsence(ctx, value.absenceId))
    return respond(args, result, { form, to, notice: 'You are free on those days again.' })
  }
  const result = await once(ctx, key, (ctx) => addAbsence(ctx, value))
  const notice = ({ from, until }: { from: string; until: string }) =>
    `Nobody will plan you in for ${dateRange(from, until)}.`
  return respond(args, result, { form, to, notice })
}

export default function ProfileAbsences() {
  const { absences, clashes } = useLoaderData<typeof loader>()
  const form = useForm({}, 'add')
  return (
    <>
      <BackLink href="/profile">Your place in the bank</BackLink>
      {clashes.length > 0 && (
        <InsetText>
          {clashes.map(({ invitationId, ref, yotName, startsOn, endsOn }) => (
            <p key={ref} className="govuk-body">
              You said yes to the review of {yotName} ({ref}), {dateRange(startsOn, endsOn)}, and are not free on some
              of its days. Whoever looks after it has been told.{' '}
              <a className="govuk-link" href={`/invitations/${invitationId}/decline`}>
                Leave the team of {ref}
              </a>
              , or change the days below.
            </p>
          ))}
        </InsetText>
      )}
      <FormPage
        form={form}
        title="When you are not free"
        introduction={
          <p className="govuk-body">
            Leave, inspections, anything that cannot be moved. We do not ask why, and teams are not planned on these
            days. Members see these days on your page in the bank.{' '}
            <a className="govuk-link" href="/profile/weeks">
              Go through your year week by week
            </a>
            , or{' '}
            <a className="govuk-link" href="/profile/calendar">
              take busy days from your calendar
            </a>
            .
          </p>
        }
        submit="Add these days"
      >
        <DateInput {...form.date('from')} legend="First day" />
        <DateInput {...form.date('until')} legend="Last day" />
      </FormPage>
      <h2 className="govuk-heading-m">Days recorded</h2>
      {absences.length === 0 && <p className="govuk-body">None.</p>}
      {absences.map(({ id, from, until }) => (
        <PostForm key={id} intent="remove">
          <input type="hidden" name="absenceId" value={id} />
          <p className="govuk-body">
            {dateRange(from, until)}{' '}
            <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
              Remove<span className="govuk-visually-hidden"> {dateRange(from, until)}</span>
            </Button>
          </p>
        </PostForm>
      ))}
    </>
  )
}
