import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Timeline } from '#app/components/moj/timeline.tsx'
import { Markdown } from '#app/components/reports/markdown.tsx'
import { OpenNotice, savedWords, stateColours } from '#app/components/reports/report-parts.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import {
  finaliseReport,
  moveReportSchema,
  type ReportPage,
  readThrough,
  readThroughSchema,
  reportPage,
  sendForAccuracy,
} from '#services/reports/index.ts'

export const meta = () => pageTitle('Report')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await reportPage(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  readThroughSchema.extend({ intent: z.literal('read') }),
  moveReportSchema.extend({ intent: z.literal('send') }),
  moveReportSchema.extend({ intent: z.literal('finalise') }),
])

const notices = {
  read: 'You have said that you read the whole report as it stands.',
  send: 'The report is sent. The service has ten working days from when it opens it.',
  finalise: 'The report is final. Both sides are told, and its document is being made.',
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/report`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const notice = notices[value.intent]
  if (value.intent === 'read')
    return respond(args, await once(ctx, form.key, (ctx) => readThrough(ctx, ref, value)), { form, to, notice })
  if (value.intent === 'send')
    return respond(args, await once(ctx, form.key, (ctx) => sendForAccuracy(ctx, ref, value)), { form, to, notice })
  return respond(args, await once(ctx, form.key, (ctx) => finaliseReport(ctx, ref, value)), { form, to, notice })
}

export default function Report() {
  const page = useLoaderData<typeof loader>()
  const { ref, title, status, statusWords, parts, mayWrite, history } = page
  const form = useForm({}, 'read')
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">{ref}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            <Tag colour={stateColours[status]}>{statusWords}</Tag>
          </p>
          <Standing page={page} />
          <Documents page={page} />
          {parts.map((part) => (
            <section key={part.key} id={part.key}>
              <h2 className="govuk-heading-m">{part.title}</h2>
              {part.saved !== null && mayWrite && (
                <div className="app-no-print">
                  <p className="govuk-body-s">
                    {savedWords(part.saved)}.{' '}
                    <a className="govuk-link" href={`/reviews/${ref}/report/${part.key}`}>
                      Edit<span className="govuk-visually-hidden"> “{part.title}”</span>
                    </a>
                  </p>
                  <OpenNotice open={part.open} />
                </div>
              )}
              {part.tree.length === 0 ? (
                <p className="govuk-hint">Nothing is written here yet.</p>
              ) : (
                <Markdown tree={part.tree} />
              )}
            </section>
          ))}
          <Moves page={page} form={form} />
          <div className="app-no-print">
            <h2 className="govuk-heading-m">What has happened to it</h2>
            <Timeline
              headingLevel={3}
              events={history.map(({ id, title, by, on }) => ({ id, title, by, dateTime: on, date: longDate(on) }))}
            />
          </div>
        </div>
      </div>
    </>
  )
}

/** Where the report is, and whose turn it is. */
const Standing = ({ page }: { page: ReportPage }) => {
  const { status, isTeam, isHost, commentBy, comments, ref, characters, mostCharacters } = page
  const accuracy = `/reviews/${ref}/report/accuracy`
  if (status === 'drafting')
    return (
      <p className="govuk-body">
        Everybody on the team can write; nobody is locked out, and every version is kept. Then another co-lead reads all
        of it, and a co-lead sends it to the service. It has {characters.toLocaleString('en-GB')} of{' '}
        {mostCharacters.toLocaleString('en-GB')} characters.
      </p>
    )
  if (status === 'with_host')
    return (
      <InsetText>
        <p className="govuk-body">
          {isHost ? 'Check the facts of this draft. ' : 'The service is checking the facts of this text. '}
          {commentBy !== null && `There is time until ${longDate(commentBy)}.`}
        </p>
        <ButtonLink href={accuracy} className="govuk-!-margin-bottom-0" variant={isHost ? undefined : 'secondary'}>
          {isHost ? 'Comment on the facts' : 'See the comments so far'}
        </ButtonLink>
      </InsetText>
    )
  if (status === 'answering')
    return (
      <InsetText>
        <p className="govuk-body">
          {comments.all === 0
            ? 'The service has no comments on the facts.'
            : `The service made ${counted(comments.all, 'comment')} on the facts; ${comments.open === 0 ? 'all are' : `${comments.open} ${comments.open === 1 ? 'is' : 'are'} not`} answered.`}
        </p>
        {comments.all > 0 && (
          <ButtonLink href={accuracy} className="govuk-!-margin-bottom-0" variant={isTeam ? undefined : 'secondary'}>
            {isTeam ? 'Answer the comments' : 'See your comments'}
          </ButtonLink>
        )}
      </InsetText>
    )
  return comments.all === 0 ? null : (
    <p className="govuk-body app-no-print">
      <a className="govuk-link" href={accuracy}>
        Comments on the facts, and their answers
      </a>
    </p>
  )
}

const Documents = ({ page: { ref, status } }: { page: ReportPage }) => (
  <ul className="govuk-list app-no-print">
    <li>
      <a className="govuk-link" href={`/reviews/${ref}/report/print`}>
        Read it as one document, to print
      </a>
    </li>
    {status !== 'drafting' && (
      <li>
        <a className="govuk-link" href={`/reviews/${ref}/report.docx`}>
          Download the {status === 'final' ? 'final report' : 'draft that was sent'} as a Word document
        </a>
      </li>
    )}
  </ul>
)

/** What the reader may do with the whole of it. */
const Moves = ({ page, form }: { page: ReportPage; form: ReturnType<typeof useForm> }) => {
  const { status, version, mayMove, inTheWay, reading, finalHash } = page
  return (
    <>
      {reading !== null && (
        <PostForm intent="read">
          <h2 className="govuk-heading-m">Before it is sent</h2>
          {reading.isMine ? (
            <p className="govuk-body">You have read the whole report as it stands.</p>
          ) : (
            <>
              <input type="hidden" name="hash" value={reading.hash} />
              <Checkboxes
                {...form.choices('hasRead')}
                legend="Another co-lead than the one who sends it reads all of it first"
                items={[{ value: 'yes', label: 'I have read the whole report as it stands on this page' }]}
              />
              <Button variant="secondary" preventDoubleClick>
                Say that you have read it
              </Button>
            </>
          )}
        </PostForm>
      )}
      {mayMove && inTheWay !== null && (
        <InsetText>
          <p className="govuk-body">
            {status === 'drafting' ? 'It cannot be sent yet. ' : 'It cannot be final yet. '}
            {inTheWay}
          </p>
        </InsetText>
      )}
      {mayMove && inTheWay === null && (
        <PostForm intent={status === 'drafting' ? 'send' : 'finalise'} version={version}>
          <Button preventDoubleClick>
            {status === 'drafting' ? 'Send it to the service to check its facts' : 'Make the report final'}
          </Button>
        </PostForm>
      )}
      {finalHash !== null && (
        <Details summary="Its fingerprint" className="app-no-print">
          <p className="govuk-body">
            The report is sealed: whoever has a copy can compare this with the foot of it.{' '}
            <span className="app-fingerprint">{finalHash}</span>
          </p>
        </Details>
      )}
    </>
  )
}
