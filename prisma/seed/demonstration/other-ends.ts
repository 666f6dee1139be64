import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { answerRemark, askForTerms, askSponsor, giveSight, sayRemark } from '#services/reviews/index.ts'
import { seedReview } from './history.ts'
import { type Days, idOf, morningOf, workdayOf } from './identity.ts'
import type { PastReview } from './past-work.ts'
import { personId } from './people.ts'
import { as, done } from './steps.ts'

/* Requests that went another way than the rest, and what is asked beside the way: remarks, a change of terms, sight, a sponsor by link. */

type Step = [event: string, to: ReviewStatus, daysAgo: number, by: string, note?: string]

type Ended = {
  yotCode: string
  host: string
  /** Of its reference: below what is drawn. */
  number: string
  purpose: string
  kloes: { question: string; theme: string }[]
  /** The last of them is where it stands. */
  steps: Step[]
  postponedFrom?: ReviewStatus
}

const [coordinator, board, alsoOnBoard] = ['Linden Marsh', 'Sorrel Whitlock', 'Alder Kestrel'] as const
const passed = 'Spoke with the head of service. The scope is clear.'

const ended: Ended[] = [
  {
    yotCode: 'lambeth',
    host: 'Jay Thornbury',
    number: '041',
    purpose: 'We want to know whether what we do about serious violence reaches the children it is for.',
    kloes: [
      { question: 'Do we reach children before they are hurt?', theme: 'J1' },
      { question: 'Do partners share what they know in time?', theme: 'A7' },
    ],
    steps: [
      ['submitted', 'submitted', 16, 'Jay Thornbury'],
      [
        'returned',
        'draft',
        11,
        coordinator,
        'Please say in the first question which partners you mean, and add dates after the summer: those you give are in the holidays.',
      ],
    ],
  },
  {
    yotCode: 'wakefield',
    host: 'Olive Swift',
    number: '053',
    purpose: 'Our inspection is in six weeks. We want somebody to tell us whether we are ready.',
    kloes: [
      { question: 'Are we ready for inspection?', theme: 'L2' },
      { question: 'Do our case records say what we do?', theme: 'F1' },
    ],
    steps: [
      ['submitted', 'submitted', 64, 'Olive Swift'],
      ['checked', 'coordinator_checked', 58, coordinator, passed],
      [
        'declined',
        'declined',
        50,
        board,
        'A review by peers is no rehearsal of an inspection, and there is no time to prepare one. Please ask again once the inspection is over.',
      ],
    ],
  },
  {
    yotCode: 'derby',
    host: 'Aspen Loxley',
    number: '067',
    purpose: 'We move in with children’s services next year and want peers to look at what we would lose.',
    kloes: [
      { question: 'What works here that a larger service could lose?', theme: 'A2' },
      { question: 'Do our figures follow a child across services?', theme: 'C4' },
    ],
    steps: [
      ['submitted', 'submitted', 80, 'Aspen Loxley'],
      ['checked', 'coordinator_checked', 75, coordinator, passed],
      ['approved', 'approved', 68, board, 'A good moment to ask, and questions that peers can answer.'],
      ['withdrawn', 'withdrawn', 33, 'Aspen Loxley', 'The move was called off, and with it the reason to ask.'],
    ],
  },
  {
    yotCode: 'cumberland',
    host: 'Birch Nightingale',
    number: '079',
    purpose: 'Our two teams became one service. We want to know whether children notice.',
    kloes: [
      { question: 'Is diversion the same from one end of the county to the other?', theme: 'D2' },
      { question: 'Do managers see what happens far from the office?', theme: 'B2' },
    ],
    steps: [
      ['submitted', 'submitted', 90, 'Birch Nightingale'],
      ['checked', 'coordinator_checked', 84, coordinator, passed],
      ['approved', 'approved', 76, board, 'Clear questions after a large change.'],
      ['scoping-started', 'scoping', 70, coordinator, 'Agreed to visit both offices.'],
      ['postponed', 'postponed', 40, 'Birch Nightingale', 'Our deputy is on long leave until the autumn.'],
    ],
    postponedFrom: 'scoping',
  },
  {
    yotCode: 'hampshire',
    host: 'Thyme Godwit',
    number: '083',
    purpose: 'Health workers joined our teams last year. We want to know what children make of it.',
    kloes: [
      { question: 'Do children get help with their health sooner?', theme: 'I3' },
      { question: 'Who decides what goes into a plan?', theme: 'F2' },
    ],
    steps: [['submitted', 'submitted', 6, 'Thyme Godwit']],
  },
]

const reviewOf = ({ yotCode }: Ended) => idOf('review', yotCode, 'other end')

const refOf = (days: Days, { number, steps }: Ended) => `PR-${days.daysAgo(steps[0]?.[2] ?? 0).slice(0, 4)}-${number}`

const seedEnded = async (ctx: Ctx, days: Days, request: Ended): Promise<void> => {
  const { yotCode, host, purpose, kloes, steps, postponedFrom } = request
  const id = reviewOf(request)
  const [, status = 'draft', , , lastNote] = steps.at(-1) ?? []
  const dayOf = (event: string) => {
    const step = steps.find(([name]) => name === event)
    return step ? morningOf(days.daysAgo(step[2])) : null
  }
  const decided = steps.find(([event]) => event === 'approved' || event === 'declined')
  const sent = days.daysAgo(steps[0]?.[2] ?? 0)
  const startsOn = workdayOf(addDays(days.today, 120))
  const ref = refOf(days, request)
  await ctx.db.reviewRequest.create({
    data: {
      id,
      ref,
      version: steps.length + 1,
      yotCode,
      status,
      postponedFrom: postponedFrom ?? null,
      requestedById: personId(host),
      leadOfficerId: personId(host),
      sponsorName: 'The director of children’s services',
      sponsorRole: 'Chair of the management board',
      sponsorSignedOn: dateFromIso(workdayOf(addDays(sent, -3))),
      purpose,
      travelPaidBy: 'host',
      caseHolderId: personId(coordinator),
      checkNote: status === 'draft' ? (lastNote ?? null) : dayOf('checked') ? passed : null,
      decisionReasons: decided?.[4] ?? null,
      decidedAt: decided ? morningOf(days.daysAgo(decided[2])) : null,
      createdAt: morningOf(workdayOf(addDays(sent, -4))),
      submittedAt: dayOf('submitted'),
      windows: { create: [{ startsOn: dateFromIso(startsOn), endsOn: dateFromIso(addDays(startsOn, 2)) }] },
      kloes: {
        create: kloes.map(({ question, theme }, index) => ({
          id: idOf('kloe', id, index),
          position: index + 1,
          question,
          themes: { create: [{ themeCode: theme }] },
        })),
      },
    },
  })
  await ctx.db.move.createMany({
    data: steps.map(([event, to, daysAgo, by, note], index) => ({
      subjectKind: 'review_request',
      subjectId: id,
      event,
      from: steps[index - 1]?.[1] ?? 'draft',
      to,
      happenedOn: dateFromIso(days.daysAgo(daysAgo)),
      movedAt: morningOf(days.daysAgo(daysAgo)),
      movedById: personId(by),
      movedBy: by,
      note: note ?? null,
      version: index + 2,
    })),
  })
  if (!decided) return
  await ctx.db.boardPart.createMany({
    data: [board, alsoOnBoard].map((name) => ({
      requestId: id,
      decision: decided[0],
      decidedAt: morningOf(days.daysAgo(decided[2])),
      personId: personId(name),
      name,
      tookPart: true,
    })),
  })
}

/** A team that has said yes and waits for its terms, of which the service says something. */
const waiting: PastReview = {
  yotCode: 'hackney',
  host: 'Willow Avocet',
  daysAgo: -60,
  mode: 'hybrid',
  status: 'confirmed',
  title: 'Peer review of Hackney: girls, and what our data says',
  kloes: [
    { question: 'How well are girls served?', theme: 'K4' },
    { question: 'Do our figures lead to anything?', theme: 'C4' },
  ],
  team: [
    ['Fern Ravenhill', 'co_lead'],
    ['Aspen Loxley', 'co_lead'],
    ['Birch Nightingale', 'reviewer'],
    ['Eira Pioden', 'reviewer'],
  ],
}

/** Lighter support that the board pointed to, on its way: one peer, for a day. */
const support: PastReview = {
  kind: 'support',
  yotCode: 'york',
  host: 'Sable Ouzel',
  daysAgo: 1,
  mode: 'remote',
  status: 'on_site',
  title: 'Lighter peer support for York: restorative work',
  kloes: [
    { question: 'How do we begin with restorative work in a small service?', theme: 'H2' },
    { question: 'What do volunteers need from us?', theme: 'B4' },
  ],
  team: [['Celyn Hebog', 'co_lead']],
}

const seedRemarks = async (ctx: Ctx, days: Days, ref: string): Promise<void> => {
  const about = { ref, about: 'terms' as const, number: 1 }
  const first = await as(ctx, waiting.host, days.daysAgo(8))
  done(
    await sayRemark(first, {
      ...about,
      text: 'Could the team meet the young women’s group on the first day? They meet on that weekday only.',
      proposed: undefined,
    }),
  )
  const { id } = await ctx.db.remark.findFirstOrThrow({ where: { request: { ref } } })
  const answer = 'Yes: it is on the programme now, and the terms need not change for it.'
  done(await answerRemark(await as(ctx, coordinator, days.daysAgo(7)), { ref, id, answer }))
  const text = (
    await readText(ctx, { kind: 'review-terms', subjectId: idOf('review', waiting.yotCode, waiting.daysAgo) })
  )?.text
  done(
    await sayRemark(await as(ctx, waiting.host, days.daysAgo(1)), {
      ...about,
      text: 'Our finance team asks that travel is paid by each reviewer’s own service, up to a limit.',
      proposed: `${text}\n\nWhat it costs:\nTravel is paid by each reviewer’s own service, up to £200 for each person.`,
    }),
  )
}

/** Puts them in at the end, so that nothing that was drawn before them changes. */
export const seedOtherEnds = async (ctx: Ctx, days: Days): Promise<void> => {
  for (const request of ended) await seedEnded(ctx, days, request)
  const asked = ended.at(-1)
  if (!asked) return
  await ctx.db.reviewRequest.update({
    where: { id: reviewOf(asked) },
    data: { sponsorAddress: 'director.hampshire@example.org' },
  })
  await inTransaction(await as(ctx, asked.host, days.daysAgo(6)), async (ctx) =>
    ok(await askSponsor(ctx, reviewOf(asked), 'request')),
  )
  const year = days.today.slice(0, 4)
  const [waitingRef, supportRef] = [`PR-${year}-091`, `PR-${year}-097`] as const
  await seedReview(ctx, days, waiting, waitingRef)
  await seedReview(ctx, days, support, supportRef)
  await seedRemarks(ctx, days, waitingRef)
  const agreed = await readText(ctx, {
    kind: 'review-terms',
    subjectId: idOf('review', support.yotCode, support.daysAgo),
  })
  done(
    await askForTerms(await as(ctx, 'Celyn Hebog', days.daysAgo(1)), {
      ref: supportRef,
      number: 1,
      text: 'Two half days would serve the volunteers better than one whole day.',
      proposed: `${agreed?.text}\n\nWhen and how:\nTwo half days, a week apart.`,
    }),
  )
  const bristol = await ctx.db.reviewRequest.findUniqueOrThrow({
    where: { id: idOf('review', 'bristol', 9) },
    select: { ref: true },
  })
  done(
    await giveSight(await as(ctx, 'Teal Harkness', days.daysAgo(5)), {
      ref: bristol.ref,
      personId: personId('Ferris Oriole'),
    }),
  )
  const refs = [...ended.map((request) => refOf(days, request)), waitingRef, supportRef]
  await ctx.db.givenReference.createMany({ data: refs.map((ref) => ({ ref })), skipDuplicates: true })
}
