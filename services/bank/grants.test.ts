import { expect, it } from 'vitest'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { goldenThreads, themesByCode, themeTree } from './themes.ts'

const database = openTestDatabase()

it.each([
  ['active', true],
  ['renewal_due', true],
  ['lapsed', false],
  ['suspended', false],
  ['removed', false],
] as const)('a standing that is %s makes a bank member: %s', async (status, isMember) => {
  const { actor } = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }], bank: { status } })
  const roles = actor.grants.map((grant) => grant.role)
  expect(roles.includes('bank_member')).toBe(isMember)
  expect(roles).toContain('service_lead')
})

it('reads the themes as a tree, numbers in order', async () => {
  const tree = await themeTree(database.ctx())
  expect(tree.map((theme) => theme.code).join('')).toBe('ABCDEFGHIJKL')
  expect(tree.flatMap((theme) => theme.children)).toHaveLength(69)
  const byCode = await themesByCode(database.ctx())
  expect(goldenThreads.map((code) => byCode.get(code)?.name)).toEqual([
    'Voice of the child and participation',
    'Disproportionality and anti-racism',
  ])
})
