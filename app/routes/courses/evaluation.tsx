import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  answerEvaluation,
  findEvaluation,
  firstEvaluationSchema,
  laterEvaluationSchema,
} from '#services/courses/index.ts'

export const meta = () => pageTitle('How was it?')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await findEvaluation(await getCtx(args), pathPart(args, 'token'))),
})

const intents = z.discriminatedUnion('intent', [
  firstEvaluationSchema.extend({ intent: z.literal('first') }),
  laterEvaluationSchema.extend({ intent: z.literal('later') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: `/evaluations/${token}` })
  const { value } = form
  const answer = value.intent === 'first' ? { first: value } : { later: value }
  return respond(args, await once(ctx, form.key, (ctx) => answerEvaluation(ctx, token, answer)), {
    form,
    to: `/evaluations/${token}`,
    notice: 'Thank you. It is counted without your name.',
  })
}

const marks = (low: string, high: string) =>
  ['1', '2', '3', '4', '5'].map((value) => ({
    value,
    label: value === '1' ? `1: ${low}` : value === '5' ? `5: ${high}` : value,
  }))

export default function Evaluation() {
  const { page } = useLoaderData<typeof loader>()
  const form = useForm({}, page.when)
  const { title, closesOn, isOpen, isAnswered, certificate } = page
  const done = (
    <>
      {isAnswered && <InsetText>You have answered this. Thank you.</InsetText>}
      {!isAnswered && !isOpen && <InsetText>The days for this were over on {longDate(closesOn)}.</InsetText>}
      {certificate !== null && (
        <p className="govuk-body">
          Your certificate:{' '}
          <a className="govuk-link" href={`/certificates/${certificate}`}>
            {certificate}
          </a>
        </p>
      )}
    </>
  )
  if (!isOpen)
    return (
      <>
        <h1 className="govuk-heading-l">{title}</h1>
        {done}
      </>
    )
  return (
    <FormPage
      form={form}
      title={page.when === 'first' ? 'How was it?' : 'Have you used it?'}
      caption={title}
      introduction={done}
      submit="Send"
    >
      {page.when === 'first' ? (
        <>
          <Radios
            {...form.text('usefulness')}
            legend="How useful is it for your work?"
            legendSize="s"
            items={marks('not at all', 'very')}
          />
          <Radios
            {...form.text('quality')}
            legend="How good was it?"
            legendSize="s"
            items={marks('poor', 'excellent')}
          />
          <Textarea {...form.text('words')} label="What would make it better? (optional)" rows={3} />
          <Checkboxes
            {...form.choices('showsName')}
            legend="Your certificate"
            legendSize="s"
            items={[{ value: 'yes', label: 'Show my name to whoever has the code of my certificate' }]}
          />
        </>
      ) : (
        <>
          <Radios
            {...form.text('isUsed')}
            legend="Have you used what you learned?"
            legendSize="s"
            items={[
              { value: 'yes', label: 'Yes' },
              { value: 'no', label: 'Not yet' },
            ]}
          />
          <Textarea
            {...form.text('words')}
            label="How? (optional)"
            hint="Nothing about individual children."
            rows={3}
          />
        </>
      )}
    </FormPage>
  )
}
