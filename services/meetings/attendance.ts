import { fingerprint } from '#services/accounts/index.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { newLinkKey } from '#services/core/link-key.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { meetingLife } from './lifecycle.ts'
import { type LockedMeeting, meetings, onMeeting } from './move-meeting.ts'
import { calledTo, namedMeeting } from './people.ts'
import { convenes, mayCome, ownRegions } from './policy.ts'
import type { GuestInput, WhoCame } from './schema.ts'
import { tables } from './tables.ts'

const over = (meeting: LockedMeeting) =>
  refused(
    meeting.status === 'called_off'
      ? 'It is called off.'
      : meeting.status === 'planned'
        ? 'It is not called yet.'
        : 'It is over.',
  )

/** Says whether the actor comes; changed as often as they like until it begins. Forbidden for whoever it is not for. */
export const answerMeeting = async (
  ctx: Ctx,
  ref: string,
  { isComing }: { isComing: boolean },
): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  const regions = await ownRegions(ctx)
  return onMeeting(ctx, ref, async (ctx, meeting) => {
    if (personId === null || !mayCome(ctx.actor, meeting, regions))
      return forbidden('This meeting is for others. Those of your own region are on the list.')
    if (!meetingLife.is('announced', meeting.status) || meeting.startsAt <= ctx.clock.now()) return over(meeting)
    const where = { meetingId_personId: { meetingId: meeting.id, personId } }
    const data = { isComing, answeredAt: ctx.clock.now() }
    await tables(ctx).meetingAnswer.upsert({
      where,
      create: { meetingId: meeting.id, personId, ...data },
      update: data,
    })
    await audit(ctx, { event: 'meeting.answered', subject: { kind: 'meeting', id: meeting.id }, data: { isComing } })
    return ok({ ref })
  })
}

/** Invites somebody from outside by a link of their own. Only its fingerprint is kept. Invalid for an address that was invited. */
export const inviteGuest = (ctx: Ctx, ref: string, { name, address }: GuestInput): Promise<Result<{ ref: string }>> =>
  onMeeting(ctx, ref, async (ctx, meeting) => {
    const { personId } = ctx.actor
    if (personId === null || !convenes(ctx.actor, meeting)) return notFound()
    if (!meetingLife.is('announced', meeting.status) || meeting.startsAt <= ctx.clock.now()) return over(meeting)
    const { meetingGuest } = tables(ctx)
    const known = await meetingGuest.findUnique({ where: { meetingId_address: { meetingId: meeting.id, address } } })
    if (known) return invalid({ address: 'They are invited already' })
    const id = newId()
    const token = newLinkKey()
    await meetingGuest.create({
      data: {
        ...{ id, name, address, meetingId: meeting.id, invitedById: personId, invitedAt: ctx.clock.now() },
        tokenHash: fingerprint(ctx.config, 'guest', token),
      },
    })
    await audit(ctx, {
      event: 'meeting.guest-invited',
      subject: { kind: 'meeting', id: meeting.id },
      data: { guest: id },
    })
    await tell(ctx, {
      people: [{ address, as: `guest:${id}` }],
      about: { kind: 'meeting', id: meeting.id },
      occasion: 'guest',
      kind: 'ask',
      letter: {
        subject: `You are invited: ${meeting.title}`,
        lines: [
          `${ctx.actor.name} invites you as a guest to ${namedMeeting(meeting)}.`,
          'The link is yours alone: it shows the agenda and how to join, and takes your answer.',
        ],
        action: { text: 'See it and answer', path: `/guests/${token}` },
      },
    })
    return ok({ ref })
  })

export type GuestPage = {
  guest: string
  isComing: boolean | null
  meeting: Pick<LockedMeeting, 'title' | 'ref' | 'mode' | 'place' | 'joiningLink'> & {
    startsAt: string
    endsAt: string
    stands: string
  }
  agenda: { id: string; title: string; minutes: number; who: string }[]
  mayAnswer: boolean
}

const guestBy = (ctx: Ctx, token: string) =>
  tables(ctx).meetingGuest.findUnique({ where: { tokenHash: fingerprint(ctx.config, 'guest', token) } })

/** What a guest's link shows; not found for a link that was never given. */
export const findGuest = async (ctx: Ctx, token: string): Promise<Result<GuestPage>> => {
  const guest = await guestBy(ctx, token)
  const meeting = guest && (await tables(ctx).meeting.findUnique({ where: { id: guest.meetingId } }))
  if (!guest || !meeting) return notFound()
  const agenda = await tables(ctx).agendaItem.findMany({
    where: { meetingId: meeting.id },
    orderBy: { position: 'asc' },
    select: { id: true, title: true, minutes: true, who: true },
  })
  const { title, ref, mode, place, joiningLink, startsAt, endsAt, status } = meeting
  const isAhead = meetingLife.is('announced', status) && startsAt > ctx.clock.now()
  return ok({
    guest: guest.name,
    isComing: guest.isComing,
    meeting: {
      ...{ title, ref, mode, place, joiningLink: isAhead ? joiningLink : null },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      stands: meetingLife.states[status],
    },
    agenda,
    mayAnswer: isAhead,
  })
}

/** A guest says by their link whether they come. Refused once it has begun. */
export const answerAsGuest = async (
  ctx: Ctx,
  token: string,
  { isComing }: { isComing: boolean },
): Promise<Result<{ isComing: boolean }>> => {
  const guest = await guestBy(ctx, token)
  if (!guest) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const meeting = await meetings.lock(ctx, guest.meetingId)
    if (!meeting) return notFound()
    if (!meetingLife.is('announced', meeting.status) || meeting.startsAt <= ctx.clock.now()) return over(meeting)
    await tables(ctx).meetingGuest.update({ where: { id: guest.id }, data: { isComing } })
    await audit(ctx, {
      event: 'meeting.guest-answered',
      subject: { kind: 'meeting', id: meeting.id },
      data: { guest: guest.id, isComing },
    })
    return ok({ isComing })
  })
}

/**
 * Says who came, of those who answered, guests, and others it was for; from its beginning until the minutes are agreed. What is not ticked did
 * not come. Not found for ids of people it was not for.
 */
export const recordWhoCame = (
  ctx: Ctx,
  ref: string,
  { people, guests, others }: WhoCame,
): Promise<Result<{ ref: string; came: number }>> =>
  onMeeting(ctx, ref, async (ctx, meeting) => {
    if (!convenes(ctx.actor, meeting)) return notFound()
    const isOpen = ['called', 'agenda_fixed', 'held', 'minutes_drafted'].includes(meeting.status)
    if (!isOpen || meeting.startsAt > ctx.clock.now())
      return refused('Who came is said from the beginning of a meeting until its minutes are agreed.')
    const { meetingAnswer, meetingGuest } = tables(ctx)
    const came = [...new Set([...people, ...others])]
    const meetingId = meeting.id
    const answered = await meetingAnswer.findMany({ where: { meetingId }, select: { personId: true } })
    const known = new Set([...answered.map(({ personId }) => personId), ...(await calledTo(ctx, meeting))])
    if (came.some((personId) => !known.has(personId))) return notFound()
    await meetingAnswer.createMany({
      data: came.map((personId) => ({ meetingId, personId })),
      skipDuplicates: true,
    })
    await meetingAnswer.updateMany({ where: { meetingId }, data: { hasCome: false } })
    await meetingAnswer.updateMany({ where: { meetingId, personId: { in: came } }, data: { hasCome: true } })
    await meetingGuest.updateMany({ where: { meetingId }, data: { hasCome: false } })
    const { count } = await meetingGuest.updateMany({
      where: { meetingId, id: { in: guests } },
      data: { hasCome: true },
    })
    await audit(ctx, {
      event: 'meeting.attendance-recorded',
      subject: { kind: 'meeting', id: meetingId },
      data: { came: came.length, guests: count },
    })
    return ok({ ref, came: came.length + count })
  })
