import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answerAsTyped, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { StatementAnswer } from '#app/components/fieldwork/statement-answer.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { answerStatement, statementPage } from '#services/fieldwork/index.ts'
import { answerSchema, confidenceWords, scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('A statement')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await statementPage(await requireActor(args), pathPart(args, 'ref'), pathNumber(args, 'statement'))),
  scale,
  means: scaleMeans,
  confidence: confidenceWords,
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const position = pathNumber(args, 'statement')
  const form = await parseForm(args.request, answerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => answerStatement(ctx, ref, position, form.value)) : form
  return respond(args, result, { form, to: `/reviews/${ref}/workbook`, notice: `Statement ${position} is saved.` })
}

export default function Statement() {
  const { ref, yotName, statement, mayWrite, versions, scale, means, confidence } = useLoaderData<typeof loader>()
  const form = useForm(answerAsTyped(statement.answer))
  return (
    <>
      <BackLink href={`/reviews/${ref}/workbook`}>Self-assessment</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}: {statement.group}
          </span>
          <h1 className="govuk-heading-l">{statement.text}</h1>
          <ScaleMeaning scale={scale} means={means} />
          <StatementAnswer
            answer={statement.answer}
            mayWrite={mayWrite}
            versions={versions}
            form={form}
            scale={scale}
            confidence={confidence}
          />
        </div>
      </div>
    </>
  )
}
