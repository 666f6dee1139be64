import { afterAll, afterEach, beforeAll } from 'vitest'
import { lookBeyond, lowerWall, raiseWall, wall } from '#tests/mocks/wall.ts'

/* Fails any test that reaches beyond this machine, also where the code under test takes the refusal in its stride. */

beforeAll(raiseWall)
afterEach(() => {
  wall.resetHandlers()
  const tried = lookBeyond()
  if (tried.length > 0) throw new Error(`This test reached beyond this machine: ${tried.join(', ')}`)
})
afterAll(lowerWall)
