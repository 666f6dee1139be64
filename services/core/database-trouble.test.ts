import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { troubleOf } from './database-trouble.ts'

const database = openTestDatabase()

const failing = async (code: string): Promise<unknown> => {
  const { db } = database.ctx()
  return db
    .$executeRawUnsafe(`do $$ begin raise exception 'in the server''s words' using errcode = '${code}'; end $$`)
    .then(
      () => null,
      (error) => error,
    )
}

describe('trouble with the database', () => {
  it('is told from our own faults by what the database says', async () => {
    expect(troubleOf(await failing('53100'))).toBe('full')
    expect(troubleOf(await failing('57P01'))).toBe('away')
    expect(troubleOf(await failing('08006'))).toBe('away')
    expect(troubleOf(await failing('23505'))).toBeNull()
    expect(troubleOf(await failing('22023'))).toBeNull()
  })

  it('is found beneath other errors, and not in what a person typed', () => {
    expect(troubleOf(new Error('Failed', { cause: Object.assign(new Error('write'), { code: 'ENOSPC' }) }))).toBe(
      'full',
    )
    expect(troubleOf(new Error('Connection terminated unexpectedly'))).toBe('away')
    expect(troubleOf(new Error('Invalid value: "ECONNRESET"'))).toBeNull()
    expect(troubleOf('away')).toBeNull()
  })
})
