import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { system } from './core/access.ts'
import { readConfig } from './core/config.ts'
import { createLog } from './core/log.ts'
import { imageName } from './demonstration-image.ts'
import { findFaults } from './invariants.ts'
import { openExchange } from './open-exchange.ts'

const folder = mkdtempSync(join(tmpdir(), 'critical-friend-exchange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const images = join(folder, 'images')
const open = (name: string, env: Record<string, string> = {}) => {
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: join(folder, name), ...env })
  return openExchange(config, createLog(config), { images })
}

describe('a new folder', () => {
  it('begins with a copy of the demonstration that was made before, whole and its own', {
    timeout: 240_000,
  }, async () => {
    const first = await open('first')
    const people = await first.database.client.person.findMany({ orderBy: { id: 'asc' } })
    expect(people.length).toBeGreaterThan(20)
    expect(readdirSync(images)).toHaveLength(1)
    await first.database.client.person.updateMany({ data: { name: 'Changed In The First' } })
    await first.close()

    const second = await open('second')
    expect(await second.database.client.person.findMany({ orderBy: { id: 'asc' } })).toEqual(people)
    expect(await findFaults(second.contextFor(system, 'test').db)).toEqual([])
    await second.close()
    // What was copied is nobody's leftovers.
    expect(readdirSync(images)).toHaveLength(1)
    expect(readdirSync(join(folder, 'second')).sort()).toEqual(['database'])
  })
})

describe('an image', () => {
  it('is another once anything that it came of changes, or the day does', () => {
    const source = join(folder, 'source')
    mkdirSync(source)
    writeFileSync(join(source, 'people.ts'), 'Ann')
    const before = imageName('2026-06-01', [source])
    expect(imageName('2026-06-01', [source])).toBe(before)
    expect(imageName('2026-06-02', [source])).not.toBe(before)
    writeFileSync(join(source, 'people.ts'), 'Bob')
    expect(imageName('2026-06-01', [source])).not.toBe(before)
    expect(imageName('2026-06-01')).not.toBe(before)
  })
})
