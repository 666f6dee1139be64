import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { inTransaction } from '#services/core/transaction.ts'
import {
  acceptGaps,
  acceptInvitation,
  acceptTerms,
  checkRequest,
  decideRequest,
  draftTerms,
  type FollowedEvent,
  followReview,
  inviteTeam,
  issueTerms,
  leaveTeam,
  moveDates,
  postponeReview,
  proposeTeam,
  type ReviewEvent,
  type recordedEvents,
  recordScoping,
  recordStage,
  requestReview,
  resumeReview,
  returnRequest,
  reviewLife,
  room,
  submitReview,
  teamPage,
  termsPage,
  withdrawReview,
} from '#services/reviews/index.ts'
import { value } from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

/** From here on there is a team that was written to. */
const asked = ['inviting', ...reviewLife.marked('teamComplete')]

/**
 * Reviews of Hackney, moved by its two heads; by the coordinator who has the case or an administrator; by two of the board; by two
 * co-leads.
 */
export const reviewDriver: MakeDriver<ReviewStatus, ReviewEvent> = async (database) => {
  const { db } = database.ctx()
  const head = await makeHost(database.ctx(), 'hackney')
  const host = { first: head, second: await makePerson(database.ctx(), { posts: [{ yotCode: 'hackney' }] }) }
  const officer = (role: 'administrator' | 'board_member') => makePerson(database.ctx(), { appointments: [{ role }] })
  const coordinator = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'London' }] })
  const desk = { first: coordinator, second: await officer('administrator') }
  const board = { first: await officer('board_member'), second: await officer('board_member') }
  const bank = await makeBank(database.ctx())
  // Every third of the bank leads.
  const team = [bank[0], bank[3], bank[1], bank[2]].flatMap((person) => person ?? [])
  const [lead, other] = team
  if (!lead || !other) throw new Error('Nobody leads')
  const as = (person: MadePerson) => database.ctx(person.actor)
  const alone = 'the coordinator who has the case'
  const today = () => database.ctx().clock.today()

  const decides = (decision: Parameters<typeof decideRequest>[1]['decision']) => ({
    press: ({ ref }: Subject, version: number, who: Who) =>
      decideRequest(as(board[who]), {
        ...{ ref, version, decision, reasons: `A sentence of the ${who}.`, tookPart: [] },
        deferredUntil: decision === 'deferred' ? '2026-09-01' : undefined,
        resource: decision === 'redirected' ? 'A day with a service nearby' : undefined,
        offering: undefined,
        wantOfTeam: undefined,
      }),
  })
  const stage = (event: (typeof recordedEvents)[number], people: Record<Who, MadePerson>) => ({
    press: ({ ref }: Subject, version: number, who: Who) =>
      recordStage(as(people[who]), event, {
        ...{ ref, version, happenedOn: today(), note: undefined, isSooner: 'yes' as const },
      }),
  })
  const follows = (event: FollowedEvent) => ({
    happens: ({ id }: Subject) =>
      inTransaction(asSystem(database.ctx()), (ctx) => followReview(ctx, id, event, { note: 'As the report has it.' })),
  })

  const driver: Driver<ReviewStatus, ReviewEvent> = {
    life: reviewLife,
    kind: 'review_request',
    make: async (status) => {
      const { id, ref } = await makeReview(database.ctx(), {
        ...{ yotCode: 'hackney', requestedById: head.id, status, caseHolderId: coordinator.id },
      })
      if (asked.includes(status)) await makeTeam(database.ctx(), id, team)
      if (status === 'team_proposed')
        for (const [index, { id: personId }] of team.entries())
          await db.seat.create({
            data: { requestId: id, position: index + 1, role: index < 2 ? 'co_lead' : 'reviewer', personId },
          })
      await db.reviewRequest.update({
        where: { id },
        data: { version: madeAt, postponedFrom: status === 'postponed' ? 'submitted' : null },
      })
      return { id, ref }
    },
    from: { closed: 'final', 'case-passed': 'submitted' },
    moves: {
      requested: {
        begins: async () => {
          const { ref } = value(await requestReview(as(head), { yotCode: 'hackney', purpose: 'To learn.' }))
          return db.reviewRequest.findUniqueOrThrow({ where: { ref }, select: { id: true, ref: true } })
        },
      },
      submitted: { press: ({ ref }, version, who) => submitReview(as(host[who]), { ref, version }) },
      returned: {
        only: alone,
        press: ({ ref }, version) => returnRequest(as(coordinator), { ref, version, note: 'Say more of question 1.' }),
      },
      checked: {
        only: alone,
        press: ({ ref }, version) => checkRequest(as(coordinator), { ref, version, note: 'It is whole.' }),
      },
      approved: decides('approved'),
      'support-approved': decides('support-approved'),
      deferred: decides('deferred'),
      redirected: decides('redirected'),
      declined: decides('declined'),
      'scoping-started': {
        press: ({ ref }, version, who) =>
          recordScoping(as(desk[who]), {
            ...{ ref, version, calledOn: today(), leadsWanted: 2, peersLeast: 2, peersMost: 2 },
            ...{ days: undefined, note: `Says the ${who}.` },
          }),
      },
      'team-proposed': { press: ({ ref }, version, who) => proposeTeam(as(desk[who]), { ref, version }) },
      invited: { press: ({ ref }, version, who) => inviteTeam(as(desk[who]), { ref, version }) },
      confirmed: {
        happens: async ({ id, ref }) => {
          const others = { personId: other.id, seat: { requestId: { not: id } } }
          await db.invitation.updateMany({ where: others, data: { status: 'withdrawn' } })
          const last = { personId: other.id, seat: { requestId: id } }
          const { count } = await db.invitation.updateMany({
            where: { ...last, seat: { requestId: id, request: { version: madeAt } } },
            data: { status: 'offered' },
          })
          const { id: invitationId, version } = await db.invitation.findFirstOrThrow({ where: last })
          const answer = { id: invitationId, version, declares: 'nothing' as const }
          const said = await acceptInvitation(as(other), {
            ...{ ...answer, kind: undefined, from: undefined, until: undefined, note: undefined },
          })
          if (count === 0) return
          value(said)
          // The team was not put together by the exchange, so it lacks what somebody must accept.
          const page = value(await teamPage(as(coordinator), ref))
          const gaps = page.gaps.map(({ key }) => key)
          const reason = 'It is as good as can be had.'
          value(await acceptGaps(as(coordinator), { ref, version: page.version, gaps, reason }))
        },
      },
      reopened: {
        happens: async ({ id }) => {
          const own = { personId: other.id, seat: { requestId: id } }
          const { id: invitationId, version } = await db.invitation.findFirstOrThrow({ where: own })
          value(await leaveTeam(as(other), { id: invitationId, version, reason: undefined }))
        },
      },
      'dates-moved': {
        press: ({ ref }, version, who) =>
          moveDates(as(desk[who]), {
            ...{ ref, version },
            ...(who === 'first'
              ? { startsOn: '2026-11-02', endsOn: '2026-11-04' }
              : { startsOn: '2026-11-09', endsOn: '2026-11-11' }),
          }),
      },
      prepared: {
        happens: async ({ id, ref }) => {
          const { version } = await db.reviewRequest.findUniqueOrThrow({ where: { id }, select: { version: true } })
          if (version === madeAt) {
            const { text } = value(await draftTerms(as(coordinator), ref))
            value(await issueTerms(as(coordinator), { ref, text }))
          }
          const { number, hash } = value(await termsPage(as(head), ref))
          for (const person of [head, lead]) value(await acceptTerms(as(person), { ref, number, hash, hasRead: 'yes' }))
        },
      },
      arrived: stage('arrived', desk),
      presented: stage('presented', desk),
      'draft-sent': follows('draft-sent'),
      'accuracy-given': follows('accuracy-given'),
      finalised: follows('finalised'),
      'action-plan-agreed': follows('action-plan-agreed'),
      'progress-reviewed': follows('progress-reviewed'),
      closed: stage('closed', desk),
      withdrawn: {
        press: ({ ref }, version, who) =>
          withdrawReview(as(host[who]), { ref, version, reasons: `Says the ${who} head.` }),
      },
      postponed: {
        press: ({ ref }, version, who) =>
          postponeReview(as(host[who]), { ref, version, reasons: `Says the ${who} head.` }),
      },
      resumed: {
        press: ({ ref }, version, who) =>
          resumeReview(as(desk[who]), { ref, version, startsOn: undefined, endsOn: undefined }),
      },
      'case-passed': {
        happens: async ({ id }) => {
          await db.reviewRequest.updateMany({ where: { id, version: madeAt }, data: { caseHolderId: null } })
          await room.jobs?.find(({ name }) => name === 'reviews-pass-cases')?.run(database.ctx())
        },
      },
    },
  }
  return driver
}
