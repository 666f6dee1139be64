import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { removeView, type SavedList, savedViewSchema, saveView, viewIdSchema } from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'
import { requireActor } from './actor.ts'
import { parseForm } from './form.ts'
import { respond } from './respond.ts'

const forms = z.discriminatedUnion('intent', [
  savedViewSchema.extend({ intent: z.literal('save-view') }),
  viewIdSchema.extend({ intent: z.literal('remove-view') }),
])

/** The action of a list whose views can be kept. */
export const changeViews = async (args: ActionFunctionArgs, list: SavedList) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: list })
  const { value, key } = form
  if (value.intent === 'remove-view') {
    const result = await once(ctx, key, (ctx) => removeView(ctx, value.viewId))
    return respond(args, result, { form, to: list, notice: 'It is removed.' })
  }
  const result = await once(ctx, key, (ctx) => saveView(ctx, list, value))
  const notice = ({ name }: { name: string }) => `It is kept as “${name}”.`
  return respond(args, result, { form, to: `${list}?${value.query}`, notice })
}
