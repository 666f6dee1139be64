import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { takeSnapshot } from '#services/insight/snapshot/take-snapshot.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { calcPath } from '#tests/setup/supplies.ts'
import { assumptionKeys } from './assumption-keys.ts'
import { bisect } from './bisect.ts'
import { assumptionSchema, businessCase, findAssumption, pastCase, setAssumption } from './keep-case.ts'
import { hashOf, type Inputs, makeCase } from './model.ts'
import { caseWorkbook } from './workbook.ts'

const database = openTestDatabase({ isVerified: true })
const as = (who: MadePerson) => database.ctx(who.actor)
let admin: MadePerson
let coordinator: MadePerson
let manager: MadePerson

beforeAll(async () => {
  database.setNow('2026-10-01')
  const ctx = database.ctx()
  admin = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  coordinator = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  manager = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  for (const yotCode of ['leeds', 'kent', 'hackney']) await makeMembership(ctx, { yotCode })
  await takeSnapshot(ctx)
}, 60_000)

const set = (key: string, version: number, central: number, who = admin) =>
  setAssumption(
    as(who),
    key,
    assumptionSchema.parse({
      version: String(version),
      low: String(central / 2),
      central: String(central),
      high: String(central * 2),
      source: 'The bill of the last twelve months.',
    }),
  )

const inputsArbitrary = fc
  .record({
    counts: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 9, maxLength: 9 }),
    ranges: fc.array(fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)), { minLength: 9, maxLength: 9 }),
  })
  .map(({ counts, ranges }): Inputs => {
    const [groupMembers = 0, individualMembers = 0, reviews = 0, reviewDays = 0, coursePlaces = 0, hours = 0] = counts
    return {
      model: 1,
      facts: {
        services: 155,
        groupMembers,
        individualMembers,
        groupFeePence: (counts[6] ?? 0) * 500,
        individualFeePence: (counts[7] ?? 0) * 50,
        reviews,
        reviewDays,
        coursePlaces,
        inKindMinutes: hours * 60,
      },
      assumptions: Object.fromEntries(
        assumptionKeys.map((key, at) => {
          const [low = 0, central = 0, high = 0] = [...(ranges[at] ?? [0, 0, 0])].sort((a, b) => a - b)
          return [key, { low, central, high }]
        }),
      ) as Inputs['assumptions'],
    }
  })

/** The year's result written out by hand, not by the model's own expressions. */
const resultOf = ({ facts, assumptions: a }: Inputs, central: Partial<Record<string, number>> = {}): number => {
  const of = (key: keyof typeof a) => central[key] ?? a[key].central
  const fees =
    (central.members ?? facts.groupMembers) * facts.groupFeePence + facts.individualMembers * facts.individualFeePence
  const income = (fees / 100) * (of('renewal') / 100) + (central.places ?? facts.coursePlaces) * of('placeMargin')
  const cost = facts.reviews * of('hoursPerReview') * of('hourRate') + of('platform') + of('insurance') + of('events')
  return income - cost
}

const isClose = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one), Math.abs(other))

describe('the model', () => {
  it('is the sum that it says, and breaks even where one member or place fewer would not', () => {
    fc.assert(
      fc.property(inputsArbitrary, (inputs) => {
        const made = makeCase(inputs)
        expect(isClose(made.lines.result, resultOf(inputs))).toBe(true)
        const { inKindMinutes, reviewDays } = inputs.facts
        const { replacementDay, externalDay } = inputs.assumptions
        expect(isClose(made.lines.inKind, (inKindMinutes / 444) * replacementDay.central)).toBe(true)
        expect(isClose(made.lines.avoided, reviewDays * externalDay.central)).toBe(true)
        for (const [name, even] of [
          ['members', made.evenMembers],
          ['places', made.evenPlaces],
        ] as const) {
          if (even === null) continue
          expect(resultOf(inputs, { [name]: even })).toBeGreaterThanOrEqual(-1e-3)
          if (even > 0) expect(resultOf(inputs, { [name]: even - 1 })).toBeLessThan(1e-3)
        }
        const swings = assumptionKeys
          .map((key) => {
            const { low, high } = inputs.assumptions[key]
            return Math.abs(resultOf(inputs, { [key]: high }) - resultOf(inputs, { [key]: low }))
          })
          .filter((swing) => swing > 0)
          .sort((a, b) => b - a)
        expect(made.swings.length).toBe(Math.min(6, swings.length))
        for (const [at, { key, atLow, atHigh, even }] of made.swings.entries()) {
          expect(isClose(Math.abs(atHigh - atLow), swings[at] ?? 0)).toBe(true)
          if (even !== null) expect(Math.abs(resultOf(inputs, { [key]: even }))).toBeLessThan(0.01)
        }
      }),
      { numRuns: Number(process.env.HISTORIES ?? 300) },
    )
  })

  it('has one fingerprint for the same inputs, in whatever order, and another for any other', () => {
    fc.assert(
      fc.property(inputsArbitrary, (inputs) => {
        const turned = JSON.parse(JSON.stringify(inputs), (_, part) =>
          part && typeof part === 'object' ? Object.fromEntries(Object.entries(part).reverse()) : part,
        )
        expect(hashOf(turned)).toBe(hashOf(inputs))
        expect(hashOf({ ...inputs, facts: { ...inputs.facts, reviews: inputs.facts.reviews + 1 } })).not.toBe(
          hashOf(inputs),
        )
      }),
      { numRuns: 50 },
    )
  })

  it('finds where something comes to nought, and says where it never does', () => {
    expect(bisect((x) => x - 7, 0, 100)).toBeCloseTo(7)
    expect(bisect((x) => 7 - x, 0, 100, true)).toBeCloseTo(7)
    expect(bisect((x) => x + 1, 0, 100)).toBe(0)
    expect(bisect((x) => x - 101, 0, 100)).toBeNull()
  })
})

describe('what is assumed', () => {
  it('is set by administrators alone, in versions; two who set at once are one and one who is told', async () => {
    expect(await set('platform', 0, 2000, coordinator)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await set('unheard-of', 0, 2000)).toMatchObject({ problem: { kind: 'not-found' } })
    for (let race = 0; race < races; race += 1) {
      const { version } = value(await findAssumption(as(admin), 'platform'))
      const both = await Promise.all([set('platform', version, 2000 + race), set('renewal', version, 50)])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
    }
    const { before } = value(await findAssumption(as(admin), 'platform'))
    for (const row of before) expect(row).toMatchObject({ setBy: admin.name, setOn: '2026-10-01' })
    await expect(database.ctx().db.assumption.deleteMany()).rejects.toThrow('stays as it was')
  })

  it('must have its three values in order, and a source', () => {
    const sent = { version: '0', low: '1', central: '2', high: '3', source: 'Where anybody can look.' }
    const fieldsOf = (more: Partial<typeof sent>) =>
      assumptionSchema.safeParse({ ...sent, ...more }).error?.issues.map(({ path }) => path[0]) ?? []
    expect(fieldsOf({})).toEqual([])
    expect(fieldsOf({ low: '2.5' })).toEqual(['central'])
    expect(fieldsOf({ high: '1.5' })).toEqual(['high'])
    expect(fieldsOf({ low: '-1' })).toContain('low')
    expect(fieldsOf({ low: 'lots' })).toContain('low')
    expect(fieldsOf({ source: 'me' })).toEqual(['source'])
  })

  it('keeps every version of the case, each of which comes to the same again from its fingerprint', async () => {
    const now = value(await businessCase(as(coordinator)))
    expect(await businessCase(as(manager))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(now.mayChange).toBe(false)
    expect(now.versions.length).toBeGreaterThan(1)
    expect(now.versions.map(({ hash }) => hash)).toContain(now.hash)
    for (const { hash, result } of now.versions) {
      const past = value(await pastCase(as(coordinator), hash))
      expect(past.isSame).toBe(true)
      expect(makeCase(past.inputs).lines.result).toBeCloseTo(result)
      expect(hashOf(past.inputs)).toBe(hash)
    }
    expect(await pastCase(as(coordinator), 'b'.repeat(64))).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('works out from facts that an independent query counts', async () => {
    const { inputs } = value(await businessCase(as(coordinator)))
    const [counted] = await database.ctx().db.$queryRaw<{ members: number; fee: number }[]>`
      select (select count(distinct "yotCode")::int from "Membership" where kind = 'group' and status in ('active', 'due')) as members,
        (select "groupFeePence" from "MembershipTerms" order by version desc limit 1) as fee`
    expect([inputs.facts.groupMembers, inputs.facts.groupFeePence]).toEqual([counted?.members, counted?.fee])
    expect(inputs.facts.groupMembers).toBe(3)
  })
})

/** What LibreOffice works out of a workbook, as rows of a CSV. */
const workedOut = (bytes: Uint8Array): string[][] => {
  const folder = mkdtempSync(join(tmpdir(), 'case-'))
  writeFileSync(join(folder, 'a.xlsx'), bytes)
  const profile = `-env:UserInstallation=file://${folder}/profile`
  const options = [
    profile,
    '--headless',
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false',
    '--outdir',
    folder,
  ]
  execFileSync(calcPath ?? '', [...options, join(folder, 'a.xlsx')], { stdio: 'pipe' })
  const rows = parse(readFileSync(join(folder, 'a.csv'), 'utf8'), { relax_column_count: true })
  rmSync(folder, { recursive: true })
  return rows
}

// LibreOffice Calc is installed by CI, which says so where it is missing (tests/setup/supplies.ts).
describe.skipIf(!calcPath)('the workbook in LibreOffice', () => {
  it('comes to the figures of the page, line by line', { timeout: 120_000 }, async () => {
    const { lines, result, facts } = value(await businessCase(as(coordinator)))
    const rows = workedOut(value(await caseWorkbook(as(coordinator))).bytes)
    const cell = (title: string, column = 1) => Number(rows.find((row) => row[0] === title)?.[column])
    for (const { title, value } of [...lines, ...facts])
      expect([title, isClose(cell(title), value)]).toEqual([title, true])
    for (const { title, atLow, atHigh } of result.swings) {
      const row = rows.findLast((one) => one[0] === title)
      expect([title, isClose(Number(row?.[1]), atLow), isClose(Number(row?.[2]), atHigh)]).toEqual([title, true, true])
    }
    expect(cell('Services that must be members, all else as it is')).toBe(result.evenMembers)
    expect(cell('Places on courses, all else as it is')).toBe(result.evenPlaces)
    expect(await caseWorkbook(as(manager))).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})
