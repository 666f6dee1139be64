import { describe, expect, it } from 'vitest'
import { value } from '#tests/factories/application.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { remember, rememberReference } from './remember.ts'
import { ok } from './result.ts'
import { inTransaction } from './transaction.ts'

const database = openTestDatabase()

describe('what is remembered', () => {
  const counted = () => {
    let reads = 0
    return { read: async () => (reads += 1), reads: () => reads }
  }

  it('is read afresh in a transaction, unless no use case changes it', async () => {
    const [changing, reference] = [counted(), counted()]
    const ofChanging = remember(60, changing.read)
    const ofReference = rememberReference(60, reference.read)
    const readBoth = async (ctx: Parameters<typeof ofChanging>[0]) => [await ofChanging(ctx), await ofReference(ctx)]
    const ctx = database.ctx()
    expect(await readBoth(ctx)).toEqual([1, 1])
    expect(await readBoth(ctx)).toEqual([1, 1])
    expect(value(await inTransaction(ctx, async (inner) => ok(await readBoth(inner))))).toEqual([2, 1])
  })

  it('is read anew when it is too old, and when reading failed', async () => {
    let fails = true
    const reads = counted()
    const read = async () => {
      if (fails) throw new Error('away')
      return reads.read()
    }
    const [kept, neverKept] = [rememberReference(60, read), rememberReference(0, read)]
    await expect(kept(database.ctx())).rejects.toThrow('away')
    fails = false
    expect([await kept(database.ctx()), await kept(database.ctx())]).toEqual([1, 1])
    expect([await neverKept(database.ctx()), await neverKept(database.ctx())]).toEqual([2, 3])
  })
})
