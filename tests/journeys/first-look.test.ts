import { beforeAll, expect, it } from 'vitest'
import { hiddenCaseIds } from '#services/conflicts/index.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { handlers } from '#services/worker.ts'
import { makeChecked } from '#tests/factories/application.ts'
import { flagIt, makeDeciders, makeRatedWork } from '#tests/factories/concern.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { openTestServer } from '#tests/setup/server.ts'

/*
 * A fact that no sweep has seen yet (it came a moment ago, or its day came in the night) hides a case at the first look. That look must
 * cost what a look at nothing costs: the same statements in the same order.
 */

const database = openTestDatabase()
const heard: string[] = []
const server = openTestServer({
  database,
  core: (core) => listeningCore(core, database.ctx().clock, ({ sql }) => heard.push(sql)),
})
const ctx = () => database.ctx()

let cases: Record<'review_request' | 'application' | 'concern', { id: string; ref: string }>
beforeAll(async () => {
  database.setNow('2026-06-01')
  await makeDeciders(ctx())
  const madeAt = async (yotCode: string) => {
    const host = await makeHost(ctx(), yotCode)
    const review = await makeReview(ctx(), { yotCode, requestedById: host.id, status: 'submitted' })
    const applicant = await makePerson(ctx(), { posts: [{ yotCode }] })
    const application = await makeChecked(ctx(), { applicant })
    const work = await makeRatedWork(ctx(), { yotCode })
    const ref = await flagIt(database.ctx(work.lead.actor), work)
    const concern = await ctx().db.concern.findUniqueOrThrow({ where: { ref } })
    return { review_request: review, application, concern }
  }
  // Two examples of each, and then the case.
  for (const yotCode of ['durham', 'york']) await madeAt(yotCode)
  cases = await madeAt('kent')
}, 60_000)

/** An administrator with family at the service, which was written down without anybody being told. */
const relative = async (): Promise<MadePerson> => {
  const person = await makePerson(ctx(), { appointments: [{ role: 'administrator' }] })
  const interests = { create: [{ personId: person.id, kind: 'family' as const, yotCode: 'kent' }] }
  await ctx().db.declaration.create({
    data: { personId: person.id, kind: 'annual', isNil: false, statedAt: ctx().clock.now(), interests },
  })
  return person
}

const statementsOf = async (ask: () => Promise<{ status: number }>) => {
  heard.length = 0
  const { status } = await ask()
  // On a server, with several connections, what is asked at once is heard in any order.
  return { status, statements: database.core().database.pglite ? [...heard] : heard.toSorted() }
}

it.each([
  ['review_request', 'association/requests', '', 'PR-2026-011'],
  ['review_request', 'reviews', '', 'PR-2026-011'],
  ['review_request', 'reviews', '/report', 'PR-2026-011'],
  ['review_request', 'association/requests', '/team', 'PR-2026-011'],
  ['application', 'association/applications', '', 'AP-2026-011'],
  ['concern', 'association/fairness', '', 'CO-2026-011'],
] as const)('at a hidden %s at /%s/…%s costs what an unknown one does', async (kind, place, rest, unknown) => {
  const { id, ref } = cases[kind]
  expect(ref).not.toBe(unknown)
  const person = await relative()
  const visitor = await server.signIn(person.id)
  // Other pages warm what is remembered for everybody.
  for (const warm of [unknown, unknown]) await visitor.get(`/${place}/${warm}${rest}`)
  const none = await statementsOf(() => visitor.get(`/${place}/${unknown}${rest}`))
  const hidden = await statementsOf(() => visitor.get(`/${place}/${ref}${rest}`))
  expect([none.status, hidden.status]).toEqual([404, 404])
  expect(hidden.statements).toEqual(none.statements)
  // What follows either finds it, so that from now on it is on no list of theirs either.
  expect(await hiddenCaseIds(database.ctx(person.actor), kind)).toEqual([])
  await deliverAll(ctx(), handlers)
  expect(await hiddenCaseIds(database.ctx(person.actor), kind)).toContain(id)
  const again = await statementsOf(() => visitor.get(`/${place}/${ref}${rest}`))
  const noneAgain = await statementsOf(() => visitor.get(`/${place}/${unknown}${rest}`))
  expect(again.statements).toEqual(noneAgain.statements)
})
