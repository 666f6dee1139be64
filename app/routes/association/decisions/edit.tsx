import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DecisionFields, decisionValues } from '#app/components/decisions/decision-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { correctDecision, editSchema, findDecisionForm, rewriteDecision } from '#services/decisions/index.ts'

export const meta = () => pageTitle('Change a decision')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findDecisionForm(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/association/decisions/${ref}`
  const form = await parseForm(args.request, editSchema)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  if (value.intent === 'correct')
    return respond(args, await once(ctx, key, (ctx) => correctDecision(ctx, ref, value)), {
      form,
      to,
      notice: 'The correction is published, beside what it said before.',
    })
  return respond(args, await once(ctx, key, (ctx) => rewriteDecision(ctx, ref, value)), {
    form,
    to,
    notice: 'The draft is kept.',
  })
}

export default function EditDecision() {
  const { ref, version, text, event, choices } = useLoaderData<typeof loader>()
  const isCorrection = event === 'corrected'
  const form = useForm(decisionValues(text), isCorrection ? 'correct' : 'draft')
  return (
    <>
      <BackLink href={`/association/decisions/${ref}`}>The decision</BackLink>
      <FormPage
        form={form}
        title={isCorrection ? 'Correct this decision' : 'Change this draft'}
        caption={`${text.title}, ${ref}`}
        version={version}
        submit={isCorrection ? 'Publish the correction' : 'Save the draft'}
        introduction={
          isCorrection && (
            <p className="govuk-body">
              Correct what was written down wrongly. Where the association decides otherwise, write a new decision and
              let it replace this one.
            </p>
          )
        }
      >
        <DecisionFields form={form} choices={choices} hasReviewDay={!isCorrection} />
        {isCorrection && (
          <CharacterCount
            {...form.text('why')}
            label="What was wrong?"
            labelSize="s"
            hint="Everybody reads it beside the correction."
            maxLength={1000}
            rows={3}
          />
        )}
      </FormPage>
    </>
  )
}
