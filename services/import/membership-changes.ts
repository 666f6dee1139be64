import type { Prisma } from '#prisma/generated/client.ts'
import type { MembershipKind, MembershipStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId, updateRows } from '#services/core/insert-rows.ts'
import { ok, type Result } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { feeFor, statusByDates, type Terms, tables, termsOn, yearFrom } from '#services/memberships/index.ts'
import { counting, groupedBy } from './held-people.ts'
import type { Change, HeldMembership } from './records.ts'

/** A membership as a list leaves it. ISO days. */
type ListedMembership = {
  kind: MembershipKind
  status: MembershipStatus
  joinedOn: string | null
  startsOn: string
  endsOn: string
  feePence: number
  isPaid: boolean | null
  paidOn: string | null
  poReference: string | null
  invoiceReference: string | null
}

/**
 * What a membership is once a list's facts are in it. Held facts stay but for a later "paid until", which begins a new
 * year with whatever the list says was paid for it. A year whose end no list and no payment tells is due today: nobody is
 * cut off and nobody counts as paid up by guess. Somebody who has left is not asked to renew.
 */
export const membershipAfter = (
  held: ListedMembership | null,
  facts: HeldMembership,
  { today, terms, hasLeft }: { today: string; terms: Terms; hasLeft: boolean },
): ListedMembership => {
  const paidOn = facts.paidOn ?? null
  const isNewYear = held !== null && facts.paidUntil != null && facts.paidUntil > held.endsOn
  const before = held === null || isNewYear ? null : held
  const endsOn = before?.endsOn ?? facts.paidUntil ?? (paidOn !== null && paidOn <= today ? yearFrom(paidOn) : today)
  const kind = held?.kind ?? facts.kind ?? 'individual'
  const joinedOn = held?.joinedOn ?? facts.joinedOn ?? null
  const yearBegan = addDays(addMonths(endsOn, -12), 1)
  const startsOn =
    before?.startsOn ?? (joinedOn !== null && joinedOn > yearBegan && joinedOn <= endsOn ? joinedOn : yearBegan)
  const byDates = statusByDates(endsOn, today, terms)
  const isOver = hasLeft && byDates !== 'active'
  return {
    kind,
    status: isOver ? 'ended' : held !== null && !isNewYear && held.status === 'ended' ? 'ended' : byDates,
    joinedOn,
    startsOn,
    endsOn,
    feePence: before?.feePence ?? facts.amountPence ?? feeFor(terms, kind),
    isPaid: before?.isPaid ?? facts.isPaid ?? null,
    paidOn: before?.paidOn ?? paidOn,
    poReference: before?.poReference ?? facts.poReference ?? null,
    invoiceReference: before?.invoiceReference ?? facts.invoiceReference ?? null,
  }
}

type Row = Prisma.MembershipGetPayload<object>

const listed = (row: Row): ListedMembership => ({
  kind: row.kind,
  status: row.status,
  joinedOn: row.joinedOn && isoFromDate(row.joinedOn),
  startsOn: isoFromDate(row.startsOn),
  endsOn: isoFromDate(row.endsOn),
  feePence: row.feePence,
  isPaid: row.isPaid,
  paidOn: row.paidOn && isoFromDate(row.paidOn),
  poReference: row.poReference,
  invoiceReference: row.invoiceReference,
})

const written = ({ joinedOn, startsOn, endsOn, paidOn, ...rest }: ListedMembership) => ({
  ...rest,
  joinedOn: joinedOn && dateFromIso(joinedOn),
  startsOn: dateFromIso(startsOn),
  endsOn: dateFromIso(endsOn),
  paidOn: paidOn && dateFromIso(paidOn),
})

type MembershipChange = Extract<Change, { kind: 'set-membership' }>

/** One payer's membership in the making. */
type Draft = {
  held: Pick<Row, 'id' | 'version'> | null
  payer: { personId: string } | { yotCode: string }
  now: ListedMembership
}

/**
 * Writes the memberships of a plan: a person's own, or their service's where the row or what is held says group.
 * `leavers` are those whose post the same list ends. Gives how many began and changed.
 */
export const applyMembershipChanges = async (
  ctx: Ctx,
  changes: readonly MembershipChange[],
  personIds: ReadonlyMap<string, string>,
  leavers: ReadonlySet<string>,
): Promise<Result<{ begun: number; changed: number }>> => {
  const { membership } = tables(ctx)
  const today = ctx.clock.today()
  const terms = await termsOn(ctx, today)
  const payers = {
    OR: [
      { personId: { in: [...new Set(changes.map(({ personKey }) => personIds.get(personKey) ?? personKey))] } },
      { yotCode: { in: [...new Set(changes.map(({ yot }) => yot))] } },
    ],
  }
  const rows = changes.length === 0 ? [] : await membership.findMany({ where: payers, orderBy: { id: 'asc' } })
  const drafts = new Map<string, Draft>()
  for (const [key, group] of [
    ...groupedBy(rows, ({ personId }) => personId),
    ...groupedBy(rows, ({ yotCode }) => (yotCode === null ? null : yotKey(yotCode))),
  ]) {
    const row = counting(group)
    if (!row) continue
    const payer = row.yotCode === null ? { personId: key } : { yotCode: row.yotCode }
    drafts.set(key, { held: row, payer, now: listed(row) })
  }
  const changed = new Set<string>()
  for (const { personKey, yot, facts } of changes) {
    const personId = personIds.get(personKey) ?? personKey
    const own = drafts.get(personId)
    const ofYot = drafts.get(yotKey(yot))
    const isGroup = facts.kind === 'group' || (facts.kind !== 'individual' && !own && ofYot !== undefined)
    const key = isGroup ? yotKey(yot) : personId
    const held = isGroup ? ofYot : own
    const hasLeft = !isGroup && leavers.has(personId)
    const now = membershipAfter(held?.now ?? null, facts, { today, terms, hasLeft })
    // Rejoining after an end is another membership: the ended one stays as it was.
    const isRejoin = held !== undefined && held.now.status === 'ended' && now.status !== 'ended'
    drafts.set(key, {
      held: isRejoin ? null : (held?.held ?? null),
      payer: isGroup ? { yotCode: yot } : { personId },
      now: { ...now, kind: isGroup ? 'group' : 'individual' },
    })
    changed.add(key)
  }
  const touched = [...changed].flatMap((key) => drafts.get(key) ?? [])
  const begun = touched.filter(({ held }) => held === null)
  await insertRows(
    ctx,
    'Membership',
    begun.map(({ payer, now }) => ({
      id: newId(),
      personId: null,
      yotCode: null,
      ...payer,
      ...written(now),
    })),
  )
  const kept = touched.flatMap(({ held, now }) =>
    held === null ? [] : [{ id: held.id, version: held.version, ...written(now) }],
  )
  if ((await updateRows(ctx, 'Membership', kept)) < kept.length) return overtaken('One of these memberships')
  return ok({ begun: begun.length, changed: kept.length })
}

const yotKey = (yotCode: string) => `yot:${yotCode}`
