import { deskCounts } from '#services/bank/index.ts'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { grantsOf, may, type Permission } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { concernQueue } from '#services/fairness/index.ts'
import { outsideDesk } from '#services/outside/index.ts'
import { inQueue, queueGroups } from '#services/reviews/index.ts'
import { visibleApplications } from '#services/vetting/index.ts'
import { notOfHiddenCases } from './hidden.ts'

type Page = {
  title: string
  href: string
  what: string
  /** What is there now, counted, such as "3 to check or decide"; null where nothing waits. */
  now: string | null
}
export type AssociationHome = { groups: { title: string; pages: Page[] }[] }

type Entry = {
  title: string
  href: string
  what: string
  permission: Permission
  count?: (ctx: Ctx) => Promise<string>
}

/** How the requests that this officer may know of stand. */
const requestsNow = async (ctx: Ctx): Promise<string> => {
  const rows = await ctx.db.reviewRequest.groupBy({ by: ['status'], where: await inQueue(ctx), _count: true })
  const countOf = (statuses: readonly string[]) =>
    rows.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count, 0)
  return said([
    [countOf(queueGroups.waiting.statuses), 'to check or decide'],
    [countOf(queueGroups.team.statuses), 'with a team being built'],
    [countOf(queueGroups.running.statuses), 'under way'],
  ])
}

const applicationsNow = async (ctx: Ctx): Promise<string> => {
  const visible = await visibleApplications(ctx)
  if (!visible) return ''
  const open = {
    status: { in: ['submitted' as const, 'checks' as const, 'panel' as const, 'more_information' as const] },
  }
  return said([[await ctx.db.application.count({ where: { AND: [visible, open] } }), 'open']])
}

const outsideNow = async (ctx: Ctx): Promise<string> => {
  const lines = await outsideDesk(ctx)
  if (!lines.ok) return ''
  return said([
    [lines.value.filter(({ isOpen }) => isOpen).length, 'being looked at'],
    [lines.value.filter(({ isSoon }) => isSoon).length, 'with something that runs out within 90 days'],
  ])
}

/** What runs out or is to be mended, of what this officer may know of. */
const bankNow = async (ctx: Ctx): Promise<string> => {
  const [review_request, application, concern] = await Promise.all([
    hiddenCaseIds(ctx, 'review_request'),
    hiddenCaseIds(ctx, 'application'),
    hiddenCaseIds(ctx, 'concern'),
  ])
  const counts = await deskCounts(ctx, { review_request, application, concern })
  if (!counts.ok) return ''
  const { runsOut, mend } = counts.value
  return said([
    [runsOut, 'with something that runs out within 90 days'],
    [mend, 'with something to mend'],
  ])
}

const membersNow = async (ctx: Ctx): Promise<string> => {
  if (!may(ctx.actor, 'member.manage')) return ''
  const [applied, joining, renewing] = await Promise.all([
    ctx.db.membership.count({ where: { status: 'applied' } }),
    ctx.db.joinRequest.count({ where: { decidedAt: null } }),
    ctx.db.membership.count({ where: { renewalAskedOn: { not: null } } }),
  ])
  const asked = applied + joining
  return said([
    [asked, asked === 1 ? 'request to join' : 'requests to join'],
    [renewing, renewing === 1 ? 'renewal to invoice' : 'renewals to invoice'],
  ])
}

/** What is open of what this officer may know of. */
const concernsNow = async (ctx: Ctx): Promise<string> => {
  const queue = await concernQueue(ctx)
  if (!queue.ok) return ''
  const open = queue.value.rows.filter(({ waits }) => waits !== '')
  return said([
    [open.filter(({ isLate }) => isLate).length, 'late'],
    [open.filter(({ isMine }) => isMine).length, 'for your view'],
    [open.length, 'open'],
  ])
}

const deliveriesNow = async (ctx: Ctx): Promise<string> => {
  const where = { AND: [await notOfHiddenCases(ctx), { failedAt: { not: null } }] }
  return said([[await ctx.db.outboxMessage.count({ where }), 'given up']])
}

/** "3 to check or decide, 1 under way"; what is none is left out. */
const said = (counts: readonly (readonly [number, string])[]): string =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')

const groups: readonly { title: string; entries: readonly Entry[] }[] = [
  {
    title: 'Peer reviews',
    entries: [
      {
        title: 'Requests for peer review',
        href: '/association/requests',
        what: 'Check, decide, propose teams, invite.',
        permission: 'review.list',
        count: requestsNow,
      },
      {
        title: 'Rounds',
        href: '/association/rounds',
        what: 'Plan the teams of all approved requests together.',
        permission: 'team.propose',
      },
    ],
  },
  {
    title: 'The bank and the members',
    entries: [
      {
        title: 'Applications to the bank',
        href: '/association/applications',
        what: 'References, panels, decisions.',
        permission: 'application.list',
        count: applicationsNow,
      },
      {
        title: 'The bank: who stands how',
        href: '/association/bank',
        what: 'What runs out and when, conditions, declarations, reminders, and a download.',
        permission: 'bank.read',
        count: bankNow,
      },
      {
        title: 'Outside providers',
        href: '/association/outside',
        what: 'Organisations that ask to offer, or do: checks, decisions, fees, what runs out.',
        permission: 'outside.read',
        count: outsideNow,
      },
      {
        title: 'Members',
        href: '/association/members',
        what: 'Who is a member, who is due or lapsed, requests to join, fees, and importing a list.',
        permission: 'member.list',
        count: membersNow,
      },
      {
        title: 'The briefing',
        href: '/association/briefing',
        what: 'What goes next and how it looks, words of your own, lines to add, addresses that fail.',
        permission: 'briefing.write',
      },
      {
        title: 'How the board decides',
        href: '/association/board',
        what: 'How many of the programme board must take part in a decision on a request.',
        permission: 'board.keep',
      },
      {
        title: 'Services and organisations',
        href: '/association/register',
        what: 'Which services are combined, partnered or compared, and the organisations people declare.',
        permission: 'register.keep',
      },
    ],
  },
  {
    title: 'The exchange as a whole',
    entries: [
      {
        title: 'Gap register',
        href: '/association/gaps',
        what: 'Where help ended without, by theme and region, and a sheet for the dialogue with the YJB.',
        permission: 'insight.read',
      },
      {
        title: 'Balance of regions',
        href: '/association/balance',
        what: 'Whether every region has its share of the bank, of reviews, of courses and of decisions.',
        permission: 'insight.read',
      },
      {
        title: 'Business case',
        href: '/association/business-case',
        what: 'What it takes to run the exchange, what is assumed, and where it breaks even.',
        permission: 'insight.read',
      },
    ],
  },
  {
    title: 'Meetings and the ledger',
    entries: [
      {
        title: 'Meetings',
        href: '/meetings',
        what: 'Plan and call them, send minutes round, publish what was decided.',
        permission: 'meeting.convene',
      },
      {
        title: 'Time given to the association',
        href: '/association/time',
        what: 'What coordinators gave, by what it was for.',
        permission: 'time.read',
      },
      {
        title: 'What a day is worth',
        href: '/association/day-rate',
        what: 'The rate, and its source, by which time given in kind is valued.',
        permission: 'ledger.keep',
      },
      {
        title: 'Opening figures',
        href: '/association/opening-figures',
        what: 'What services gave each other before the exchange: imported once.',
        permission: 'ledger.keep',
      },
    ],
  },
  {
    title: 'Fair dealing',
    entries: [
      {
        title: 'Fair process',
        href: '/association/fairness',
        what: 'Flags, reviews of standing, complaints and appeals: look after them, or decide what you were drawn for.',
        permission: 'concern.list',
        count: concernsNow,
      },
      {
        title: 'Disputes of agreed work',
        href: '/association/disputes',
        what: 'What two sides do not agree on, and where somebody mediates.',
        permission: 'concern.list',
      },
      {
        title: 'Quality marks',
        href: '/association/marks',
        what: 'Marks that were asked for, are being observed and are in force.',
        permission: 'mark.list',
      },
      {
        title: 'Decision log',
        href: '/association/decisions',
        what: 'Decisions about the programme: drafts to publish, reviews that are due, and what was not published.',
        permission: 'decision.review',
      },
      {
        title: 'Register of interests',
        href: '/association/interests',
        what: 'Everything declared, with its history, what changed, and a download.',
        permission: 'interest.read',
      },
      {
        title: 'The rules on conflicts of interest',
        href: '/association/rules',
        what: 'Which rules there are, what they do, and every version of them.',
        permission: 'rules.publish',
      },
      {
        title: 'Who may see and do what',
        href: '/association/access',
        what: 'Every page and everything it takes, by role and by how somebody stands to it.',
        permission: 'access.read',
      },
    ],
  },
  {
    title: 'Keeping it running',
    entries: [
      {
        title: 'Audit log',
        href: '/association/audit',
        what: 'What happened, when and by whom; sealed against change.',
        permission: 'audit.read',
      },
      {
        title: 'Deliveries and jobs',
        href: '/association/deliveries',
        what: 'What waits to be sent, what could not be, and when each job last ran.',
        permission: 'outbox.read',
        count: deliveriesNow,
      },
      {
        title: 'Reset a lost second step',
        href: '/association/second-step',
        what: 'For somebody who lost their phone and their recovery codes, once you are sure that it is them.',
        permission: 'second-step.reset',
      },
    ],
  },
]

/** The association's pages for this actor, by what they are about, each with what waits there. forbidden for anybody without an office. */
export const findAssociationHome = async (ctx: Ctx): Promise<Result<AssociationHome>> => {
  const { actor } = ctx
  const isOfficer = grantsOf(actor, 'review.list').length + grantsOf(actor, 'application.list').length > 0
  if (!isOfficer) return forbidden('These pages are for officers of the association.')
  const shown = await Promise.all(
    groups.map(async ({ title, entries }) => ({
      title,
      pages: await Promise.all(
        entries
          .filter(({ permission }) => may(actor, permission))
          .map(async ({ title, href, what, count }) => ({ title, href, what, now: (await count?.(ctx)) || null })),
      ),
    })),
  )
  return ok({ groups: shown.filter(({ pages }) => pages.length > 0) })
}
