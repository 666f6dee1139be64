import { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

const valuesShape = z.record(z.string(), z.array(z.string()))
type Values = z.infer<typeof valuesShape>

/** More than this, in characters, is not kept. */
const mostKept = 200_000

/**
 * Keeps what a person had typed when their session turned out to have ended, to show it again once they have signed in.
 * @param path of the page it was typed on, with its query
 * @returns the id to find it by, or null when there is too much of it
 */
export const keepForm = async (ctx: Ctx, form: { personId: string; path: string; values: Values }) => {
  if (JSON.stringify(form.values).length > mostKept) return null
  const { id } = await tables(ctx).keptForm.create({ data: { ...form, createdAt: ctx.clock.now() } })
  return id
}

/** What this person had typed on this page, once; null for anybody else and anywhere else. */
export const takeKeptForm = async (ctx: Ctx, { id, path }: { id: string; path: string }): Promise<Values | null> => {
  const { personId } = ctx.actor
  if (personId === null || !z.uuid().safeParse(id).success) return null
  const { keptForm } = tables(ctx)
  const found = await keptForm.findFirst({ where: { id, personId, path } })
  if (!found) return null
  await keptForm.deleteMany({ where: { id } })
  return valuesShape.parse(found.values)
}
