import { seedDemonstration } from '#prisma/seed/demonstration.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { sweep } from '#services/conflicts/index.ts'
import { asActor } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { runDueJobs } from '#services/core/jobs.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { openRatings, rate } from '#services/ratings/index.ts'
import {
  acceptInvitation,
  checkRequest,
  chooseProposal,
  decideRequest,
  inviteTeam,
  proposeTeam,
  recordScoping,
  submitReview,
} from '#services/reviews/index.ts'
import { openPanel, recordView } from '#services/vetting/index.ts'
import { handlers, jobs } from '#services/worker.ts'
import { makeAdministrator, makeAssessor, makeChecked, value, versionOf } from '#tests/factories/application.ts'
import { type MadePerson, makePerson, type PersonTraits } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'

/*
 * Two worlds that differ in nothing but two cases: a peer review (one under way and one that is over), and an application
 * to the bank. Both begin as copies of one database, in which everybody already exists.
 */

/** The service whose reviews are the case. Nobody in the demonstration works there. */
export const hostCode = 'sunderland'

/** Each stands in some relation to everybody conflicted; all of them are there in both worlds. */
export type Cast = {
  /** By what they are to the exchange: who must not learn of the case. */
  conflicted: Record<string, MadePerson>
  head: MadePerson
  applicant: MadePerson
  /** Officers who may know of it. */
  administrator: MadePerson
  assessors: MadePerson[]
  team: MadePerson[]
  /** Who asks for another review afterwards. */
  otherHead: MadePerson
}

const related = async (ctx: Ctx, person: MadePerson, applicantId: string): Promise<MadePerson> => {
  const now = ctx.clock.now()
  await ctx.db.declaration.create({
    data: {
      personId: person.id,
      kind: 'annual',
      isNil: false,
      statedAt: now,
      interests: {
        create: [
          { personId: person.id, kind: 'family', yotCode: hostCode },
          { personId: person.id, kind: 'family', otherPersonId: applicantId },
        ],
      },
    },
  })
  return person
}

/** Everybody, before there is any case of theirs. */
export const makeCast = async (ctx: Ctx): Promise<Cast> => {
  await seedDemonstration(ctx)
  const head = await makeHost(ctx, hostCode, { name: 'Hana Host' })
  const applicant = await makePerson(ctx, {
    name: 'Ari Applicant',
    posts: [{ yotCode: hostCode, level: 'second_tier' }],
  })
  const make = async (traits: PersonTraits) => related(ctx, await makePerson(ctx, traits), applicant.id)
  const conflicted = {
    coordinator: await make({ name: 'Conny Coord', appointments: [{ role: 'coordinator', region: 'North East' }] }),
    administrator: await make({ name: 'Ada Admin', appointments: [{ role: 'administrator' }] }),
    'board member': await make({ name: 'Bo Board', appointments: [{ role: 'board_member' }] }),
    assessor: await make({ name: 'Asa Assess', appointments: [{ role: 'assessor' }], posts: [{ yotCode: 'devon' }] }),
    'bank member': await make({
      name: 'Bay Bank',
      posts: [{ yotCode: 'kent', level: 'second_tier' }],
      bank: { roles: ['reviewer', 'co_lead'], themes: { G1: 3, A1: 3, K2: 3, K3: 3 } },
    }),
    'head of service': await make({ name: 'Sel Service', posts: [{ yotCode: 'bolton' }] }),
    // Nothing declared: her post at the host is what conflicts her with its review, the reference with the application.
    'colleague and referee': await makeAdministrator(ctx, {
      name: 'Cole League',
      posts: [{ yotCode: hostCode, level: 'manager' }],
    }),
  }
  const team: MadePerson[] = []
  for (const [index, yotCode] of ['cardiff', 'essex', 'devon', 'dorset'].entries()) {
    const person = await makePerson(ctx, {
      name: `Tess Team ${index + 1}`,
      posts: [{ yotCode, level: 'second_tier' }],
      bank: { roles: ['reviewer', 'co_lead'], themes: { G1: 3, A1: 3, K2: 3, K3: 3 }, isNamePublic: index === 0 },
    })
    await ctx.db.declaration.create({
      data: { personId: person.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
    })
    team.push(person)
  }
  return {
    conflicted,
    head,
    applicant,
    administrator: await makeAdministrator(ctx, { name: 'Free Administrator' }),
    assessors: [
      await makeAssessor(ctx, 'wrexham', { name: 'Free One' }),
      await makeAssessor(ctx, 'camden', { name: 'Free Two' }),
    ],
    team,
    otherHead: await makeHost(ctx, 'durham', { name: 'Otto Other' }),
  }
}

const as = async (ctx: Ctx, { id: personId, name }: { id: string; name: string }) =>
  asActor(ctx, { kind: 'person', personId, name, grants: await allGrantsFor(ctx, personId) })

const versionOfReview = async (ctx: Ctx, ref: string) => ({
  ref,
  version: (await ctx.db.reviewRequest.findUniqueOrThrow({ where: { ref } })).version,
})

export type Cases = {
  review: { id: string; ref: string }
  past: { id: string; ref: string }
  application: { id: string; ref: string }
}

/** A review that is over, with what both sides said of it. */
const makePastReview = async (ctx: Ctx, { head, team, administrator }: Cast) => {
  const made = await makeReview(ctx, {
    yotCode: hostCode,
    requestedById: head.id,
    status: 'closed',
    caseHolderId: administrator.id,
    windowsInDays: [-90],
  })
  await makeTeam(ctx, made.id, team)
  const about = { kind: 'review_request' as const, id: made.id }
  const people = team.map(({ id: personId }, index) => ({ personId, role: index < 2 ? 'co_lead' : 'reviewer' }))
  const title = 'Peer review of Sunderland'
  const work = { work: 'review' as const, workId: made.id, workRef: made.ref, title, hostYotCode: hostCode, people }
  const { pairId } = value(await openRatings(ctx, work, about))
  const marks = {
    relevance: 5,
    preparation: 5,
    quality: 5,
    conduct: 5,
    usefulness: 5,
    comment: 'Sharp, kind and useful.',
  }
  for (const person of [head, ...team]) value(await rate(await as(ctx, person), { pairId, ...marks }))
  return made
}

/** A review for which a team is invited, by the people whose turn it is; half of them say yes. */
const makeOpenReview = async (ctx: Ctx, { head }: Cast) => {
  const made = await makeReview(ctx, { yotCode: hostCode, requestedById: head.id })
  const { ref } = made
  const now = () => versionOfReview(ctx, ref)
  value(await submitReview(await as(ctx, head), await now()))
  const { caseHolder } = await ctx.db.reviewRequest.findUniqueOrThrow({ where: { ref }, include: { caseHolder: true } })
  if (!caseHolder) throw new Error('Nobody looks after it')
  const holder = await as(ctx, caseHolder)
  value(await checkRequest(holder, { ...(await now()), note: 'Spoke with them; the scope is clear.' }))
  const board = await ctx.db.person.findFirstOrThrow({ where: { name: 'Sorrel Whitlock' } })
  const other = await ctx.db.person.findFirstOrThrow({ where: { name: 'Alder Kestrel' } })
  value(
    await decideRequest(await as(ctx, board), {
      ...(await now()),
      decision: 'approved',
      reasons: 'A good time for it.',
      tookPart: [other.id],
    }),
  )
  value(
    await recordScoping(holder, {
      ...(await now()),
      calledOn: ctx.clock.today(),
      leadsWanted: 2,
      peersLeast: 2,
      peersMost: 2,
      note: 'Agreed the questions.',
    }),
  )
  value(await proposeTeam(holder, await now()))
  value(await chooseProposal(holder, { ...(await now()), number: 1 }))
  value(await inviteTeam(holder, await now()))
  const invitations = await ctx.db.invitation.findMany({
    where: { seat: { requestId: made.id } },
    include: { person: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, version, person } of invitations.slice(0, 2)) {
    value(await acceptInvitation(await as(ctx, person), { id, version, declares: 'nothing' }))
  }
  return made
}

const makePanel = async (ctx: Ctx, { applicant, administrator, assessors, conflicted }: Cast) => {
  const referee = conflicted['colleague and referee']
  const made = await makeChecked(ctx, {
    applicant,
    refereeEmails: [referee?.email ?? '', 'another-referee@example.org'],
  })
  const assessorIds = assessors.map(({ id }) => id)
  const version = await versionOf(ctx, made.id)
  value(await openPanel(await as(ctx, administrator), { ref: made.ref, version, assessorIds }))
  const [first] = assessors
  if (first) {
    const view = { ref: made.ref, view: 'approve' as const, reasons: 'Concrete evidence in all their themes.' }
    value(await recordView(await as(ctx, first), view))
  }
  return { id: made.id, ref: made.ref }
}

/** What there is in the one world only. */
export const makeCases = async (ctx: Ctx, cast: Cast): Promise<Cases> => {
  const past = await makePastReview(ctx, cast)
  const review = await makeOpenReview(ctx, cast)
  return { past, review, application: await makePanel(ctx, cast) }
}

/** What happens in both worlds afterwards: another request, and everything that happens by itself. */
export const goOn = async (ctx: Ctx, { otherHead }: Cast): Promise<{ laterRef: string }> => {
  await settle(ctx)
  const later = await makeReview(ctx, { yotCode: 'durham', requestedById: otherHead.id })
  value(await submitReview(await as(ctx, otherHead), await versionOfReview(ctx, later.ref)))
  await settle(ctx)
  return { laterRef: later.ref }
}

const settle = async (ctx: Ctx) => {
  await runDueJobs(ctx, jobs)
  await deliverAll(ctx, handlers)
  await sweep(ctx, null)
}
