import { redirect } from '@remix-run/node'
import type { Actor } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { pageNotFound } from './respond.ts'
import type { RequestScope } from './scope.ts'

type Args = { request: Request; context: RequestScope }

const visitor: Actor = { kind: 'visitor', personId: null, name: 'Visitor', grants: [] }

/** For pages anyone may open: the context of this request, its actor a visitor or whoever is signed in. */
export const getCtx = ({ context }: Args): Promise<Ctx> => {
  context.ctx ??= Promise.resolve(context.core.contextFor(visitor, context.requestId))
  return context.ctx
}

/** For pages that need to know who is there: as `getCtx`, but a visitor is sent to sign in and then brought back. */
export const requireActor = async (args: Args): Promise<Ctx & { actor: { personId: string } }> => {
  const ctx = await getCtx(args)
  const { personId } = ctx.actor
  if (personId === null) throw redirect(signInPath(args.request), 303)
  return { ...ctx, actor: { ...ctx.actor, personId } }
}

/** Back to the page itself after signing in; a form that was posted is a page of the same URL. */
const signInPath = (request: Request) => {
  const { pathname, search } = new URL(request.url)
  return `/sign-in?${new URLSearchParams({ returnTo: pathname + search })}`
}

/** A part of the URL by its name in routes.ts, or the 404 page when it is empty. */
export const pathPart = (args: { params: Record<string, string | undefined> }, name: string): string => {
  const value = args.params[name]
  if (!value) throw pageNotFound()
  return value
}
