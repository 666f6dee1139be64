import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { type LockedMeeting, onMeeting } from './move-meeting.ts'
import { convenes, mayCome, ownRegions } from './policy.ts'
import { fixedOn } from './rules.ts'
import type { AgendaInput } from './schema.ts'
import { tables } from './tables.ts'

const mostItems = 20

/** Whether the agenda takes items today: from the call until it is fixed. */
export const isAgendaOpen = (ctx: Ctx, meeting: Pick<LockedMeeting, 'status' | 'startsAt'>): boolean =>
  meeting.status === 'called' && ctx.clock.today() < fixedOn(londonDate(meeting.startsAt))

const shut = (meeting: LockedMeeting) =>
  refused(
    meeting.status === 'planned'
      ? 'The agenda opens when the meeting is called.'
      : `The agenda was fixed on ${longDate(fixedOn(londonDate(meeting.startsAt)))}. Raise it at the meeting, under any other business.`,
  )

const asAuthor = async (
  ctx: Ctx,
  ref: string,
  work: (ctx: Ctx, meeting: LockedMeeting) => Promise<Result<{ ref: string }>>,
): Promise<Result<{ ref: string }>> => {
  const regions = await ownRegions(ctx)
  return onMeeting(ctx, ref, async (ctx, meeting) => {
    if (!mayCome(ctx.actor, meeting, regions)) return forbidden('The agenda is kept by those whose meeting it is.')
    return isAgendaOpen(ctx, meeting) ? work(ctx, meeting) : shut(meeting)
  })
}

const audited = (ctx: Ctx, meeting: LockedMeeting, event: 'added' | 'removed' | 'raised', itemId: string) =>
  audit(ctx, { event: `agenda.${event}`, subject: { kind: 'meeting', id: meeting.id }, data: { item: itemId } })

/** Puts something on the agenda, last; by anybody who may come, while it is open. Refused once it is fixed, or full. */
export const addItem = (ctx: Ctx, ref: string, input: AgendaInput): Promise<Result<{ ref: string }>> =>
  asAuthor(ctx, ref, async (ctx, meeting) => {
    const { _max, _count } = await tables(ctx).agendaItem.aggregate({
      where: { meetingId: meeting.id },
      _max: { position: true },
      _count: true,
    })
    if (_count >= mostItems) return refused(`There are ${mostItems} items on it already: more do not fit one meeting.`)
    const id = newId()
    await tables(ctx).agendaItem.create({
      data: {
        ...input,
        id,
        meetingId: meeting.id,
        position: (_max.position ?? 0) + 1,
        addedById: ctx.actor.personId ?? '',
        addedAt: ctx.clock.now(),
      },
    })
    await audited(ctx, meeting, 'added', id)
    return ok({ ref })
  })

const ownItem = (ctx: Ctx, meeting: LockedMeeting, id: string) =>
  tables(ctx).agendaItem.findFirst({
    where: {
      id,
      meetingId: meeting.id,
      ...(convenes(ctx.actor, meeting) ? {} : { addedById: ctx.actor.personId ?? '' }),
    },
  })

/** Takes an item off: who added it, or a convener, while the agenda is open. */
export const removeItem = (ctx: Ctx, ref: string, { id }: { id: string }): Promise<Result<{ ref: string }>> =>
  asAuthor(ctx, ref, async (ctx, meeting) => {
    const item = await ownItem(ctx, meeting, id)
    if (!item) return notFound()
    await tables(ctx).agendaItem.delete({ where: { id } })
    await audited(ctx, meeting, 'removed', id)
    return ok({ ref })
  })

/** Puts an item one place earlier: a convener does, while the agenda is open. Nothing happens to the first. */
export const raiseItem = (ctx: Ctx, ref: string, { id }: { id: string }): Promise<Result<{ ref: string }>> =>
  asAuthor(ctx, ref, async (ctx, meeting) => {
    if (!convenes(ctx.actor, meeting)) return notFound()
    const { agendaItem } = tables(ctx)
    const item = await agendaItem.findFirst({ where: { id, meetingId: meeting.id } })
    if (!item) return notFound()
    const before = await agendaItem.findFirst({
      where: { meetingId: meeting.id, position: { lt: item.position } },
      orderBy: { position: 'desc' },
    })
    if (!before) return ok({ ref })
    await agendaItem.update({ where: { id: before.id }, data: { position: item.position } })
    await agendaItem.update({ where: { id }, data: { position: before.position } })
    await audited(ctx, meeting, 'raised', id)
    return ok({ ref })
  })
