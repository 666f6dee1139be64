import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { TaskSource } from '#services/core/task.ts'
import { type InterestKind, interestKinds } from './facts.ts'
import { addPeriod } from './facts-dates.ts'
import { gatherPeople } from './gather-people.ts'
import { hiddenCaseIds } from './hidden-cases.ts'
import { ruleSetInForce } from './rule-sets.ts'
import { interestWords } from './schema.ts'
import { tables } from './tables.ts'

type ListedInterest = {
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
  /** Reviews they served on, paid work, panels they sat on: what it was, and when (ISO days). */
  works: { what: string; from: string | null; until: string | null }[]
  interests: ListedInterest[]
}

const isKind = (kind: string): kind is InterestKind => interestKinds.some((known) => known === kind)

/** What somebody has done through the exchange that rules may count; nothing of a case that must not exist for them. */
const worksOf = async (ctx: Ctx, personId: string): Promise<DeclarationsPage['works']> => {
  const [people, hiddenReviews, hiddenApplications] = await Promise.all([
    gatherPeople(ctx, [personId]),
    hiddenCaseIds(ctx, 'review_request'),
    hiddenCaseIds(ctx, 'application'),
  ])
  const facts = people.get(personId)
  if (!facts) return []
  const reviews = facts.reviewsServed.filter(({ reviewId }) => !hiddenReviews.includes(reviewId))
  const paid = facts.paidWork.flatMap(({ payer, from, to }) =>
    payer.kind === 'yot' ? [{ code: payer.yotCode, from, to }] : [],
  )
  const panels = facts.vettings.filter(({ as: part, byPersonId }) => part === 'panel' && byPersonId === personId)
  const codes = [...reviews.map(({ hostYotCode }) => hostYotCode), ...paid.map(({ code }) => code)]
  const [yots, applicants] = await Promise.all([
    codes.length > 0 ? ctx.db.yot.findMany({ where: { code: { in: codes } }, select: { code: true, name: true } }) : [],
    panels.length > 0
      ? ctx.db.person.findMany({
          where: {
            id: { in: panels.map(({ applicantPersonId }) => applicantPersonId) },
            applications: { none: { id: { in: hiddenApplications } } },
          },
          select: { id: true, name: true },
        })
      : [],
  ])
  const yotName = (code: string) => yots.find((yot) => yot.code === code)?.name ?? code
  return [
    ...reviews.map(({ hostYotCode, from, to }) => ({
      what: `On the review team for ${yotName(hostYotCode)}`,
      from,
      until: to,
    })),
    ...paid.map(({ code, from, to }) => ({ what: `Paid by ${yotName(code)}`, from, until: to })),
    ...panels.flatMap(({ applicantPersonId, on }) => {
      const applicant = applicants.find(({ id }) => id === applicantPersonId)
      return applicant ? [{ what: `On the panel that approved ${applicant.name}`, from: on, until: on }] : []
    }),
    ...facts.offersPaidWork.map(({ from, to }) => ({ what: 'Offers paid work through the exchange', from, until: to })),
  ]
}

/** When somebody last declared for the year, and until when that lasts. */
const lastDeclaration = async (ctx: Ctx, personId: string) => {
  const [last, ruleSet] = await Promise.all([
    tables(ctx).declaration.findFirst({
      where: { personId, kind: 'annual' },
      orderBy: { statedAt: 'desc' },
      select: { statedAt: true },
    }),
    ruleSetInForce(ctx),
  ])
  const lastDeclaredOn = last && londonDate(last.statedAt)
  const lastsUntil = lastDeclaredOn && addPeriod(lastDeclaredOn, ruleSet.settings.declarationLasts)
  return { lastDeclaredOn, lastsUntil, isStale: lastsUntil === null || lastsUntil < ctx.clock.today() }
}

/** What the actor has declared and what the exchange already knows of them. Null for a visitor. */
export const findDeclarations = async (ctx: Ctx): Promise<DeclarationsPage | null> => {
  const { personId } = ctx.actor
  if (personId === null) return null
  const [last, interests, holdings, references, works] = await Promise.all([
    lastDeclaration(ctx, personId),
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
    worksOf(ctx, personId),
  ])
  return {
    ...last,
    posts: holdings.map((holding) => ({
      service: holding.yot.name,
      title: holding.title,
      from: isoFromDate(holding.from),
      until: holding.until && isoFromDate(holding.until),
    })),
    references: references.flatMap(({ receivedAt, application }) =>
      receivedAt ? [{ of: application.person.name, on: londonDate(receivedAt) }] : [],
    ),
    works,
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
  const { personId } = ctx.actor
  if (!isAsked || personId === null) return []
  const { isStale } = await lastDeclaration(ctx, personId)
  return isStale
    ? [{ title: 'Declare your interests, or that you have none', href: '/declarations', kind: 'Declaration' }]
    : []
}
