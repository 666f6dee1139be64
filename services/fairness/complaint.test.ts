import { describe, expect, it } from 'vitest'
import { changeOffering, moveOffering, offeringSchema } from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { openHearings, statement } from '#tests/factories/concern.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { appealConcern } from './appeal.ts'
import { bring } from './bring.ts'
import { findConcern } from './page.ts'

const database = openTestDatabase()
const { as, concernOf, decide, hear, tick } = openHearings(database)

/** A complaint of a member of Leeds about what Sunderland offers, heard. */
const complained = async () => {
  const ctx = database.ctx()
  const provider = await makePerson(ctx, { posts: [{ yotCode: 'sunderland', level: 'manager' }] })
  const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  const offering = await makeOffering(ctx, { by: { yotCode: 'sunderland', contactId: provider.id } })
  const given = { about: 'offering', id: offering.slug, reason: 'not-as-described', statement } as const
  expect(await bring(as(provider), given)).toMatchObject({ problem: { kind: 'refused' } })
  const { ref } = value(await bring(as(member), given))
  await hear(ctx, ref, { lead: member, host: provider })
  const read = () => ctx.db.offering.findUniqueOrThrow({ where: { id: offering.id } })
  const mend = async () => {
    const words = { title: 'Resettlement day', summary: 'A day, remotely.', description: 'In your offices.' }
    const rest = { kind: 'training', basis: 'free', delivery: ['remote'], themes: ['G1'], contactId: provider.id }
    const { version } = await read()
    value(
      await changeOffering(as(provider), offering.slug, { ...offeringSchema.parse({ ...words, ...rest }), version }),
    )
  }
  const pause = async () => {
    const { version } = await read()
    value(await moveOffering(as(provider), { slug: offering.slug, version, event: 'paused' }))
  }
  return { ctx, provider, member, ref, mend, pause, status: async () => (await read()).status }
}

describe('a complaint that the provider is to put right by a day', () => {
  it('pauses the offering on the morning after, where nothing was changed', async () => {
    const { ctx, ref, member, provider, status } = await complained()
    await decide(ctx, ref, 'mend', '2026-07-01')
    for (const who of [member, provider])
      expect(value(await findConcern(as(who), ref)).points[0]?.outcome?.follows).toContain('by Wednesday 1 July 2026')
    database.setNow('2026-07-01T22:30:00Z')
    await tick(ctx)
    expect(await status()).toBe('published')
    database.setNow('2026-07-02T05:30:00Z')
    await tick(ctx)
    expect(await status()).toBe('paused')
  })

  it('does nothing where it was put right', async () => {
    const { ctx, ref, mend, status } = await complained()
    await decide(ctx, ref, 'mend', '2026-07-01')
    database.setNow('2026-06-20')
    await mend()
    database.setNow('2026-07-02')
    await tick(ctx)
    expect(await status()).toBe('published')
  })

  it('waits while an appeal is heard; then the provider has the days that it took, and what was put right counts', async () => {
    const { ctx, ref, member, provider, status } = await complained()
    await decide(ctx, ref, 'mend', '2026-06-11')
    database.setNow('2026-06-06')
    const { version } = await concernOf(ctx, ref)
    const ground = { reason: 'unreasonable', statement: 'Ten days are too few to have it looked at by anybody.' }
    const appeal = value(await appealConcern(as(provider), ref, { version, ...ground })).ref
    database.setNow('2026-06-20')
    await tick(ctx)
    expect(await status()).toBe('published')
    await hear(ctx, appeal, { lead: provider, host: member })
    await decide(ctx, appeal, 'stands')
    // Five days were left.
    expect(value(await findConcern(as(provider), ref)).points[0]?.outcome?.follows).toContain(
      'by Thursday 25 June 2026',
    )
    database.setNow('2026-06-25')
    await tick(ctx)
    expect(await status()).toBe('published')
    database.setNow('2026-06-26')
    await tick(ctx)
    expect(await status()).toBe('paused')

    const other = await complained()
    await decide(ctx, other.ref, 'mend', '2026-07-10')
    database.setNow('2026-06-27')
    await other.mend()
    const again = { version: (await concernOf(ctx, other.ref)).version, ...ground }
    const second = value(await appealConcern(as(other.member), other.ref, again)).ref
    await hear(ctx, second, { lead: other.member, host: other.provider })
    await decide(ctx, second, 'stands')
    database.setNow('2026-08-01')
    await tick(ctx)
    expect(await other.status()).toBe('published')
  })

  it('is paused at once where that was decided', async () => {
    const { ctx, ref, status } = await complained()
    await decide(ctx, ref, 'paused')
    expect(await status()).toBe('paused')
  })

  it('is in the catalogue again while that is appealed, and paused when it stands', async () => {
    const { ctx, ref, member, provider, status } = await complained()
    await decide(ctx, ref, 'paused')
    const { version } = await concernOf(ctx, ref)
    const ground = { reason: 'unreasonable', statement: 'Pausing all of it for one sentence is more than was asked.' }
    const appeal = value(await appealConcern(as(provider), ref, { version, ...ground })).ref
    expect(await status()).toBe('published')
    await hear(ctx, appeal, { lead: provider, host: member })
    await decide(ctx, appeal, 'stands')
    expect(await status()).toBe('paused')
  })

  it('stays as its provider left it where it was paused before the decision', async () => {
    const { ctx, ref, member, status, pause } = await complained()
    await pause()
    await decide(ctx, ref, 'paused')
    const { version } = await concernOf(ctx, ref)
    const ground = { reason: 'unreasonable', statement: 'It was paused already, and nobody had looked at why.' }
    await appealConcern(as(member), ref, { version, ...ground })
    expect(await status()).toBe('paused')
  })
})
