import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { deskOnly } from './desk.ts'
import type { HiddenCases } from './desk-schema.ts'
import { shownFacts } from './shown-facts.ts'
import { type No, type StandingState, standingOn } from './standing.ts'
import { type Clock, type ClockState, clocksOn, stateOf } from './standing-clocks.ts'
import { tables } from './tables.ts'

/** A condition as officers see it. ISO days. */
export type ConditionLine = {
  id: string
  text: string
  dueOn: string
  state: ClockState
  confirmed: { by: string | null; on: string; note: string | null } | null
}

/** How somebody stands, for the association's desk. ISO days. */
export type DeskPerson = {
  id: string
  name: string
  state: StandingState
  clocks: Clock[]
  noes: No[]
  conditions: ConditionLine[]
  /** Suspensions that count today: what each rests on, for the room that may say why. */
  suspensions: { restsOn: string; until: string | null }[]
  dbs: { level: string | null; seenBy: string | null; notNeededBecause: string | null }
  /** The reader's own place: nobody confirms anything of themselves. */
  isOwn: boolean
  mayKeep: boolean
}

/** Where a condition stands that the reader may know of. */
export const visibleConditions = ({ application, concern }: HiddenCases) => ({
  liftedAt: null,
  OR: [{ caseId: null }, { caseId: { notIn: [...application, ...concern] } }],
})

/** Somebody in the bank, each clock and condition of theirs, for the association. */
export const deskPerson = async (ctx: Ctx, personId: string, hidden: HiddenCases): Promise<Result<DeskPerson>> => {
  if (!may(ctx.actor, 'bank.read')) return deskOnly()
  const today = ctx.clock.today()
  const [found, facts, conditions] = await Promise.all([
    tables(ctx).standing.findFirst({
      where: { personId, status: { not: 'removed' }, person: { leftAt: null } },
      select: { person: { select: { name: true, profile: true, suspensions: true } } },
    }),
    shownFacts(ctx, [personId], hidden),
    tables(ctx).standingCondition.findMany({
      where: { personId, ...visibleConditions(hidden) },
      include: { confirmedBy: { select: { name: true } } },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    }),
  ])
  const known = facts.get(personId)
  if (!found || !known) return notFound()
  const { name, profile, suspensions } = found.person
  const { state, noes } = standingOn(known, today)
  return ok({
    id: personId,
    name,
    state,
    noes,
    clocks: clocksOn(known, today).filter(({ bar }) => bar !== 'condition' && bar !== 'suspension'),
    conditions: conditions.map(({ id, text, dueOn, confirmedOn, confirmedBy, note }) => ({
      id,
      text,
      dueOn: isoFromDate(dueOn),
      state: stateOf(isoFromDate(dueOn), today),
      confirmed: confirmedOn && { by: confirmedBy?.name ?? null, on: isoFromDate(confirmedOn), note },
    })),
    suspensions: suspensions.flatMap(({ restsOn, from, until, liftedAt }) => {
      const last = until && isoFromDate(until)
      return liftedAt === null && isoFromDate(from) <= today && (last === null || last >= today)
        ? [{ restsOn, until: last }]
        : []
    }),
    dbs: {
      level: profile?.dbsLevel ?? null,
      seenBy: profile?.dbsSeenBy ?? null,
      notNeededBecause: profile?.dbsNotNeededBecause ?? null,
    },
    isOwn: ctx.actor.personId === personId,
    mayKeep: may(ctx.actor, 'bank.keep'),
  })
}
