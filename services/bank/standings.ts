import type { Prisma } from '#prisma/generated/client.ts'
import type { BankRole } from '#prisma/generated/enums.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { postsHeldBy } from '#services/yots/index.ts'
import { byPerson } from './last-practice.ts'
import {
  barToServing,
  mayOn,
  mayStayOn,
  type No,
  type Purpose,
  type Standing,
  type StandingFacts,
  standingOn,
  suspensionOn,
} from './standing.ts'
import { stateOf } from './standing-clocks.ts'

const isoOrNull = (date: Date | null | undefined) => (date ? isoFromDate(date) : null)

/** What of a person's rows their standing rests on, beside their posts. */
export const standingSelect = {
  id: true,
  leftAt: true,
  standing: { select: { status: true, expiresOn: true } },
  suspensions: { select: { from: true, until: true, liftedAt: true } },
  roles: { select: { role: true } },
  profile: true,
  conditions: { where: { liftedAt: null }, select: { id: true, text: true, dueOn: true, confirmedOn: true } },
  declarations: { where: { kind: 'annual' }, select: { statedAt: true } },
} satisfies Prisma.PersonSelect

type PersonRow = Prisma.PersonGetPayload<{ select: typeof standingSelect }>

/** A person's rows as the facts that the rules judge by. */
export const factsFrom = (
  { leftAt, standing, suspensions, roles, profile, conditions, declarations }: Omit<PersonRow, 'id'>,
  posts: StandingFacts['posts'],
): StandingFacts => ({
  place: standing && {
    isRemoved: standing.status === 'removed' || leftAt !== null,
    expiresOn: isoFromDate(standing.expiresOn),
  },
  suspensions: suspensions.map(({ from, until, liftedAt }) => ({
    from: isoFromDate(from),
    until: isoOrNull(until),
    liftedOn: liftedAt && londonDate(liftedAt),
  })),
  roles: roles.map(({ role }) => role),
  posts,
  declaredOn: declarations.map(({ statedAt }) => londonDate(statedAt)),
  dbs: { isNeeded: !profile?.dbsNotNeededBecause, seenOn: isoOrNull(profile?.dbsSeenOn) },
  conditions: conditions.map(({ id, text, dueOn, confirmedOn }) => ({
    id,
    text,
    dueOn: isoFromDate(dueOn),
    confirmedOn: isoOrNull(confirmedOn),
  })),
  isInKind: profile?.isInKind ?? true,
  dayRatePence: profile?.dayRatePence ?? null,
  insuranceUntil: isoOrNull(profile?.insuranceUntil),
})

/** The facts of each of these people, those who were never in the bank among them. */
export const standingFacts = async (
  ctx: Ctx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, StandingFacts>> => {
  const ids = [...new Set(personIds)]
  const [people, posts] = await Promise.all([
    ctx.db.person.findMany({ where: { id: { in: ids } }, select: standingSelect }),
    postsHeldBy(ctx, { id: { in: ids } }),
  ])
  const postsOf = byPerson(posts)
  return new Map(people.map((row) => [row.id, factsFrom(row, postsOf.get(row.id) ?? [])]))
}

/** What each of these people may do on a day; today when it is left out. A fixed number of statements. */
export const standings = async (
  ctx: Ctx,
  personIds: readonly string[],
  on = ctx.clock.today(),
): Promise<ReadonlyMap<string, Standing>> =>
  new Map([...(await standingFacts(ctx, personIds))].map(([id, facts]) => [id, standingOn(facts, on)]))

const stranger = factsFrom(
  { leftAt: null, standing: null, suspensions: [], roles: [], profile: null, conditions: [], declarations: [] },
  [],
)

/** Whether one person may do this on a day, and if not, why and what would mend it. */
export const mayDo = async (
  ctx: Ctx,
  personId: string,
  purpose: Purpose,
  on = ctx.clock.today(),
): Promise<{ may: boolean; noes: No[] }> => {
  const facts = await standingFacts(ctx, [personId])
  return mayOn(facts.get(personId) ?? stranger, purpose, on)
}

/** The roles somebody holds in the bank and need not ask for again: none while their approval is due, or their place not in force. */
export const settledRoles = async (ctx: Ctx, personId: string): Promise<BankRole[]> => {
  const today = ctx.clock.today()
  const facts = (await standingFacts(ctx, [personId])).get(personId)
  if (!facts?.place || facts.place.isRemoved || suspensionOn(facts, today)) return []
  return stateOf(facts.place.expiresOn, today) === 'good' ? [...facts.roles] : []
}

/** Who of these people may not be asked to serve today, with the first thing in the way. */
export const notServingToday = async (ctx: Ctx, personIds: readonly string[]): Promise<ReadonlyMap<string, No>> =>
  new Map(
    [...(await standings(ctx, personIds))].flatMap(([id, { noes }]) => {
      const no = barToServing(noes)
      return no ? [[id, no] as const] : []
    }),
  )

/** Which of these people may go on today with what they agreed to. */
export const mayStayToday = async (ctx: Ctx, personIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const today = ctx.clock.today()
  const facts = await standingFacts(ctx, personIds)
  return new Set([...facts].filter(([, one]) => mayStayOn(one, today)).map(([id]) => id))
}
