import { expect, it } from 'vitest'
import { makeSubmitted, value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applicationCase } from './application-case.ts'

const database = openTestDatabase()

it('is pointed out within an application and beside another that the reader may know of, and of no other', async () => {
  const ctx = database.ctx()
  const administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const one = await makeSubmitted(ctx, { person: { posts: [{ yotCode: 'leeds' }] } })
  const other = await makeSubmitted(ctx, { person: { posts: [{ yotCode: 'kent' }] } })
  const write = (applicationId: string, themeCode: string, evidence: string) =>
    ctx.db.applicationTheme.update({
      where: { applicationId_themeCode: { applicationId, themeCode } },
      data: { evidence },
    })
  const words = 'Led the resettlement panel of two services for three years.'
  await write(one.id, 'A1', words)
  await write(one.id, 'K2', `  ${words.toUpperCase()} `)
  await write(other.id, 'A1', words)
  await write(other.id, 'K2', 'Short.')
  const bodies = async (applicationId: string, ...texts: string[]) => {
    const rows = await ctx.db.reference.findMany({ where: { applicationId }, orderBy: { position: 'asc' } })
    for (const [at, { id }] of rows.entries())
      await ctx.db.reference.update({ where: { id }, data: { body: texts[at] ?? null } })
  }
  const praise = 'They are the best manager I have ever worked with, without a doubt.'
  await bodies(one.id, praise, praise)
  await bodies(other.id, 'I have seen nothing of their work for some years now.', praise)
  const seen = async () => value(await applicationCase(database.ctx(administrator.actor), one.ref)).sameWords
  const all = await seen()
  expect(all.filter((says) => says.includes(other.ref))).toHaveLength(4)
  expect(all.filter((says) => !says.includes(other.ref))).toEqual([
    expect.stringContaining('word for word that for'),
    expect.stringContaining('are the same, word for word'),
  ])

  await ctx.db.conflict.create({
    data: {
      personId: administrator.id,
      caseKind: 'application',
      caseId: other.id,
      activity: 'deciding',
      ruleId: 'FAMILY',
      ruleSetVersion: 1,
      effect: 'block',
      isSilent: false,
      isPublic: false,
      factsKey: 'test',
      facts: [],
      status: 'detected',
      foundAt: ctx.clock.now(),
    },
  })
  expect((await seen()).filter((says) => says.includes(other.ref))).toEqual([])
  expect(await seen()).toHaveLength(2)
})
