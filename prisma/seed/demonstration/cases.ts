import { addDays, clockFrom, dateFromIso } from '#services/core/clock.ts'
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
import { giveReference, openPanel, recordView, startApplication, submitApplication } from '#services/vetting/index.ts'
import { type Days, idOf, morningOf, workdayOf } from './identity.ts'
import { addressOf, personId } from './people.ts'
import { as, done } from './steps.ts'

/* Reviews and applications that are under way. */

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

/** Takes a request from sent to scoping, by the officers whose turn it is. */
const approve = async (ctx: Ctx, days: Days, { id, ref }: { id: string; ref: string }, sent: number) => {
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
  return cornwall
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

type Applying = {
  name: string
  role: 'reviewer' | 'co_lead'
  sent: number
  themes: string[]
  referees: [string, string]
}

const sendApplication = async (ctx: Ctx, days: Days, applying: Applying) => {
  const on = days.daysAgo(applying.sent)
  const own = await as(ctx, applying.name, on)
  const { ref } = done(await startApplication(own, { roleSought: applying.role }))
  const { id } = await ctx.db.application.update({
    where: { ref },
    data: {
      summary: 'I run the operational side of a busy service and want to learn from, and be of use to, others.',
      trainedOn: dateFromIso(workdayOf(addDays(on, -160))),
      reviewsDone: 3,
      roleEvidence: 'Two-day training last year; observed one review and took part in two.',
      isInKind: true,
      daysPerYear: 6,
      consentName: 'My head of service',
      consentOn: dateFromIso(workdayOf(addDays(on, -9))),
      dbsNotNeededBecause: 'Reviewers meet no child alone and open no case record.',
      acceptedCodeAt: morningOf(on),
      postsConfirmedAt: morningOf(on),
    },
  })
  const names = new Map((await ctx.db.theme.findMany()).map((theme) => [theme.code, theme.name.toLowerCase()]))
  await ctx.db.applicationTheme.createMany({
    data: applying.themes.map((themeCode) => ({
      applicationId: id,
      themeCode,
      level: 2,
      evidence: `Led our work on ${names.get(themeCode)} for three years and wrote the guidance we use.`,
      lastUsedOn: dateFromIso(addDays(on, -30)),
    })),
  })
  await ctx.db.reference.createMany({
    data: applying.referees.map((refereeName, index) => ({
      applicationId: id,
      position: index + 1,
      refereeName,
      refereeEmail: addressOf(refereeName),
      relation: 'Sat with me on the partnership board',
      isCommissioner: false,
    })),
  })
  const { version } = await ctx.db.application.findUniqueOrThrow({ where: { id } })
  done(await submitApplication(own, { ref, version }))
  return { id, ref }
}

/** A referee answers by the link in their mail. */
const answerReference = async (ctx: Ctx, applicationId: string, position: number, on: string) => {
  const reference = await ctx.db.reference.findFirstOrThrow({ where: { applicationId, position } })
  const message = await ctx.db.outboxMessage.findUniqueOrThrow({
    where: { key: `reference:${reference.id}:${reference.issue}:asked:referee` },
  })
  const token = /\/references\/([\w-]+)/.exec(JSON.stringify(message.payload))?.[1] ?? ''
  done(
    await giveReference({ ...ctx, clock: clockFrom(() => morningOf(on)) }, token, {
      isSupportive: 'yes',
      body: 'I have seen their work for years, and would have them review my own service.',
    }),
  )
}

const seedApplications = async (ctx: Ctx, days: Days) => {
  const atPanel = await sendApplication(ctx, days, {
    name: 'Cedar Nuthatch',
    role: 'reviewer',
    sent: 26,
    themes: ['F1', 'F2', 'B2', 'K2'],
    referees: ['Robin Quarry', 'Misty Fallow'],
  })
  await answerReference(ctx, atPanel.id, 1, days.daysAgo(22))
  await answerReference(ctx, atPanel.id, 2, days.daysAgo(20))
  const { version } = await ctx.db.application.findUniqueOrThrow({ where: { id: atPanel.id } })
  done(
    await openPanel(await as(ctx, 'Linden Marsh', days.daysAgo(8)), {
      ref: atPanel.ref,
      version,
      assessorIds: [personId('Bryony Heath'), personId('Corin Sedge')],
    }),
  )
  done(
    await recordView(await as(ctx, 'Corin Sedge', days.daysAgo(3)), {
      ref: atPanel.ref,
      view: 'approve',
      reasons: 'Evidence is concrete in all four themes, and both referees would have them in their own service.',
    }),
  )

  const waiting = await sendApplication(ctx, days, {
    name: 'Dusty Hawfinch',
    role: 'reviewer',
    sent: 11,
    themes: ['G1', 'I4', 'K2'],
    referees: ['Heath Saltmarsh', 'Skye Harrow'],
  })
  await answerReference(ctx, waiting.id, 1, days.daysAgo(7))

  const checked = await sendApplication(ctx, days, {
    name: 'Ember Crossbill',
    role: 'reviewer',
    sent: 15,
    themes: ['H2', 'F1', 'K2'],
    referees: ['Heath Saltmarsh', 'Robin Quarry'],
  })
  await answerReference(ctx, checked.id, 1, days.daysAgo(10))
  await answerReference(ctx, checked.id, 2, days.daysAgo(6))
}

/** Requests, a team being invited, and applications on their way. */
export const seedCases = async (ctx: Ctx, days: Days): Promise<void> => {
  const inviting = await seedReviews(ctx, days)
  await seedApplications(ctx, days)
  await noteInvitee(ctx, inviting.id)
}
