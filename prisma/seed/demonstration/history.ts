import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { canonical, fingerprintOf } from '#services/core/life/sealed-text.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { writePastWork } from '#services/engagements/index.ts'
import { revealDay } from '#services/ratings/index.ts'
import { kinds } from '#services/reviews/index.ts'
import { seedFieldwork } from './fieldwork.ts'
import { seedAgreedFindings } from './findings.ts'
import { type Days, idOf, morningOf, visitFrom, workdayOf } from './identity.ts'
import { offeringId } from './offerings.ts'
import { type Given, type PastReview, pastEngagements, pastReviews } from './past-work.ts'
import { personId } from './people.ts'
import { reportedReviews } from './reported.ts'
import { seedReports } from './reports.ts'
import { visitingReviews } from './visits.ts'

type Mover = 'host' | 'lead' | 'coordinator' | 'board'

/** The way a review goes when nothing goes wrong: each state with the day it was reached, from the first day on site. */
type Step = [event: string, status: ReviewStatus, on: string, by: Mover]

const pathOf = (startsOn: string): Step[] => {
  const presentedOn = addDays(startsOn, 2)
  const path: ReturnType<typeof pathOf> = [
    ['submitted', 'submitted', addDays(startsOn, -110), 'host'],
    ['checked', 'coordinator_checked', addDays(startsOn, -104), 'coordinator'],
    ['approved', 'approved', addDays(startsOn, -96), 'board'],
    ['scoping-started', 'scoping', addDays(startsOn, -88), 'coordinator'],
    ['team-proposed', 'team_proposed', addDays(startsOn, -80), 'coordinator'],
    ['invited', 'inviting', addDays(startsOn, -79), 'coordinator'],
    ['confirmed', 'confirmed', addDays(startsOn, -70), 'coordinator'],
    ['prepared', 'preparing', addDays(startsOn, -60), 'lead'],
    ['arrived', 'on_site', startsOn, 'lead'],
    ['presented', 'presented', presentedOn, 'lead'],
    ['draft-sent', 'draft_report', addDays(presentedOn, 21), 'lead'],
    ['accuracy-given', 'accuracy', addDays(presentedOn, 33), 'host'],
    ['finalised', 'final', addDays(presentedOn, 41), 'lead'],
    ['action-plan-agreed', 'action_plan', addMonths(presentedOn, 3), 'host'],
    ['progress-reviewed', 'progress_review', addMonths(presentedOn, 8), 'lead'],
    ['closed', 'closed', addMonths(presentedOn, 10), 'coordinator'],
  ]
  return path.map(([event, status, on, by]) => [event, status, workdayOf(on), by])
}

const termsText = (past: PastReview) =>
  `Terms of reference: ${past.title}.\n\n${kinds[past.kind ?? 'review'].termsOf.what} The host decides what is shared and with whom.\n\n${past.kloes
    .map((kloe, index) => `${index + 1}. ${kloe.question}`)
    .join('\n')}`

const ratingsOf = (
  pairId: string,
  on: string,
  given: { host: { rater: string; rating?: Given }; provider: { rater: string; rating?: Given } },
) =>
  (['host', 'provider'] as const).flatMap((side) => {
    const { rater, rating } = given[side]
    if (!rating) return []
    const [relevance, preparation, quality, conduct, usefulness] = rating.marks
    const other = side === 'host' ? given.provider.rater : given.host.rater
    return [
      {
        id: idOf('rating', pairId, side),
        pairId,
        side,
        seat: side === 'host' ? 'host' : personId(rater),
        raterId: personId(rater),
        ...{ relevance, preparation, quality, conduct, usefulness },
        comment: rating.comment,
        submittedAt: morningOf(workdayOf(addDays(on, side === 'host' ? 5 : 3))),
        reply: rating.reply ?? null,
        repliedAt: rating.reply ? morningOf(workdayOf(addDays(on, 9))) : null,
        repliedById: rating.reply ? personId(other) : null,
      },
    ]
  })

/** A review that has gone its way without a hitch to where it stands, as the record shows it. */
export const seedReview = async (ctx: Ctx, days: Days, past: PastReview, ref: string) => {
  const id = idOf('review', past.yotCode, past.daysAgo)
  const isSupport = past.kind === 'support'
  const startsOn = visitFrom(days.daysAgo(past.daysAgo))
  const endsOn = isSupport ? startsOn : addDays(startsOn, 2)
  const path = pathOf(startsOn).map(
    ([event, ...rest]): Step => [isSupport && event === 'approved' ? 'support-approved' : event, ...rest],
  )
  const walked = path.slice(0, path.findIndex(([, status]) => status === past.status) + 1)
  const reached = new Map(walked.map(([, status, on]) => [status, on]))
  const on = (status: ReviewStatus) => morningOf(reached.get(status) ?? startsOn)
  const leads = past.team.filter(([, role]) => role === 'co_lead')
  const lead = leads[0]?.[0] ?? past.host
  const movers: Record<Mover, string> = { host: past.host, lead, coordinator: 'Linden Marsh', board: 'Sorrel Whitlock' }
  await ctx.db.move.createMany({
    data: walked.map(([event, status, day, by], index) => ({
      subjectKind: 'review_request',
      subjectId: id,
      event,
      from: walked[index - 1]?.[1] ?? 'draft',
      to: status,
      happenedOn: dateFromIso(day),
      movedAt: morningOf(day),
      movedById: personId(movers[by]),
      movedBy: movers[by],
      version: index + 2,
    })),
  })
  await ctx.db.reviewRequest.create({
    data: {
      id,
      ref,
      version: walked.length + 1,
      yotCode: past.yotCode,
      ...(isSupport ? { kind: 'support', leadsWanted: 1, peersLeast: 0, peersMost: 1, days: 1 } : {}),
      status: past.status,
      requestedById: personId(past.host),
      leadOfficerId: personId(past.host),
      sponsorName: 'The director of children’s services',
      sponsorRole: 'Chair of the management board',
      sponsorSignedOn: dateFromIso(workdayOf(addDays(startsOn, -112))),
      purpose: 'To hear from people who do the same work what we cannot see ourselves.',
      mode: past.mode,
      caseHolderId: personId('Linden Marsh'),
      checkNote: 'Scope is clear and the sponsor is behind it.',
      decisionReasons: 'A good time for the service, and questions that peers can answer.',
      startsOn: dateFromIso(startsOn),
      endsOn: dateFromIso(endsOn),
      arrivedOn: reached.has('on_site') ? dateFromIso(reached.get('on_site') ?? startsOn) : null,
      leftOn: reached.has('presented') ? dateFromIso(reached.get('presented') ?? endsOn) : null,
      createdAt: morningOf(workdayOf(addDays(startsOn, -115))),
      submittedAt: on('submitted'),
      decidedAt: on('approved'),
      windows: { create: [{ startsOn: dateFromIso(startsOn), endsOn: dateFromIso(endsOn) }] },
      kloes: {
        create: past.kloes.map((kloe, index) => ({
          id: idOf('kloe', id, index),
          position: index + 1,
          question: kloe.question,
          themes: { create: [{ themeCode: kloe.theme }] },
        })),
      },
      seats: {
        create: past.team.map(([name, role], index) => ({
          id: idOf('seat', id, index),
          role,
          position: index + 1,
          personId: personId(name),
          invitations: {
            create: [
              {
                personId: personId(name),
                status: 'accepted' as const,
                reasons: [],
                offeredAt: on('inviting'),
                respondBy: dateFromIso(addWorkingDays(reached.get('inviting') ?? startsOn, 10)),
                respondedAt: on('confirmed'),
              },
            ],
          },
        })),
      },
    },
  })
  const terms = { text: termsText(past), parts: null }
  const acceptance = (side: string, name: string) => ({ side, personId: personId(name), acceptedAt: on('preparing') })
  await ctx.db.sealedText.create({
    data: {
      id: idOf('terms', id),
      ...{ kind: 'review-terms', subjectId: id, number: 1, content: canonical(terms), hash: fingerprintOf(terms) },
      sealedAt: on('confirmed'),
      sealedById: personId('Linden Marsh'),
      acceptances: {
        create: reached.has('preparing') ? [acceptance('host', past.host), acceptance('team', lead)] : [],
      },
    },
  })
  if (reached.has('final') || reportedReviews.includes(past)) {
    const coLeads = leads.map(([name]) => name)
    await seedAgreedFindings(ctx, {
      reviewId: id,
      coLeads,
      on: morningOf(reached.get('presented') ?? endsOn),
      kloes: past.kloes.length,
    })
  }
  const deliveredOn = reached.get('presented')
  if (deliveredOn === undefined) return
  const pairId = idOf('rating pair', id)
  await ctx.db.ratingPair.create({
    data: {
      id: pairId,
      work: 'review',
      workId: id,
      workRef: ref,
      title: past.title,
      hostYotCode: past.yotCode,
      caseKind: 'review_request',
      caseId: id,
      openedAt: morningOf(deliveredOn),
      revealOn: dateFromIso(revealDay(deliveredOn)),
      people: { create: past.team.map(([name, role]) => ({ personId: personId(name), role })) },
    },
  })
  await ctx.db.rating.createMany({
    data: ratingsOf(pairId, deliveredOn, {
      host: { rater: past.host, ...(past.fromHost ? { rating: past.fromHost } : {}) },
      provider: { rater: lead, ...(past.fromTeam ? { rating: past.fromTeam } : {}) },
    }),
  })
}

/** Hours as working days of at most seven and a half, the last on the day it was delivered. */
const hoursByDay = (hours: number, deliveredOn: string) => {
  const days: { on: string; minutes: number }[] = []
  for (let left = hours * 60, back = 0; left > 0; left -= 450, back += 1)
    days.push({ on: workdayOf(addDays(deliveredOn, -back * 2)), minutes: Math.min(450, left) })
  return [...new Map(days.map((day) => [day.on, day])).values()]
}

const seedEngagements = async (ctx: Ctx, days: Days, refOf: (prefix: 'TE', on: string) => string) => {
  for (const past of [...pastEngagements].reverse().sort((a, b) => b.daysAgo - a.daysAgo)) {
    const id = idOf('engagement', past.offering, past.yotCode)
    const deliveredOn = days.daysAgo(past.daysAgo)
    const ref = refOf('TE', deliveredOn)
    const head = await ctx.db.holding.findFirstOrThrow({
      where: { yotCode: past.yotCode, postId: { not: null } },
      orderBy: { level: 'asc' },
      include: { person: { select: { name: true } } },
    })
    await ctx.db.engagement.create({
      data: {
        id,
        ref,
        offeringId: offeringId(past.offering),
        providerPersonId: personId(past.provider),
        hostYotCode: past.yotCode,
        basis: 'charged',
        status: 'closed',
        firstSessionOn: dateFromIso(workdayOf(addDays(deliveredOn, -30))),
        lastSessionOn: dateFromIso(deliveredOn),
        deliveredOn: dateFromIso(deliveredOn),
        confirmedOn: dateFromIso(deliveredOn),
        title: past.offering,
        providerContactId: personId(past.provider),
        hostContactId: head.personId,
        people: { create: [{ personId: personId(past.provider), role: 'delivers' }] },
        given: {
          create: hoursByDay(past.hours, deliveredOn).map(({ on, minutes }) => ({
            personId: personId(past.provider),
            on: dateFromIso(on),
            minutes,
          })),
        },
        settledOn: dateFromIso(workdayOf(addDays(deliveredOn, 28))),
        createdAt: morningOf(workdayOf(addDays(deliveredOn, -45))),
      },
    })
    const pairId = idOf('rating pair', id)
    await ctx.db.ratingPair.create({
      data: {
        id: pairId,
        work: 'engagement',
        workId: id,
        workRef: ref,
        title: past.offering,
        hostYotCode: past.yotCode,
        openedAt: morningOf(deliveredOn),
        revealOn: dateFromIso(revealDay(deliveredOn)),
        revealedAt: morningOf(workdayOf(addDays(deliveredOn, 5))),
        people: { create: [{ personId: personId(past.provider), role: 'provider' }] },
      },
    })
    await ctx.db.rating.createMany({
      data: ratingsOf(pairId, deliveredOn, {
        host: { rater: head.person.name, rating: past.fromHost },
        provider: { rater: past.provider, rating: past.fromProvider },
      }),
    })
  }
}

/** Reviews and engagements that are over, or nearly, with what both sides said of them. */
export const seedHistory = async (ctx: Ctx, days: Days): Promise<void> => {
  const given = new Set<string>()
  const refOf = (prefix: 'PR' | 'TE', on: string) => {
    const drawn = () =>
      `${prefix}-${on.slice(0, 4)}-${100 + (Number.parseInt(idOf('ref', given.size).slice(0, 6), 16) % 900)}`
    let ref = drawn()
    while (given.has(ref)) ref = `${ref.slice(0, -3)}${(Number(ref.slice(-3)) % 899) + 101}`
    given.add(ref)
    return ref
  }
  for (const past of [...pastReviews].sort((a, b) => b.daysAgo - a.daysAgo)) {
    await seedReview(ctx, days, past, refOf('PR', days.daysAgo(past.daysAgo + 110)))
  }
  await seedEngagements(ctx, days, refOf)
  for (const past of reportedReviews) await seedReview(ctx, days, past, refOf('PR', days.daysAgo(past.daysAgo + 110)))
  for (const past of visitingReviews) await seedReview(ctx, days, past, refOf('PR', days.daysAgo(past.daysAgo + 110)))
  await seedFieldwork(ctx, days.today)
  await seedReports(ctx, days)
  await ctx.db.givenReference.createMany({ data: [...given].map((ref) => ({ ref })) })
  await writePastWork.run(ctx)
}
