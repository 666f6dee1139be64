import { describe, expect, it } from 'vitest'
import type { Result } from '#services/core/result.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { decideJoinRequest, requestToJoin } from './newcomers.ts'
import { membershipTasks } from './queries.ts'
import { waitingRequests } from './waiting-requests.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const officer = async () =>
  database.ctx((await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })).actor)
const lettersTo = async (address: string) =>
  (await lettersIn(db(), { where: { topic: 'mail' } })).filter(({ payload }) => payload.to === address)

describe('somebody new', () => {
  it('has a reference and the day of the answer by mail, and on a second press the same ones', async () => {
    database.setNow('2026-06-12T09:00:00Z')
    const address = 'nell@new.example'
    const input = { name: 'Nell New', address, kind: 'individual' as const }
    expect(await requestToJoin(database.ctx(), input, 'a')).toEqual({ ok: true, value: null })
    database.setNow('2026-06-13T09:00:00Z')
    expect(await requestToJoin(database.ctx(), input, 'a')).toEqual({ ok: true, value: null })
    const admin = await officer()
    const [waiting] = value(await waitingRequests(admin))
    // Ten working days on.
    expect(waiting?.promised).toEqual({ ref: expect.stringMatching(/^JR-2026-\d{3}$/), by: '2026-06-26' })
    const letters = await lettersTo(address)
    expect(letters.map(({ payload }) => payload.subject)).toEqual([
      `We have your request to join: ${waiting?.promised?.ref}`,
      `We have your request to join: ${waiting?.promised?.ref}`,
    ])
    expect(JSON.stringify(letters[0]?.payload)).toContain('Friday 26 June 2026')
    expect(await membershipTasks(admin)).toMatchObject([
      { title: 'Decide on requests to join (1)', dueOn: '2026-06-26' },
    ])
  })

  it('comes for the bank without a membership, owes nothing, and is told what to do next', async () => {
    const address = 'rae@retired.example'
    value(await requestToJoin(database.ctx(), { name: 'Rae Retired', address, kind: 'bank' }, 'b'))
    const admin = await officer()
    const waiting = value(await waitingRequests(admin)).find((one) => one.address === address)
    expect(waiting).toMatchObject({ kind: null })
    value(await decideJoinRequest(admin, waiting?.id ?? '', { version: 1, decision: 'agreed', reason: 'Welcome.' }))
    const person = await db().person.findFirstOrThrow({ where: { addresses: { some: { address } } } })
    expect(await db().membership.count({ where: { personId: person.id } })).toBe(0)
    const welcome = (await lettersTo(address)).at(-1)?.payload
    expect(welcome).toMatchObject({ action: { path: '/sign-in?returnTo=%2Fapply' } })
    expect(JSON.stringify(welcome)).toMatch(/You owe nothing.*Then apply to the bank/)
  })
})
