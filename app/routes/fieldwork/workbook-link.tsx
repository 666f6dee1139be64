import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AnswerFields, answerAsTyped, markWords, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { answerByLink, linkPage } from '#services/fieldwork/index.ts'
import { answerSchema, confidenceWords, scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('Your view')

const askedFor = (request: Request): number | null => {
  const typed = new URL(request.url).searchParams.get('statement') ?? ''
  return /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : null
}

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await linkPage(await getCtx(args), pathPart(args, 'token')))
  const position = askedFor(args.request)
  return {
    ...page,
    token: pathPart(args, 'token'),
    statement: page.statements.find((one) => one.position === position) ?? null,
    scale,
    means: scaleMeans,
    confidence: confidenceWords,
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const position = askedFor(args.request)
  if (position === null) throw pageNotFound()
  const form = await parseForm(args.request, answerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => answerByLink(ctx, token, position, form.value)) : form
  return respond(args, result, { form, to: `/workbooks/${token}`, notice: 'Saved. Thank you.' })
}

export default function WorkbookLink() {
  const { name, token, isSent, statements, statement, scale, means, confidence } = useLoaderData<typeof loader>()
  const form = useForm(answerAsTyped(statement?.answer ?? null))
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">{name}</span>
        <h1 className="govuk-heading-l">{statement?.text ?? 'Your view of the service'}</h1>
        {isSent && <p className="govuk-body">It is sent, and stands as it is. Thank you.</p>}
        <ScaleMeaning scale={scale} means={means} />
        {statement !== null && !isSent ? (
          <PostForm version={statement.answer?.version ?? 0}>
            <AnswerFields form={form} scale={scale} confidence={confidence} />
            <div className="govuk-button-group">
              <Button preventDoubleClick>Save</Button>
              <a className="govuk-link" href={`/workbooks/${token}`}>
                All statements
              </a>
            </div>
          </PostForm>
        ) : (
          <TaskList
            items={statements.map(({ position, text, answer }) => ({
              title: text,
              href: `/workbooks/${token}?statement=${position}`,
              status: answer === null ? <Tag colour="blue">To do</Tag> : markWords(answer, scale),
            }))}
          />
        )}
      </div>
    </div>
  )
}
