import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { inForceOn } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { evaluatePrepared, strongestEffect } from './evaluate.ts'
import { type PersonFacts, withoutOwnReview } from './facts.ts'
import { type PreparedCase, prepareCase } from './facts-case.ts'
import { gatherCases } from './gather-case.ts'
import { gatherPeople } from './gather-people.ts'
import { hiddenCaseIds } from './hidden-cases.ts'
import type { RuleSet } from './rule-set.ts'
import { ruleSetInForce } from './rule-sets.ts'

const overReviews: ReviewStatus[] = ['draft', 'closed', 'withdrawn', 'declined', 'redirected']

type Counts = { block: number; manage: number; note: number; clear: number }

export type RulesPreview = {
  /** People in the bank against each open review. */
  now: Counts
  after: Counts
  /** Open reviews in which somebody on the team, or asked, would stand differently. */
  teams: { ref: string; yotName: string; changes: string[] }[]
  cases: number
  people: number
}

const effectWords = { block: 'blocked', manage: 'to be managed', note: 'noted', clear: 'clear' } as const

const standing = (person: PersonFacts, prepared: PreparedCase, rules: RuleSet, on: string): keyof Counts =>
  strongestEffect(evaluatePrepared(withoutOwnReview(person, prepared.facts.caseId), prepared, rules, on)) ?? 'clear'

const none = (): Counts => ({ block: 0, manage: 0, note: 0, clear: 0 })

/**
 * What another rule set would find today between everybody in the bank and every open review, beside what the one in force
 * finds. Keeps nothing. Reviews that the reader may not know of are left out of every number.
 */
export const previewRules = async (ctx: Ctx, next: RuleSet): Promise<RulesPreview> => {
  const hidden = await hiddenCaseIds(ctx, 'review_request')
  const [inForce, bank, reviews] = await Promise.all([
    ruleSetInForce(ctx),
    ctx.db.standing.findMany({
      where: inForceOn(ctx.clock.today()),
      select: { personId: true, person: { select: { name: true } } },
    }),
    ctx.db.reviewRequest.findMany({
      where: { status: { notIn: overReviews }, id: { notIn: hidden } },
      select: {
        id: true,
        ref: true,
        yot: { select: { name: true } },
        seats: {
          select: {
            invitations: { where: { status: { in: ['offered', 'accepted'] } }, select: { personId: true } },
          },
        },
      },
      orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    }),
  ])
  const today = ctx.clock.today()
  const [people, cases] = await Promise.all([
    gatherPeople(
      ctx,
      bank.map(({ personId }) => personId),
    ),
    gatherCases(ctx, { kind: 'review_request', ids: reviews.map(({ id }) => id) }, 'review'),
  ])
  const names = new Map(bank.map(({ personId, person }) => [personId, person.name]))
  const preview: RulesPreview = { now: none(), after: none(), teams: [], cases: cases.size, people: people.size }
  for (const { id, ref, yot, seats } of reviews) {
    const facts = cases.get(id)
    if (!facts) continue
    const prepared = prepareCase(facts)
    const team = new Set(seats.flatMap(({ invitations }) => invitations.map(({ personId }) => personId)))
    const changes: string[] = []
    for (const person of people.values()) {
      const [now, then] = [standing(person, prepared, inForce, today), standing(person, prepared, next, today)]
      preview.now[now] += 1
      preview.after[then] += 1
      if (now !== then && team.has(person.personId)) {
        changes.push(`${names.get(person.personId)}: ${effectWords[then]} (is ${effectWords[now]})`)
      }
    }
    if (changes.length > 0) preview.teams.push({ ref, yotName: yot.name, changes })
  }
  return preview
}
