import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import {
  checkRequest,
  chooseProposal,
  decideRequest,
  inviteTeam,
  proposeTeam,
  recordScoping,
  roundSettled,
  setQuorum,
  startRound,
  submitReview,
} from '#services/reviews/index.ts'
import { seedApplications } from './applications.ts'
import { type Days, idOf, morningOf, workdayOf } from './identity.ts'
import { personId } from './people.ts'
import { as, done } from './steps.ts'

/* Reviews that are under way. */

type Wanted = {
  yotCode: string
  by: string
  purpose: string
  kloes: { question: string; theme: string }[]
  /** People they would rather not have. */
  ratherNot?: string[]
  /** Days ago it was sent. */
  sent: number
}

const mondayFrom = (iso: string) => addDays(iso, (8 - dateFromIso(iso).getUTCDay()) % 7)

const sendRequest = async (ctx: Ctx, days: Days, wanted: Wanted): Promise<{ id: string; ref: string }> => {
  const on = days.daysAgo(wanted.sent)
  const host = await as(ctx, wanted.by, on)
  const id = idOf('review', wanted.yotCode, 'wanted')
  const ref = await nextReference(host, 'PR')
  const windows = [110, 138].map((ahead) => mondayFrom(days.daysAhead(ahead)))
  await ctx.db.reviewRequest.create({
    data: {
      id,
      ref,
      yotCode: wanted.yotCode,
      status: 'draft',
      requestedById: personId(wanted.by),
      leadOfficerId: personId(wanted.by),
      purpose: wanted.purpose,
      sponsorName: 'The director of children’s services',
      sponsorRole: 'Chair of the management board',
      sponsorSignedOn: dateFromIso(workdayOf(addDays(on, -4))),
      createdAt: morningOf(workdayOf(addDays(on, -6))),
      kloes: {
        create: wanted.kloes.map((kloe, index) => ({
          id: idOf('kloe', id, index),
          position: index + 1,
          question: kloe.question,
          themes: { create: [{ themeCode: kloe.theme }] },
        })),
      },
      windows: {
        create: windows.map((startsOn) => ({
          startsOn: dateFromIso(startsOn),
          endsOn: dateFromIso(addDays(startsOn, 2)),
        })),
      },
      objections: {
        create: (wanted.ratherNot ?? []).map((name) => ({ personId: personId(name), createdAt: morningOf(on) })),
      },
    },
  })
  done(await submitReview(host, { ref, version: 1 }))
  return { id, ref }
}

/** Whoever looks after a request passes it to the board. */
const check = async (ctx: Ctx, days: Days, { id, ref }: { id: string; ref: string }, sent: number) => {
  const now = () => ctx.db.reviewRequest.findUniqueOrThrow({ where: { id }, include: { caseHolder: true } })
  const holder = (await now()).caseHolder?.name ?? ''
  const version = async () => ({ ref, version: (await now()).version })
  const on = (after: number) => days.daysAgo(sent - after)
  done(
    await checkRequest(await as(ctx, holder, on(4)), {
      ...(await version()),
      note: 'Spoke with the head of service and the sponsor. The scope is clear and the dates are realistic.',
    }),
  )
  return { holder, version, on }
}

/** Takes a request from sent to scoping, by the officers whose turn it is. */
const approve = async (ctx: Ctx, days: Days, request: { id: string; ref: string }, sent: number) => {
  const { holder, version, on } = await check(ctx, days, request, sent)
  done(
    await decideRequest(await as(ctx, 'Sorrel Whitlock', on(9)), {
      ...(await version()),
      decision: 'approved',
      reasons: 'Questions that peers can answer, a sponsor who will use the answers, and time to prepare.',
      tookPart: [personId('Alder Kestrel')],
    }),
  )
  done(
    await recordScoping(await as(ctx, holder, on(14)), {
      ...(await version()),
      calledOn: on(14),
      leadsWanted: 2,
      peersLeast: 2,
      peersMost: 4,
      note: 'Agreed to see a court day and to meet young people early in the visit.',
    }),
  )
  return { holder, version }
}

const seedReviews = async (ctx: Ctx, days: Days) => {
  done(await setQuorum(await as(ctx, 'Linden Marsh', days.daysAgo(200)), { version: 0, members: 2 }))
  const cornwall = await sendRequest(ctx, days, {
    yotCode: 'cornwall',
    by: 'Moss Whimbrel',
    sent: 34,
    purpose: 'We are far from most of our children and want to know whether distance shows in what they get.',
    kloes: [
      { question: 'How good is planning for children who live more than an hour away?', theme: 'F2' },
      { question: 'Does our board understand exploitation along the coast?', theme: 'J2' },
    ],
  })
  const { holder, version } = await approve(ctx, days, cornwall, 34)
  done(await proposeTeam(await as(ctx, holder, days.daysAgo(4)), await version()))
  done(await chooseProposal(await as(ctx, holder, days.daysAgo(4)), { ...(await version()), number: 1 }))
  done(await inviteTeam(await as(ctx, holder, days.daysAgo(3)), await version()))

  const hull = await sendRequest(ctx, days, {
    yotCode: 'hull',
    by: 'Rowan Ashdown',
    sent: 24,
    purpose: 'Children come home from custody to the same street. We want to know what we could do before they do.',
    kloes: [
      { question: 'How early and how well do we plan for release?', theme: 'G1' },
      { question: 'Is there somewhere safe to live on the day?', theme: 'G4' },
      { question: 'Does the board know whether it works?', theme: 'A1' },
    ],
    ratherNot: ['Perry Bittern'],
  })
  await approve(ctx, days, hull, 24)

  // With Hull's, a round worth planning: all three would like some of the same people.
  const nottingham = await sendRequest(ctx, days, {
    yotCode: 'nottingham',
    by: 'Bryony Heath',
    sent: 27,
    purpose: 'Our board changed this year. We want to know whether its questions reach the children.',
    kloes: [
      { question: 'Does the board know whether what we do works?', theme: 'A1' },
      { question: 'How well do we plan for release from custody?', theme: 'G1' },
    ],
  })
  await approve(ctx, days, nottingham, 27)
  const wrexham = await sendRequest(ctx, days, {
    yotCode: 'wrexham',
    by: 'Ffion Rhosyn',
    sent: 22,
    purpose: 'More children come to us through joint decisions. We want peers to test how we make them.',
    kloes: [
      { question: 'Are joint decisions fair and explained?', theme: 'D4' },
      { question: 'Do leaders learn from what children say?', theme: 'A1' },
    ],
  })
  await approve(ctx, days, wrexham, 22)

  await sendRequest(ctx, days, {
    yotCode: 'leeds',
    by: 'Merle Finchley',
    sent: 6,
    purpose: 'Diversion has grown threefold in two years. We want peers to tell us whether it is still good.',
    kloes: [
      { question: 'Are joint decisions consistent across the city?', theme: 'D4' },
      { question: 'What happens to children after Outcome 22?', theme: 'D3' },
    ],
  })

  const suffolk = await sendRequest(ctx, days, {
    yotCode: 'suffolk',
    by: 'Briar Larkin',
    sent: 20,
    purpose: 'More of the violence we see is against parents. We want peers to tell us what we miss.',
    kloes: [
      { question: 'Do we see harm to parents early enough?', theme: 'J4' },
      { question: 'Does the board know whether what we do works?', theme: 'A1' },
    ],
  })
  await approve(ctx, days, suffolk, 20)
  await planRound(await as(ctx, 'Linden Marsh', days.daysAgo(2)))
  await seedDecisions(ctx, days)
  return cornwall
}

/** Requests that the board has yet to decide on, has put off to a day, and has answered with something lighter. */
const seedDecisions = async (ctx: Ctx, days: Days) => {
  const board = async (on: string) => as(ctx, 'Sorrel Whitlock', on)
  const tookPart = [personId('Alder Kestrel')]
  const northumberland = await sendRequest(ctx, days, {
    yotCode: 'northumberland',
    by: 'Iris Ptarmigan',
    sent: 12,
    purpose: 'Three of us are acting up. We want to know what that does to oversight before it shows in the figures.',
    kloes: [
      { question: 'Do managers have the time and the means to oversee practice?', theme: 'B2' },
      { question: 'Who looks after those who hear the hardest things?', theme: 'B5' },
    ],
  })
  await check(ctx, days, northumberland, 12)
  const lincolnshire = await sendRequest(ctx, days, {
    yotCode: 'lincolnshire',
    by: 'Linnet Crake',
    sent: 18,
    purpose: 'We move to a new case system in spring and want peers to look at our data afterwards.',
    kloes: [
      { question: 'Do our figures tell us about children, or only about us?', theme: 'C4' },
      { question: 'What did the last three audits change?', theme: 'C3' },
    ],
  })
  const deferred = await check(ctx, days, lincolnshire, 18)
  done(
    await decideRequest(await board(deferred.on(9)), {
      ...(await deferred.version()),
      decision: 'deferred',
      reasons: 'The move to a new case system should be over before peers look at what comes out of it.',
      deferredUntil: days.daysAhead(60),
      tookPart,
    }),
  )
  const cheshire = await sendRequest(ctx, days, {
    yotCode: 'cheshire',
    by: 'Myla Treecreeper',
    sent: 30,
    purpose: 'Our indicators come late every quarter. We want somebody to look at how we collect them.',
    kloes: [
      { question: 'Why are our indicators late?', theme: 'C2' },
      { question: 'Who trusts our data?', theme: 'C1' },
    ],
  })
  const redirected = await check(ctx, days, cheshire, 30)
  const { slug, title } = await ctx.db.offering.findFirstOrThrow({ where: { title: 'Case system data clean-up' } })
  done(
    await decideRequest(
      await board(redirected.on(8)),
      {
        ...(await redirected.version()),
        decision: 'redirected',
        reasons: 'Two days with somebody who knows the case system would answer this sooner than a review.',
        tookPart,
      },
      { name: title, path: `/offerings/${slug}` },
    ),
  )
}

/** A round that has been planned and waits to be accepted: three teams complete, one that lacks what nobody in the bank has. */
const planRound = async (ctx: Ctx) => {
  const { number } = done(await startRound(ctx, { isFair: false }))
  const { id } = await ctx.db.round.findUniqueOrThrow({ where: { number } })
  await roundSettled(id)
}

/** Points the sign-in page at somebody who has an invitation to answer, whoever the matcher chose. */
const noteInvitee = async (ctx: Ctx, requestId: string) => {
  const invitation = await ctx.db.invitation.findFirstOrThrow({
    where: { status: 'offered', seat: { requestId } },
    orderBy: { seat: { position: 'asc' } },
    include: { person: true },
  })
  await ctx.db.person.update({
    where: { id: invitation.personId },
    data: { demoNote: 'In the bank: co-lead with an invitation to answer.' },
  })
}

/** Requests, a team being invited, and applications on their way. */
export const seedCases = async (ctx: Ctx, days: Days): Promise<void> => {
  const inviting = await seedReviews(ctx, days)
  await seedApplications(ctx, days)
  await noteInvitee(ctx, inviting.id)
}
