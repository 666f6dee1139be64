import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { linksOf, makeAssessor, makeAtPanel, makeSubmitted, value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { giveReference } from './give-reference.ts'
import { latestMark, vettingJobs } from './jobs.ts'

const database = openTestDatabase()
let panel: MadePerson[]

beforeAll(async () => {
  const ctx = database.ctx()
  panel = [await makeAssessor(ctx, 'cardiff'), await makeAssessor(ctx, 'hackney')]
})
afterEach(() => database.setNow(null))

/** Runs every job twice, as two workers might. */
const runJobs = async () => {
  const ctx = database.ctx()
  for (const { run } of [...vettingJobs, ...vettingJobs]) await run(ctx)
}

const mailsAbout = async (caseId: string, part: string) => {
  const mails = await lettersIn(database.ctx().db, { where: { caseId, topic: 'mail', key: { contains: part } } })
  return mails.map(({ payload }) => JSON.stringify(payload))
}

describe('referees', () => {
  it('are reminded three times with the link they have, then the applicant is told; once each', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    const [first = '', second = ''] = await linksOf(ctx, made.id)
    value(
      await giveReference(database.ctx(visitor), first, {
        isSupportive: 'yes',
        body: 'I have known their work for years, and it is good.',
      }),
    )
    const start = ctx.clock.today()
    const reminders = async (day: number) => {
      database.setNow(addDays(start, day))
      await runJobs()
      return (await mailsAbout(made.id, ':reminder:')).length
    }
    expect([
      await reminders(6),
      await reminders(7),
      await reminders(13),
      await reminders(14),
      await reminders(19),
      await reminders(20),
      await reminders(21),
    ]).toEqual([0, 1, 1, 2, 2, 3, 3])
    // Whoever answered is left alone, and the link still works.
    const written = (await mailsAbout(made.id, ':reminder:')).join()
    expect(written).toContain(second)
    expect(written).not.toContain(first)
    expect(await mailsAbout(made.id, 'overdue')).toHaveLength(0)
    await reminders(22)
    await reminders(30)
    expect(await mailsAbout(made.id, 'overdue')).toHaveLength(1)
  })

  it('hear nothing more once it is withdrawn', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    await ctx.db.application.update({ where: { id: made.id }, data: { status: 'withdrawn' } })
    database.setNow(addDays(ctx.clock.today(), 8))
    await runJobs()
    expect(await mailsAbout(made.id, ':reminder:')).toHaveLength(0)
  })
})

it('reminds assessors who have not recorded a view, before and after it is due, and never a blocked one', async () => {
  const ctx = database.ctx()
  const made = await makeAtPanel(ctx, panel)
  const [first, second] = panel
  const dueOn = dateFromIso(addDays(ctx.clock.today(), 3))
  await ctx.db.assessment.updateMany({ where: { applicationId: made.id }, data: { dueOn } })
  await ctx.db.assessment.updateMany({
    where: { applicationId: made.id, assessorId: first?.id },
    data: { view: 'approve', recordedAt: ctx.clock.now() },
  })
  await runJobs()
  expect(await mailsAbout(made.id, 'assess-reminder')).toHaveLength(1)
  expect(await mailsAbout(made.id, second?.id ?? 'nobody')).toHaveLength(1)
  await ctx.db.conflict.create({
    data: {
      personId: second?.id ?? '',
      caseKind: 'application',
      caseId: made.id,
      activity: 'deciding',
      ruleId: 'FAMILY',
      ruleSetVersion: 1,
      effect: 'block',
      isSilent: false,
      isPublic: false,
      factsKey: 'test',
      facts: [],
      status: 'confirmed',
      foundAt: ctx.clock.now(),
    },
  })
  database.setNow(addDays(ctx.clock.today(), 5))
  await runJobs()
  expect(await mailsAbout(made.id, 'assess-reminder')).toHaveLength(1)
})

it('finds the latest mark that has come', () => {
  expect(latestMark('2026-07-01', [7, 14, 20], '2026-07-07')).toBeNull()
  expect(latestMark('2026-07-01', [7, 14, 20], '2026-07-08')).toBe(7)
  expect(latestMark('2026-07-01', [7, 14, 20], '2026-08-01')).toBe(20)
})
