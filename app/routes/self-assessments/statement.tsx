import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { answerAsTyped, markWords, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { StatementAnswer } from '#app/components/fieldwork/statement-answer.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { markStatement, ownStatementPage } from '#services/self-assessments/index.ts'
import { answerSchema, confidenceWords, scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('A statement')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await ownStatementPage(await requireActor(args), pathPart(args, 'ref'), pathNumber(args, 'statement'))),
  scale,
  means: scaleMeans,
  confidence: confidenceWords,
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const position = pathNumber(args, 'statement')
  const form = await parseForm(args.request, answerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => markStatement(ctx, ref, position, form.value)) : form
  return respond(args, result, { form, to: `/self-assessments/${ref}`, notice: `Statement ${position} is saved.` })
}

export default function Statement() {
  const { page, scale, means, confidence } = useLoaderData<typeof loader>()
  const { ref, title, yotName, statement, mayWrite, versions, last } = page
  const form = useForm(answerAsTyped(statement.answer))
  return (
    <>
      <BackLink href={`/self-assessments/${ref}`}>{title}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}: {statement.group}
          </span>
          <h1 className="govuk-heading-l">{statement.text}</h1>
          <ScaleMeaning scale={scale} means={means} />
          {last !== null && statement.before !== null && (
            <Details summary={`The last time, ${longDate(last.on)}: ${markWords(statement.before, scale)}`}>
              <TypedText text={statement.before.evidence} />
            </Details>
          )}
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
