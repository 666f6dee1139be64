import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { BalanceLine } from '#app/components/insight/balance-line.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TimeLine } from '#app/components/meetings/time-line.tsx'
import { Proposals } from '#app/components/reviews/proposals.tsx'
import { AcceptedGaps, TeamGaps } from '#app/components/reviews/team-gaps.tsx'
import { TeamMap } from '#app/components/reviews/team-map.tsx'
import { Marks, PersonLine } from '#app/components/reviews/team-member.tsx'
import { WhoCovers } from '#app/components/reviews/who-covers.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { falseAlarmSchema, managementSchema } from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'
import { balanceLine } from '#services/insight/index.ts'
import { mayLogTime } from '#services/meetings/index.ts'
import { ratingFacts } from '#services/ratings/index.ts'
import {
  acceptGaps,
  acceptGapsSchema,
  checkShortlist,
  chooseProposal,
  chooseSchema,
  inviteTeam,
  lockSeat,
  lockSeatSchema,
  manageConflictIn,
  markConflictFalseIn,
  moveSchema,
  proposeTeam,
  shortlistSchema,
  teamPage,
} from '#services/reviews/index.ts'
import { yotTiles } from '#services/yots/index.ts'

const as = <Intent extends string>(intent: Intent) => ({ intent: z.literal(intent) })
const decision = (kind: string) => ({ intent: z.string().startsWith(`${kind}-`) })
const intents = z.discriminatedUnion('intent', [
  moveSchema.extend(as('propose')),
  chooseSchema.extend(as('choose')),
  shortlistSchema.extend(as('check')),
  moveSchema.extend(as('invite')),
  lockSeatSchema.extend(as('lock')),
  acceptGapsSchema.extend(as('accept')),
])
const decisions = {
  manage: managementSchema.extend(decision('manage')),
  wrong: falseAlarmSchema.extend(decision('false')),
}

export const meta = () => pageTitle('Team')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await teamPage(ctx, pathPart(args, 'ref')))
  const [tiles, balance] = await Promise.all([yotTiles(ctx), balanceLine(ctx, 'led')])
  return { page, tiles, balance, logsTime: mayLogTime(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const here = `/association/requests/${ref}/team`
  const to = () => here
  const intent = (await readFormData(args.request)).get('intent')?.toString() ?? ''
  if (intent.startsWith('manage-')) {
    const form = await parseForm(args.request, decisions.manage)
    const result = form.ok ? await once(ctx, form.key, (ctx) => manageConflictIn(ctx, ref, form.value)) : form
    return respond(args, result, { form, to, notice: 'The conflict is managed.' })
  }
  if (intent.startsWith('false-')) {
    const form = await parseForm(args.request, decisions.wrong)
    const result = form.ok ? await once(ctx, form.key, (ctx) => markConflictFalseIn(ctx, ref, form.value)) : form
    return respond(args, result, { form, to, notice: 'The conflict is marked as not so.' })
  }
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const value = { ...form.value, ref }
  switch (value.intent) {
    case 'propose': {
      const result = await once(ctx, form.key, async (ctx) =>
        proposeTeam(ctx, value, { ratings: await ratingFacts(ctx) }),
      )
      return respond(args, result, { form, to, notice: 'Teams are proposed. Nobody has been written to.' })
    }
    case 'choose':
      return respond(args, await once(ctx, form.key, (ctx) => chooseProposal(ctx, value)), {
        form,
        to,
        notice: 'The team is chosen. Nobody has been written to.',
      })
    case 'check':
      return respond(args, await once(ctx, form.key, (ctx) => checkShortlist(ctx, value)), {
        form,
        to,
        notice: checkedWords,
      })
    case 'lock':
      return respond(args, await once(ctx, form.key, (ctx) => lockSeat(ctx, value)), {
        form,
        to,
        notice: ({ isLocked }) =>
          isLocked
            ? 'Locked: later proposals and rounds keep them.'
            : 'Unlocked: another may be proposed for the place.',
      })
    case 'accept':
      return respond(args, await once(ctx, form.key, (ctx) => acceptGaps(ctx, value)), {
        form,
        to,
        notice: ({ isConfirmed }) =>
          isConfirmed
            ? 'Accepted, and the team is confirmed.'
            : 'Accepted. The team is confirmed when everyone has said yes.',
      })
    case 'invite':
      return respond(args, await once(ctx, form.key, (ctx) => inviteTeam(ctx, value)), {
        form,
        to,
        notice: 'The team is invited.',
      })
  }
}

/** "9 people were checked just now: nobody is ruled out, and nobody has something to manage first. …" */
const checkedWords = ({ checked, blocked, toManage }: { checked: number; blocked: number; toManage: number }) => {
  const ruledOut = blocked === 0 ? 'nobody is ruled out' : `${blocked} ruled out`
  const open = toManage === 0 ? 'nobody has something to manage first' : `${toManage} with something to manage first`
  const marks = blocked + toManage === 0 ? '' : ' They are marked below.'
  return `${checked} people were checked just now: ${ruledOut}, and ${open}.${marks} Nobody has been written to.`
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>['page']

const answers = {
  offered: 'Waiting for an answer',
  accepted: 'Said yes',
  declined: 'Said no',
  expired: 'Did not answer',
  withdrawn: 'Released',
} as const

const OpenPlace = ({ page, seatId }: { page: Page; seatId: string }) =>
  page.status === 'inviting' ? (
    <a className="govuk-link" href={`/association/requests/${page.ref}/team/seats/${seatId}`}>
      open, choose somebody
    </a>
  ) : (
    <>nobody yet</>
  )

const Lock = ({ page, seat }: { page: Page; seat: Page['seats'][number] }) => (
  <PostForm intent="lock" version={page.version}>
    <input type="hidden" name="seatId" value={seat.id} />
    <input type="hidden" name="lock" value={seat.isLocked ? 'no' : 'yes'} />
    <Button variant="secondary" className="govuk-!-margin-bottom-1">
      {seat.isLocked ? 'Unlock' : 'Lock'}
      <span className="govuk-visually-hidden"> {seat.person?.name}</span>
    </Button>
  </PostForm>
)

const Seats = ({ page }: { page: Page }) => (
  <section>
    <h2 className="govuk-heading-m">The chosen team</h2>
    <ul className="govuk-list">
      {page.seats.map((seat) => (
        <li key={seat.id} className="govuk-!-margin-bottom-4">
          <strong>{seat.role}:</strong>{' '}
          {seat.person ? <PersonLine person={seat.person} /> : <OpenPlace page={page} seatId={seat.id} />}{' '}
          {seat.answer && <Tag colour={seat.answer === 'accepted' ? 'green' : 'grey'}>{answers[seat.answer]}</Tag>}
          {seat.answerBy && <span className="govuk-hint">Answer by {longDate(seat.answerBy)}</span>}
          {seat.before.map((before) => (
            <p className="govuk-body-s govuk-!-margin-bottom-0" key={before.name}>
              Before: {before.name}, {answers[before.status].toLowerCase()}
              {before.reason && `: ${before.reason}`}
            </p>
          ))}
          {seat.person && <Marks person={seat.person} />}
          {seat.person && page.status === 'team_proposed' && <Lock page={page} seat={seat} />}
          {seat.alternates.length > 0 && (
            <p className="govuk-body-s govuk-!-margin-bottom-0">Could step in: {seat.alternates.join(', ')}</p>
          )}
        </li>
      ))}
    </ul>
  </section>
)

const Hidden = ({ page }: { page: Page }) => (
  <>
    <input type="hidden" name="version" value={page.version} />
  </>
)

/** Why the service's other dates gave no proposal: the same for all proposals made at once. */
const OtherDates = ({ page }: { page: Page }) => {
  const dates = page.proposals.at(-1)?.otherDates ?? []
  return dates.length === 0 ? null : (
    <section>
      <h2 className="govuk-heading-m">The service’s other dates</h2>
      <ul className="govuk-list govuk-list--bullet">
        {dates.map(({ startsOn, endsOn, say }) => (
          <li key={startsOn}>
            {dateRange(startsOn, endsOn)}: {say}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Absences = ({ page }: { page: Page }) => {
  const absences = page.proposals.at(-1)?.absences ?? []
  return absences.length === 0 ? null : (
    <Details summary="Who is not here, and why">
      <ul className="govuk-list govuk-list--bullet">
        {absences.map(({ name, because }) => (
          <li key={name}>
            {name}: {because.join(' ')}
          </li>
        ))}
      </ul>
    </Details>
  )
}

export default function Team() {
  const { page, tiles, balance, logsTime } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/requests/${page.ref}`}>{page.ref}</BackLink>
      <p className="govuk-body app-print-only">How a team is chosen is told in confidence, and is not printed.</p>
      <div className="govuk-grid-row app-no-print">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{page.ref}</span>
          <h1 className="govuk-heading-l">A team for {page.yotName}</h1>
          <InsetText>
            {page.statusWords}. Everyone in a proposal was checked for conflicts of interest. Nobody is written to until
            you invite them. If somebody then says no, the next of those who could step in is invited by itself, unless
            a conflict stands in the way or the team would cover less; where nobody is left, you are asked.
          </InsetText>
          <BalanceLine line={balance} />
          {page.seats.length > 0 && <Seats page={page} />}
          {page.seats.length > 0 && page.covers.length > 0 && (
            <section>
              <h2 className="govuk-heading-m">Who covers which question</h2>
              <WhoCovers covers={page.covers} />
            </section>
          )}
          <TeamGaps page={page} />
          <AcceptedGaps accepted={page.accepted} />
          {page.mayMoveDates && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/association/requests/${page.ref}/dates`}>
                Move the dates
              </a>
              , showing first who could still come.
            </p>
          )}
          {page.mayInvite && (
            <PostForm intent="invite">
              <Hidden page={page} />
              <Button preventDoubleClick>Invite this team</Button>
            </PostForm>
          )}
          {page.mayPropose && (
            <PostForm intent="propose">
              <Hidden page={page} />
              <Button variant={page.proposals.length > 0 ? 'secondary' : undefined} preventDoubleClick>
                {page.proposals.length > 0 ? 'Propose again' : 'Propose teams'}
              </Button>
            </PostForm>
          )}
          <Proposals page={page} />
          <OtherDates page={page} />
          <Absences page={page} />
          {logsTime && <TimeLine about={`/association/requests/${page.ref}/team`} kind="matching" />}
        </div>
        <div className="govuk-grid-column-one-third">
          <TeamMap page={page} tiles={tiles} />
        </div>
      </div>
    </>
  )
}
