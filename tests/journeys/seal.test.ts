import { beforeAll, describe, expect, it } from 'vitest'
import type { Standpoint } from '#app/access/standpoints.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { recordView, sayHow } from '#services/fairness/index.ts'
import { rate } from '#services/ratings/index.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import { openTestServer, type Page, type Visitor } from '#tests/setup/server.ts'
import { visits } from './access/sendings.ts'
import { makeWorld, type Who, type World } from './access/world.ts'
import { concernId } from './access/world-concern.ts'

/*
 * A reader who asks everything: every page, count, download and header of the site, as everybody, before something sealed is in and
 * after, and before a mark is one and after it is another. All of it has to stay the same, but for whoever wrote it. Then it opens, and
 * the same reader finds it.
 */

const database = openTestDatabase({ prefersServer: true })
const heard: string[] = []
const server = openTestServer({
  database,
  core: (core) => listeningCore(core, database.ctx().clock, ({ sql }) => heard.push(sql)),
})

const readers: Standpoint[] = [
  ...(['visitor', 'ownLead', 'coLead', 'bankMember', 'otherLead'] as const),
  ...(['assessor', 'otherAssessor', 'administrator', 'conflicted'] as const),
]
const words = { rating: 'quetzalwort', statement: 'marzipanhorn', view: 'olmentide' }
const standingId = '0190a8f0-0000-7000-8000-0000000000d1'
const comment = 'It went as it should.'

const officers = new Set<Standpoint>(['assessor', 'otherAssessor', 'administrator', 'conflicted'])

let world: World
let standingRef: string
let hostId: string
const as = (who: Who) => database.ctx(world.the(who).actor)

/** One finished piece of work of somebody, for another service, whose ratings appeared on a day; its marks are written later. */
const rated = async (ctx: Ctx, at: number, personId: string, revealedOn: string) => {
  const pair = await ctx.db.ratingPair.create({
    data: {
      work: 'engagement',
      workId: `0190a8f0-0000-7000-8000-00000000e${String(at).padStart(3, '0')}`,
      workRef: `TE-2026-${900 + at}`,
      title: 'A day',
      hostYotCode: 'torbay',
      openedAt: dateFromIso(addDays(revealedOn, -20)),
      revealOn: dateFromIso(addDays(revealedOn, -6)),
      revealedAt: dateFromIso(revealedOn),
      people: { create: { personId, role: 'provider' } },
    },
  })
  const marks = { relevance: 3, preparation: 3, quality: 3, conduct: 3, usefulness: 3 }
  const by = { side: 'host', seat: 'host', raterId: hostId } as const
  return ctx.db.rating.create({
    data: { ...marks, ...by, pairId: pair.id, comment, submittedAt: dateFromIso(revealedOn) },
    select: { id: true },
  })
}

let untold: string[]

beforeAll(async () => {
  database.setNow('2026-06-10T10:00:00Z')
  const ctx = database.ctx()
  world = await makeWorld(ctx)
  hostId = (await makePerson(ctx, { posts: [{ yotCode: 'torbay' }] })).id
  // The flag is heard, and nobody has said anything.
  await ctx.db.concernStatement.deleteMany({ where: { concernId } })
  await ctx.db.concern.update({ where: { id: concernId }, data: { statementsShownAt: null } })
  // About the place of one in the bank, heard, with two who decide.
  const subject = world.the('bankMember').id
  standingRef = 'CO-2026-555'
  await ctx.db.concern.create({
    data: {
      ...{ id: standingId, ref: standingRef, kind: 'standing', subjectKind: 'person', subjectId: subject },
      ...{ title: 'A place in the bank', status: 'hearing', chainId: standingId, openedById: hostId },
      openedOn: dateFromIso('2026-06-01'),
      drawBy: dateFromIso('2026-06-08'),
      decideBy: dateFromIso('2026-06-29'),
      statementsBy: dateFromIso('2026-06-15'),
      statementsShownAt: ctx.clock.now(),
      parties: {
        create: [
          { side: 'bringer', personId: hostId, isSpeaking: true },
          { side: 'other', personId: subject, isSpeaking: true },
        ],
      },
      points: { create: { position: 1, side: 'bringer', reason: 'conduct', onceKey: 'the seal' } },
      views: {
        create: (['assessor', 'boardMember'] as const).map((who) => ({
          ...{ chainId: standingId, round: 1, deciderId: world.the(who).id, drawnAt: ctx.clock.now() },
        })),
      },
    },
  })
  // A figure of three; three that appeared this month; and two of somebody who has no figure.
  for (let at = 0; at < 3; at += 1) await rated(ctx, at, subject, '2026-05-10')
  const now = [3, 4, 5].map((at) => rated(ctx, at, subject, '2026-06-05'))
  const few = [6, 7].map((at) => rated(ctx, at, world.the('invited').id, '2026-04-10'))
  untold = (await Promise.all([...now, ...few])).map(({ id }) => id)
}, 240_000)

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.source
const formKey = new RegExp(`${uuid}\\.(?:${uuid})?\\.[\\w-]{22}`, 'g')
/** Minutes pass between two looks, so that nothing that is remembered for one hides anything. */
const times = /\d{1,2}:\d\d(am|pm)|T\d\d:\d\d:\d\d(\.\d+)?Z/g
const passing = new Set(['date', 'keep-alive', 'connection', 'x-request-id', 'etag', 'content-security-policy'])

const seen = ({ status, headers, html }: Page): string =>
  JSON.stringify([
    status,
    [...headers].filter(([name]) => !passing.has(name)).sort(),
    html
      .replaceAll(/nonce="[^"]*"/g, '')
      .replaceAll(formKey, '')
      .replaceAll(times, ''),
  ])

/** Where two answers part. */
const parting = (one = '', other = ''): string => {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return `${one.slice(Math.max(0, at - 150), at + 100)}\n${other.slice(Math.max(0, at - 150), at + 100)}`
}

/** Where everything is: each page of the site map, and the two that are about what is sealed. */
const addresses = (): string[] =>
  [
    ...new Set([
      ...Object.values(visits).map(({ at }) => at(world)),
      `/concerns/${standingRef}`,
      `/association/fairness/${standingRef}`,
      ...(['bankMember', 'invited'] as const).flatMap((who) => [`/bank/${world.the(who).id}`]),
      '/bank?sort=rated',
      '/offerings?sort=rated',
    ]),
  ].filter((path) => !path.startsWith('/sign-') && !path.startsWith('/demo/become'))

/** Where it is told once it is open. */
const openedAt = () => [
  ...[`/ratings/${world.pair.id}`, `/concerns/${world.concern.ref}`, `/association/fairness/${world.concern.ref}`],
  ...[
    `/concerns/${standingRef}`,
    ...(['coLead', 'bankMember', 'invited'] as const).map((who) => `/bank/${world.the(who).id}`),
  ],
]

/** A browser for each of them. */
const arrive = async () => {
  const browsers = new Map<Standpoint, Visitor>()
  for (const who of readers)
    browsers.set(who, who === 'visitor' ? server.visitor() : await server.signIn(world.the(who).id))
  return browsers
}

/** All of it, by who reads and where. */
const readAll = async (
  browsers: ReadonlyMap<Standpoint, Visitor>,
  paths = addresses(),
): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  for (const [who, browser] of browsers) {
    for (const path of paths) found.set(`${who} ${path}`, seen(await browser.get(path)))
  }
  return found
}

const mails = async () => JSON.stringify(await lettersIn(database.ctx().db, { where: { topic: 'mail' } }))

/** What their own authors read again, and that somebody did something, which is in the log. */
const theirs = (at: string): boolean => {
  const [who = '', path = ''] = at.split(' ')
  if (path.startsWith('/association/audit')) return true
  const isAccount = path === '/home' || ['/account', '/calendar'].some((own) => path.startsWith(own))
  const { pair, concern } = world
  if (who === 'ownLead') return isAccount || path === `/ratings/${pair.id}`
  if (who === 'coLead') return isAccount || path === `/concerns/${concern.ref}`
  if (who === 'assessor') return isAccount || path.startsWith('/association/fairness') || path === '/association'
  // Somebody has to see whether something must hold at once.
  return who === 'administrator' && path === `/association/fairness/${concern.ref}`
}

const containing = (all: Map<string, string>, text: string) =>
  [...all].filter(([, page]) => page.includes(text)).map(([at]) => at)

describe('a reader of everything', () => {
  it('finds neither what is sealed, nor that it is there, nor a mark that may not be told; and all of it once it opens', async () => {
    const browsers = await arrive()
    // A first look at a case is noted, and what it finds may be shown: it comes before.
    await readAll(new Map([...browsers].filter(([who]) => officers.has(who))))
    const before = await readAll(browsers)
    const mailBefore = await mails()
    // Everybody who may is let in somewhere, so that this is no test of closed doors.
    for (const who of readers)
      expect(
        [...before].filter(([at, page]) => at.startsWith(`${who} `) && page.startsWith('[200')).length,
      ).toBeGreaterThan(15)

    const marks = { relevance: 2, preparation: 2, quality: 2, conduct: 2, usefulness: 2 }
    value(
      await rate(as('ownLead'), {
        pairId: world.pair.id,
        ...marks,
        comment: `The ${words.rating} was there.`,
        isNamed: true,
      }),
    )
    value(await sayHow(as('coLead'), world.concern.ref, { statement: `I have the ${words.statement} that shows it.` }))
    const reasons = `Both have shown the ${words.view}, and it bears the day that they had agreed on.`
    value(await recordView(as('assessor'), standingRef, { points: [{ outcome: 'none', reasons }] }))
    const one = { relevance: 1, preparation: 1, quality: 1, conduct: 1, usefulness: 1 }
    await database.ctx().db.rating.updateMany({ where: { id: { in: untold } }, data: one })

    database.setNow('2026-06-10T10:02:00Z')
    const after = await readAll(browsers)
    const differing = [...after].flatMap(([at, page]) =>
      page === before.get(at) || theirs(at) ? [] : [`${at}\n${parting(before.get(at), page)}`],
    )
    expect(differing).toEqual([])
    for (const word of Object.values(words))
      expect(containing(after, word).filter((at) => !theirs(at) || at.includes('/association/audit'))).toEqual([])
    expect(await mails()).toBe(mailBefore)

    // It opens: the other side speaks, the second view agrees, the day of the ratings and the next month come.
    value(await sayHow(as('leadOfficer'), world.concern.ref, { statement: 'We have it too, and it says so.' }))
    value(
      await recordView(as('boardMember'), standingRef, {
        points: [{ outcome: 'none', reasons: `${reasons} So say I.` }],
      }),
    )
    database.setNow('2026-07-02T10:00:00Z')
    const opened = await readAll(await arrive(), openedAt())
    expect(containing(opened, words.rating)).toEqual(
      expect.arrayContaining([`coLead /ratings/${world.pair.id}`, `otherLead /bank/${world.the('coLead').id}`]),
    )
    for (const at of [
      `ownLead /concerns/${world.concern.ref}`,
      `otherAssessor /association/fairness/${world.concern.ref}`,
    ])
      expect(containing(opened, words.statement)).toContain(at)
    expect(containing(opened, words.view)).toContain(`bankMember /concerns/${standingRef}`)
    expect(await mails()).toContain(words.view)
    const profile = `otherLead /bank/${world.the('bankMember').id}`
    expect(before.get(profile)).toContain('from 3 ratings')
    expect(opened.get(profile)).toContain('from 6 ratings')
    expect(opened.get(`otherLead /bank/${world.the('invited').id}`)).toContain('Not enough ratings yet')
  }, 1_200_000)
})

describe('the queue of fair process', () => {
  it('takes at most twenty statements, however much is open', async () => {
    const { db } = database.ctx()
    const browser = await server.signIn(world.the('administrator').id)
    const statements = async () => {
      await browser.get('/association/fairness')
      heard.length = 0
      const { status, html } = await browser.get('/association/fairness')
      expect(status).toBe(200)
      return { asked: heard.length, rows: html.split('/association/fairness/CO-').length - 1 }
    }
    const few = await statements()
    await db.$executeRaw`
      insert into "Concern" (id, ref, kind, "subjectKind", "subjectId", title, status, "chainId", "openedOn", "drawBy", "decideBy")
      select i, 'CO-2025-' || n, 'complaint', 'offering', i, 'An offering', 'opened', i, '2026-06-01', '2026-06-08', '2026-06-29'
      from (select gen_random_uuid() as i, n from generate_series(1, 400) n) made`
    const many = await statements()
    expect(many.rows).toBe(50)
    expect(many.asked).toBeLessThanOrEqual(few.asked + 1)
    expect(many.asked).toBeLessThanOrEqual(20)
  })
})
