import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { CommentFacts } from '#app/components/reports/comment-facts.tsx'
import { Markdown } from '#app/components/reports/markdown.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import {
  type AccuracyPage,
  accuracyPage,
  commentSchema,
  giveComments,
  kindWords,
  makeComment,
  moveReportSchema,
  withdrawComment,
  withdrawCommentSchema,
} from '#services/reports/index.ts'

export const meta = () => pageTitle('Check the facts')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await accuracyPage(await requireActor(args), pathPart(args, 'ref'))),
  kinds: Object.entries(kindWords),
})

const moves = z.discriminatedUnion('intent', [
  withdrawCommentSchema.extend({ intent: z.literal('withdraw') }),
  moveReportSchema.extend({ intent: z.literal('done') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/report/accuracy`
  const intent = await parseForm(args.request, z.object({ intent: z.string().optional() }))
  if (intent.ok && intent.value.intent === 'comment') {
    const form = await parseForm(args.request, commentSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => makeComment(ctx, ref, form.value)) : form
    return respond(args, result, {
      form,
      to: ({ number }) => `${to}#comment-${number}`,
      notice: 'The comment is kept.',
    })
  }
  const form = await parseForm(args.request, moves)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'withdraw')
    return respond(args, await once(ctx, form.key, (ctx) => withdrawComment(ctx, ref, value)), {
      form,
      to: `${to}#comments`,
      notice: 'The comment is taken back.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => giveComments(ctx, ref, value)), {
    form,
    to: `/reviews/${ref}`,
    notice: 'The team is told that you are done. You read the answers beside your comments once the report is final.',
  })
}

export default function Accuracy() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, parts, comments, mayComment, mayFinish, commentBy, version, isTeam } = page
  const form = useForm({}, 'comment')
  return (
    <>
      <BackLink href={`/reviews/${ref}/report`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Check the facts of the draft report</h1>
          {mayComment && (
            <>
              <p className="govuk-body">
                Say where a fact is wrong or missing, each by its paragraph. Judgements are the team’s own.
                {commentBy !== null && ` There is time until ${longDate(commentBy)}.`}
              </p>
              <p className="govuk-body">
                <a className="govuk-link" href="#comment">
                  Go to the form
                </a>
              </p>
            </>
          )}
          {!mayComment && mayFinish && commentBy !== null && (
            <InsetText>The time for comments ended on {longDate(commentBy)}.</InsetText>
          )}
          <Comments page={page} />
          <h2 className="govuk-heading-l">The draft as it was sent</h2>
          {parts.map(({ key, title, tree, paragraphs }, at) => (
            <Details
              key={key}
              open={at === 0 || comments.some((comment) => comment.key === key)}
              summary={`${at + 1} ${withoutNumber(title)} (${counted(paragraphs, 'paragraph')})`}
            >
              {tree.length === 0 && <p className="govuk-hint">Nothing is written here.</p>}
              <Markdown
                tree={tree}
                mark={(paragraph) => (
                  <span className="app-paragraph-number" id={`p-${key}-${paragraph}`}>
                    {at + 1}.{paragraph}{' '}
                  </span>
                )}
              />
            </Details>
          ))}
          {mayComment && <CommentForm page={page} form={form} />}
          {mayFinish && (
            <PostForm intent="done" version={version}>
              <h2 className="govuk-heading-m">When you are done</h2>
              <p className="govuk-body">
                {comments.length === 0
                  ? 'If nothing is wrong or missing, say so.'
                  : 'The team answers each comment. You cannot add others after this.'}
              </p>
              <Button variant="secondary" preventDoubleClick>
                {comments.length === 0 ? 'Say that there are no comments' : 'Say that these are all your comments'}
              </Button>
            </PostForm>
          )}
          {isTeam && comments.length === 0 && <p className="govuk-body">There are no comments so far.</p>}
        </div>
      </div>
    </>
  )
}

/** A question has its own number, which beside the part's would be two. */
const withoutNumber = (title: string) => title.replace(/^\d+\. /, '')

/** "2.3" as the page numbers paragraphs. */
const placeOf = ({ parts }: AccuracyPage, key: string, paragraph: number) =>
  `${parts.findIndex((part) => part.key === key) + 1}.${paragraph}`

const Comments = ({ page }: { page: AccuracyPage }) => {
  const { ref, comments, mayComment } = page
  if (comments.length === 0) return null
  return (
    <>
      <h2 className="govuk-heading-m" id="comments">
        Comments
      </h2>
      {comments.map((comment) => (
        <section className="app-comment" id={`comment-${comment.number}`} key={comment.number}>
          <h3 className="govuk-heading-s">
            Comment {comment.number}, on{' '}
            <a className="govuk-link" href={`#p-${comment.key}-${comment.paragraph}`}>
              {placeOf(page, comment.key, comment.paragraph)}
            </a>{' '}
            {comment.answer !== null && (
              <Tag colour={comment.answer === 'accepted' ? 'green' : 'grey'}>
                {comment.answer === 'accepted' ? 'Accepted' : 'Not accepted'}
              </Tag>
            )}
          </h3>
          <CommentFacts comment={comment} />
          {comment.mayAnswer && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/reviews/${ref}/report/accuracy/${comment.number}`}>
                {comment.answer === null ? 'Answer' : 'Answer anew'}
                <span className="govuk-visually-hidden"> comment {comment.number}</span>
              </a>
            </p>
          )}
          {mayComment && (
            <PostForm intent="withdraw">
              <input type="hidden" name="number" value={comment.number} />
              <Button variant="secondary" preventDoubleClick>
                Take it back<span className="govuk-visually-hidden">: comment {comment.number}</span>
              </Button>
            </PostForm>
          )}
        </section>
      ))}
    </>
  )
}

const CommentForm = ({
  page,
  form,
}: {
  page: AccuracyPage & { kinds: [string, string][] }
  form: ReturnType<typeof useForm>
}) => {
  const places = page.parts.flatMap(({ key, title, paragraphs }, at) =>
    Array.from({ length: paragraphs }, (_, index) => ({
      value: `${key}.${index + 1}`,
      text: `${at + 1}.${index + 1} (${withoutNumber(title).slice(0, 40)})`,
    })),
  )
  return (
    <PostForm intent="comment">
      <h2 className="govuk-heading-m" id="comment">
        Add a comment
      </h2>
      <Select
        {...form.text('place')}
        label="Which paragraph?"
        options={[{ value: '', text: 'Choose a paragraph' }, ...places]}
      />
      <Radios
        {...form.text('kind')}
        legend="What kind of comment is it?"
        items={page.kinds.map(([value, label]) => ({ value, label }))}
      />
      <Textarea {...form.text('text')} label="What is wrong, or missing?" hint={leaveOutChildren} rows={4} />
      <Textarea
        {...form.text('evidence')}
        label="What shows it?"
        hint="For a fact behind a judgement: the document or figure, and where it can be read. For others it may be left empty."
        rows={3}
      />
      <DateInput
        {...form.date('datedOn')}
        legend="Which day is it from?"
        hint={`Only for something that was left out. It must be from before the end of the visit${page.lastEvidenceOn === null ? '' : `, ${longDate(page.lastEvidenceOn)}`}.`}
      />
      <Button preventDoubleClick>Add the comment</Button>
    </PostForm>
  )
}
