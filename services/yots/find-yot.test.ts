import { describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findYot } from './find-yot.ts'

const database = openTestDatabase()

const pageOf = async (code: string, actor = visitor) => {
  const result = await findYot(database.ctx(actor), code)
  if (!result.ok) throw new Error(`No page for ${code}`)
  return result.value
}

describe('a service’s page', () => {
  it('gives the facts of the register', async () => {
    const leicestershire = await pageOf('leicestershire')
    expect(leicestershire).toMatchObject({
      name: 'Leicestershire Youth Justice Service',
      regionName: 'East Midlands',
      policeForce: 'Leicestershire Police',
      isCombined: true,
    })
    expect(leicestershire.councils.map((council) => council.name)).toEqual(['Leicestershire', 'Rutland'])
    expect(leicestershire.alsoKnownAs).toEqual(['Leicestershire and Rutland', 'Leics', 'Rutland'])
    expect(leicestershire.neighbours.map((link) => link.code)).toContain('leicester')
  })

  it('names neighbours by land, river and water from either side', async () => {
    const kinds = async (code: string) =>
      Object.fromEntries((await pageOf(code)).neighbours.map((link) => [link.code, link.kind]))
    expect(await kinds('bexley')).toMatchObject({ thurrock: 'water', greenwich: 'land' })
    expect(await kinds('thurrock')).toMatchObject({ bexley: 'water' })
  })

  it('dates councils that come and go', async () => {
    database.setNow('2027-03-31')
    const ctx = database.ctx()
    await ctx.db.localAuthority.create({ data: { code: 'E06999999', name: 'West Surrey' } })
    await ctx.db.yotAuthority.create({
      data: { yotCode: 'surrey', authorityCode: 'E06999999', from: new Date('2027-04-01') },
    })
    await ctx.db.yotAuthority.updateMany({
      where: { yotCode: 'surrey', authorityCode: { not: 'E06999999' } },
      data: { until: new Date('2027-03-31') },
    })
    const before = [
      { name: 'Surrey', from: null, until: '2027-03-31', isNow: true },
      { name: 'West Surrey', from: '2027-04-01', until: null, isNow: false },
    ]
    expect((await pageOf('surrey')).councils).toEqual(before)
    database.setNow('2027-04-01')
    expect((await pageOf('surrey')).councils.map((council) => council.isNow)).toEqual([false, true])
    database.setNow(null)
  })

  it('shows who holds which post to people who are signed in, and to visitors only whether it is held', async () => {
    const head = await makePerson(database.ctx(), { name: 'Ada Thorne', posts: [{ yotCode: 'leeds' }] })
    await makePerson(database.ctx(), {
      name: 'Bo Lind',
      posts: [{ yotCode: 'leeds', level: 'manager', isOnLeave: true }],
    })
    await makePerson(database.ctx(), {
      name: 'Cy Marsh',
      posts: [{ yotCode: 'leeds', level: 'second_tier', from: '2020-01-01', until: '2024-01-01' }],
    })
    const { posts } = await pageOf('leeds', head.actor)
    expect(posts.map((post) => [post.level, post.isVacant, post.holders?.map((holder) => holder.name)])).toEqual([
      ['head', false, ['Ada Thorne']],
      ['second_tier', true, []],
      ['manager', false, ['Bo Lind']],
    ])
    expect(posts[2]?.holders?.[0]?.state).toBe('on_leave')
    const seen = JSON.stringify(await pageOf('leeds'))
    expect(seen).not.toMatch(/Ada Thorne|Bo Lind|on_leave/)
    expect((await pageOf('leeds')).posts.map((post) => post.isVacant)).toEqual([false, true, false])
  })

  it('is not there for a code nobody has', async () => {
    expect(await findYot(database.ctx(), 'atlantis')).toMatchObject({ problem: { kind: 'not-found' } })
  })
})
