import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { everyStandpoint } from '#app/access/standpoints.ts'
import { newFormKey } from '#app/http/form-owner.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { openUndoneServer } from './access/drive.ts'
import { nasty } from './access/nasty.ts'
import { everySending } from './access/sendings.ts'
import type { Fields } from './access/visit.ts'
import type { World } from './access/world.ts'

const server = openUndoneServer()
let world: World

beforeAll(async () => {
  world = await server.arrange(everyStandpoint)
}, 120_000)

// Set FAULT_TRIES=20 to look longer.
const tries = Number(process.env.FAULT_TRIES ?? 1)

/** Fields that some form has, whether or not this one. */
const others = ['version', 'intent', 'number', 'returnTo', 'x[0].y', 'constructor', 'a'.repeat(300)]

const shown = (fields: Fields) => JSON.stringify(fields).slice(0, 400)

describe('a form with one field that is not as any page sends it', () => {
  it.each(everySending)('is answered at $name', { timeout: 240_000 }, async ({ who, given, path, fields }) => {
    const right = fields(world)
    const names = [...new Set([...Object.keys(right), ...others])]
    const seed = 20260714
    const wrong = fc.sample(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...nasty)), {
      numRuns: tries * names.length,
      seed,
    })
    const faults = await server.attempt(world, given, async () => {
      const found: string[] = []
      for (const [name, value] of wrong) {
        const sent = { formKey: 'one', ...right, [name]: value }
        const { status } = await server.browserOf(who).post(path(world), sent)
        if (status >= 500) {
          found.push(`${status}: ${shown({ [name]: value })} of ${shown(right)}`)
          break
        }
      }
      return found
    })
    expect(faults).toEqual([])
  })
})

const multipart = 'multipart/form-data; boundary=x'
const bodies: [what: string, type: string | null, body: string][] = [
  ['JSON', 'application/json', '{"intent":"save","version":1}'],
  ['plain text', 'text/plain', 'version=1'],
  ['nothing', 'application/x-www-form-urlencoded', ''],
  ['no type', null, 'version=1'],
  ['a type that is none', 'x', 'version=1'],
  ['odd escapes', 'application/x-www-form-urlencoded', 'version=%zz&%=1&=&&%00=%ff'],
  ['another alphabet', 'application/x-www-form-urlencoded; charset=utf-16', 'version=1'],
  ['parts without a boundary', 'multipart/form-data', 'version=1'],
  ['a part without an end', multipart, '--x\r\nContent-Disposition: form-data; name="version'],
  ['a part without a name', multipart, '--x\r\n\r\n1\r\n--x--\r\n'],
  [
    'files for words',
    multipart,
    '--x\r\nContent-Disposition: form-data; name="version"; filename="a"\r\n\r\n1\r\n--x--\r\n',
  ],
]

/** Before anything is read of a body, it is one page's action for whatever is sent there: one sending of each page. */
const everyAction = everySending.filter(({ name }, at) => {
  const page = name.slice(0, name.indexOf(':'))
  return everySending.findIndex((one) => one.name.startsWith(`${page}:`)) === at
})

describe('a body that is no form of ours', () => {
  it.each(everyAction)('is answered at $name', { timeout: 240_000 }, async ({ who, given, path }) => {
    const answers = await server.attempt(world, given, async () => {
      const found: [string, number][] = []
      for (const [what, type, body] of bodies) {
        const headers: Record<string, string> = { origin: server.config.publicUrl }
        if (type !== null) headers['content-type'] = type
        const payload = type === null ? new TextEncoder().encode(body) : body
        const { status } = await server.browserOf(who).send(path(world), { method: 'POST', headers, body: payload })
        found.push([what, status])
      }
      return found
    })
    expect(answers.filter(([, status]) => status >= 500)).toEqual([])
  })
})

/** How many rows there are in all, but for which forms were sent. */
const rowsIn = async (db: Ctx['db']): Promise<number> => {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      and relname <> 'FormOutcome'`
  const counts = tables.map(({ name }) => Prisma.sql`(select count(*) from ${Prisma.raw(`"${name}"`)})`)
  const [sum] = await db.$queryRaw<{ rows: bigint }[]>`select ${Prisma.join(counts, ' + ')} as rows`
  return Number(sum?.rows)
}

/** Rows that a second press adds, and why. */
const addedAgain: Record<string, number> = {
  // Begun anew with another secret, which the audit log says.
  'account/second-step: begin to set it up': 1,
  // Nobody is signed in any more, so what was sent is kept for who signs in next.
  'account/leave: leave': 1,
}

describe('a form that somebody else opened', () => {
  const bySomebody = everySending.flatMap(({ who, ...sending }) => (who === 'visitor' ? [] : [{ who, ...sending }]))
  // These are about to change who it is.
  it.each(bySomebody.filter(({ name }) => !/^(sign-in|demo)/.test(name)))(
    'is refused at $name; its own owner’s does it, once however often it is pressed',
    async ({ name, who, given, path, fields }) => {
      const opened = who === 'ownManager' ? 'person' : 'ownManager'
      const key = newFormKey(server.config, world.the(opened).id)
      const own = newFormKey(server.config, world.the(who).id)
      const answers = await server.attempt(world, given, async (db) => {
        const refused = await server.browserOf(who).post(path(world), { ...fields(world), formKey: key })
        const taken = await server.browserOf(who).post(path(world), { ...fields(world), formKey: own })
        const once = await rowsIn(db)
        const again = await server.browserOf(who).post(path(world), { ...fields(world), formKey: own })
        const isTold = refused.html.includes('You are now signed in as')
        return {
          refused: [refused.status, isTold],
          taken: taken.status < 400,
          rows: (await rowsIn(db)) - once,
          again: again.status < 500,
        }
      })
      expect(answers).toEqual({ refused: [409, true], taken: true, rows: addedAgain[name] ?? 0, again: true })
    },
  )
})
