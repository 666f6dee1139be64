import type { FormReply } from '#app/components/layout/form-reply.ts'
import type { Config } from '#services/core/config.ts'
import type { Core, Ctx } from '#services/core/context.ts'
import type { DatabaseTrouble } from '#services/core/database-trouble.ts'
import type { Log } from '#services/core/log.ts'

/** Who is there, as far as the session cookie tells. */
export type Visit = {
  ctx: Ctx
  /** Of whoever is signed in. */
  sessionId: string | null
  /** Whose session it was, when it has ended. */
  endedFor: string | null
  /** A session that waits for the code of its person's second step. */
  waiting: { sessionId: string; personId: string } | null
}

/** What one request carries through Remix as its load context. */
export type RequestScope = {
  core: Core
  config: Config
  log: Log
  requestId: string
  /** Nonce of this response's content security policy. */
  nonce: string
  /** Network address the request came from. Personal data: only ever fingerprinted, never logged or stored. */
  sourceAddress: string
  /** `Set-Cookie` values for whatever response comes of this request. */
  cookiesToSet: string[]
  /** Filled the first time a loader or action asks who is there. */
  visit?: Promise<Visit>
  /** Set by `respond` when a form came back with faults, so that the page's title can say so. */
  hasFaults?: boolean
  /** Set when what answers without a page of Remix refused: the page to show instead. */
  refusedWith?: { status: number; title: string; paragraphs: string[] }
  /** Set when a loader or action failed for want of the database. */
  trouble?: DatabaseTrouble | undefined
  /** Set by `respond` when what was sent cannot be done (any more): what stands in the way, and everything that was typed. */
  refusal?: FormReply
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestScope {}
}
