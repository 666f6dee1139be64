import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { casePart, gathering } from '#services/fieldwork/case/part.ts'
import type { sessionSchema } from '#services/fieldwork/case/schema.ts'
import { groupKeyOf, isUuid } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { isLearning, lockCase, type PartIn, teamOf } from '#services/reviews/index.ts'
import { minutesOf } from './clashes.ts'

/** The service and the team plan together; observers watch. */
export const mayPlan = ({ isHost, teamRole, status }: PartIn): boolean =>
  gathering.includes(status) && (isHost || (teamRole !== null && !isLearning(teamRole)))

const most = 80

const said = (ctx: Ctx, part: PartIn, event: 'saved' | 'called-off', id: string) =>
  audit(ctx, {
    event: `programme.${event}`,
    subject: { kind: 'programme_session', id },
    case: { kind: 'review_request', id: part.id },
    yotCode: part.yotCode,
  })

/**
 * Adds a session to a review's programme, or changes one. By the service's side or the team, from preparing until the draft report
 * is sent. Clashes are shown, not refused: a programme in the making has some.
 */
export const saveSession = async (
  ctx: Ctx,
  ref: string,
  input: z.output<typeof sessionSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref, 'programme')
  if (!part) return notFound()
  if (isLearning(part.teamRole)) return forbidden('Observers see the programme; the service and the team change it.')
  const [startsAt, endsAt] = [minutesOf(input.startsAt), minutesOf(input.endsAt)]
  if (endsAt <= startsAt) return invalid({ endsAt: 'It must end after it begins' })
  return inTransaction(ctx, async (ctx) => {
    if (!gathering.includes(await lockCase(ctx, part.id))) return refused('The visit is over: its programme stands.')
    const { programmeSession, sessionPerson } = tables(ctx)
    const team = await teamOf(ctx, part.id)
    const people = [...new Set(input.people)]
    if (people.some((id) => !team.some(({ personId }) => personId === id))) {
      return invalid({ people: 'Choose people who are on the team' })
    }
    const data = {
      day: dateFromIso(input.day),
      startsAt,
      endsAt,
      room: input.room,
      title: input.title,
      sourceKind: input.sourceKind,
      with: input.with,
      groupKey: groupKeyOf(input.with),
    }
    if (input.sessionId === undefined) {
      if ((await programmeSession.count({ where: { requestId: part.id } })) >= most) {
        return refused(`A programme has at most ${most} sessions.`)
      }
      const id = newId()
      await programmeSession.create({
        data: { id, requestId: part.id, ...data, people: { create: people.map((personId) => ({ personId })) } },
      })
      await said(ctx, part, 'saved', id)
      return ok({ id })
    }
    const id = input.sessionId
    const known = isUuid(id) ? await programmeSession.findFirst({ where: { id, requestId: part.id } }) : null
    if (!known) return notFound()
    if (known.version !== input.version) return overtaken('This session')
    await programmeSession.update({ where: { id }, data: { ...data, isCalledOff: false, version: { increment: 1 } } })
    await sessionPerson.deleteMany({ where: { sessionId: id } })
    await sessionPerson.createMany({ data: people.map((personId) => ({ sessionId: id, personId })) })
    await said(ctx, part, 'saved', id)
    return ok({ id })
  })
}

/** Calls a session off. It stays in the programme, struck out, so that what was learned in it keeps its place. */
export const callOffSession = async (
  ctx: Ctx,
  ref: string,
  { sessionId: id, version }: { sessionId: string; version: number },
): Promise<Result<{ id: string }>> => {
  const part = await casePart(ctx, ref, 'programme')
  if (!part) return notFound()
  if (isLearning(part.teamRole)) return forbidden('Observers see the programme; the service and the team change it.')
  return inTransaction(ctx, async (ctx) => {
    if (!gathering.includes(await lockCase(ctx, part.id))) return refused('The visit is over: its programme stands.')
    const known = isUuid(id)
      ? await tables(ctx).programmeSession.findFirst({ where: { id, requestId: part.id } })
      : null
    if (!known) return notFound()
    if (known.isCalledOff) return ok({ id })
    if (known.version !== version) return overtaken('This session')
    await tables(ctx).programmeSession.update({ where: { id }, data: { isCalledOff: true, version: { increment: 1 } } })
    await said(ctx, part, 'called-off', id)
    return ok({ id })
  })
}
