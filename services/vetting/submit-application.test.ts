import { describe, expect, it } from 'vitest'
import { asActor } from '#services/core/access.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { linksOf, makeDraft, makeSubmitted, value, versionOf } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { saveAbout, saveRole, saveTime } from './save-answers.ts'
import { saveReferees } from './save-referees.ts'
import { removeTheme, saveTheme } from './save-themes.ts'
import { submitApplication } from './submit-application.ts'
import { withdrawApplication } from './withdraw-application.ts'

const database = openTestDatabase()

const mailTo = async (ctx: Ctx, address: string) =>
  (await lettersIn(ctx.db, { where: { topic: 'mail' }, orderBy: { id: 'asc' } })).filter(
    ({ payload }) => payload.to === address,
  )

describe('submitApplication', () => {
  it('sends a whole draft: both referees are asked by a link, the applicant is told, and it is on record', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    value(await submitApplication(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id) }))
    const application = await ctx.db.application.findUniqueOrThrow({
      where: { id: made.id },
      include: { references: true, moves: { orderBy: { movedAt: 'asc' } } },
    })
    expect(application).toMatchObject({ status: 'submitted', region: 'Yorks Hum' })
    expect(application.submittedAt).not.toBeNull()
    expect(application.moves.map(({ event }) => event)).toEqual(['start', 'submit'])
    const links = await linksOf(ctx, made.id)
    expect(links.every((link) => link.length >= 40)).toBe(true)
    // What is stored cannot be used as a link.
    const stored = application.references.map(({ tokenHash }) => tokenHash)
    expect(stored.some((hash) => hash !== null && links.includes(hash))).toBe(false)
    expect(await mailTo(ctx, made.applicant.email)).toHaveLength(1)
    expect(await mailTo(ctx, `first-${made.id}@example.org`)).toHaveLength(1)
    const log = await ctx.db.auditEntry.findMany({ where: { caseId: made.id }, orderBy: { id: 'asc' } })
    expect(log.map(({ event }) => event)).toContain('application.submitted')
    expect(log.every(({ caseKind }) => caseKind === 'application')).toBe(true)
  })

  it('says everything that is missing, and changes nothing', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    await ctx.db.application.update({ where: { id: made.id }, data: { summary: '', trainedOn: null, reviewsDone: 0 } })
    const result = await submitApplication(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id) })
    expect(result).toEqual({
      ok: false,
      problem: {
        kind: 'invalid',
        fields: {
          role: 'Say when you did your reviewer training. To be a peer reviewer you need at least 1 review as observer.',
          about: 'Write a few sentences about yourself.',
        },
      },
    })
    expect((await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).status).toBe('draft')
    expect(await linksOf(ctx, made.id)).toEqual(['', ''])
  })

  it('sends once when pressed twice, and tells a page that is out of date', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    const version = await versionOf(ctx, made.id)
    expect(await submitApplication(made.ctx, { ref: made.ref, version: version - 1 })).toMatchObject({
      ok: false,
      problem: { kind: 'stale' },
    })
    value(await submitApplication(made.ctx, { ref: made.ref, version }))
    value(await submitApplication(made.ctx, { ref: made.ref, version }))
    expect(await ctx.db.applicationMove.count({ where: { applicationId: made.id, event: 'submit' } })).toBe(1)
    expect(await mailTo(ctx, made.applicant.email)).toHaveLength(1)
  })

  it('is the applicant’s own: to anybody else it does not exist', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    const other = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }], appointments: [{ role: 'administrator' }] })
    const result = await submitApplication(asActor(ctx, other.actor), { ref: made.ref, version: 1 })
    expect(result).toEqual({ ok: false, problem: { kind: 'not-found' } })
  })

  it('hides it at once from an officer who is conflicted with it', async () => {
    const ctx = database.ctx()
    const officer = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }], appointments: [{ role: 'administrator' }] })
    const made = await makeSubmitted(ctx)
    const conflicts = await ctx.db.conflict.findMany({ where: { personId: officer.id, caseId: made.id } })
    expect(conflicts.map(({ effect }) => effect)).toContain('block')
  })
})

describe('the pages of the task list', () => {
  it('keep what is typed, page by page, on the version they were opened on', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    const { ref } = made
    const version = await versionOf(ctx, made.id)
    const summary = 'Twenty years in youth justice, eight of them leading a service.'
    value(await saveAbout(made.ctx, { ref, version, summary }))
    expect(await saveAbout(made.ctx, { ref, version, summary: 'Too late' })).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await ctx.db.application.findUniqueOrThrow({ where: { ref } })).toMatchObject({
      summary,
      version: version + 1,
    })
  })

  it('are closed once it is sent', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    const version = await versionOf(ctx, made.id)
    expect(await saveAbout(made.ctx, { ref: made.ref, version, summary: 'Something else' })).toMatchObject({
      problem: {
        kind: 'refused',
        why: 'This application is waiting for references, so your answers can no longer be changed.',
      },
    })
  })

  it('forget what another rung does not ask for', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    const version = await versionOf(ctx, made.id)
    value(
      await saveRole(made.ctx, {
        ref: made.ref,
        version,
        roleSought: 'trainee',
        trainedOn: '2025-01-01',
        reviewsDone: 4,
      }),
    )
    expect(await ctx.db.application.findUniqueOrThrow({ where: { ref: made.ref } })).toMatchObject({
      roleSought: 'trainee',
      trainedOn: null,
      reviewsDone: null,
      roleEvidence: '',
    })
  })

  it('hold themes to real ones, twelve at most, and let one be taken out', async () => {
    const ctx = database.ctx()
    const made = await makeDraft(ctx)
    const save = async (themeCode: string) =>
      saveTheme(made.ctx, {
        ref: made.ref,
        version: await versionOf(ctx, made.id),
        themeCode,
        level: 1,
        evidence: 'Did it for a year.',
      })
    expect(await save('A')).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await save('Z9')).toMatchObject({ problem: { kind: 'invalid' } })
    const skills = await ctx.db.theme.findMany({
      where: { parentCode: { not: null } },
      take: 14,
      orderBy: { code: 'asc' },
    })
    const added = skills.filter(({ code }) => code !== 'A1' && code !== 'K2')
    for (const { code } of added.slice(0, 10)) value(await save(code))
    expect(await save(added[10]?.code ?? '')).toMatchObject({ problem: { kind: 'invalid' } })
    // One of the twelve can still be written over.
    value(await save('A1'))
    value(await removeTheme(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id), themeCode: 'A1' }))
    expect(await ctx.db.applicationTheme.count({ where: { applicationId: made.id } })).toBe(11)
  })

  it('find a referee who is on the exchange, and refuse oneself and one person twice', async () => {
    const ctx = database.ctx()
    const referee = await makePerson(ctx)
    const made = await makeDraft(ctx)
    const save = async (first: string, second: string) =>
      saveReferees(made.ctx, {
        ref: made.ref,
        version: await versionOf(ctx, made.id),
        referees: [first, second].map((email) => ({
          name: 'A referee',
          email,
          relation: 'Colleague',
          isCommissioner: false,
        })),
      })
    expect(await save(made.applicant.email, referee.email)).toMatchObject({
      problem: { kind: 'invalid', fields: { 'referees[0].email': expect.any(String) } },
    })
    expect(await save(referee.email, referee.email)).toMatchObject({
      problem: { kind: 'invalid', fields: { 'referees[1].email': expect.any(String) } },
    })
    value(await save(referee.email, 'other@example.org'))
    const rows = await ctx.db.reference.findMany({ where: { applicationId: made.id }, orderBy: { position: 'asc' } })
    expect(rows.map(({ refereePersonId }) => refereePersonId)).toEqual([referee.id, null])
  })

  it('ask somebody in post for their service’s consent, and nobody else', async () => {
    const ctx = database.ctx()
    const time = { basis: 'in_kind' as const, daysPerYear: 5 }
    const inPost = await makeDraft(ctx)
    const left = await makeDraft(ctx, {
      person: { posts: [{ yotCode: 'hackney', until: addMonths(ctx.clock.today(), -1) }] },
    })
    const save = async (made: typeof left) =>
      saveTime(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id), ...time })
    expect(await save(inPost)).toMatchObject({
      problem: { kind: 'invalid', fields: { consentName: expect.any(String) } },
    })
    expect((await save(left)).ok).toBe(true)
  })
})

describe('withdrawApplication', () => {
  it('ends the referees’ links and frees the assessors, once', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    value(await withdrawApplication(made.ctx, { ref: made.ref }))
    value(await withdrawApplication(made.ctx, { ref: made.ref }))
    expect(await ctx.db.reference.count({ where: { applicationId: made.id, tokenHash: { not: null } } })).toBe(0)
    expect(await ctx.db.applicationMove.count({ where: { applicationId: made.id, event: 'withdraw' } })).toBe(1)
  })

  it('comes too late once it is decided', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    await ctx.db.application.update({
      where: { id: made.id },
      data: { status: 'declined', decidedAt: dateFromIso('2026-01-01') },
    })
    expect(await withdrawApplication(made.ctx, { ref: made.ref })).toMatchObject({ problem: { kind: 'refused' } })
  })
})

it('keeps what happened from being rewritten', async () => {
  const ctx = database.ctx()
  const made = await makeSubmitted(ctx)
  const rewriting = ctx.db.applicationMove.updateMany({
    where: { applicationId: made.id },
    data: { reasons: 'Another' },
  })
  await expect(rewriting).rejects.toThrow(/cannot be rewritten/)
})
