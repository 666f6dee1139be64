import { blockedAnywhere, checkPeople, verdictOf } from '#services/conflicts/index.ts'
import { asSystem } from '#services/core/access.ts'
import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { startSilence } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { tell } from '#services/notifications/index.ts'
import { officersOf } from '#services/yots/index.ts'
import { concerns, type WholeConcern } from './concerns.ts'
import { clocks, kinds } from './kinds.ts'
import { caseOf, regionByPerson, regionsOf, speakingSides, tellParties } from './parties.ts'
import { rankDeciders } from './rank-deciders.ts'
import { areStatementsOpen, showStatements } from './show-statements.ts'
import { tables } from './tables.ts'

/** How many concerns wait for the view of each of these people. */
const openPlaces = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, number>> => {
  const rows = await tables(ctx).concernView.groupBy({
    by: ['deciderId'],
    where: { deciderId: { in: [...personIds] }, recordedAt: null, releasedAt: null, concern: { status: 'hearing' } },
    _count: true,
  })
  return new Map(rows.map(({ deciderId, _count }) => [deciderId, _count]))
}

/**
 * Those who may decide a concern, best first: assessors and the programme board who administer nothing, without a conflict, of neither region,
 * without a part in the chain before, with fewer than four open, whoever has had least coming first. Drawn by lot among equals.
 */
const eligibleDeciders = async (ctx: Ctx, concern: WholeConcern): Promise<string[]> => {
  const officers = [...(await officersOf(ctx, 'assessor')), ...(await officersOf(ctx, 'board_member'))]
  // Whoever looks after concerns reads in the log what was recorded, and so decides none.
  const desk = new Set((await officersOf(ctx, 'administrator')).map(({ personId }) => personId))
  const personIds = [...new Set(officers.map(({ personId }) => personId))].filter((id) => !desk.has(id)).sort()
  const since = dateFromIso(addMonths(ctx.clock.today(), -12))
  const found = await checkPeople(asSystem(ctx), {
    case: caseOf(concern.id),
    activity: 'deciding',
    personIds,
    moment: 'proposal',
  })
  const [before, open, year, regions, taken, blocked, blockedFromCase] = await Promise.all([
    tables(ctx).concernView.findMany({ where: { chainId: concern.chainId }, select: { deciderId: true } }),
    openPlaces(ctx, personIds),
    tables(ctx).concernView.groupBy({
      by: ['deciderId'],
      where: { deciderId: { in: personIds }, drawnAt: { gte: since } },
      _count: true,
    }),
    regionByPerson(ctx, personIds),
    regionsOf(ctx, concern.parties),
    blockedAnywhere(ctx, caseOf(concern.id)),
    concern.caseKind && concern.caseId
      ? blockedAnywhere(ctx, { kind: concern.caseKind, id: concern.caseId })
      : new Set<string>(),
  ])
  const had = new Set(before.map(({ deciderId }) => deciderId))
  const ranked = rankDeciders(
    personIds.map((personId) => {
      const verdict = verdictOf(found.get(personId) ?? [])
      const region = regions.get(personId)
      return {
        personId,
        open: open.get(personId) ?? 0,
        year: year.find(({ deciderId }) => deciderId === personId)?._count ?? 0,
        isBarred:
          verdict === 'blocked' ||
          verdict === 'to-manage' ||
          blocked.has(personId) ||
          blockedFromCase.has(personId) ||
          had.has(personId) ||
          concern.openedById === personId ||
          (region !== undefined && taken.has(region)),
      }
    }),
    (below) => ctx.draw(0, below),
  )
  return ranked
}

/** How many more have to be drawn: one or two, and a third where two views differ. */
export const placesOpen = (concern: WholeConcern): number => {
  const places = concern.views.filter(({ round, releasedAt }) => round === concern.round && releasedAt === null)
  return Math.max(0, wantedOf(concern) - places.length)
}

/** How many views open the set. */
export const wantedOf = (concern: WholeConcern): number => {
  const wanted = kinds[concern.kind].deciders
  const views = concern.views.filter(
    ({ round, releasedAt, recordedAt }) => round === concern.round && releasedAt === null && recordedAt !== null,
  )
  if (wanted < 2 || views.length < 2) return wanted
  const [first, second] = views.map(({ points }) => outcomesIn(points))
  return first?.join() === second?.join() ? 2 : 3
}

export type ViewOfPoint = {
  outcome: string
  reasons: string
  until?: string | null
  to?: WorkGoesTo | null
  total?: number | null
}

/** What becomes of the work of a dispute. */
export type WorkGoesTo = 'agreed' | 'delivered' | 'confirmed' | 'cancelled'

/** The points of a view that was recorded. */
export const pointsIn = (points: unknown): ViewOfPoint[] => (Array.isArray(points) ? (points as ViewOfPoint[]) : [])
const outcomesIn = (points: unknown): string[] => pointsIn(points).map(({ outcome }) => outcome)

/**
 * The first so many of these who hold fewer than four now: another concern may be drawn at this moment, so that they are counted again
 * with everybody locked, in one order; rows that refer to them, as checks for conflicts do, do not wait.
 */
const stillFree = async (ctx: Ctx, ranked: readonly string[], wanted: number): Promise<string[]> => {
  await ctx.db.$queryRaw`select 1 from "Person" where id = any(${ranked}::uuid[]) order by id for no key update`
  const held = await openPlaces(ctx, ranked)
  return ranked.filter((id) => (held.get(id) ?? 0) < clocks.heldAtMost).slice(0, wanted)
}

/** Gives places to whoever comes first; nobody is placed twice in a chain (the database sees to it). */
const place = async (ctx: Ctx, concern: WholeConcern, deciders: readonly string[]): Promise<void> => {
  await tables(ctx).concernView.createMany({
    data: deciders.map((deciderId) => ({
      concernId: concern.id,
      chainId: concern.chainId,
      round: concern.round,
      deciderId,
      drawnAt: ctx.clock.now(),
    })),
  })
}

const tellDrawn = async (ctx: Ctx, concern: WholeConcern, deciders: readonly string[]): Promise<void> => {
  const by = longDate(isoFromDate(concern.decideBy))
  await tell(ctx, {
    people: deciders,
    about: { kind: 'concern', id: concern.id, case: caseOf(concern.id) },
    occasion: `drawn:${concern.round}`,
    kind: 'ask',
    letter: {
      subject: `You were drawn to ${concern.kind === 'mediation' ? 'mediate' : 'decide'} (${concern.ref})`,
      lines: [
        `You were drawn by rule for ${kinds[concern.kind].called}. Both sides say how they see it first; you read both at the same time as they do.`,
        `Please record your view by ${by}. Nobody else reads it before all views are in. If you have a stake in it, stand down: nobody is told why.`,
      ],
      action: { text: 'Open it', path: `/association/fairness/${concern.ref}` },
    },
  })
}

const nobodyFree = async (ctx: Ctx, concern: WholeConcern): Promise<void> => {
  const administrators = await officersOf(ctx, 'administrator')
  const hidden = await blockedAnywhere(ctx, caseOf(concern.id))
  await tell(ctx, {
    people: administrators.map(({ personId }) => personId).filter((id) => !hidden.has(id)),
    about: { kind: 'concern', id: concern.id, case: caseOf(concern.id) },
    occasion: `nobody:${concern.round}`,
    kind: 'ask',
    letter: {
      subject: `Nobody can be drawn for ${concern.ref}`,
      lines: [
        'Everybody who could decide it has a conflict of interest, is of a region that has a part in it, had a part in it before, or holds four already.',
        'Appoint an assessor or a member of the board from elsewhere; it is tried again every day.',
      ],
      action: { text: 'Open it', path: `/association/fairness/${concern.ref}` },
    },
  })
}

/**
 * Draws who decides, and asks both sides how they see it. Where nobody can be drawn it waits, the administrators are told once, and
 * it is tried again. The caller has locked it.
 */
export const drawNow = async (ctx: Ctx, row: WholeConcern): Promise<Result<WholeConcern>> => {
  const wanted = kinds[row.kind].deciders
  const deciders = await stillFree(ctx, await eligibleDeciders(ctx, row), wanted)
  if (deciders.length < wanted) {
    await nobodyFree(ctx, row)
    return ok(row)
  }
  await place(ctx, row, deciders)
  const statementsBy = addWorkingDays(ctx.clock.today(), clocks.statements)
  const isShown = row.statementsShownAt !== null || row.kind === 'mediation'
  const moved = await concerns.move(ctx, row, 'drawn', {
    data: {
      statementsBy: dateFromIso(statementsBy),
      ...(isShown && row.statementsShownAt === null ? { statementsShownAt: ctx.clock.now() } : {}),
    },
    said: { deciders: deciders.length },
  })
  if (!moved.ok) return moved
  await tellDrawn(ctx, row, deciders)
  if (!isShown) {
    const now = await concerns.lock(ctx, row.id)
    // All who speak have spoken before anybody was drawn: nobody is waited for.
    if (now && areStatementsOpen(now)) return showStatements(ctx, now)
    await startSilence(ctx, {
      kind: 'concern-statements',
      subjectId: row.id,
      lastDay: statementsBy,
      warnOn: [addWorkingDays(ctx.clock.today(), clocks.statements - 3)],
    })
    for (const side of speakingSides(row.parties)) {
      const hasSpoken = row.statements.some((one) => one.side === side)
      await tellParties(ctx, row, [side], {
        occasion: `asked:${row.round}`,
        kind: hasSpoken ? 'decision' : 'ask',
        letter: {
          subject: hasSpoken
            ? `Somebody without a stake was drawn (${row.ref})`
            : `Please say how you see it, by ${longDate(statementsBy)} (${row.ref})`,
          lines: [
            hasSpoken
              ? `${row.title}. The other side has until ${longDate(statementsBy)} to say how it sees it. You then both read what was said, at the same moment.`
              : `Something was brought to the association: ${row.title}. Before anybody decides, you are heard.`,
            `It is decided by ${longDate(isoFromDate(row.decideBy))}, by somebody without a stake in it, and you are told why.`,
          ],
          text: hasSpoken ? 'See where it stands' : 'Say how you see it',
        },
      })
    }
  }
  return moved
}

/** Fills places that are open while it is heard: somebody stood down, or two views differ. */
export const fillPlaces = async (ctx: Ctx, row: WholeConcern): Promise<Result<WholeConcern>> => {
  const missing = placesOpen(row)
  if (missing === 0 || row.status !== 'hearing') return ok(row)
  const deciders = await stillFree(ctx, await eligibleDeciders(ctx, row), missing)
  if (deciders.length < missing) await nobodyFree(ctx, row)
  if (deciders.length === 0) return ok(row)
  await place(ctx, row, deciders)
  await tellDrawn(ctx, row, deciders)
  return concerns.move(ctx, row, 'redrawn', {})
}

/** Whatever waits to be drawn, once there was time to look; and places that are open. One at a time. */
export const drawWaiting: Job = {
  name: 'fairness.draw',
  title: 'Draw who decides what was brought to the association',
  everyMinutes: 60,
  run: async (ctx) => {
    const waiting = await tables(ctx).concern.findMany({
      where: { status: { in: ['opened', 'hearing'] } },
      orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
      select: { id: true, status: true, openedOn: true },
    })
    for (const { id, status, openedOn } of waiting) {
      const from = addWorkingDays(isoFromDate(openedOn), clocks.drawBySelf)
      if (status === 'opened' && ctx.clock.today() < from) continue
      await drawOne(ctx, id)
    }
  },
}

/** Draws for one concern, whatever it lacks. */
export const drawOne = (ctx: Ctx, id: string): Promise<Result<unknown>> =>
  inTransaction<unknown>(asSystem(ctx), async (ctx) => {
    const row = await concerns.lock(ctx, id)
    if (!row) return ok(undefined)
    return row.status === 'opened' ? drawNow(ctx, row) : fillPlaces(ctx, row)
  })
