import { goldenThreads } from '#services/bank/index.ts'
import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { idOf } from './identity.ts'
import { personId } from './people.ts'

type Past = { reviewId: string; coLeads: readonly string[]; on: Date; kloes: number }

/** What stood under each question and thread of a review whose report is final, from the time before evidence was kept here. */
const told = [
  {
    kind: 'strength' as const,
    title: 'One purpose, in the same words',
    text: 'People know why they do this work, and say so in the same words.',
  },
  {
    kind: 'area' as const,
    title: 'Learning stays where it was made',
    text: 'What is learned in one team does not yet reach the others.',
  },
]

/** Findings of a past review, agreed by all who co-led it. */
export const seedAgreedFindings = async (ctx: Ctx, { reviewId, coLeads, on, kloes }: Past): Promise<void> => {
  const places = [
    ...Array.from({ length: kloes }, (_, index) => ({ kloeId: idOf('kloe', reviewId, index), goldenThread: null })),
    ...goldenThreads.map((goldenThread) => ({ kloeId: null, goldenThread })),
  ]
  const lead = coLeads[0] ?? ''
  const findings = places.flatMap((place) =>
    told.map((words, index) => ({
      id: idOf('finding', reviewId, place.kloeId ?? place.goldenThread ?? '', index),
      requestId: reviewId,
      ...place,
      position: index + 1,
      status: 'agreed' as const,
      version: coLeads.length + 1,
      ...words,
      earlierSources: ['Interviews with managers and practitioners', 'Case sample', 'Board papers of the last year'],
      draftedById: personId(lead),
      draftedAt: on,
    })),
  )
  await ctx.db.finding.createMany({ data: findings })
  await ctx.db.findingAgreement.createMany({
    data: findings.flatMap(({ id }) =>
      coLeads.map((name) => ({ findingId: id, edition: 1, personId: personId(name), agreedAt: on })),
    ),
  })
  const happenedOn = dateFromIso(londonDate(on))
  await ctx.db.move.createMany({
    data: findings.flatMap(({ id }) =>
      [lead, ...coLeads].map((name, index) => ({
        subjectKind: 'finding',
        subjectId: id,
        event: index === 0 ? 'drafted' : 'agreed',
        from: index === 0 ? null : 'draft',
        to: index === coLeads.length ? 'agreed' : 'draft',
        happenedOn,
        movedAt: on,
        movedById: personId(name),
        movedBy: name,
        version: index + 1,
      })),
    ),
  })
  const agreedPlaces = places.map(({ kloeId, goldenThread }) => kloeId ?? goldenThread ?? '').sort()
  await ctx.db.reviewRequest.update({ where: { id: reviewId }, data: { agreedPlaces } })
}
