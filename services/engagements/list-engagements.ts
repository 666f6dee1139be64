import type { Prisma } from '#prisma/generated/client.ts'
import type { EngagementStatus } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { newestOf } from '#services/core/life/sealed-text.ts'
import { engagementLife } from './lifecycle.ts'
import { providerName } from './move-engagement.ts'
import { engagementSidesOf, engagementsOf } from './people.ts'
import { tables } from './tables.ts'
import { type Turn, turnOf, waitsFor } from './turn.ts'

/** One engagement in the actor's list. */
export type EngagementEntry = {
  id: string
  version: number
  ref: string
  title: string
  /** The other side, as this reader sees it. */
  other: string
  side: 'host' | 'provider'
  status: EngagementStatus
  statusSays: string
  turn: Turn
  isMine: boolean
  isLate: boolean
}

const engagementsPageSize = 25

const select = {
  id: true,
  version: true,
  ref: true,
  title: true,
  status: true,
  basis: true,
  silentOn: true,
  changeAsked: true,
  needsSubstitute: true,
  firstSessionOn: true,
  lastSessionOn: true,
  totalPence: true,
  settledOn: true,
  isUnresolved: true,
  courseDateId: true,
  hostYotCode: true,
  hostContactId: true,
  providerYotCode: true,
  providerPersonId: true,
  providerContactId: true,
  hostYot: { select: { name: true } },
  providerYot: { select: { name: true } },
  providerPerson: { select: { name: true } },
  offering: { select: { outside: { select: { name: true } } } },
} as const

/** "Agreed" with a session to come reads "Scheduled"; it is no state. */
export const statusWords = (status: EngagementStatus, lastSessionOn: Date | null, today: string): string =>
  status === 'agreed' && lastSessionOn !== null && lastSessionOn.toISOString().slice(0, 10) >= today
    ? 'Scheduled'
    : engagementLife.states[status]

export const boxes = ['open', 'over'] as const
export type Box = (typeof boxes)[number]

/** As `isOwed` has it: cancelled work is not over before what is owed for it is paid. */
const owedOfCancelled = {
  status: 'cancelled',
  totalPence: { not: null, gt: 0 },
  settledOn: null,
  isUnresolved: false,
} satisfies Prisma.EngagementWhereInput

/**
 * Engagements of the actor's services and their own: what is open, those with a day first; or what is over, the newest first. Only the
 * box that is read is counted: what is over grows with the years.
 */
export const listEngagements = async (
  ctx: Ctx,
  { box, page }: { box: Box; page: number },
): Promise<{ entries: EngagementEntry[]; count: number; pageCount: number }> => {
  const { engagement } = tables(ctx)
  const over = engagementLife.marked('over')
  const boxOf = {
    open: { OR: [{ status: { notIn: over } }, owedOfCancelled] },
    over: { status: { in: over }, NOT: owedOfCancelled },
  }
  const where = { AND: [engagementsOf(ctx), boxOf[box]] }
  const [count, rows] = await Promise.all([
    engagement.count({ where }),
    engagement.findMany({
      where,
      orderBy: box === 'open' ? [{ silentOn: { sort: 'asc', nulls: 'last' } }, { id: 'desc' }] : [{ id: 'desc' }],
      skip: (page - 1) * engagementsPageSize,
      take: engagementsPageSize,
      select,
    }),
  ])
  const heads = await newestOf(
    ctx,
    'engagement-terms',
    rows.map(({ id }) => id),
  )
  const today = ctx.clock.today()
  const entries = rows.map((row): EngagementEntry => {
    const side = engagementSidesOf(ctx.actor, row).includes('provider') ? 'provider' : 'host'
    const head = heads.get(row.id)
    const terms = head ? { accepted: head.acceptances.map((one) => one.side) } : null
    const turn = turnOf({ ...row, terms }, today)
    return {
      id: row.id,
      version: row.version,
      ref: row.ref,
      title: row.title,
      other: side === 'host' ? providerName(row) : row.hostYot.name,
      side,
      status: row.status,
      statusSays: statusWords(row.status, row.lastSessionOn, today),
      turn,
      isMine: waitsFor(turn, side),
      isLate: turn.dueOn !== null && turn.dueOn < today,
    }
  })
  return {
    entries:
      box === 'open'
        ? entries.sort((a, b) => Number(b.isLate) - Number(a.isLate) || Number(b.isMine) - Number(a.isMine))
        : entries,
    count,
    pageCount: Math.max(1, Math.ceil(count / engagementsPageSize)),
  }
}
