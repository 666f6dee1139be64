import { goldenThreads } from '#services/bank/index.ts'
import { dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { idOf } from './identity.ts'
import { personId } from './people.ts'

type Past = { reviewId: string; coLeads: readonly string[]; on: Date; kloes: number }

type Told = { strength: { title: string; text: string }; area: { title: string; text: string } }

/**
 * What stood under each question and thread of a review whose report is final, from the time before evidence was kept here: by place, in
 * their order, the questions first.
 */
const told: readonly Told[] = [
  {
    strength: {
      title: 'One purpose, in the same words',
      text: 'People know why they do this work, and say so in the same words.',
    },
    area: {
      title: 'Learning stays where it was made',
      text: 'What is learned in one team does not yet reach the others.',
    },
  },
  {
    strength: {
      title: 'Decisions are written down as they are made',
      text: 'Of twelve decisions that the team followed, each was in the record on the day, with who made it and why.',
    },
    area: {
      title: 'Nobody looks again at what was decided',
      text: 'Three months on, panels do not yet ask what came of what they decided.',
    },
  },
  {
    strength: {
      title: 'Children can name who asks them',
      text: 'Through the service, children told the team who asks them what they think, and when they last did.',
    },
    area: {
      title: 'Children do not hear what came of it',
      text: 'What children say is gathered well; what changed because of it is seldom told to them.',
    },
  },
  {
    strength: {
      title: 'The figures are on the table',
      text: 'The board sees who is stopped, charged and sentenced by group, every quarter.',
    },
    area: {
      title: 'Figures are too coarse to act on',
      text: 'Groups are too large in the figures to say for whom something should change.',
    },
  },
]

const said = (at: number): Told => {
  const [first] = told
  const own = told[at % told.length] ?? first
  if (!own) throw new Error('No findings')
  return own
}

/** Findings of a past review, agreed by all who co-led it. */
export const seedAgreedFindings = async (ctx: Ctx, { reviewId, coLeads, on, kloes }: Past): Promise<void> => {
  const places = [
    ...Array.from({ length: kloes }, (_, index) => ({ kloeId: idOf('kloe', reviewId, index), goldenThread: null })),
    ...goldenThreads.map((goldenThread) => ({ kloeId: null, goldenThread })),
  ]
  const lead = coLeads[0] ?? ''
  const findings = places.flatMap((place, at) =>
    (['strength', 'area'] as const).map((kind, index) => ({
      id: idOf('finding', reviewId, place.kloeId ?? place.goldenThread ?? '', index),
      requestId: reviewId,
      ...place,
      position: index + 1,
      status: 'agreed' as const,
      version: coLeads.length + 1,
      kind,
      ...said(at)[kind],
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
