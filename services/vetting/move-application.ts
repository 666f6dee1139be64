import type { Application, Prisma } from '#prisma/generated/client.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { type ApplicationEvent, moveFor } from './lifecycle.ts'
import { caseOf } from './policy.ts'
import { tables } from './tables.ts'

/** Locks an application until the transaction ends and reads it as it stands. Null when there is none. */
export const lockApplication = async (ctx: Ctx, id: string): Promise<Application | null> => {
  await tables(ctx).$queryRaw`select id from "Application" where id = ${id}::uuid for update`
  return tables(ctx).application.findUnique({ where: { id } })
}

/** As `lockApplication`, for a form that carries the version it was opened on: stale when somebody changed it since. */
export const lockVersion = async (ctx: Ctx, id: string, version: number): Promise<Result<Application>> => {
  const application = await lockApplication(ctx, id)
  if (!application) return notFound()
  return application.version === version ? ok(application) : overtaken('This application')
}

/**
 * As `lockVersion`, for a button that makes a move: `done` when the actor's own press has made it already, so that
 * pressing twice does it once.
 */
export const lockForMove = async (
  ctx: Ctx,
  id: string,
  version: number,
  events: readonly ApplicationEvent[],
): Promise<Result<Application | 'done'>> => {
  const locked = await lockVersion(ctx, id, version)
  if (locked.ok || locked.problem.kind !== 'stale') return locked
  const last = await tables(ctx).applicationMove.findFirst({
    where: { applicationId: id },
    orderBy: [{ movedAt: 'desc' }, { id: 'desc' }],
    select: { event: true, movedById: true },
  })
  const isOwn = last?.movedById === ctx.actor.personId && events.some((event) => event === last.event)
  return isOwn ? ok('done' as const) : locked
}

type Move = {
  event: ApplicationEvent
  reasons?: string
  /** What changes besides the state. */
  data?: Prisma.ApplicationUpdateInput
}

/**
 * Makes one move of the lifecycle on a locked application: the new state, a row of its history and an audit entry.
 * Refused when the table has no such move from where it stands.
 */
export const moveApplication = async (
  ctx: Ctx,
  application: Pick<Application, 'id' | 'status' | 'round'>,
  { event, reasons, data }: Move,
): Promise<Result<Application>> => {
  const move = moveFor(event, application.status)
  if (!move.ok) return move
  const now = ctx.clock.now()
  const { to, audit: name } = move.value
  const moved = await tables(ctx).application.update({
    where: { id: application.id },
    data: { ...data, status: to, statusSince: now, version: { increment: 1 } },
  })
  await tables(ctx).applicationMove.create({
    data: {
      applicationId: application.id,
      round: application.round,
      event,
      from: application.status,
      to,
      movedAt: now,
      movedById: ctx.actor.personId,
      movedBy: ctx.actor.name,
      reasons: reasons ?? null,
    },
  })
  await audit(ctx, {
    event: name,
    subject: { kind: 'application', id: application.id },
    case: caseOf(application.id),
    data: { from: application.status, to, round: application.round },
  })
  return ok(moved)
}
