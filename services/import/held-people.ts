import type { Prisma } from '#prisma/generated/client.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { noMembership } from './read-membership.ts'
import { cleanPosition, type PostStatus } from './read-status.ts'
import type { Held, HeldMembership, HeldPerson, HeldPost } from './records.ts'

/** The title of a post that a list did not name. */
export const unnamedPost = 'Post (title not given)'

const positionOf = (title: string): string | null => (title === unnamedPost ? null : cleanPosition(title) || null)

const holdingFields = {
  id: true,
  yotCode: true,
  title: true,
  kind: true,
  until: true,
  isOnLeave: true,
  postId: true,
  post: { select: { abolishedOn: true } },
} satisfies Prisma.HoldingSelect

type HoldingRow = Prisma.HoldingGetPayload<{ select: typeof holdingFields }>

/** Time in a post as a list sees it; null for what somebody only stated and which goes on: it is no post here. */
const postOf = (row: HoldingRow, today: string): HeldPost | null => {
  const isOver = (row.until !== null && isoFromDate(row.until) <= today) || (row.post && row.post.abolishedOn !== null)
  if (!isOver && row.postId === null) return null
  const kind: PostStatus = row.kind === 'secondment' ? 'substantive' : row.kind
  const status = isOver ? 'ended' : row.isOnLeave ? 'on leave' : kind
  return { key: row.id, yot: row.yotCode, position: positionOf(row.title), status }
}

type MembershipRow = Prisma.MembershipGetPayload<object>

const factsOf = (row: MembershipRow): HeldMembership => ({
  joinedOn: row.joinedOn && isoFromDate(row.joinedOn),
  amountPence: row.feePence,
  isPaid: row.isPaid ?? (row.paidOn === null ? null : true),
  paidOn: row.paidOn && isoFromDate(row.paidOn),
  paidUntil: isoFromDate(row.endsOn),
  kind: row.kind,
  poReference: row.poReference,
  invoiceReference: row.invoiceReference,
})

/** Of one payer's memberships the one that counts: what has not ended, else what ended last. */
export const counting = <Row extends Pick<MembershipRow, 'status' | 'endsOn'>>(rows: readonly Row[]): Row | undefined =>
  [...rows].sort(
    (a, b) => Number(a.status === 'ended') - Number(b.status === 'ended') || b.endsOn.getTime() - a.endsOn.getTime(),
  )[0]

export const groupedBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/**
 * Everybody held and every vacant post, for planning an import. A person's membership is their own, else that of a service
 * where they hold a post. A handful of statements, however many people.
 */
export const readHeldPeople = async (ctx: Ctx): Promise<Held> => {
  const { holding, post, membership } = ctx.db
  const today = ctx.clock.today()
  const people = await ctx.db.person.findMany({
    select: { id: true, name: true, leftAt: true, addresses: { select: { address: true } } },
    orderBy: { id: 'asc' },
  })
  const holdings = await holding.findMany({
    select: { personId: true, ...holdingFields },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  })
  const memberships = await membership.findMany({ orderBy: { id: 'asc' } })
  const vacant = await post.findMany({
    where: {
      abolishedOn: null,
      holdings: { none: { OR: [{ until: null }, { until: { gt: dateFromIso(today) } }] } },
    },
    select: { id: true, yotCode: true, title: true },
    orderBy: { id: 'asc' },
  })
  const holdingsBy = groupedBy(holdings, ({ personId }) => personId)
  const own = groupedBy(memberships, ({ personId }) => personId)
  const ofYots = groupedBy(memberships, ({ yotCode }) => yotCode)
  return {
    people: people.map(({ id, name, leftAt, addresses }): HeldPerson => {
      const posts = (holdingsBy.get(id) ?? []).flatMap((row) => postOf(row, today) ?? [])
      const live = posts.filter(({ status }) => status !== 'ended')
      const membership = counting(own.get(id) ?? []) ?? counting(live.flatMap(({ yot }) => ofYots.get(yot) ?? []))
      return {
        key: id,
        name,
        emails: addresses.map(({ address }) => address),
        posts,
        membership: membership ? factsOf(membership) : noMembership,
        hasLeft: leftAt !== null,
      }
    }),
    vacancies: vacant.map(({ id, yotCode, title }) => ({
      key: id,
      yot: yotCode,
      position: positionOf(title),
      status: 'vacant',
    })),
  }
}
