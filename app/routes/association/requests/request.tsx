import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { StepTimeline } from '#app/components/charts/step-timeline.tsx'
import { InTheWay } from '#app/components/conflicts/in-the-way.tsx'
import { OfficerConflicts } from '#app/components/conflicts/officer-conflicts.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TimeLine } from '#app/components/meetings/time-line.tsx'
import { Decide, DecidedBy } from '#app/components/reviews/decide.tsx'
import { DeskRemarks } from '#app/components/reviews/desk-remarks.tsx'
import { RequestSummary } from '#app/components/reviews/request-summary.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { offeringAt, offeringsOn } from '#app/http/board-offerings.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { mayLogTime } from '#services/meetings/index.ts'
import {
  answerRemark,
  answerRemarkSchema,
  askForApproval,
  askSponsorAgain,
  boardPage,
  checkRequest,
  decideRequest,
  decisionSchema,
  moveSchema,
  noteSchema,
  recordScoping,
  remarksAtDesk,
  returnRequest,
  returnSchema,
  reviewPage,
  scopingSchema,
} from '#services/reviews/index.ts'

const as = <Intent extends string>(intent: Intent) => ({ intent: z.literal(intent) })
const intents = z.discriminatedUnion('intent', [
  noteSchema.extend(as('check')),
  returnSchema.extend(as('return')),
  decisionSchema.extend(as('decide')),
  scopingSchema.safeExtend(as('scope')),
  z.object(as('ask-approval')),
  moveSchema.extend(as('ask-sponsor')),
])
const answering = answerRemarkSchema.extend({ intent: z.string().startsWith('answer-') })

export const meta = () => pageTitle('Request for a peer review')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const review = orThrow(await reviewPage(ctx, pathPart(args, 'ref')))
  if (!review.standings.includes('association')) throw pageNotFound()
  const board = await boardPage(ctx, review.ref)
  const offerings = board && !board.isOwnCheck ? await offeringsOn(ctx, review.request) : []
  const said = await remarksAtDesk(ctx, review.ref)
  return { review, board, offerings, said, today: ctx.clock.today(), logsTime: mayLogTime(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/association/requests/${ref}`
  if ((await readFormData(args.request)).get('intent')?.toString().startsWith('answer-')) {
    const form = await parseForm(args.request, answering)
    const result = form.ok ? await once(ctx, form.key, (ctx) => answerRemark(ctx, { ...form.value, ref })) : form
    return respond(args, result, { form, to, notice: 'Answered. The service is told.' })
  }
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const value = { ...form.value, ref }
  switch (value.intent) {
    case 'check':
      return respond(args, await once(ctx, form.key, (ctx) => checkRequest(ctx, value)), {
        form,
        to,
        notice: 'The programme board has it now.',
      })
    case 'return':
      return respond(args, await once(ctx, form.key, (ctx) => returnRequest(ctx, value)), {
        form,
        to,
        notice: 'The service has been asked for more.',
      })
    case 'decide': {
      const offering = await offeringAt(ctx, value.offering)
      return respond(args, await once(ctx, form.key, (ctx) => decideRequest(ctx, value, offering)), {
        form,
        to,
        notice: 'Decided. The service has been told.',
      })
    }
    case 'scope':
      return respond(args, await once(ctx, form.key, (ctx) => recordScoping(ctx, value)), {
        form,
        to,
        notice: 'The scoping call is recorded.',
      })
    case 'ask-sponsor':
      return respond(args, await once(ctx, form.key, (ctx) => askSponsorAgain(ctx, value)), {
        form,
        to,
        notice: 'The sponsor is asked again. The link sent before no longer works.',
      })
    case 'ask-approval':
      return respond(args, await once(ctx, form.key, (ctx) => askForApproval(ctx, value)), {
        form,
        to,
        notice: ({ asked }) => `${asked.join(', ')} will be asked by mail.`,
      })
  }
}

type Review = ReturnType<typeof useLoaderData<typeof loader>>['review']

const Hidden = ({ review }: { review: Review }) => <input type="hidden" name="version" value={review.version} />

const Check = ({ review }: { review: Review }) => {
  const check = useForm({}, 'check')
  const back = useForm({}, 'return')
  return (
    <>
      <h2 className="govuk-heading-m">Check the request</h2>
      <FormProblems reply={check.reply ?? back.reply} />
      <PostForm intent="check">
        <Hidden review={review} />
        <Textarea
          {...check.text('note')}
          label="What you found"
          hint="Is the scope clear, is the sponsor behind it, are the dates realistic? The board reads this."
        />
        <Button preventDoubleClick>Pass to the programme board</Button>
      </PostForm>
      <PostForm intent="return">
        <Hidden review={review} />
        <Textarea
          {...back.text('note')}
          id="return-note"
          label="Or: what the service needs to add or change"
          rows={3}
        />
        <Button variant="secondary" preventDoubleClick>
          Ask the service for more
        </Button>
      </PostForm>
    </>
  )
}

/** Whether the sponsor has agreed; while they have not, a way to ask again. */
const Sponsor = ({ review, mayAsk }: { review: Review; mayAsk: boolean }) => {
  const asked = review.sponsor.find(({ about }) => about === 'request')
  if (!asked || asked.agrees) return null
  return (
    <>
      <h2 className="govuk-heading-m">The sponsor</h2>
      <p className="govuk-body">
        {asked.agrees === null
          ? `${asked.name} was asked on ${longDate(asked.sentOn)} and has not answered yet. The board gets the request once they agree.`
          : `${asked.name} does not agree: ${asked.words}`}
      </p>
      {mayAsk && (
        <PostForm intent="ask-sponsor">
          <Hidden review={review} />
          <Button variant="secondary" preventDoubleClick>
            Ask the sponsor again
          </Button>
        </PostForm>
      )}
    </>
  )
}

/** Every whole number from the least to the most, to choose from. */
const numbers = ([least, most]: readonly [number, number]) =>
  Array.from({ length: most - least + 1 }, (_, at) => ({ value: String(least + at), text: String(least + at) }))

const Scope = ({ review, today }: { review: Review; today: string }) => {
  const { leads, peers, days, isReview } = review.scoping
  const form = useForm(
    {
      calledOn: today,
      leadsWanted: String(leads[1]),
      peersLeast: String(peers[0]),
      peersMost: String(peers[1]),
      ...(isReview ? {} : { days: String(days[0]) }),
    },
    'scope',
  )
  return (
    <>
      <h2 className="govuk-heading-m">Record the scoping call</h2>
      <FormProblems reply={form.reply} />
      <PostForm intent="scope">
        <Hidden review={review} />
        <DateInput {...form.date('calledOn')} legend="When was it, or when will it be?" hint="For example, 27 3 2027" />
        <Select {...form.text('leadsWanted')} label="Co-leads" options={numbers(leads)} />
        <Select {...form.text('peersLeast')} label="Reviewers, at least" options={numbers(peers)} />
        <Select {...form.text('peersMost')} label="Reviewers, at most" options={numbers(peers)} />
        {!isReview && <Select {...form.text('days')} label="Days" options={numbers(days)} />}
        <Textarea {...form.text('note')} label="What was agreed (optional)" rows={3} />
        <Button preventDoubleClick>Save</Button>
      </PostForm>
    </>
  )
}

/** Where a team is looked at and built. */
const withTeam = ['scoping', 'team_proposed', 'inviting', 'confirmed', 'preparing']

/** What is asked, and what the coordinator found: read before it is checked or decided, and below the next step otherwise. */
const Read = ({ review }: { review: Review }) => (
  <>
    <h2 className="govuk-heading-m">The request</h2>
    <RequestSummary review={review} />
    {review.checkNote && (
      <div className="app-no-print">
        <h2 className="govuk-heading-m">What the coordinator found</h2>
        <p className="govuk-body">{review.checkNote}</p>
      </div>
    )}
  </>
)

export default function Request() {
  const { review, board, offerings, said, today, logsTime } = useLoaderData<typeof loader>()
  const is = (...sides: Review['sides']) => sides.some((side) => review.sides.includes(side))
  const isJudged = ['submitted', 'coordinator_checked', 'deferred'].includes(review.status)
  return (
    <>
      <BackLink href="/association/requests">Requests</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">{review.ref}</span>
          <h1 className="govuk-heading-l">
            {review.scoping.isReview ? `${review.yotName} asks for a peer review` : review.title}
          </h1>
          <InsetText>
            <strong>{review.statusWords}.</strong> {review.next.says}
            {review.next.dueOn && ` By ${longDate(review.next.dueOn)}.`}
          </InsetText>
          <InTheWay inTheWay={review.inTheWay} />
          {isJudged && <Read review={review} />}
          {review.status === 'submitted' && <Sponsor review={review} mayAsk={is('case-holder')} />}
          {review.status === 'submitted' && is('coordinator') && <Check review={review} />}
          {board?.isOwnCheck && (
            <p className="govuk-body">You look after this request, so others of the board decide on it.</p>
          )}
          {board !== null && !board.isOwnCheck && <Decide review={review} board={board} offerings={offerings} />}
          {review.status === 'approved' && is('case-holder') && <Scope review={review} today={today} />}
          {['approved', 'scoping'].includes(review.status) && is('case-holder') && (
            <p className="govuk-body">
              As the call settles it, change{' '}
              <a className="govuk-link" href={`/reviews/${review.ref}/edit/kloes`}>
                the questions
              </a>{' '}
              or{' '}
              <a className="govuk-link" href={`/reviews/${review.ref}/edit/places`}>
                who may come beside the team
              </a>
              . The service is told.
            </p>
          )}
          {withTeam.includes(review.status) && !review.inTheWay && (
            <ButtonLink href={`/association/requests/${review.ref}/team`}>
              {review.status === 'scoping' ? 'Propose teams' : 'See the team'}
            </ButtonLink>
          )}
          {review.status === 'confirmed' && is('case-holder') && (
            <p>
              <ButtonLink href={`/association/requests/${review.ref}/terms`}>
                {review.hasTerms ? 'See or change the terms' : 'Write the terms'}
              </ButtonLink>
            </p>
          )}
          <DeskRemarks at={`/association/requests/${review.ref}`} said={said} />
          <div className="app-no-print">
            <OfficerConflicts rows={review.officerConflicts} at={`/association/requests/${review.ref}`} />
          </div>
          <StepTimeline title="From request to close" steps={review.steps} isFolded />
          {!isJudged && <Read review={review} />}
          {review.decisionReasons && (
            <div className="app-no-print">
              <h2 className="govuk-heading-m">The board’s reasons</h2>
              <p className="govuk-body">{review.decisionReasons}</p>
              <DecidedBy by={review.decidedBy} />
            </div>
          )}
          <p className="govuk-body">
            Looked after by {review.caseHolderName ?? 'nobody yet'}.{' '}
            <a className="govuk-link" href={`/reviews/${review.ref}`}>
              See the whole review, its dates and what happened
            </a>
            .
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href={`/association/requests/${review.ref}/declare`}>
              I have a conflict of interest with this request
            </a>
          </p>
          {logsTime && <TimeLine about={`/association/requests/${review.ref}`} kind="sense_check" />}
        </div>
      </div>
    </>
  )
}
