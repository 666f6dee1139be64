import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#services/core/access.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import {
  makeAdministrator,
  makeAssessor,
  makeChecked,
  makeSubmitted,
  value,
  versionOf,
} from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { eligibleAssessors } from './assessors.ts'
import { openPanel, proposePanel } from './open-panel.ts'

const database = openTestDatabase()
let admin: Ctx
let wales: MadePerson
let london: MadePerson
let sameRegion: MadePerson

beforeAll(async () => {
  const ctx = database.ctx()
  admin = asActor(ctx, (await makeAdministrator(ctx)).actor)
  wales = await makeAssessor(ctx, 'cardiff', { name: 'Ada Wales' })
  london = await makeAssessor(ctx, 'hackney', { name: 'Ben London' })
  sameRegion = await makeAssessor(ctx, 'bradford', { name: 'Cal York' })
})

const choiceFor = async (made: { id: string }) => {
  const ctx = database.ctx()
  return eligibleAssessors(ctx, await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } }))
}
const why = (choice: Awaited<ReturnType<typeof choiceFor>>, person: MadePerson) =>
  choice.others.find(({ personId }) => personId === person.id)?.bars.join(' ') ?? null

describe('eligibleAssessors', () => {
  it('leaves out the applicant’s region, with the reason, and nobody else', async () => {
    const choice = await choiceFor(await makeChecked(database.ctx()))
    expect(choice.eligible.map(({ name }) => name)).toEqual(['Ada Wales', 'Ben London'])
    expect(why(choice, sameRegion)).toBe('From the applicant’s region, Yorkshire and the Humber.')
  })

  it('goes by every region where the applicant holds a post', async () => {
    const choice = await choiceFor(
      await makeChecked(database.ctx(), { person: { posts: [{ yotCode: 'leeds' }, { yotCode: 'hackney' }] } }),
    )
    expect(choice.eligible.map(({ name }) => name)).toEqual(['Ada Wales'])
    expect(why(choice, london)).toContain('London')
  })

  it('leaves out whoever is conflicted, with the reason', async () => {
    const ctx = database.ctx()
    const former = await makePerson(ctx, {
      posts: [
        { yotCode: 'cardiff' },
        { yotCode: 'leeds', from: '2015-01-01', until: addMonths(ctx.clock.today(), -24) },
      ],
    })
    const choice = await choiceFor(await makeChecked(ctx, { person: { posts: [{ yotCode: 'cardiff' }] } }))
    expect(why(choice, wales)).not.toBeNull()
    expect(choice.eligible.map(({ personId }) => personId)).not.toContain(former.id)
  })

  it('leaves out a referee, and whoever applies themselves', async () => {
    const ctx = database.ctx()
    const made = await makeChecked(ctx, { refereeEmails: [wales.email, 'another@example.org'] })
    await ctx.db.reference.updateMany({
      where: { applicationId: made.id, refereeEmail: wales.email },
      data: { refereePersonId: wales.id },
    })
    expect(why(await choiceFor(made), wales)).not.toBeNull()
    const own = await makeChecked(ctx, { applicant: london })
    expect(why(await choiceFor(own), london)).not.toBeNull()
  })

  it('leaves out whoever has not declared their interests for a year, until they do', async () => {
    const ctx = database.ctx()
    const stale = await makePerson(ctx, {
      declaredOn: null,
      posts: [{ yotCode: 'manchester' }],
      appointments: [{ role: 'assessor' }],
    })
    const made = await makeChecked(ctx)
    expect(why(await choiceFor(made), stale)).not.toBeNull()
    await ctx.db.declaration.create({
      data: { personId: stale.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
    })
    expect(why(await choiceFor(made), stale)).toBeNull()
    await ctx.db.appointment.updateMany({
      where: { personId: stale.id },
      data: { until: dateFromIso('2020-01-01'), from: dateFromIso('2019-01-01') },
    })
    expect((await choiceFor(made)).eligible.map(({ personId }) => personId)).not.toContain(stale.id)
  })
})

describe('openPanel', () => {
  const open = async (ctx: Ctx, made: { id: string; ref: string }, assessorIds = [wales.id, london.id]) =>
    openPanel(ctx, { ref: made.ref, version: await versionOf(ctx, made.id), assessorIds })

  it('sends a checked application to the two that are proposed, tells them and the applicant, once', async () => {
    const ctx = database.ctx()
    const made = await makeChecked(ctx)
    const proposal = value(await proposePanel(admin, made.ref))
    expect(proposal.proposedIds).toHaveLength(2)
    const press = { ref: made.ref, version: proposal.version, assessorIds: proposal.proposedIds }
    value(await openPanel(admin, press))
    value(await openPanel(admin, press))
    const places = await ctx.db.assessment.findMany({ where: { applicationId: made.id } })
    expect(places.map(({ assessorId }) => assessorId).sort()).toEqual([...proposal.proposedIds].sort())
    const tenWorkingDays = dateFromIso(addWorkingDays(ctx.clock.today(), 10))
    expect(places.map(({ dueOn }) => dueOn)).toEqual([tenWorkingDays, tenWorkingDays])
    const mails = await ctx.db.outboxMessage.findMany({ where: { caseId: made.id, key: { contains: 'assess:1' } } })
    expect(mails).toHaveLength(2)
    expect((await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).status).toBe('panel')
  })

  it('refuses an assessor who may not, and two who are one', async () => {
    const made = await makeChecked(database.ctx())
    expect(await open(admin, made, [wales.id, sameRegion.id])).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await open(admin, made, [wales.id, made.applicant.id])).toMatchObject({ problem: { kind: 'invalid' } })
  })

  it('waits for both references and every check', async () => {
    const ctx = database.ctx()
    const submitted = await makeSubmitted(ctx)
    expect(await open(admin, submitted)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('waiting for references') },
    })
    const charged = await makeChecked(ctx, { dayRatePence: 50_000 })
    await ctx.db.application.update({ where: { id: charged.id }, data: { insuranceUntil: dateFromIso('2025-01-01') } })
    expect(await open(admin, charged)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Insurance') },
    })
  })

  it('is for an administrator who may know of it', async () => {
    const ctx = database.ctx()
    const made = await makeChecked(ctx)
    expect(await open(asActor(ctx, wales.actor), made)).toMatchObject({ problem: { kind: 'forbidden' } })
    const conflicted = await makeAdministrator(ctx, {
      posts: [{ yotCode: 'leeds' }],
      appointments: [{ role: 'administrator' }],
    })
    expect(await open(asActor(ctx, conflicted.actor), made)).toEqual({ ok: false, problem: { kind: 'not-found' } })
    const own = await makeAdministrator(ctx, {
      posts: [{ yotCode: 'leeds' }],
      appointments: [{ role: 'administrator' }],
    })
    const theirs = await makeChecked(ctx, { applicant: own })
    expect(await open(asActor(ctx, own.actor), theirs)).toEqual({ ok: false, problem: { kind: 'not-found' } })
  })
})
