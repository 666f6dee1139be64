import { beforeAll, describe } from 'vitest'
import { type Actor, visitor } from '#services/core/access.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { takeSnapshot } from '#services/insight/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { randomToday, randomWorld } from './random-world.ts'

/** A world in which figures are counted twice: by the product, and by a statement that was written without it. */
export type World = {
  /** ISO day. */
  today: string
  officer: () => Ctx
  visitor: () => Ctx
  as: (actor: Actor) => Ctx
  /** Moves to the first day of the next quarter, whose night publishes; gives that day. For a file's last test. */
  nextQuarter: () => Promise<string>
  /** Rows of a statement, whose values stand as $1, $2. */
  sql: <Row>(statement: string, ...values: unknown[]) => Promise<Row[]>
}

const today = { demonstration: londonDate(new Date()), random: randomToday }

/**
 * The same tests in the demonstration and in the world drawn by chance, each in the file's own copy, after the night's snapshot. Whoever reads
 * is an administrator from whom nothing is kept.
 */
export const inBothWorlds = (tests: (world: World) => void): void => {
  describe.each(['demonstration', 'random'] as const)('in the world: %s', (name) => {
    const database = openTestDatabase({ from: name === 'random' ? randomWorld : demonstration })
    let officer: Actor
    beforeAll(async () => {
      database.setNow(today[name])
      officer = (await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor
      await takeSnapshot(database.ctx())
    }, 120_000)
    tests({
      today: today[name],
      officer: () => database.ctx(officer),
      visitor: () => database.ctx(visitor),
      as: (actor) => database.ctx(actor),
      nextQuarter: async () => {
        const [year = 0, month = 1] = today[name].split('-').map(Number)
        const day = new Date(Date.UTC(year, Math.ceil(month / 3) * 3, 1)).toISOString().slice(0, 10)
        database.setNow(day)
        await takeSnapshot(database.ctx())
        return day
      },
      sql: (statement, ...values) => database.ctx().db.$queryRawUnsafe(statement, ...values),
    })
  })
}

/**
 * The count that a figure published now stands for, by the counts behind the earlier ones: the count itself, where each other earlier figure's
 * is five or more away; else the last.
 */
export const standsFor = (earlier: readonly number[], count: number): number => {
  const step = (number: number) => number - (number % 5)
  const near = earlier.filter((one) => step(one) !== step(count) && Math.abs(one - count) < 5)
  return near.length === 0 ? count : (earlier.at(-1) ?? count)
}
