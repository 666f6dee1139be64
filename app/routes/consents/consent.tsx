import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  answerConsent,
  answerConsentSchema,
  consentPage,
  withdrawConsent,
  withdrawConsentSchema,
} from '#services/offerings/index.ts'

export const meta = () => pageTitle('Consent to offer in their own name')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await consentPage(await getCtx(args), pathPart(args, 'token')))

const forms = z.discriminatedUnion('intent', [
  answerConsentSchema.extend({ intent: z.literal('answer') }),
  withdrawConsentSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const key = pathPart(args, 'token')
  orThrow(await consentPage(ctx, key))
  const to = `/consents/${key}`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'withdraw')
    return respond(args, await once(ctx, form.key, (ctx) => withdrawConsent(ctx, key, value)), {
      form,
      to,
      notice: ({ name }) => `It is withdrawn, and ${name} is told. What they offer in their own name is paused.`,
    })
  return respond(args, await once(ctx, form.key, (ctx) => answerConsent(ctx, key, value)), {
    form,
    to,
    notice: ({ agrees }) => (agrees ? 'You agreed, and they are told.' : 'You did not agree, and they are told.'),
  })
}

export default function Consent() {
  const page = useLoaderData<typeof loader>()
  const { name, service, status, words, daysPerYear, mayCharge, leadName, answerBy, until, isOver, isOwn, version } =
    page
  const answer = useForm({ daysPerYear: String(daysPerYear), mayCharge: mayCharge ? 'yes' : 'no' }, 'answer')
  const withdraw = useForm({}, 'withdraw')
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={answer.pageReply} />
        <span className="govuk-caption-l">{service}</span>
        <h1 className="govuk-heading-l">May {name} offer work in their own name?</h1>
        <p className="govuk-body">Dear {leadName},</p>
        <p className="govuk-body">
          {name} holds a post in {service} and would offer this to other services, beside that post:
        </p>
        <p className="govuk-inset-text">{words}</p>
        <p className="govuk-body">
          Up to {daysPerYear} days a year, {mayCharge ? 'and with a charge that goes to them' : 'without a charge'}. If
          you agree, it holds for a year, and you can withdraw it here on any day. Work that is agreed by then goes on.
        </p>
        {isOwn ? (
          <p className="govuk-body">You asked this yourself: somebody else has to answer it.</p>
        ) : status === 'asked' ? (
          <PostForm intent="answer">
            <input type="hidden" name="version" value={version} />
            <Radios
              {...answer.text('agrees')}
              legend={`Do you agree for ${service}?`}
              hint={`Please answer by ${longDate(answerBy)}.`}
              items={[
                { value: 'yes', label: 'Yes, I agree' },
                { value: 'no', label: 'No, I do not agree' },
              ]}
            />
            <Input
              {...answer.text('daysPerYear')}
              label="Up to how many days a year?"
              inputMode="numeric"
              className="govuk-input--width-3"
            />
            <Radios
              {...answer.text('mayCharge')}
              legend="May they charge for it?"
              items={[
                { value: 'yes', label: 'Yes' },
                { value: 'no', label: 'No' },
              ]}
            />
            <Textarea {...answer.text('reason')} label="Anything to say to them (optional)" rows={3} />
            <Button preventDoubleClick>Send your answer</Button>
          </PostForm>
        ) : status === 'given' && !isOver ? (
          <>
            <p className="govuk-body">
              You agreed: up to {daysPerYear} days a year, until {longDate(until ?? '')}.
            </p>
            <PostForm intent="withdraw">
              <input type="hidden" name="version" value={version} />
              <Textarea {...withdraw.text('reason')} label="Why do you withdraw it? They read it" rows={3} />
              <Button variant="warning" preventDoubleClick>
                Withdraw it
              </Button>
            </PostForm>
          </>
        ) : (
          <p className="govuk-body">
            {status === 'refused'
              ? 'You did not agree, and they were told. They can ask anew.'
              : status === 'withdrawn'
                ? 'You withdrew it, and they were told.'
                : 'This is over. There is nothing more for you to do.'}
          </p>
        )}
      </div>
    </div>
  )
}
