import type { Answer } from '#app/access/answers.ts'
import type { Standpoint } from '#app/access/standpoints.ts'
import { asSystem } from '#services/core/access.ts'
import type { Core, Ctx } from '#services/core/context.ts'
import { refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
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
    database: openTestDatabase({ prefersServer: true }),
    core: (core): Core => ({
      ...core,
      // The one connection is taken by what is tried.
      isReady: async () => true,
      contextFor: (actor, requestId) => {
        const ctx = core.contextFor(actor, requestId)
        return open ? { ...ctx, db: open.db } : ctx
      },
    }),
  })
  const tokens = new Map<Standpoint, Visitor>()
  const opened = new Map<string, string>()
  const system = () => asSystem(server.database.ctx())

  const browserOf = (who: Standpoint): Visitor => {
    const visitor = new Visitor(server.origin(), server.config.publicUrl)
    for (const [name, value] of tokens.get(who)?.cookies ?? []) visitor.cookies.set(name, value)
    return visitor
  }

  /** Does something with browsers while things stand as `given`, and undoes whatever came of it. */
  const attempt = async <T>(world: World, given: Sending['given'], work: (db: Ctx['db']) => Promise<T>): Promise<T> => {
    const done: T[] = []
    await inTransaction(
      system(),
      async (ctx) => {
        await given?.(ctx, world)
        open = ctx
        try {
          done.push(await work(ctx.db))
        } finally {
          open = null
        }
        return refused('Only tried')
      },
      { timeout: 240_000 },
    )
    const [found] = done
    if (found === undefined) throw new Error('Nothing was tried')
    return found
  }

  return {
    /** Every page that was opened, by its path and by whom. */
    opened,
    arrange: async (everyone: readonly Standpoint[]): Promise<World> => {
      server.database.setNow('2026-06-01')
      const world = await makeWorld(system())
      for (const who of everyone) if (who !== 'visitor') tokens.set(who, await server.signIn(world.the(who).id))
      return world
    },
    /**
     * Opens a page, or sends it fields, as one after another, and undoes whatever came of each before the next: what they each got.
     */
    visits: async (
      everyone: readonly Standpoint[],
      path: string,
      world: World,
      given: Sending['given'],
      fieldsOf: ((who: Standpoint) => Fields) | null,
    ): Promise<Map<Standpoint, Answer | number>> => {
      const isRedirect = ['/sign-out', '/demo/become', '/sign-in/code'].includes(path)
      const pages = await attempt(world, given, async (db) => {
        const got = new Map<Standpoint, Page>()
        for (const who of everyone) {
          await db.$executeRaw`savepoint before_this_visit`
          const browser = browserOf(who)
          got.set(who, await (fieldsOf ? browser.post(path, { formKey: 'one', ...fieldsOf(who) }) : browser.get(path)))
          await db.$executeRaw`rollback to savepoint before_this_visit`
          await db.$executeRaw`release savepoint before_this_visit`
        }
        return got
      })
      for (const [who, { headers, html }] of pages) {
        if (!fieldsOf && headers.get('content-type')?.startsWith('text/html')) opened.set(`${path} as ${who}`, html)
      }
      return new Map([...pages].map(([who, page]) => [who, answerOf(page, fieldsOf !== null, isRedirect)]))
    },
    attempt,
    config: server.config,
    /** A new browser in which somebody is signed in. */
    browserOf,
  }
}
