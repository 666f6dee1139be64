import { hoursLong } from '#services/core/backup.ts'
import { loadFreely } from '#services/core/bulk-load.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Db } from '#services/core/db.ts'
import { seeded } from '#tests/matching/generate.ts'
import { addReviews } from './generate-reviews.ts'
import { gatherRows, idFor, type Rows } from './generate-rows.ts'
import { addWork } from './generate-work.ts'

/*
 * An exchange of any size, the same for the same seed: services with their posts, a bank, a catalogue, finished work with
 * ratings, and reviews in every state. Rows obey the rules (`npm run db -- verify` finds no fault), since pages read them.
 */

/** One size up from nothing: the real register, 400 in the bank, 1,000 offerings, 2,000 engagements. */
export const sizes = { real: 1, large: 100 } as const
export type Size = keyof typeof sizes

/** The day it is, wherever and whenever it is generated. */
export const benchToday = '2026-06-15'

/** What generators of its parts share. */
export type Making = {
  rows: Rows
  random: () => number
  pick: <T>(from: readonly T[]) => T
  /** ISO day so many days before today. */
  ago: (days: number) => string
  yots: readonly { code: string; region: string }[]
  /** Leaves of the tree of themes. */
  skills: readonly string[]
  /** People in the bank, each with the service they work in. */
  bank: readonly { id: string; yot: string; isLead: boolean }[]
  heads: ReadonlyMap<string, string>
  officers: { administrator: string; coordinators: ReadonlyMap<string, string> }
}

const firstNames = ['Amara', 'Bryn', 'Carys', 'Devon', 'Esme', 'Farid', 'Grace', 'Huw', 'Imran', 'Joy', 'Kofi', 'Leah']
const lastNames = [
  'Abbott',
  'Begum',
  'Clarke',
  'Davies',
  'Evans',
  'Fraser',
  'Green',
  'Hussain',
  'Iqbal',
  'Jones',
  'Khan',
  'Lewis',
]
export const generate = async (ctx: Ctx, db: Db, size: Size, seed = 1): Promise<void> => {
  const scale = sizes[size]
  const random = seeded(seed)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)]
    if (one === undefined) throw new Error('There is nothing to pick from')
    return one
  }
  const ago = (days: number) => addDays(benchToday, -days)
  const register = await db.yot.findMany({ orderBy: { code: 'asc' } })
  const parents = new Set((await db.theme.findMany()).map(({ parentCode }) => parentCode))
  const themes = await db.theme.findMany({ orderBy: { code: 'asc' } })
  const skills = themes.map(({ code }) => code).filter((code) => !parents.has(code))
  const rows = await gatherRows(db)

  await loadFreely(db, async () => {
    const yots = register.map(({ code, region }) => ({ code, region }))
    for (let copy = 2; copy <= scale; copy += 1) {
      for (const { code, name, ...rest } of register) {
        rows.add('Yot', { code: `${code}-${copy}`, name: `${name} ${copy}`, ...rest })
        yots.push({ code: `${code}-${copy}`, region: rest.region })
      }
    }

    let people = 0
    const person = () => {
      people += 1
      const id = idFor('person', people)
      rows.add('Person', {
        id,
        name: `${pick(firstNames)} ${pick(lastNames)} ${people}`,
        createdAt: ago(900),
        version: 1,
      })
      rows.add('EmailAddress', {
        id,
        personId: id,
        address: `person-${people}@example.org`,
        isPrimary: true,
        addedAt: ago(900),
      })
      rows.add('Declaration', { id, personId: id, kind: 'annual', isNil: true, isDeclined: false, statedAt: ago(30) })
      return id
    }
    const holding = (personId: string, yotCode: string, level: string, until: string | null) =>
      rows.add('Holding', {
        ...{
          id: idFor(`holding ${level}`, people),
          personId,
          yotCode,
          postId: level === 'head' ? idFor(`post ${yotCode}`, 0) : null,
        },
        ...{
          title: level === 'head' ? 'Head of service' : 'Operations manager',
          level,
          kind: 'substantive',
          from: ago(2000 + Math.floor(random() * 2000)),
        },
        ...{ until, isOnLeave: false },
      })

    const heads = new Map<string, string>()
    for (const { code } of yots) {
      const head = person()
      heads.set(code, head)
      rows.add('Post', {
        id: idFor(`post ${code}`, 0),
        yotCode: code,
        title: 'Head of service',
        level: 'head',
        createdOn: ago(5000),
        version: 1,
      })
      holding(head, code, 'head', null)
      rows.add('Membership', {
        id: idFor('membership', people),
        kind: 'group',
        status: 'active',
        yotCode: code,
        startsOn: ago(200),
        endsOn: ago(-165),
        feePence: 25000,
        version: 1,
      })
      await rows.flush()
    }

    const bank: { id: string; yot: string; isLead: boolean }[] = []
    for (let at = 0; at < 400 * scale; at += 1) {
      const yot = pick(yots)
      const id = person()
      const isLead = at % 4 === 0
      const left = at % 5 === 0 ? ago(Math.floor(random() * 700)) : null
      holding(id, yot.code, 'second_tier', left)
      bank.push({ id, yot: yot.code, isLead })
      addBankMember(rows, { id, at, isLead, yot, left, skills, random, ago })
      await rows.flush()
    }

    const administrator = person()
    const coordinators = new Map<string, string>()
    const appoint = (personId: string, role: string, region: string | null) =>
      rows.add('Appointment', { id: idFor('appointment', people), personId, role, region, from: ago(400) })
    appoint(administrator, 'administrator', null)
    for (const region of [...new Set(yots.map((yot) => yot.region))]) {
      const id = person()
      coordinators.set(region, id)
      appoint(id, 'coordinator', region)
    }
    for (const role of ['assessor', 'assessor', 'assessor', 'board_member', 'board_member'])
      appoint(person(), role, null)

    const making: Making = {
      rows,
      random,
      pick,
      ago,
      yots,
      skills,
      bank,
      heads,
      officers: { administrator, coordinators },
    }
    await addWork(making, scale)
    await addReviews(making, 100 * scale)
    for (let at = 0; at < 1_000 * scale; at += 1) {
      const on = ago(at % 400)
      rows.add('OutboxMessage', {
        ...{
          id: idFor('message', at),
          topic: 'mail',
          key: `bench:${at}`,
          attempts: 1,
          createdAt: on,
          availableAt: on,
          deliveredAt: on,
        },
        payload: JSON.stringify({
          to: 'someone@example.org',
          subject: 'A message',
          lines: ['What happened.', 'What happens next.'],
        }),
      })
      await rows.flush()
    }
    await rows.flush(true)
  })
  // Through the trigger that seals each.
  await db.$executeRaw`
    insert into "AuditEntry" (at, event, "actorName", "subjectKind", "subjectId", data, "requestId")
    select ${ctx.clock.now()}, 'session.started', 'The exchange', 'session', n::text, '{}', 'bench' from generate_series(1, ${500 * scale}::int) n`
}

type Member = { id: string; at: number; isLead: boolean; yot: { code: string; region: string }; left: string | null }

const addBankMember = (
  rows: Rows,
  { id, at, isLead, yot, left, skills, random, ago }: Member & Pick<Making, 'skills' | 'random' | 'ago'>,
) => {
  rows.add('Profile', {
    ...{
      personId: id,
      summary: 'Twenty years in youth justice, most of them leading teams.',
      isNamePublic: at % 3 === 0,
    },
    ...{
      isInKind: at % 6 !== 0,
      dayRatePence: at % 6 === 0 ? 45_000 : null,
      canTravel: true,
      canWorkRemotely: at % 2 === 0,
    },
    ...{ daysPerYear: 8, reviewsPerYear: 2, insuranceUntil: at % 6 === 0 ? ago(-200) : null, version: 1 },
  })
  const approvedOn = ago(Math.floor(random() * 900))
  rows.add('Standing', {
    ...{ personId: id, status: 'active', approvedOn, expiresOn: addDays(approvedOn, 1095), version: 1 },
    ...{ lastYotCode: yot.code, lastRegion: yot.region, lastLevel: 'second_tier', practisedUntil: left },
  })
  for (const role of isLead ? ['reviewer', 'co_lead'] : ['reviewer']) {
    rows.add('StandingRole', { personId: id, role, since: approvedOn, evidence: 'Approved by panel' })
  }
  const from = Math.floor(random() * skills.length)
  for (let step = 0; step < 4; step += 1) {
    const themeCode = skills[(from + step * 7) % skills.length] ?? ''
    rows.add('Expertise', {
      personId: id,
      themeCode,
      level: 1 + ((at + step) % 3),
      evidence: 'Led this for three years in our service.',
    })
  }
}

/** Fills a database that has the register and nothing else. */
export const generateInto = (
  ctx: Ctx,
  client: { $transaction(work: (db: Db) => Promise<void>, options: object): Promise<void> },
  size: Size,
) => client.$transaction((db) => generate(ctx, db, size), hoursLong)
