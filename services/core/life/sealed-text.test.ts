import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { inTransaction } from '#services/core/transaction.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  type Accepting,
  acceptText,
  changedParts,
  fingerprintOf,
  newestOf,
  type Part,
  readText,
  type SealedContent,
  sealText,
} from './sealed-text.ts'

const database = openTestDatabase()
const sides = ['host', 'provider']
const people: MadePerson[] = []
beforeAll(async () => {
  for (const _ of [...sides, 'another']) people.push(await makePerson(database.ctx()))
}, 60_000)

const aPart: fc.Arbitrary<Part> = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('part'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 5 }).filter((name) => name !== '__proto__'),
      tie('part'),
      { maxKeys: 4 },
    ),
  ),
})).part
const content: fc.Arbitrary<SealedContent> = fc.record({
  text: fc.string({ unit: 'binary' }),
  parts: fc.option(
    fc.dictionary(
      fc.string({ maxLength: 5 }).filter((name) => name !== '__proto__'),
      aPart,
      { maxKeys: 5 },
    ),
  ),
})

/** The same content as another machine may write it: names in another order, other line ends, accents apart. */
const writtenOtherwise = (part: Part): Part => {
  if (typeof part === 'string') return part.replaceAll('\n', '\r\n').normalize('NFD')
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) return part.map(writtenOtherwise)
  return Object.fromEntries(
    Object.entries(part)
      .reverse()
      .map(([name, value]) => [name, value === undefined ? undefined : writtenOtherwise(value)]),
  )
}
const otherwise = ({ text, parts }: SealedContent): SealedContent => ({
  text: text.replaceAll('\n', '\r\n').normalize('NFD'),
  parts: parts && (writtenOtherwise(parts) as SealedContent['parts']),
})

describe('a fingerprint', () => {
  it('is the same however the same content is written, and another for any other content', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const plain = { text: one.text.replaceAll('\r', ''), parts: null }
        expect(fingerprintOf(otherwise(plain))).toBe(fingerprintOf(plain))
        expect(fingerprintOf({ ...one, parts: { a: 1, b: one.parts ?? 2 } })).toBe(
          fingerprintOf({ ...one, parts: { b: one.parts ?? 2, a: 1, c: undefined } }),
        )
        expect(fingerprintOf({ ...one, text: `${one.text}.` })).not.toBe(fingerprintOf(one))
        expect(fingerprintOf({ ...one, parts: { ...other.parts, price: 100 } })).not.toBe(
          fingerprintOf({ ...one, parts: { ...other.parts, price: 101 } }),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('is of whole numbers only', () => {
    expect(() => fingerprintOf({ text: '', parts: { price: 0.1 } })).toThrow('no whole number')
  })
})

type Step = { does: 'seal' } | { does: 'accept'; side: number; person: number; back: number; isOwnHash: boolean }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.constant<Step>({ does: 'seal' }),
    fc.record({
      does: fc.constant('accept' as const),
      side: fc.integer({ min: 0, max: 1 }),
      person: fc.integer({ min: 0, max: 2 }),
      back: fc.integer({ min: -1, max: 2 }),
      isOwnHash: fc.boolean(),
    }),
  ),
  { minLength: 1, maxLength: 14 },
)

const as = (person: MadePerson | undefined) => database.ctx(person?.actor)
const seal = (subjectId: string, text: string, basedOn?: number) =>
  inTransaction(database.ctx(), (ctx) => sealText(ctx, { kind: 'test', subjectId }, { text, parts: null }, basedOn))
const accept = (subjectId: string, person: MadePerson | undefined, accepting: Accepting) =>
  inTransaction(as(person), (ctx) => acceptText(ctx, { kind: 'test', subjectId }, accepting))

describe('a sealed text', () => {
  test('in any history is accepted only as it stands, by its own fingerprint, and starts afresh with every version', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const subjectId = randomUUID()
        const of = { kind: 'test', subjectId }
        const hashes: string[] = []
        let accepted = new Map<string, string>()
        for (const step of history) {
          if (step.does === 'seal') {
            const result = await seal(subjectId, `Version ${hashes.length + 1}`)
            if (!result.ok) throw new Error('Not sealed')
            hashes.push(result.value.hash)
            accepted = new Map()
            expect((await readText(database.ctx(), of))?.acceptances).toEqual([])
            continue
          }
          const number = hashes.length - step.back
          const person = people[step.person]
          const side = sides[step.side] ?? ''
          const hash = step.isOwnHash ? (hashes[number - 1] ?? 'none') : (hashes[0] ?? 'none')
          const isNewest = hashes.length > 0 && step.back === 0 && hash === hashes.at(-1)
          const byOther = [...accepted].some(([other, by]) => other !== side && by === person?.id)
          const result = await accept(subjectId, person, { number, hash, side })
          expect(result.ok).toBe(isNewest && (accepted.has(side) || !byOther))
          if (result.ok && !accepted.has(side)) accepted.set(side, person?.id ?? '')
          if (result.ok) expect(result.value.sides.sort()).toEqual([...accepted.keys()].sort())
        }
        const newest = await readText(database.ctx(), of)
        expect(newest?.number).toBe(hashes.length || undefined)
        expect(new Map(newest?.acceptances.map(({ side, personId }) => [side, personId]))).toEqual(accepted)
        expect((await newestOf(database.ctx(), 'test', [subjectId])).get(subjectId)?.hash).toBe(hashes.at(-1))
      }),
      { numRuns: 60 },
    )
  })

  it('refuses an old version with the names of what changed since', async () => {
    const subjectId = randomUUID()
    const text = (price: string) => `Dates:\nMonday\n\nWhat it costs:\n${price}\n\nWhere:\nHere`
    const first = await seal(subjectId, text('£100'))
    await seal(subjectId, text('£90'))
    const hash = first.ok ? first.value.hash : ''
    expect(await accept(subjectId, people[0], { number: 1, hash, side: 'host' })).toEqual({
      ok: false,
      problem: {
        kind: 'stale',
        why: 'You read version 1, and version 2 has replaced it. What changed is “What it costs”. Read it before you accept.',
      },
    })
    expect(await accept(subjectId, people[0], { number: 2, hash, side: 'host' })).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('not the text that is kept') },
    })
    expect(
      changedParts(
        { text: 'a', parts: { lines: [1, 2], where: 'x' } },
        { text: 'b', parts: { where: 'x', lines: [1] } },
      ),
    ).toEqual(['lines'])
  })

  it('is not written over from an older version', async () => {
    const subjectId = randomUUID()
    await seal(subjectId, 'One', 0)
    await seal(subjectId, 'Two', 1)
    expect(await seal(subjectId, 'Also two', 1)).toMatchObject({ problem: { kind: 'stale' } })
  })

  it('is never accepted and replaced at once, nor accepted twice by a side, however they race', async () => {
    for (let round = 0; round < 40; round += 1) {
      const subjectId = randomUUID()
      const first = await seal(subjectId, 'One')
      const hash = first.ok ? first.value.hash : ''
      const pressed = { number: 1, hash }
      const [host, again, provider, next] = await Promise.all([
        accept(subjectId, people[0], { ...pressed, side: 'host' }),
        accept(subjectId, people[2], { ...pressed, side: 'host' }),
        accept(subjectId, people[1], { ...pressed, side: 'provider' }),
        seal(subjectId, 'Two', 1),
      ])
      expect(next.ok).toBe(true)
      const news = [host, again].filter((result) => result.ok && result.value.isNew).length
      expect(news).toBeLessThanOrEqual(1)
      const one = await readText(database.ctx(), { kind: 'test', subjectId }, 1)
      expect(one?.acceptances).toHaveLength(news + (provider.ok ? 1 : 0))
      expect((await readText(database.ctx(), { kind: 'test', subjectId }))?.acceptances).toEqual([])
    }
  })

  it('is held by the database itself: nothing is changed or removed, and no acceptance is without its fingerprint', async () => {
    const subjectId = randomUUID()
    const sealed = await seal(subjectId, 'One')
    if (!sealed.ok) throw new Error('Not sealed')
    const { id, hash } = sealed.value
    await accept(subjectId, people[0], { number: 1, hash, side: 'host' })
    const { sealedText, textAcceptance } = database.ctx().db
    const kept = 'What was sealed or accepted cannot be changed'
    await expect(sealedText.update({ where: { id }, data: { content: '{}' } })).rejects.toThrow(kept)
    await expect(sealedText.deleteMany({ where: { subjectId } })).rejects.toThrow(kept)
    await expect(textAcceptance.updateMany({ where: { textId: id }, data: { side: 'x' } })).rejects.toThrow(kept)
    await expect(textAcceptance.deleteMany({ where: { textId: id } })).rejects.toThrow(kept)
    await expect(database.ctx().db.$executeRaw`truncate "TextAcceptance"`).rejects.toThrow(kept)
    const acceptance = { textId: id, side: 'provider', personId: people[1]?.id ?? '', acceptedAt: new Date() }
    await expect(
      textAcceptance.create({ data: { ...acceptance, hash: fingerprintOf({ text: 'Two', parts: null }) } }),
    ).rejects.toThrow()
    const row = { id: randomUUID(), kind: 'test', subjectId, number: 2, content: '{}', hash, sealedAt: new Date() }
    await expect(sealedText.create({ data: row })).rejects.toThrow('SealedText_fingerprint')
  })
})
