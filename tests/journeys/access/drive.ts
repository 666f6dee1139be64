import type { Answer } from '#app/access/answers.ts'
import type { Standpoint } from '#app/access/standpoints.ts'
import { asSystem } from '#services/core/access.ts'
import type { Core, Ctx } from '#services/core/context.ts'
import { refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openTestServer, type Page, Visitor } from '#tests/setup/server.ts'
import type { Fields, Sending } from './visit.ts'
import { makeWorld, type World } from './world.ts'

/** What an answer of the server amounts to; its status where it amounts to none of them. */
const answerOf = ({ status, location }: Page, isSent: boolean, isRedirected: boolean): Answer | number => {
  if (status === 303 && location?.startsWith('/sign-in?')) return 'sign-in'
  if (status === 200 || (status === 303 && isSent) || (status === 302 && isRedirected)) return 'yes'
  if (status === 409) return 'refused'
  if (status === 403) return 'no'
  return status === 404 ? 'hidden' : status
}

/**
 * A server on which whatever is tried is undone: each visit happens inside a transaction of the database that is given up
 * afterwards, so every one starts from the same world.
 */
export const openUndoneServer = () => {
  let open: Ctx | null = null
  const server = openTestServer({
    core: (core): Core => ({
      ...core,
      contextFor: (actor, requestId) => {
        const ctx = core.contextFor(actor, requestId)
        return open ? { ...ctx, db: open.db } : ctx
      },
    }),
  })
  const tokens = new Map<Standpoint, Visitor>()
  const system = () => asSystem(server.database.ctx())

  const browserOf = (who: Standpoint): Visitor => {
    const visitor = new Visitor(server.origin(), server.config.publicUrl)
    for (const [name, value] of tokens.get(who)?.cookies ?? []) visitor.cookies.set(name, value)
    return visitor
  }

  return {
    arrange: async (everyone: readonly Standpoint[]): Promise<World> => {
      server.database.setNow('2026-06-01')
      const world = await makeWorld(system())
      for (const who of everyone) if (who !== 'visitor') tokens.set(who, await server.signIn(world.the(who).id))
      return world
    },
    /** Opens a page as somebody, or sends it fields, and undoes whatever came of it. */
    visit: async (
      who: Standpoint,
      path: string,
      world: World,
      given: Sending['given'],
      fields: Fields | null,
    ): Promise<Answer | number> => {
      let answer: Answer | number = 0
      await inTransaction(
        system(),
        async (ctx) => {
          await given?.(ctx, world)
          open = ctx
          const browser = browserOf(who)
          const page = await (fields === null ? browser.get(path) : browser.post(path, { formKey: 'one', ...fields }))
          open = null
          const isRedirect = ['/sign-out', '/demo/become', '/sign-in/code'].includes(path)
          answer = answerOf(page, fields !== null, isRedirect)
          return refused('Only tried')
        },
        { timeout: 60_000 },
      )
      return answer
    },
  }
}
