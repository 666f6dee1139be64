import type { Basis, EngagementStatus } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { lastMovedAt } from '#services/core/life/history.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { type LineSum, sumOf } from '#services/core/price-lines.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { chargeToday } from './cancel.ts'
import { type CourseStep, courseOf } from './course.ts'
import { whyNotYet } from './deliver.ts'
import { type EngagementEvent, engagementLife } from './lifecycle.ts'
import { statusWords } from './list-engagements.ts'
import { engagements, findForActor, isAssociates, type LockedEngagement, providerName } from './move-engagement.ts'
import { openDispute } from './open-dispute.ts'
import { movesOfPlaces } from './paid-places.ts'
import { engagementSidesOf, peopleOf } from './people.ts'
import { tables } from './tables.ts'
import { isPaid, partsIn, type TermsParts } from './terms.ts'
import { ownSide, termsOf } from './terms-draft.ts'
import { isOwed, type Turn, turnOf, waitsFor } from './turn.ts'

type Settled = {
  kind: 'invoice' | 'purchase_order' | 'paid' | 'received'
  number: string | null
  on: string
  netPence: number | null
  vatPence: number | null
}

/** An engagement as its page shows it to either side. ISO days; money in pence; time in minutes. */
export type EngagementPage = {
  ref: string
  version: number
  title: string
  status: EngagementStatus
  statusSays: string
  basis: Basis
  isPaid: boolean
  side: 'host' | 'provider'
  enquiryRef: string | null
  /** Of paid places: the date they are on. */
  courseRef: string | null
  host: { name: string; href: string; people: string[] }
  provider: { name: string; href: string; people: string[] }
  /** Its way from the offer to the end; empty where it ended before. */
  course: CourseStep[]
  turn: Turn
  isMine: boolean
  /** Terms in force; the newest while none are. Null before the first. */
  terms: { number: number; isInForce: boolean; parts: TermsParts; sum: LineSum; accepted: string[] } | null
  /** A change that is asked for. */
  change: { number: number } | null
  sessions: {
    position: number
    startsAt: Date
    endsAt: Date
    mode: string
    place: string
    isPast: boolean
    /** Why it was not held. */
    notHeld: string | null
  }[]
  people: { personId: string; name: string; isAvailable: boolean }[]
  given: { name: string; on: string; minutes: number; travelMinutes: number }[]
  settlements: Settled[]
  totalPence: number | null
  /** What is to be invoiced in all: the price once it was done, what is owed of cancelled work; else 0. */
  owedPence: number
  invoicedPence: number
  ir35: string | null
  asksIr35: boolean
  isBySilence: boolean
  isUnresolved: boolean
  hasDispute: boolean
  /** What the host would owe by cancelling today. */
  chargePence: number
  moves: EngagementEvent[]
  /** Why the provider cannot say yet that it is delivered; null when they can. */
  notYet: string | null
  history: { title: string; at: string; by: string; note: string | null }[]
  messages: { by: string; side: string; at: Date; text: string }[]
}

const personNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, leftAt: true },
  })
  return new Map(rows.map(({ id, name, leftAt }) => [id, leftAt === null ? name : 'someone who has left']))
}

const iso = (date: Date | null): string | null => date && isoFromDate(date)

const partiesOf = async (ctx: Ctx, row: LockedEngagement) => {
  const [hostIds, providerIds] = await Promise.all([peopleOf(ctx, row, 'host'), peopleOf(ctx, row, 'provider')])
  return { hostIds, providerIds }
}

/** Whether an event is made by places on a course, and by no button. */
const isOfPlaces = (event: EngagementEvent, status: EngagementStatus): boolean =>
  movesOfPlaces.some((one) => one === event) || (event === 'delivered' && status === 'agreed')

const owedPenceOf = (row: LockedEngagement): number =>
  engagementLife.is('done', row.status) || isOwed({ ...row, settledOn: null }) ? (row.totalPence ?? 0) : 0

/** An engagement by its reference, for those on either side of it; not found for anybody else. */
export const findEngagement = async (ctx: Ctx, ref: string): Promise<Result<EngagementPage>> => {
  const row = await findForActor(ctx, ref)
  const side = row && ownSide(ctx, row)
  if (!row || side === null) return notFound()
  const { engagementPerson, engagementSession, given, settlement, engagementMessage } = tables(ctx)
  const where = { engagementId: row.id }
  const [
    newest,
    inForce,
    sessions,
    people,
    gave,
    money,
    messages,
    history,
    parties,
    dispute,
    charge,
    enquiry,
    courseDate,
  ] = await Promise.all([
    readText(ctx, termsOf(row.id)),
    row.termsInForce === null ? null : readText(ctx, termsOf(row.id), row.termsInForce),
    engagementSession.findMany({ where, orderBy: { startsAt: 'asc' } }),
    engagementPerson.findMany({ where, orderBy: { personId: 'asc' } }),
    given.findMany({ where, orderBy: [{ on: 'asc' }, { personId: 'asc' }] }),
    settlement.findMany({ where, orderBy: { saidAt: 'asc' } }),
    engagementMessage.findMany({ where, orderBy: { at: 'asc' }, take: 200 }),
    engagements.history(ctx, row.id),
    partiesOf(ctx, row),
    openDispute(ctx, row.id),
    chargeToday(ctx, row, side),
    row.enquiryId === null ? null : ctx.db.enquiry.findUnique({ where: { id: row.enquiryId }, select: { ref: true } }),
    row.courseDateId === null
      ? null
      : ctx.db.courseDate.findUnique({ where: { id: row.courseDateId }, select: { ref: true } }),
  ])
  const names = await personNames(ctx, [
    ...people.map(({ personId }) => personId),
    ...gave.map(({ personId }) => personId),
    ...messages.map(({ byId }) => byId),
    ...parties.hostIds,
    ...parties.providerIds,
  ])
  const name = (id: string) => names.get(id) ?? 'someone who has left'
  const today = ctx.clock.today()
  const now = ctx.clock.now()
  const text = inForce ?? newest
  const turn = turnOf(
    { ...row, terms: newest === null ? null : { accepted: newest.acceptances.map((one) => one.side) } },
    today,
  )
  const sides = engagementSidesOf(ctx.actor, row)
  return ok({
    ref,
    version: row.version,
    title: row.title,
    status: row.status,
    statusSays: statusWords(row.status, row.lastSessionOn, today),
    basis: row.basis,
    isPaid: isPaid(row.basis),
    side,
    enquiryRef: enquiry?.ref ?? null,
    courseRef: courseDate?.ref ?? null,
    host: { name: row.hostYot.name, href: `/yots/${row.hostYotCode}`, people: parties.hostIds.map(name) },
    provider: {
      name: providerName(row),
      href: row.offering.outside
        ? `/outside/${row.offering.outside.ref}`
        : row.providerYotCode === null
          ? `/bank/${row.providerPersonId}`
          : `/yots/${row.providerYotCode}`,
      people: parties.providerIds.map(name),
    },
    course: courseOf(
      {
        status: row.status,
        stateBefore: row.stateBefore,
        isPaid: isPaid(row.basis) && row.totalPence !== 0,
        side,
        silentOn: iso(row.silentOn),
        firstOn: iso(row.firstSessionOn),
        lastOn: iso(row.lastSessionOn),
        deliveredOn: iso(row.deliveredOn),
        confirmedOn: iso(row.confirmedOn),
        settledOn: iso(row.settledOn),
        moves: history,
      },
      today,
    ),
    turn,
    isMine: waitsFor(turn, side),
    terms: text && {
      number: text.number,
      isInForce: text.number === row.termsInForce,
      parts: partsIn(text),
      sum: sumOf(partsIn(text).lines),
      accepted: text.acceptances.map((one) => one.side),
    },
    change: row.changeAsked === null ? null : { number: row.changeAsked },
    sessions: sessions.map(({ position, startsAt, endsAt, mode, place, notHeld }) => ({
      position,
      startsAt,
      endsAt,
      mode,
      place,
      isPast: endsAt < now,
      notHeld,
    })),
    people: people.map(({ personId, unavailableAt }) => ({
      personId,
      name: name(personId),
      isAvailable: unavailableAt === null,
    })),
    given: gave.map(({ personId, on, minutes, travelMinutes }) => ({
      name: name(personId),
      on: isoFromDate(on),
      minutes,
      travelMinutes,
    })),
    settlements: money.map(({ kind, number, on, netPence, vatPence }) => ({
      kind,
      number,
      on: isoFromDate(on),
      netPence,
      vatPence,
    })),
    totalPence: row.totalPence,
    owedPence: owedPenceOf(row),
    invoicedPence: money.reduce((sum, { netPence, vatPence }) => sum + (netPence ?? 0) + (vatPence ?? 0), 0),
    ir35: row.ir35,
    asksIr35: isAssociates(row) && isPaid(row.basis) && engagementLife.is('bound', row.status),
    isBySilence: row.isBySilence,
    isUnresolved: row.isUnresolved,
    hasDispute: dispute !== null,
    chargePence: charge,
    moves: engagementLife
      .openTo(row.status, sides)
      .filter((event) => event !== 'money-recorded' || isOwed(row))
      .filter((event) => row.courseDateId === null || !isOfPlaces(event, row.status)),
    notYet: whyNotYet(ctx, row, sessions),
    history: history.map(({ event, at, by, note }) => ({
      title: engagementLife.moveOf(event).title ?? engagementLife.moveOf(event).says,
      at,
      by,
      note,
    })),
    messages: messages.map(({ byId, side, at, text }) => ({ by: name(byId), side, at, text })),
  })
}

/** For calendars: when an engagement takes place, as both sides may know it. */
export const sessionsOf = async (ctx: Ctx, ref: string) => {
  const row = await findForActor(ctx, ref)
  if (!row) return notFound()
  const sessions = await tables(ctx).engagementSession.findMany({
    where: { engagementId: row.id },
    orderBy: { position: 'asc' },
  })
  return ok({
    id: row.id,
    ref,
    title: row.title,
    sequence: row.version,
    isOff: row.status === 'cancelled' || row.status === 'withdrawn',
    changedAt: (await lastMovedAt(ctx, engagements.kind, row.id)) ?? row.createdAt,
    sessions: sessions.map(({ position, startsAt, endsAt, place, notHeld }) => ({
      position,
      startsAt,
      endsAt,
      place,
      isOff: notHeld !== null,
    })),
    days: row.firstSessionOn &&
      row.lastSessionOn && { from: isoFromDate(row.firstSessionOn), to: isoFromDate(row.lastSessionOn) },
  })
}
