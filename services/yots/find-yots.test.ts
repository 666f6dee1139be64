import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { countByRegion, searchRegister, yotsOfRegion } from './find-yots.ts'

const database = openTestDatabase()

describe('searching the register', () => {
  it.each([
    ['Leeds YOT', 'leeds', null],
    ['hackney youth justice', 'hackney', null],
    ['Rutland', 'leicestershire', 'Rutland'],
  ])('%s finds %s', async (query, code, matched) => {
    const { found, isGuess } = await searchRegister(database.ctx(), query)
    expect(found[0]).toMatchObject({ code, matched })
    expect(isGuess).toBe(false)
  })

  it.each([
    ['hakney', 'hackney'],
    ['Wolverhamton YOS', 'wolverhampton'],
    ['Leeds West', 'leeds'],
  ])('%s is only a guess at %s', async (query, code) => {
    const { found, isGuess } = await searchRegister(database.ctx(), query)
    expect(found.map((link) => link.code)).toContain(code)
    expect(isGuess).toBe(true)
  })

  it('says what became of an old name, once', async () => {
    const { oldName, found } = await searchRegister(database.ctx(), 'Cumbria YOS')
    expect(oldName).toMatchObject({
      name: 'Cumbria',
      note: expect.stringContaining('split'),
      now: [{ code: 'cumberland' }, { code: 'westmorland-and-furness' }],
    })
    expect(found.map((link) => link.code)).not.toContain('cumberland')
  })

  it.each(['', '   ', 'zzzzzzzz', '%', "'; drop table"])('%j finds nothing', async (query) => {
    expect(await searchRegister(database.ctx(), query)).toMatchObject({ found: [], oldName: null })
  })
})

it('lists the register by region', async () => {
  const counts = await countByRegion(database.ctx())
  expect(counts.reduce((sum, row) => sum + row.count, 0)).toBe(155)
  expect(counts.at(-1)).toEqual({ region: 'Wales', count: 17 })
  const wales = await yotsOfRegion(database.ctx(), 'Wales')
  expect(wales).toHaveLength(17)
  expect(wales[0]?.name.localeCompare(wales[1]?.name ?? '')).toBe(-1)
  expect(await yotsOfRegion(database.ctx(), 'Atlantis')).toEqual([])
})
