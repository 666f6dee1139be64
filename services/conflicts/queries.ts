import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { TaskSource } from '#services/core/task.ts'
import { type InterestKind, interestKinds } from './facts.ts'
import { addPeriod } from './facts-dates.ts'
import { ruleSetInForce } from './rule-sets.ts'
import { interestWords } from './schema.ts'
import { tables } from './tables.ts'

export type ListedInterest = {
  id: string
  /** The interest in words. */
  says: string
  with: string
  from: string | null
  until: string | null
}

export type DeclarationsPage = {
  /** ISO date of the last yearly declaration, and the day it stops counting. */
  lastDeclaredOn: string | null
  lastsUntil: string | null
  isStale: boolean
  /** What the exchange counts already, so that it need not be typed. */
  posts: { service: string; title: string; from: string; until: string | null }[]
  references: { of: string; on: string }[]
  interests: ListedInterest[]
}

const isKind = (kind: string): kind is InterestKind => interestKinds.some((known) => known === kind)

/** What the actor has declared and what the exchange already knows of them. Null for a visitor. */
export const findDeclarations = async (ctx: Ctx): Promise<DeclarationsPage | null> => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const [last, interests, holdings, references, ruleSet] = await Promise.all([
    tables(ctx).declaration.findFirst({
      where: { personId, kind: 'annual' },
      orderBy: { statedAt: 'desc' },
      select: { statedAt: true },
    }),
    tables(ctx).interest.findMany({
      where: { personId, withdrawnAt: null },
      orderBy: { id: 'asc' },
      include: { yot: { select: { name: true } }, otherPerson: { select: { name: true } } },
    }),
    ctx.db.holding.findMany({
      where: { personId },
      orderBy: { from: 'desc' },
      include: { yot: { select: { name: true } } },
    }),
    ctx.db.reference.findMany({
      where: { refereePersonId: personId, receivedAt: { not: null } },
      select: { receivedAt: true, application: { select: { person: { select: { name: true } } } } },
    }),
    ruleSetInForce(ctx),
  ])
  const lastDeclaredOn = last && londonDate(last.statedAt)
  const lastsUntil = lastDeclaredOn && addPeriod(lastDeclaredOn, ruleSet.settings.declarationLasts)
  return {
    lastDeclaredOn,
    lastsUntil,
    isStale: lastsUntil === null || lastsUntil < ctx.clock.today(),
    posts: holdings.map((holding) => ({
      service: holding.yot.name,
      title: holding.title,
      from: isoFromDate(holding.from),
      until: holding.until && isoFromDate(holding.until),
    })),
    references: references.flatMap(({ receivedAt, application }) =>
      receivedAt ? [{ of: application.person.name, on: londonDate(receivedAt) }] : [],
    ),
    interests: interests.map((interest) => ({
      id: interest.id,
      says: isKind(interest.kind) ? interestWords[interest.kind] : interest.kind,
      with: interest.yot?.name ?? interest.otherPerson?.name ?? interest.organisation ?? '',
      from: interest.from && isoFromDate(interest.from),
      until: interest.until && isoFromDate(interest.until),
    })),
  }
}

/** A yearly declaration that is due, for those in the bank or in an office, who cannot be asked without it. */
export const declarationTasks: TaskSource = async (ctx) => {
  const isAsked = ctx.actor.grants.some(
    ({ role }) => role !== 'person' && role !== 'service_lead' && role !== 'manager',
  )
  if (!isAsked) return []
  const page = await findDeclarations(ctx)
  return page?.isStale
    ? [{ title: 'Declare your interests, or that you have none', href: '/declarations', kind: 'Declaration' }]
    : []
}
