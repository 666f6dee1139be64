import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { CommentFacts } from '#app/components/reports/comment-facts.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { answerComment, answerSchema, answerWords, commentPage } from '#services/reports/index.ts'

export const meta = () => pageTitle('A comment on the facts')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await commentPage(await requireActor(args), pathPart(args, 'ref'), pathNumber(args, 'number'))),
  answers: Object.entries(answerWords),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const number = pathNumber(args, 'number')
  const form = await parseForm(args.request, answerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => answerComment(ctx, ref, number, form.value)) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/report/accuracy#comment-${number}`,
    notice:
      form.ok && form.value.answer === 'accepted'
        ? 'Accepted. Change the text of the part before the report is made final.'
        : 'The answer is kept.',
  })
}

export default function Comment() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, comment, version, mayAnswer, isAuthor, isTeam, isChanged, status } = page
  const form = useForm({ answer: comment.answer, reason: comment.reason })
  const back = `/reviews/${ref}/report/accuracy#comment-${comment.number}`
  const title = `Comment ${comment.number}: ${comment.title}`
  const facts = (
    <>
      <CommentFacts comment={comment} />
      {isTeam && status === 'answering' && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/reviews/${ref}/report/${comment.key}`}>
            {isChanged ? 'The part as it stands now, changed since it was sent' : 'Change the part that it is about'}
          </a>
        </p>
      )}
      {isTeam && status === 'answering' && isAuthor && !mayAnswer && (
        <InsetText>You wrote this part, so somebody else of the team answers.</InsetText>
      )}
    </>
  )
  return (
    <>
      <BackLink href={back} />
      {mayAnswer ? (
        <FormPage
          form={form}
          caption={`Report, ${yotName}, ${ref}`}
          title={title}
          version={version}
          submit="Keep this answer"
          introduction={facts}
        >
          <Radios
            {...form.text('answer')}
            legend="Is the comment accepted?"
            items={page.answers.map(([value, label]) => ({ value, label }))}
          />
          <Textarea
            {...form.text('reason')}
            label="Why, or what is changed"
            hint={`A reason is needed where it is not accepted: 20 characters at least. ${leaveOutChildren}`}
            rows={4}
          />
        </FormPage>
      ) : (
        <div className="govuk-grid-row">
          <div className="govuk-grid-column-two-thirds">
            <span className="govuk-caption-l">
              Report, {yotName}, {ref}
            </span>
            <h1 className="govuk-heading-l">{title}</h1>
            {facts}
          </div>
        </div>
      )}
    </>
  )
}
