import { expect, it } from 'vitest'
import { value } from '#tests/factories/application.ts'
import { makeRatedWork, openHearings, statement } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { bring } from './bring.ts'
import { concernsAbout } from './concerns-about.ts'

const database = openTestDatabase()
const { as, concernOf } = openHearings(database)

it('shows an open complaint to administrators who may know of it, and to nobody else in any number', async () => {
  const ctx = database.ctx()
  const office = (role: 'administrator' | 'coordinator' | 'assessor') =>
    makePerson(ctx, { appointments: [{ role, ...(role === 'coordinator' ? { region: 'London' } : {}) }] })
  const [administrator, other, coordinator, assessor] = await Promise.all([
    office('administrator'),
    office('administrator'),
    office('coordinator'),
    office('assessor'),
  ])
  const { lead, host } = await makeRatedWork(ctx)
  const { ref } = value(await bring(as(administrator), { about: 'person', id: lead.id, reason: 'risk', statement }))
  const { id } = await concernOf(ctx, ref)
  const about = (who: typeof lead, ids: string[] | null = null) => concernsAbout(as(who), ids)
  expect(await about(other, [lead.id])).toMatchObject([{ personId: lead.id, ref }])
  expect((await about(other)).filter((one) => one.ref === ref)).toHaveLength(1)
  expect(await about(other, [host.id])).toEqual([])
  for (const nobody of [coordinator, assessor, lead, host]) expect(await about(nobody)).toEqual([])

  // Blocked from the concern, an administrator finds nothing of it; nor do they in a concern of their own.
  await ctx.db.conflict.create({
    data: {
      personId: other.id,
      caseKind: 'concern',
      caseId: id,
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
  expect((await about(other)).filter((one) => one.ref === ref)).toEqual([])
  await ctx.db.concern.update({ where: { id }, data: { status: 'not_for_here' } })
  expect((await about(administrator)).filter((one) => one.ref === ref)).toEqual([])
})
