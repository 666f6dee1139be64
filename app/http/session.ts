import { readSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system, visitor } from '#services/core/access.ts'
import { expireCookie, readCookie, serializeCookie } from './cookies.ts'
import type { RequestScope, Visit } from './scope.ts'

export type Args = { request: Request; context: RequestScope }

const cookieName = 'session'
/** The server decides when a session ends; the cookie outlives it, so that we can tell who was signed out. */
export const cookieDays = 14

/** The token in this browser's session cookie, whatever it is worth. */
export const sessionToken = ({ request, context }: Args): string | null =>
  readCookie(context.config, request, cookieName)

export const setSessionCookie = ({ context }: { context: RequestScope }, token: string) => {
  context.cookiesToSet.push(
    serializeCookie(context.config, cookieName, token, { maxAgeSeconds: cookieDays * 24 * 60 * 60 }),
  )
}

export const clearSessionCookie = ({ context }: { context: RequestScope }) => {
  context.cookiesToSet.push(expireCookie(context.config, cookieName))
}

/** Who is there, asked of the database once a request, and not at all for browsers without a cookie. */
export const visitOf = (args: Args): Promise<Visit> => {
  args.context.visit ??= readVisit(args)
  return args.context.visit
}

const readVisit = async (args: Args): Promise<Visit> => {
  const { core, requestId } = args.context
  const token = sessionToken(args)
  const nobody = { ctx: core.contextFor(visitor, requestId), sessionId: null, endedFor: null, waiting: null }
  if (token === null) return nobody
  const state = await readSession(core.contextFor(system, requestId), token, allGrantsFor)
  if (state.kind === 'unknown') {
    clearSessionCookie(args)
    return nobody
  }
  if (state.kind === 'waiting') {
    const { sessionId, personId } = state
    return { ...nobody, waiting: { sessionId, personId } }
  }
  if (state.kind === 'ended') return { ...nobody, endedFor: state.personId }
  if (state.newToken !== null) setSessionCookie(args, state.newToken)
  return { ctx: core.contextFor(state.actor, requestId), sessionId: state.sessionId, endedFor: null, waiting: null }
}
