import { type Actor, asActor } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { findByKey, type LockedAction } from './find-action.ts'
import { actions } from './move-plan.ts'
import type { UpdateActionInput } from './plan-schema.ts'
import { tables } from './tables.ts'

/** Whoever holds an action's link, as the history and the audit log name them: by their part, never by an address. */
const ownerOf = ({ ownerRole, ownerName }: Pick<LockedAction, 'ownerRole' | 'ownerName'>): Actor => ({
  kind: 'visitor',
  personId: null,
  name: ownerName === '' ? ownerRole : `${ownerName}, ${ownerRole}`,
  grants: [],
})

const whyNot = ({ plan }: LockedAction, isOwner: boolean): string | null => {
  if (plan.status === 'sent') return null
  if (plan.status === 'open') return isOwner ? 'The plan is not agreed yet.' : null
  return 'The progress of this plan is reviewed. Thank you: there is nothing more to say here.'
}

const update = (
  outer: Ctx,
  ref: string,
  { version, rag, text, isDone }: UpdateActionInput,
): Promise<Result<{ ref: string }>> =>
  actions.asMove(
    outer,
    { ref, version, event: 'updated' },
    async (ctx, { row, found, move }) => {
      const why = whyNot(row, found.sides.includes('owner'))
      if (why) return refused(why)
      const { personId: byId, name: by } = ctx.actor
      const said = isDone ? ('green' as const) : rag
      await tables(ctx).actionUpdate.create({
        data: { actionId: row.id, at: ctx.clock.now(), byId, by, rag: said, text },
      })
      const moved = await move({
        to: isDone ? 'done' : 'open',
        data: { rag: said, ...(isDone ? { remindOn: null } : {}) },
        said: { rag: said },
      })
      return moved.ok ? ok({ ref }) : moved
    },
    ({ status, updates: [last] }) =>
      last?.text === text && last.rag === (isDone ? 'green' : rag) && (status === 'done') === (isDone !== undefined)
        ? { ref }
        : null,
  )

/** Says how an action stands: red, amber or green, and a sentence; or that it is done. By somebody of the host. */
export const updateAction = (ctx: Ctx, id: string, input: UpdateActionInput): Promise<Result<{ ref: string }>> =>
  update(ctx, id, input)

/**
 * The same by the owner's link, without an account. Not found for a link that is unknown, or was replaced because the action is
 * another's now.
 */
export const updateByLink = async (
  ctx: Ctx,
  key: string,
  input: UpdateActionInput,
): Promise<Result<{ ref: string }>> => {
  const found = await findByKey(ctx, key)
  return found ? update(asActor(ctx, ownerOf(found.action)), key, input) : notFound()
}

/** What whoever holds the link reads: the action, and how it stood. Nothing of the report, nor of other actions. */
export const actionByLink = async (ctx: Ctx, key: string) => {
  const found = await findByKey(ctx, key)
  if (!found) return notFound()
  const { action } = found
  const updates = await tables(ctx).actionUpdate.findMany({ where: { actionId: action.id }, orderBy: { at: 'desc' } })
  return ok({
    yotName: action.plan.review.yot.name,
    what: action.what,
    ownerRole: action.ownerRole,
    dueOn: isoFromDate(action.dueOn),
    status: action.status,
    rag: action.rag,
    version: action.version,
    isOpen: action.status === 'open' && action.plan.status === 'sent',
    updates: updates.map(({ id, at, by, rag, text }) => ({ id, at, by, rag, text })),
  })
}
