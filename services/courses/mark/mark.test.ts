import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, addMonths } from '#services/core/clock.ts'
import { notFound } from '#services/core/result.ts'
import { manageResources, resourcesOf } from '#services/courses/resources/list-resources.ts'
import { addResource, replaceResource, withdrawResource } from '#services/courses/resources/save-resource.ts'
import { takeResource, takeUp } from '#services/courses/resources/take-resource.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askForMark } from './ask-mark.ts'
import { drawObservers } from './draw-observers.ts'
import { listMarks } from './mark-line.ts'
import { findMark, marksDesk } from './mark-page.ts'
import { findObservation, saveLine, sendObservation, standDownAsObserver } from './observe.ts'
import { endMarks, keepMark, questionMark, restoreMark, withdrawMark } from './question-mark.ts'
import { type Candidate, rankObservers } from './rank-observers.ts'
import { countingLevels, isApart, verdict } from './rubric.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)

let provider: MadePerson
let host: MadePerson
const bank = new Map<string, MadePerson>()

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  provider = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  host = await makePerson(ctx, { posts: [{ yotCode: 'kent' }] })
  for (const yotCode of ['leeds', 'kent']) await makeMembership(ctx, { yotCode })
  const member = async (yotCode: string, roles: ('reviewer' | 'mentor')[], more = {}) => {
    const made = await makePerson(ctx, {
      posts: [{ yotCode, level: 'manager' }],
      bank: { roles },
      declaredOn: '2026-05-01',
      ...more,
    })
    bank.set(made.id, made)
  }
  // Of the same region and of the same service: never drawn.
  await member('york', ['reviewer', 'mentor'])
  await member('leeds', ['reviewer', 'mentor'])
  await member('bristol', ['reviewer'])
  await member('devon', ['mentor'])
  await member('essex', ['reviewer'])
  await member('norfolk', ['mentor'])
}, 60_000)

const course = async (title: string, on = '2026-07-15') => {
  const ctx = database.ctx()
  const offering = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: provider.id }, title })
  const { id, ref } = await makeCourse(ctx, { offeringId: offering.id, createdById: provider.id, on })
  return { offering, dateId: id, ref }
}
const observersOf = async (offeringId: string) =>
  db().observation.findMany({ where: { mark: { offeringId }, releasedAt: null }, orderBy: { side: 'asc' } })
const observer = (id: string): MadePerson => {
  const found = bank.get(id)
  if (!found) throw new Error('Somebody else was drawn')
  return found
}
type Level = '1' | '2' | '3' | '4'
const say = async (who: MadePerson, id: string, levels: readonly Level[]) => {
  for (const [at, level] of levels.entries())
    value(
      await saveLine(as(who), id, { position: at + 1, version: 0, level, evidence: `Seen by ${who.id.slice(0, 4)}.` }),
    )
  return sendObservation(as(who), id)
}
const good: Level[] = ['3', '3', '4', '3', '2', '3', '4', '3']

describe('who observes', () => {
  it('is never barred, the least burdened, with one who has delivered training, whoever there is', () => {
    const candidate = fc.record({
      personId: fc.uuid(),
      region: fc.constantFrom('north', 'south'),
      open: fc.nat(3),
      year: fc.nat(5),
      hasTrained: fc.boolean(),
      isBarred: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(candidate, { selector: ({ personId }) => personId, maxLength: 12 }),
        fc.boolean(),
        (all, needsTrained) => {
          const able = all.filter(({ isBarred }) => !isBarred)
          const drawn = rankObservers(all, () => 0, { count: 2, needsTrained })
          const isPossible = able.length >= 2 && (!needsTrained || able.some(({ hasTrained }) => hasTrained))
          expect(drawn !== null).toBe(isPossible)
          if (drawn === null) return
          expect(drawn.every(({ isBarred }) => !isBarred)).toBe(true)
          expect(new Set(drawn.map(({ personId }) => personId)).size).toBe(2)
          if (needsTrained) expect(drawn.some(({ hasTrained }) => hasTrained)).toBe(true)
          const left = (one: Candidate) => able.filter((other) => !drawn.includes(other) && other.open < one.open)
          if (!needsTrained) expect(drawn.flatMap(left)).toEqual([])
        },
      ),
    )
  })

  it('the levels that count: of two the lower, of three the middle; none at 1, at most one at 2, a mean of at least 4', () => {
    expect(
      countingLevels([
        [3, 4],
        [2, 2],
        [1, 4, 3],
      ]),
    ).toEqual([3, 2, 3])
    expect([isApart([[3, 4]]), isApart([[2, 4]]), isApart([[1, 4, 2]])]).toEqual([false, true, true])
    expect(verdict([3, 3, 2], 4).isAwarded).toBe(true)
    expect(verdict([3, 2, 2], null)).toEqual({ isAwarded: false, short: [2, 3], isMeanShort: false })
    expect(verdict([1, 3, 3], null).short).toEqual([1])
    expect(verdict([4, 4, 4], 3.9)).toEqual({ isAwarded: false, short: [], isMeanShort: true })
    expect(verdict([4, 4, 4], null).isAwarded).toBe(true)
  })
})

describe('a mark', () => {
  it('is asked for, observed by two who cannot read each other, awarded, questioned by a complaint and lapses after two years', async () => {
    database.setNow('2026-06-01')
    const { offering, dateId } = await course('Seen and good')
    expect(await askForMark(as(host), offering.slug, { dateId })).toEqual(notFound())
    const { ref } = value(await askForMark(as(provider), offering.slug, { dateId }))
    expect(await askForMark(as(provider), offering.slug, { dateId })).toMatchObject({ problem: { kind: 'refused' } })
    const rows = await observersOf(offering.id)
    expect(rows.map(({ side }) => side)).toEqual(['first', 'second'])
    expect(rows.every(({ region }) => region !== 'Yorks Hum')).toBe(true)
    const [first, second] = rows.map(({ id, observerId }) => ({ id, who: observer(observerId) }))
    if (!first || !second) throw new Error('nobody')
    expect(await findObservation(as(second.who), first.id)).toEqual(notFound())
    expect(await findObservation(as(provider), first.id)).toEqual(notFound())
    expect(
      await saveLine(as(first.who), first.id, { position: 1, version: 0, level: '3', evidence: 'Too early.' }),
    ).toMatchObject({
      problem: { kind: 'refused', why: 'Say what you saw once it has begun.' },
    })
    database.setNow('2026-07-15')
    expect(await sendObservation(as(first.who), first.id)).toMatchObject({ problem: { kind: 'refused' } })
    const before = value(await findObservation(as(second.who), second.id))
    value(await say(first.who, first.id, good))
    // Nothing tells the second that the first is in.
    expect(value(await findObservation(as(second.who), second.id))).toEqual(before)
    expect(value(await findMark(as(provider), offering.slug)).mark?.seen).toEqual([])
    expect(await standDownAsObserver(as(first.who), first.id)).toMatchObject({ problem: { kind: 'refused' } })
    value(await say(second.who, second.id, good))
    const page = value(await findMark(as(provider), offering.slug))
    expect(page.mark).toMatchObject({ ref, stands: 'In force', awardedOn: '2026-07-15', endsOn: '2028-07-15' })
    expect(page.mark?.reasons).toBe('Too few have evaluated it yet (0 of 5).')
    expect(page.mark?.seen).toHaveLength(8)
    expect(JSON.stringify(page)).not.toContain(first.who.name)
    expect(await listMarks(as(host))).toMatchObject([{ observedOn: '2026-07-15', regions: expect.any(Array) }])
    expect(await marksDesk(as(host))).toMatchObject({ problem: { kind: 'forbidden' } })

    const ctx = database.ctx()
    const status = async () => (await db().mark.findUniqueOrThrow({ where: { ref } })).status
    value(await questionMark(ctx, offering.id))
    expect(await status()).toBe('questioned')
    expect(await listMarks(as(host))).toHaveLength(1)
    value(await keepMark(ctx, offering.id))
    value(await keepMark(ctx, offering.id))
    expect(await status()).toBe('awarded')
    value(await questionMark(ctx, offering.id))
    value(await withdrawMark(ctx, offering.id))
    expect(await listMarks(as(host))).toEqual([])
    value(await restoreMark(ctx, offering.id))
    value(await keepMark(ctx, offering.id))
    const told = async () => db().waitingLine.count({ where: { key: { contains: ':due:' } } })
    for (const [on, letters] of [
      ['2028-04-15', 0],
      ['2028-04-16', 1],
      ['2028-05-30', 1],
      ['2028-06-15', 2],
      ['2028-07-08', 3],
    ] as const) {
      database.setNow(on)
      await endMarks.run(ctx)
      await endMarks.run(ctx)
      expect([on, await told()]).toEqual([on, letters])
    }
    database.setNow('2028-07-15')
    await endMarks.run(ctx)
    expect(await status()).toBe('awarded')
    database.setNow('2028-07-16')
    await endMarks.run(ctx)
    expect(await status()).toBe('lapsed')
  })

  it('goes to a third where two are far apart, and is not given yet with what would make it; whoever stands down is replaced', async () => {
    database.setNow('2026-06-01')
    const { offering, dateId } = await course('Seen and not yet')
    value(await askForMark(as(provider), offering.slug, { dateId }))
    const [leaving] = await observersOf(offering.id)
    if (!leaving) throw new Error('nobody')
    value(await standDownAsObserver(as(observer(leaving.observerId)), leaving.id))
    const [first, second] = await observersOf(offering.id)
    if (!first || !second) throw new Error('nobody')
    expect([first.observerId, second.observerId]).not.toContain(leaving.observerId)
    database.setNow('2026-07-15')
    value(await say(observer(first.observerId), first.id, ['1', ...good.slice(1)]))
    value(await say(observer(second.observerId), second.id, ['4', ...good.slice(1)]))
    const third = (await observersOf(offering.id)).find(({ side }) => side === 'third')
    if (!third) throw new Error('no third')
    value(await say(observer(third.observerId), third.id, ['1', ...good.slice(1)]))
    const page = value(await findMark(as(provider), offering.slug))
    expect(page.mark).toMatchObject({ stands: 'Not yet', reasons: expect.stringContaining('need and aims') })
    expect(page.askAgainOn).toBe('2026-10-15')
    const later = await makeCourse(database.ctx(), {
      offeringId: offering.id,
      createdById: provider.id,
      on: '2026-12-01',
    })
    expect(await askForMark(as(provider), offering.slug, { dateId: later.id })).toMatchObject({
      problem: { why: expect.stringContaining('15 October') },
    })
    // Everybody who could has seen it or another at once: it waits, the administrators are told, and nobody is drawn twice.
    database.setNow(addDays(addMonths('2026-07-15', 3), 1))
    value(await askForMark(as(provider), offering.slug, { dateId: later.id }))
    await drawObservers.run(database.ctx())
    expect(await observersOf(offering.id)).toHaveLength(5)
  })
})

describe('what is taken without asking', () => {
  const pdf = (text: string) => new File([`%PDF-1.7\n% ${text}\n%%EOF\n`], `${text}.pdf`)

  it('is looked at by its content, taken by a press, and taken up into the ledger without time, once', async () => {
    database.setNow('2026-06-01')
    const { offering } = await course('Something to take')
    const { slug } = offering
    const file = (content: string, name: string) => new File([content], name)
    expect(await addResource(as(host), slug, { title: 'A form', url: undefined, file: pdf('form') })).toEqual(
      notFound(),
    )
    expect(
      await addResource(as(provider), slug, {
        title: 'A form',
        url: undefined,
        file: file('MZ not a PDF', 'form.pdf'),
      }),
    ).toMatchObject({ problem: { kind: 'invalid', fields: { file: expect.any(String) } } })
    const { id } = value(await addResource(as(provider), slug, { title: 'A form', url: undefined, file: pdf('form') }))
    value(await replaceResource(as(provider), slug, { id, version: 1, file: pdf('better') }))
    expect(await replaceResource(as(provider), slug, { id, version: 1, file: pdf('stale') })).toMatchObject({
      problem: { kind: 'stale' },
    })
    const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'Visitor', grants: [] })
    expect(value(await takeResource(visitor, slug, id))).toMatchObject({ kind: 'file', fileName: 'better.pdf' })
    expect(await takeUp(as(host), slug, { id, words: 'We use it.' })).toEqual(notFound())
    value(await takeResource(as(host), slug, id))
    value(await takeResource(as(host), slug, id))
    value(await takeUp(as(host), slug, { id, words: 'We use it.' }))
    expect(await takeUp(as(host), slug, { id, words: 'Again.' })).toMatchObject({ problem: { kind: 'refused' } })
    expect(value(await manageResources(as(provider), slug)).resources).toMatchObject([
      { taken: 1, takenUp: [{ words: 'We use it.' }], file: { number: 2 } },
    ])
    expect(await db().ledgerEntry.findMany({ where: { sourceKind: 'reuse' } })).toMatchObject([
      { minutes: 0, giverYotCode: 'leeds', receiverYotCode: 'kent', title: 'Taken up: A form' },
    ])
    value(await withdrawResource(as(provider), slug, { id, version: 2 }))
    expect(await takeResource(as(host), slug, id)).toEqual(notFound())
    expect(await resourcesOf(as(host), slug)).toEqual([])
  })
})
