import { everyStandpoint, type Standpoint } from '#app/access/standpoints.ts'
import { makeSignInMail } from '#services/accounts/index.ts'
import { asActor } from '#services/core/access.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { standardWeights } from '#services/matching/index.ts'
import { chooseProposal, issueTerms, proposeTeam, seatPage } from '#services/reviews/index.ts'
import { linksOf, makeChecked, makeSubmitted, value } from '#tests/factories/application.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { makeBank, makeReview, makeTeam } from '#tests/factories/review.ts'
import { makeBriefing } from './world-briefing.ts'
import { makeConcern } from './world-concern.ts'
import { makeCourses } from './world-courses.ts'
import { makeDecisions } from './world-decisions.ts'
import { makeOwnFeed } from './world-feed.ts'
import { makeMeetings } from './world-meetings.ts'

/** Somebody who is signed in: everyone in the matrix but the visitor. */
export type Who = Exclude<Standpoint, 'visitor'>

const themes = { G1: 2, A1: 2, K2: 2, K3: 2 }
const formerly = (yotCode: string): PersonTraits['posts'] => [
  { yotCode, level: 'manager', from: '2016-01-01', until: '2024-12-31', isStated: true },
]

const traits: Record<Who, PersonTraits> = {
  person: {},
  ownLead: { posts: [{ yotCode: 'leeds' }] },
  leadOfficer: { posts: [{ yotCode: 'leeds', level: 'second_tier' }] },
  ownManager: { posts: [{ yotCode: 'leeds', level: 'manager' }] },
  otherLead: { posts: [{ yotCode: 'kent' }] },
  lapsedLead: { posts: [{ yotCode: 'devon' }] },
  asker: { posts: [{ yotCode: 'essex', level: 'manager' }] },
  bankMember: { bank: { themes }, posts: formerly('birmingham') },
  coLead: { bank: { themes, roles: ['reviewer', 'co_lead'] }, posts: formerly('nottingham') },
  invited: { bank: { themes }, posts: formerly('durham') },
  applicant: { posts: formerly('norfolk') },
  coordinator: { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] },
  otherCoordinator: { appointments: [{ role: 'coordinator', region: 'London' }] },
  assessor: { appointments: [{ role: 'assessor' }], posts: formerly('cardiff') },
  otherAssessor: { appointments: [{ role: 'assessor' }], posts: formerly('hackney') },
  boardMember: { appointments: [{ role: 'board_member' }] },
  administrator: { appointments: [{ role: 'administrator' }] },
  conflicted: { appointments: [{ role: 'administrator' }, { role: 'board_member' }] },
}

/** Things of one's own that everybody has: a second address, another session, a declared interest, days not free. */
const giveOwnThings = async ({ db, clock }: Ctx, who: Who, personId: string) => {
  const now = clock.now()
  const { id: addressId } = await db.emailAddress.create({
    data: { personId, address: `second-${who.toLowerCase()}@example.org`, addedAt: now, verifiedAt: now },
  })
  const { id: sessionId } = await db.session.create({
    data: {
      personId,
      tokenHash: `another of ${who}`,
      method: 'link',
      privileges: '',
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 86_400_000),
    },
  })
  const declaration = await db.declaration.create({ data: { personId, kind: 'annual', isNil: false, statedAt: now } })
  const { id: interestId } = await db.interest.create({
    data: { personId, declarationId: declaration.id, kind: 'trustee', organisation: 'A choir' },
  })
  const today = clock.today()
  const { id: absenceId } = await db.absence.create({
    data: { personId, from: dateFromIso(addDays(today, 300)), until: dateFromIso(addDays(today, 301)) },
  })
  return { addressId, sessionId, interestId, absenceId, declarationId: declaration.id }
}

/** Every kind of thing the exchange keeps, and everybody the matrix tells apart standing to it as their name says. */
export const makeWorld = async (ctx: Ctx) => {
  const { db, clock } = ctx
  const today = clock.today()
  const people = new Map<Who, MadePerson & Awaited<ReturnType<typeof giveOwnThings>>>()
  for (const who of everyStandpoint) {
    if (who === 'visitor') continue
    const person = await makePerson(ctx, { name: `Standpoint ${who}`, ...traits[who] })
    people.set(who, { ...person, ...(await giveOwnThings(ctx, who, person.id)) })
  }
  const the = (who: Who) => {
    const found = people.get(who)
    if (!found) throw new Error(`Nobody is ${who}`)
    return found
  }
  const membership = await makeMembership(ctx, { yotCode: 'leeds' })
  for (const yotCode of ['kent', 'essex']) await makeMembership(ctx, { yotCode })
  await makeMembership(ctx, {
    yotCode: 'devon',
    status: 'lapsed',
    startsOn: addMonths(today, -30),
    endsOn: addMonths(today, -18),
  })
  const { id: personId, declarationId } = the('conflicted')
  const family = { personId, declarationId, kind: 'family' }
  await db.interest.createMany({
    data: [
      { ...family, yotCode: 'leeds' },
      { ...family, otherPersonId: the('applicant').id },
    ],
  })

  const application = await makeChecked(ctx, { applicant: the('applicant') })
  const references = await db.reference.findMany({
    where: { applicationId: application.id },
    orderBy: { position: 'asc' },
  })
  const second = await makePerson(ctx, { appointments: [{ role: 'assessor' }], posts: formerly('manchester') })
  const third = await makePerson(ctx, { appointments: [{ role: 'assessor' }], posts: formerly('dorset') })
  await db.assessment.createMany({
    data: [the('assessor').id, second.id].map((assessorId) => ({
      applicationId: application.id,
      assessorId,
      assignedAt: clock.now(),
      dueOn: dateFromIso(addDays(today, 14)),
    })),
  })
  const officerConflict = await db.conflict.create({
    data: {
      personId: second.id,
      caseKind: 'application',
      caseId: application.id,
      activity: 'deciding',
      ruleId: 'FORMER_EMPLOYER',
      ruleSetVersion: 1,
      effect: 'manage',
      isSilent: false,
      isPublic: false,
      factsKey: 'a post before',
      facts: [],
      status: 'detected',
      foundAt: clock.now(),
    },
  })
  const waiting = await makeSubmitted(ctx, { person: { posts: formerly('york') } })
  const [referenceToken = ''] = await linksOf(ctx, waiting.id)

  const offering = { by: { yotCode: 'leeds', contactId: the('ownManager').id } }
  const published = await makeOffering(ctx, offering)
  const draftOffering = await makeOffering(ctx, { ...offering, title: 'Not out yet', status: 'draft' })
  const other = await makeOffering(ctx, { ...offering, title: 'A second day' })
  const enquiry = await makeEnquiry(ctx, { offeringId: other.id, fromId: the('asker').id, yotCode: 'essex' })
  const engagement = await makeEngagement(ctx, {
    offeringId: other.id,
    by: offering.by,
    host: { yotCode: 'essex', contactId: the('asker').id },
    deliverer: { id: the('ownManager').id, name: 'Own Manager' },
  })

  const post = await db.post.create({
    data: { yotCode: 'leeds', title: 'Team manager', level: 'manager', createdOn: dateFromIso(today) },
  })
  const holding = await db.holding.findFirstOrThrow({ where: { personId: the('ownManager').id } })
  const link = await makeSignInMail(ctx, {
    id: '0190a8f0-0000-7000-8000-000000000001',
    payload: { address: the('person').email, returnTo: null, personId: null },
  })
  const demonstrator = await db.person.create({
    data: { name: 'Dee Mo', demoNote: 'Shows it', createdAt: clock.now() },
  })
  await enqueue(ctx, {
    topic: 'mail',
    key: 'a mail of the demonstration',
    payload: { to: 'somebody@example.org', subject: 'Hello', lines: ['Hello.'] },
  })
  const mail = await db.outboxMessage.findUniqueOrThrow({ where: { key: 'a mail of the demonstration' } })
  const stated = await db.holding.findFirstOrThrow({ where: { personId: the('applicant').id } })
  const reviews = await makeReviews(ctx, the)
  return {
    membership,
    the,
    concern: await makeConcern(ctx, the, reviews.pair.id),
    statedHoldingId: stated.id,
    elsewhere: await makeElsewhere(ctx),
    ...reviews,
    application,
    officerConflict,
    references,
    referenceToken,
    assessors: { second, third },
    published,
    courses: await makeCourses(ctx, the, published),
    decisions: await makeDecisions(ctx),
    meetings: await makeMeetings(ctx, the),
    briefing: await makeBriefing(ctx, the),
    feed: await makeOwnFeed({ ...ctx, actor: the('bankMember').actor }),
    draftOffering,
    enquiry,
    engagement,
    post,
    holding,
    signInPath: link.action.path,
    demonstrator,
    mail,
  }
}

export const agreedTerms = 'What we agreed.'
export type World = Awaited<ReturnType<typeof makeWorld>>

/** A post that nobody of the matrix holds. */
const makeElsewhere = async (ctx: Ctx) => {
  const { id } = await makePerson(ctx, { posts: [{ yotCode: 'somerset', level: 'manager' }] })
  return ctx.db.holding.findFirstOrThrow({ where: { personId: id } })
}

/** A draft, one before there is a team, one with teams proposed, and one with a team; all of one service. */
const makeReviews = async (ctx: Ctx, the: (who: Who) => MadePerson) => {
  const { db, clock } = ctx
  await makeBank(ctx, 8)
  const about = { yotCode: 'leeds', requestedById: the('ownLead').id, leadOfficerId: the('leadOfficer').id }
  const caseHolderId = the('coordinator').id
  const draft = await makeReview(ctx, { ...about, objections: [the('bankMember').id], windowsInDays: [120, 150] })
  const early = await makeReview(ctx, { ...about, caseHolderId, status: 'submitted' })
  const proposed = await makeReview(ctx, { ...about, caseHolderId, status: 'scoping', windowsInDays: [200] })
  const asHolder = asActor(ctx, the('coordinator').actor)
  value(await proposeTeam(asHolder, { ref: proposed.ref, version: 1 }))
  value(await chooseProposal(asHolder, { ref: proposed.ref, version: 2, number: 1 }))
  const seats = await db.seat.findMany({ where: { requestId: proposed.id }, orderBy: { position: 'asc' } })
  const candidate = await db.candidateWindow.findFirstOrThrow({ where: { requestId: proposed.id } })
  const chosenTeam = {
    windowId: candidate.id,
    seatId: seats[0]?.id ?? '',
    people: seats.flatMap(({ personId }) => personId ?? []),
  }
  const conflict = await db.conflict.create({
    data: {
      personId: the('bankMember').id,
      caseKind: 'review_request',
      caseId: proposed.id,
      activity: 'review',
      ruleId: 'PERSONAL',
      ruleSetVersion: 1,
      effect: 'manage',
      isSilent: false,
      isPublic: false,
      factsKey: 'a friendship',
      facts: {},
      status: 'detected',
      foundAt: clock.now(),
    },
  })

  const review = await makeReview(ctx, { ...about, caseHolderId, status: 'confirmed', windowsInDays: [60] })
  const secondLead = await makePerson(ctx, { bank: { themes, roles: ['co_lead'] }, posts: formerly('lancashire') })
  await makeTeam(ctx, review.id, [the('coLead'), secondLead])
  const seat = await db.seat.create({
    data: {
      requestId: review.id,
      position: 3,
      role: 'reviewer',
      personId: the('invited').id,
      invitations: {
        create: {
          personId: the('invited').id,
          status: 'offered',
          reasons: [],
          offeredAt: clock.now(),
          respondBy: dateFromIso(addDays(clock.today(), 14)),
        },
      },
    },
    include: { invitations: true },
  })
  const window = await db.candidateWindow.findFirstOrThrow({
    where: { requestId: draft.id },
    orderBy: { startsOn: 'desc' },
  })
  const emptySeat = await db.seat.create({ data: { requestId: review.id, position: 4, role: 'reviewer' } })
  const { people } = value(await seatPage(asHolder, review.ref, emptySeat.id))
  value(await issueTerms(asHolder, { ref: review.ref, text: agreedTerms }))
  const own = await db.invitation.findFirstOrThrow({ where: { personId: the('coLead').id } })
  const round = await db.round.create({
    data: {
      number: 1,
      status: 'planned',
      isFair: false,
      startedAt: clock.now(),
      startedById: the('coordinator').id,
      startedBy: 'The coordinator',
      beatAt: clock.now(),
      endedAt: clock.now(),
      weightsVersion: 1,
    },
    select: { id: true, number: true },
  })
  const { plan } = await db.teamProposal.findFirstOrThrow({ where: { requestId: proposed.id, number: 1 } })
  await db.roundTeam.create({
    data: {
      roundId: round.id,
      requestId: proposed.id,
      windowId: candidate.id,
      plan: JSON.parse(JSON.stringify(plan)),
      passedOver: [],
      acceptedAt: clock.now(),
      acceptedById: the('coordinator').id,
    },
  })
  const trial = await db.weightTrial.create({
    data: {
      basedOn: 1,
      settings: JSON.parse(JSON.stringify({ ...standardWeights, version: 2 })),
      reason: 'Regions asked less should come first.',
      status: 'planned',
      startedAt: clock.now(),
      startedById: the('coordinator').id,
      startedBy: 'An administrator',
      beatAt: clock.now(),
    },
    select: { id: true },
  })
  const pair = await db.ratingPair.create({
    data: {
      work: 'review',
      workId: review.id,
      workRef: review.ref,
      title: 'Peer review',
      hostYotCode: 'leeds',
      caseKind: 'review_request',
      caseId: review.id,
      openedAt: clock.now(),
      revealOn: dateFromIso(addDays(clock.today(), 14)),
      people: { create: { personId: the('coLead').id, role: 'co_lead' } },
    },
  })
  return {
    draft,
    windowId: window.id,
    spareId: people[0]?.personId ?? '',
    early,
    proposed,
    chosenTeam,
    review,
    conflict,
    emptySeat,
    invitationId: seat.invitations[0]?.id ?? '',
    acceptedInvitationId: own.id,
    pair,
    round: { number: round.number },
    trial,
  }
}
