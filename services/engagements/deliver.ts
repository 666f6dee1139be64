import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { announceDelivery, announceJointWork } from './announce.ts'
import { writeLedger } from './ledger/write-ledger.ts'
import { clocks } from './lifecycle.ts'
import { engagements, type LockedEngagement, providerName } from './move-engagement.ts'
import { whyByPlaces } from './paid-places.ts'
import { tellSides } from './people.ts'
import { type DeliverInput, mostMinutesADay } from './schema.ts'
import { settleWhatCostsNothing } from './settle.ts'
import { tables } from './tables.ts'

/** Why what was typed of the time given cannot be so, by field; null when it can. */
const mendGiven = (
  given: DeliverInput['given'],
  { deliverers, from, today }: { deliverers: ReadonlySet<string>; from: string; today: string },
) => {
  const minutesOf = new Map<string, number>()
  for (const [at, { personId, on, hours }] of given.entries()) {
    if (!deliverers.has(personId))
      return { [`given[${at}].personId`]: 'Choose somebody whom the terms name. A change of terms names another' }
    if (on > today) return { [`given[${at}].on`]: 'The day must be today or in the past' }
    if (on < from)
      return { [`given[${at}].on`]: `The day must not be before ${longDate(from)}, when the terms were agreed` }
    const key = `${personId} ${on}`
    const sum = (minutesOf.get(key) ?? 0) + hours
    if (sum > mostMinutesADay) return { [`given[${at}].hours`]: 'One person gives at most 14 hours a day, all told' }
    minutesOf.set(key, sum)
  }
  return null
}

/**
 * Why work cannot be delivered yet, by its sessions in their order: the last that is held has not begun or, where there are
 * none, the last day of its period has not come; null when it can.
 */
export const whyNotYet = (
  ctx: Ctx,
  row: Pick<LockedEngagement, 'lastSessionOn'>,
  sessions: readonly { startsAt: Date; notHeld: string | null }[],
): string | null => {
  const last = sessions.filter(({ notHeld }) => notHeld === null).at(-1)
  if (sessions.length > 0 && !last)
    return 'None of the sessions was held, so nothing is delivered. Ask for a change of terms, or cancel.'
  const isBegun = last
    ? last.startsAt <= ctx.clock.now()
    : row.lastSessionOn === null || isoFromDate(row.lastSessionOn) <= ctx.clock.today()
  return isBegun
    ? null
    : 'The last session has not begun yet. Once it has, or you say that it was not held, say that the work is delivered.'
}

/**
 * The provider says that the work is delivered, and how much time each person gave: whole minutes, travel apart. Refused
 * before the last session that is held has begun. The host has fourteen days to answer, seven after something was put right; then silence
 * counts as confirmed.
 */
export const sayDelivered = (ctx: Ctx, ref: string, input: DeliverInput): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version: input.version, event: 'delivered' }, async (ctx, { row, move }) => {
    const byPlaces = row.status === 'agreed' ? whyByPlaces(row) : null
    if (byPlaces) return byPlaces
    const sessions = await tables(ctx).engagementSession.findMany({
      where: { engagementId: row.id },
      orderBy: { startsAt: 'asc' },
      select: { startsAt: true, notHeld: true },
    })
    const why = whyNotYet(ctx, row, sessions)
    if (why !== null) return refused(why)
    const people = await tables(ctx).engagementPerson.findMany({
      where: { engagementId: row.id },
      select: { personId: true },
    })
    const mend = mendGiven(input.given, {
      deliverers: new Set(people.map(({ personId }) => personId)),
      from: isoFromDate(row.createdAt),
      today: ctx.clock.today(),
    })
    if (mend) return invalid(mend)
    const { given } = tables(ctx)
    await given.deleteMany({ where: { engagementId: row.id } })
    const sums = new Map<string, { personId: string; on: string; minutes: number; travelMinutes: number }>()
    for (const { personId, on, hours, travel = 0 } of input.given) {
      const key = `${personId} ${on}`
      const before = sums.get(key) ?? { personId, on, minutes: 0, travelMinutes: 0 }
      sums.set(key, { ...before, minutes: before.minutes + hours, travelMinutes: before.travelMinutes + travel })
    }
    await given.createMany({
      data: [...sums.values()].map(({ on, ...rest }) => ({ engagementId: row.id, ...rest, on: dateFromIso(on) })),
    })
    const today = ctx.clock.today()
    const silentOn = addDays(today, row.status === 'to_put_right' ? clocks.secondSilenceDays : clocks.silenceDays)
    const moved = await move({
      data: { silentOn: dateFromIso(silentOn), deliveredOn: dateFromIso(today), changeAsked: null },
    })
    if (!moved.ok) return moved
    await tellSides(ctx, row, ['host'], {
      occasion: `delivered:${row.version}`,
      kind: 'ask',
      letter: {
        subject: `Was it delivered? “${row.title}” (${ref})`,
        lines: [
          `${providerName(row)} says that “${row.title}” is delivered.`,
          `Confirm it, or say what is missing, by ${longDate(silentOn)}. After that day it counts as confirmed by silence.`,
        ],
        text: 'Confirm, or say what is missing',
      },
    })
    return ok(undefined)
  })

/** What follows from work that is confirmed, by whoever or by silence: in the same transaction. */
export const followConfirmation = async (ctx: Ctx, row: LockedEngagement): Promise<Result<undefined>> => {
  await writeLedger(ctx, row)
  await announceDelivery(ctx, row)
  await announceJointWork(ctx, row)
  return settleWhatCostsNothing(ctx, row)
}

/** What changes on the row when the work is confirmed. */
export const confirmation = (ctx: Ctx, isBySilence: boolean) => ({
  confirmedOn: dateFromIso(ctx.clock.today()),
  isBySilence,
  silentOn: null,
  changeAsked: null,
})

/**
 * The host confirms that the work was delivered. What was given goes to the ledger, ratings open, and what costs nothing is
 * settled, all in this transaction. Refused while the provider has not said what was given.
 */
export const confirmDelivered = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'confirmed' }, async (ctx, { row, move }) => {
    const said = await tables(ctx).given.count({ where: { engagementId: row.id } })
    if (said === 0 && row.courseDateId === null)
      return refused(
        'The provider has not said yet who gave how much time. Once they say that it is delivered, confirm it.',
      )
    const moved = await move({ data: confirmation(ctx, false) })
    if (!moved.ok) return moved
    await tellSides(ctx, row, ['provider'], {
      occasion: 'confirmed',
      kind: 'news',
      letter: {
        subject: `Confirmed: “${row.title}” (${ref})`,
        lines: [`${row.hostYot.name} has confirmed that “${row.title}” was delivered. Thank you.`],
        text: 'See what comes next',
      },
    })
    return followConfirmation(ctx, moved.value)
  })

/** The host says what is missing; the provider has ten working days. Two rounds at most. */
export const askToPutRight = (
  ctx: Ctx,
  ref: string,
  { version, missing }: { version: number; missing: string },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'asked-to-put-right' }, async (ctx, { row, move }) => {
    if (row.putRightRounds >= clocks.putRightRounds)
      return refused('Something was put right twice already. Confirm the work, or open a dispute.')
    const by = addWorkingDays(ctx.clock.today(), clocks.putRightWorkingDays)
    const moved = await move({
      note: missing,
      data: { putRightRounds: row.putRightRounds + 1, silentOn: dateFromIso(by) },
    })
    if (!moved.ok) return moved
    await tellSides(ctx, row, ['provider'], {
      occasion: `put-right:${row.version}`,
      kind: 'ask',
      letter: {
        subject: `Something to put right by ${longDate(by)}: “${row.title}” (${ref})`,
        lines: [
          `${row.hostYot.name} says what is missing:`,
          missing,
          `Put it right by ${longDate(by)} and say that it is delivered.`,
        ],
        text: 'See what is missing',
      },
    })
    return ok(undefined)
  })
