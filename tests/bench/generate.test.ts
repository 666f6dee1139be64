import { expect, it } from 'vitest'
import { findFaults } from '#services/invariants.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { benchToday, generateInto } from './generate.ts'

const test = openTestDatabase()

it('generates an exchange of the register’s size that obeys every rule', async () => {
  test.setNow(benchToday)
  const ctx = test.ctx()
  await generateInto(ctx, ctx.db, 'real')
  expect(await ctx.db.ratingPair.count()).toBeGreaterThan(2_000)
  expect(await findFaults(ctx.db)).toEqual([])
})
