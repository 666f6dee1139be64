import type { CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Joining } from '#services/core/joining.ts'
import { checkPeople, verdictOf } from './check-people.ts'
import type { Activity } from './facts.ts'
import { allHiddenCaseIds } from './hidden-cases.ts'
import { casesInHand, openReviewsOf, recheckPerson } from './recheck-person.ts'

type Part = { about: CaseRef; activity: Activity; ref: string | null }

/** Every case under way in which somebody has a part, as what. */
const partsOf = async (ctx: Ctx, personId: string): Promise<Part[]> => {
  const [reviews, inHand, work] = await Promise.all([
    openReviewsOf(ctx, personId),
    casesInHand(ctx, personId),
    ctx.db.engagement.findMany({
      where: {
        status: { in: ['terms_proposed', 'agreed', 'delivered', 'to_put_right', 'disputed'] },
        basis: { in: ['cost_recovery', 'charged'] },
        OR: [{ providerPersonId: personId }, { people: { some: { personId } } }],
      },
      select: { enquiryId: true, ref: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return [
    ...reviews.map(({ id, ref }): Part => ({ about: { kind: 'review_request', id }, activity: 'review', ref })),
    ...inHand.map((about): Part => ({ about, activity: 'deciding', ref: null })),
    ...work.flatMap(({ enquiryId, ref }): Part[] =>
      enquiryId === null ? [] : [{ about: { kind: 'enquiry', id: enquiryId }, activity: 'paid-delivery', ref }],
    ),
  ]
}

/** What stands in the way in each case under way; which one is said where the actor may know of it. */
const blocksIn = async (ctx: Ctx, personId: string): Promise<string[]> => {
  const hidden = new Set(await allHiddenCaseIds(ctx))
  const says: string[] = []
  for (const { about, activity, ref } of await partsOf(ctx, personId)) {
    const conflicts =
      (await checkPeople(ctx, { case: about, activity, personIds: [personId], moment: 'change' })).get(personId) ?? []
    if (verdictOf(conflicts) !== 'blocked') continue
    const named = ref === null || hidden.has(about.id) ? '' : ` (${ref})`
    says.push(
      `As one person they would have a conflict that stops them in something under way that they have a part in${named}. They have to be taken off it first.`,
    )
  }
  return [...new Set(says)]
}

/** Facts of both count as one person's from the same moment on, in every case. */
export const recheckJoined: Joining = {
  after: async (ctx, { into }) => {
    const says = await blocksIn(ctx, into)
    if (says.length === 0) await recheckPerson(ctx, into)
    return says
  },
  undone: async (ctx, { from, into }) => {
    await recheckPerson(ctx, from)
    await recheckPerson(ctx, into)
  },
}
