import type { Holding } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  type Interest,
  interestKinds,
  noPersonFacts,
  type OrganisationRole,
  type Party,
  type PastReview,
  type PersonFacts,
  type Post,
} from './facts.ts'
import { councilId } from './gather-register.ts'
import { readWork } from './gather-work.ts'

/*
 * The facts a rule may look at live in many rooms. They are read here along the tables' own keys, a fixed number of
 * statements for any number of people, because a sweep of the whole bank must not be a loop of look-ups. Reading only:
 * each table is written by its own room (docs/decisions/0005).
 */

/**
 * A team has served, for the rules, once its places were confirmed. Reviews stand above this room, so that it cannot ask their life: that
 * these are the states it marks as such is tested there (services/reviews/case/lifecycle.test.ts).
 */
export const servedStatuses: ReviewStatus[] = [
  'confirmed',
  'preparing',
  'on_site',
  'presented',
  'draft_report',
  'accuracy',
  'final',
  'action_plan',
  'progress_review',
  'closed',
]

const day = (date: Date | null): string | null => date && isoFromDate(date)

const postFrom = (row: Pick<Holding, 'kind' | 'yotCode' | 'from' | 'until'>): Post => ({
  kind: row.kind,
  yotCode: row.yotCode,
  from: isoFromDate(row.from),
  to: day(row.until),
})

type InterestRow = {
  kind: string
  yotCode: string | null
  otherPersonId: string | null
  organisationId: string | null
  area: string | null
  organisation: string | null
  valuePence: number | null
  from: Date | null
  until: Date | null
}

/** A council's code, as the register has it; other areas are police forces, by name. */
const isCouncil = (area: string) => /^[EW]\d{8}$/.test(area)

const partyOf = (row: InterestRow, posts: readonly Post[]): Party => {
  if (row.yotCode) return { kind: 'yot', yotCode: row.yotCode }
  if (row.otherPersonId) return { kind: 'person', personId: row.otherPersonId, posts }
  if (row.organisationId) return { kind: 'organisation', organisationId: row.organisationId }
  // Elected office over an area is a fact of its own (electedOffices).
  if (row.area && isCouncil(row.area) && row.kind !== 'elected') {
    return { kind: 'organisation', organisationId: councilId(row.area) }
  }
  return { kind: 'unresolved', text: row.organisation ?? '' }
}

/** Business together in an organisation: what two people may have in common without naming each other. */
export const businessRoles = (interests: readonly Interest[]): OrganisationRole[] =>
  interests.flatMap(({ kind, with: party, from, to }) =>
    kind === 'co-business' && party.kind === 'organisation' ? [{ organisation: party, role: 'partner', from, to }] : [],
  )

const electedOffices = (rows: readonly InterestRow[]) =>
  rows.flatMap(({ kind, area, from, until }) =>
    kind === 'elected' && area
      ? [
          {
            authorityCodes: isCouncil(area) ? [area] : [],
            policeForce: isCouncil(area) ? null : area,
            from: day(from),
            to: day(until),
          },
        ]
      : [],
  )

/**
 * A declared interest's row as the rules read it, with the posts of the person it is with. A name that is only text ties
 * nobody to anybody.
 */
export const interestFrom = (row: InterestRow, posts: readonly Post[] = []): Interest[] => {
  const kind = interestKinds.find((known) => known === row.kind)
  if (!kind) return []
  return [{ kind, with: partyOf(row, posts), from: day(row.from), to: day(row.until), valuePence: row.valuePence }]
}

/** Rows by a key of theirs, in their order; those without one are left out. */
export const groupBy = <T>(rows: readonly T[], key: (row: T) => string | null): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const of = key(row)
    if (of === null) continue
    const group = groups.get(of)
    if (group) group.push(row)
    else groups.set(of, [row])
  }
  return groups
}

const readReviews = async (ctx: Ctx, personIds: string[] | null, yotCodes: string[]) => {
  const requests = await ctx.db.reviewRequest.findMany({
    where: {
      status: { in: servedStatuses },
      ...(personIds
        ? { OR: [{ seats: { some: { personId: { in: personIds } } } }, { yotCode: { in: yotCodes } }] }
        : {}),
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      yotCode: true,
      requestedById: true,
      leadOfficerId: true,
      startsOn: true,
      endsOn: true,
      seats: { select: { personId: true } },
    },
  })
  const memberIds = [...new Set(requests.flatMap((request) => request.seats.flatMap((seat) => seat.personId ?? [])))]
  const holdings = groupBy(
    memberIds.length === 0
      ? []
      : await ctx.db.holding.findMany({
          where: { personId: { in: memberIds } },
          select: { personId: true, yotCode: true, from: true, until: true },
        }),
    (holding) => holding.personId,
  )
  return requests.map((request): PastReview => {
    const from = day(request.startsOn)
    const to = day(request.endsOn)
    const at = from ?? ctx.clock.today()
    return {
      reviewId: request.id,
      hostYotCode: request.yotCode,
      hostPersonIds: [...new Set([request.requestedById, request.leadOfficerId])],
      from,
      to,
      members: request.seats.flatMap(({ personId }) => {
        if (personId === null) return []
        const held = holdings
          .get(personId)
          ?.find((row) => isoFromDate(row.from) <= at && (row.until === null || isoFromDate(row.until) >= at))
        return [{ personId, yotCode: held?.yotCode ?? null }]
      }),
    }
  })
}

/**
 * Everything known of these people that bears on a conflict, by person id; of everybody where `personIds` is null. The same
 * number of statements for any number of people.
 */
export const gatherPeople = async (ctx: Ctx, personIds: string[] | null): Promise<Map<string, PersonFacts>> => {
  const { db } = ctx
  const asked = personIds && [...new Set(personIds)]
  const ids = asked ?? (await db.person.findMany({ select: { id: true } })).map(({ id }) => id)
  const mine = asked ? { personId: { in: asked } } : {}
  const [holdings, interests, appointments, declarations, assessments, references, work, offerings, enquiries] =
    await Promise.all([
      db.holding.findMany({ where: mine, orderBy: { id: 'asc' } }),
      db.interest.findMany({ where: { ...mine, withdrawnAt: null }, orderBy: { id: 'asc' } }),
      db.appointment.findMany({ where: mine, orderBy: { id: 'asc' } }),
      db.declaration.findMany({ where: { ...mine, kind: 'annual' }, select: { personId: true, statedAt: true } }),
      db.assessment.findMany({
        where: {
          recordedAt: { not: null },
          ...(asked ? { OR: [{ assessorId: { in: asked } }, { application: { personId: { in: asked } } }] } : {}),
          application: { status: { in: ['approved', 'approved_with_conditions'] } },
        },
        select: { assessorId: true, recordedAt: true, application: { select: { personId: true, decidedAt: true } } },
      }),
      db.reference.findMany({
        where: {
          refereePersonId: { not: null },
          ...(asked ? { OR: [{ refereePersonId: { in: asked } }, { application: { personId: { in: asked } } }] } : {}),
        },
        select: {
          refereePersonId: true,
          requestedAt: true,
          receivedAt: true,
          application: { select: { personId: true, createdAt: true } },
        },
      }),
      readWork(ctx, asked),
      db.offering.findMany({
        where: { ...(asked ? mine : { personId: { not: null } }), basis: 'charged', status: 'published' },
        select: { personId: true, publishedAt: true },
      }),
      db.enquiry.findMany({
        where: {
          offering: { personId: asked ? { in: asked } : { not: null } },
          status: { in: ['sent', 'interested', 'undecided'] },
        },
        select: { id: true, sentAt: true, offering: { select: { personId: true } } },
      }),
    ])
  const yotCodes = [...new Set(holdings.map((holding) => holding.yotCode))]
  const otherIds = interests.flatMap((row) => row.otherPersonId ?? [])
  const [reviews, othersHoldings] = await Promise.all([
    readReviews(ctx, asked, yotCodes),
    otherIds.length === 0 ? [] : db.holding.findMany({ where: { personId: { in: otherIds } }, orderBy: { id: 'asc' } }),
  ])

  const holdingsOf = groupBy(holdings, (row) => row.personId)
  const othersHoldingsOf = groupBy(othersHoldings, (row) => row.personId)
  const interestsOf = groupBy(interests, (row) => row.personId)
  const appointmentsOf = groupBy(appointments, (row) => row.personId)
  const declarationsOf = groupBy(declarations, (row) => row.personId)
  const workOf = groupBy(work, (row) => row.personId)
  const offeringsOf = groupBy(offerings, (row) => row.personId)
  const enquiriesOf = groupBy(enquiries, (row) => row.offering.personId)
  const vettings = [
    ...assessments.map((row) => ({
      applicantPersonId: row.application.personId,
      byPersonId: row.assessorId,
      as: 'panel' as const,
      on: londonDate(row.application.decidedAt ?? row.recordedAt ?? ctx.clock.now()),
    })),
    ...references.map((row) => ({
      applicantPersonId: row.application.personId,
      byPersonId: row.refereePersonId ?? '',
      as: 'referee' as const,
      on: londonDate(row.receivedAt ?? row.requestedAt ?? row.application.createdAt),
    })),
  ]
  const vettingsOf = groupBy(
    vettings.flatMap((vetting) => [
      { of: vetting.applicantPersonId, vetting },
      { of: vetting.byPersonId, vetting },
    ]),
    (row) => row.of,
  )

  const servedBy = new Map<string, PastReview[]>()
  for (const review of reviews) {
    for (const personId of new Set(review.members.map((member) => member.personId))) {
      const served = servedBy.get(personId)
      if (served) served.push(review)
      else servedBy.set(personId, [review])
    }
  }
  const hostedBy = groupBy(reviews, (review) => review.hostYotCode)

  const people = new Map<string, PersonFacts>()
  for (const personId of ids) {
    const posts = (holdingsOf.get(personId) ?? []).map(postFrom)
    const declared = interestsOf.get(personId) ?? []
    const theirInterests = declared.flatMap((row) =>
      interestFrom(row, (othersHoldingsOf.get(row.otherPersonId ?? '') ?? []).map(postFrom)),
    )
    people.set(personId, {
      ...noPersonFacts,
      personId,
      posts,
      interests: theirInterests,
      organisationRoles: businessRoles(theirInterests),
      electedOffices: electedOffices(declared),
      appointments: (appointmentsOf.get(personId) ?? []).map((row) => ({
        role: row.role,
        from: isoFromDate(row.from),
        to: day(row.until),
      })),
      declaredOn: (declarationsOf.get(personId) ?? []).map((row) => londonDate(row.statedAt)),
      vettings: (vettingsOf.get(personId) ?? []).map((row) => row.vetting),
      paidWork: (workOf.get(personId) ?? [])
        .filter(({ isPaid }) => isPaid)
        .map(({ hostYotCode, from, to }) => ({ payer: { kind: 'yot' as const, yotCode: hostYotCode }, from, to })),
      jointWork: (workOf.get(personId) ?? [])
        .filter(({ withPersonIds }) => withPersonIds.length > 0)
        .map(({ engagementId, withPersonIds, from, to }) => ({ engagementId, withPersonIds, from, to })),
      offersPaidWork: (offeringsOf.get(personId) ?? []).map((row) => ({
        from: row.publishedAt && londonDate(row.publishedAt),
        to: null,
      })),
      bids: (enquiriesOf.get(personId) ?? []).map((row) => ({
        enquiryId: row.id,
        from: londonDate(row.sentAt),
        to: null,
      })),
      reviewsServed: servedBy.get(personId) ?? [],
      reviewsOfTheirService: [...new Set(posts.map((post) => post.yotCode))].flatMap((code) =>
        (hostedBy.get(code) ?? []).filter((review) =>
          posts.some((post) => post.yotCode === code && (post.to === null || post.to >= (review.from ?? ''))),
        ),
      ),
    })
  }
  return people
}
