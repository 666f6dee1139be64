import { beforeAll, describe, expect, it } from 'vitest'
import type { AssessmentView } from '#prisma/generated/enums.ts'
import { type Actor, asActor } from '#services/core/access.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import {
  makeAdministrator,
  makeAssessor,
  makeAtPanel,
  makeSubmitted,
  value,
  versionOf,
} from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applicationCase } from './application-case.ts'
import { askForMore, decideApplication } from './decide-application.ts'
import { myApplication } from './my-application.ts'
import { openPanel, proposePanel } from './open-panel.ts'
import { recordView } from './record-view.ts'
import { saveAbout } from './save-answers.ts'
import type { DecisionInput } from './schema.ts'
import { startApplication } from './start-application.ts'
import { submitApplication } from './submit-application.ts'

const database = openTestDatabase()
let admin: Actor
let panel: MadePerson[]

beforeAll(async () => {
  const ctx = database.ctx()
  admin = (await makeAdministrator(ctx)).actor
  panel = [
    await makeAssessor(ctx, 'cardiff', { name: 'Ada' }),
    await makeAssessor(ctx, 'hackney', { name: 'Ben' }),
    await makeAssessor(ctx, 'manchester', { name: 'Cat' }),
  ]
})

const reasons = 'The evidence is strong, recent and borne out by both references.'

const atPanelWith = async (...views: AssessmentView[]) => {
  const ctx = database.ctx()
  const made = await makeAtPanel(ctx, panel.slice(0, views.length === 3 ? 3 : 2))
  for (const [index, view] of views.entries()) {
    const assessor = panel[index]
    if (assessor)
      value(
        await recordView(asActor(ctx, assessor.actor), {
          ref: made.ref,
          view,
          reasons: `${assessor.name}: ${reasons}`,
        }),
      )
  }
  const decide = async (outcome: AssessmentView, change: Partial<DecisionInput> = {}, who = admin) =>
    decideApplication(asActor(ctx, who), {
      ref: made.ref,
      version: await versionOf(ctx, made.id),
      outcome,
      reasons,
      conditions: [],
      ...change,
    })
  const status = async () => (await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).status
  return { ctx, made, decide, status }
}

describe('an agreed view', () => {
  it('is confirmed, brings the person into the bank for three years, and is kept', async () => {
    const { ctx, made, decide, status } = await atPanelWith('approve', 'approve')
    value(await decide('approve'))
    expect(await status()).toBe('approved')
    const person = await ctx.db.person.findUniqueOrThrow({
      where: { id: made.applicant.id },
      include: { standing: true, roles: true, profile: true, expertise: true },
    })
    expect(person.standing).toMatchObject({ status: 'active' })
    expect(person.standing?.expiresOn.toISOString().slice(0, 10)).toBe(addMonths(ctx.clock.today(), 36))
    expect(person.roles.map(({ role }) => role)).toEqual(['reviewer'])
    expect(person.expertise.map(({ themeCode }) => themeCode).sort()).toEqual(['A1', 'K2'])
    expect(person.profile).toMatchObject({ isInKind: true, daysPerYear: 8, dbsLevel: 'enhanced' })
    const move = await ctx.db.applicationMove.findFirstOrThrow({ where: { applicationId: made.id, event: 'approve' } })
    expect(move).toMatchObject({ reasons, movedById: admin.personId })
    const own = value(await myApplication(made.ctx, made.ref))
    expect(own).toMatchObject({ status: 'approved', reasons })
    // The applicant learns the reasons, not who the assessors were.
    for (const { name } of panel) expect(JSON.stringify(own)).not.toContain(`"${name}`)
    const mails = await ctx.db.outboxMessage.findMany({ where: { caseId: made.id, key: { contains: ':decided:' } } })
    expect(mails).toHaveLength(1)
    expect(JSON.stringify(mails[0]?.payload)).toContain(reasons)
  })

  it('cannot be departed from', async () => {
    const { decide, status } = await atPanelWith('decline', 'decline')
    expect(await decide('approve')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('“Decline”') },
    })
    expect(await status()).toBe('panel')
    value(await decide('decline'))
    expect(await status()).toBe('declined')
  })

  it('is confirmed once when pressed twice', async () => {
    const { ctx, made, decide } = await atPanelWith('approve', 'approve')
    const version = await versionOf(ctx, made.id)
    value(await decide('approve', { version }))
    value(await decide('approve', { version }))
    expect(await ctx.db.applicationMove.count({ where: { applicationId: made.id, event: 'approve' } })).toBe(1)
    expect(await decide('approve', { version: version - 1 }, (await makeAdministrator(ctx)).actor)).toMatchObject({
      problem: { kind: 'stale' },
    })
  })

  it('is confirmed by somebody who was not on the panel, and may know of the case', async () => {
    const { ctx, made, decide } = await atPanelWith('approve', 'approve')
    const [ada] = panel
    const both: Actor = { ...(ada?.actor ?? admin), grants: [{ role: 'assessor' }, { role: 'administrator' }] }
    expect(await decide('approve', {}, both)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('on the panel') },
    })
    expect(await decide('approve', {}, ada?.actor)).toMatchObject({ problem: { kind: 'forbidden' } })
    const conflicted = await makeAdministrator(ctx, {
      posts: [{ yotCode: 'leeds' }],
      appointments: [{ role: 'administrator' }],
    })
    expect(await decide('approve', {}, conflicted.actor)).toEqual({ ok: false, problem: { kind: 'not-found' } })
    expect(await decide('approve', {}, made.applicant.actor)).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})

describe('no view yet', () => {
  it('leaves nothing to decide while one is awaited or two differ', async () => {
    const one = await atPanelWith('approve')
    expect(await one.decide('approve')).toMatchObject({ problem: { kind: 'refused' } })
    const split = await atPanelWith('approve', 'decline')
    expect(await split.decide('approve')).toMatchObject({ problem: { kind: 'refused' } })
  })
})

describe('three views', () => {
  it('that all differ are chosen among, and nothing else is', async () => {
    const { decide, status } = await atPanelWith('approve', 'decline', 'defer')
    expect(await decide('more_information')).toMatchObject({ problem: { kind: 'refused' } })
    value(await decide('decline'))
    expect(await status()).toBe('declined')
  })

  it('of which two agree go by the two', async () => {
    const { decide } = await atPanelWith('approve', 'decline', 'approve')
    expect(await decide('decline')).toMatchObject({ problem: { kind: 'refused' } })
    expect((await decide('approve')).ok).toBe(true)
  })
})

it('sets conditions with their days, which the bank and the applicant hold', async () => {
  const { ctx, made, decide } = await atPanelWith('approve_with_conditions', 'approve_with_conditions')
  const today = ctx.clock.today()
  const condition = { text: 'Do the refresher on safeguarding.', dueOn: addDays(today, 60) }
  expect(
    await decide('approve_with_conditions', { conditions: [{ ...condition, dueOn: addDays(today, -1) }] }),
  ).toMatchObject({
    problem: { kind: 'invalid', fields: { 'conditions[0].dueOn': expect.any(String) } },
  })
  value(await decide('approve_with_conditions', { conditions: [condition] }))
  const set = await ctx.db.standingCondition.findMany({ where: { personId: made.applicant.id } })
  expect(set).toMatchObject([{ text: condition.text, confirmedOn: null, caseKind: 'application' }])
  expect(value(await myApplication(made.ctx, made.ref)).conditions).toEqual([condition])
})

it('defers to a day in the future, before which they cannot apply for it again', async () => {
  const { ctx, made, decide, status } = await atPanelWith('defer', 'defer')
  const today = ctx.clock.today()
  expect(await decide('defer', { deferredUntil: today })).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await decide('defer')).toMatchObject({ problem: { kind: 'invalid' } })
  value(await decide('defer', { deferredUntil: addDays(today, 90) }))
  expect(await status()).toBe('deferred')
  expect(await startApplication(made.ctx, { roleSought: 'reviewer' })).toMatchObject({ problem: { kind: 'refused' } })
  expect(await ctx.db.standing.count({ where: { personId: made.applicant.id } })).toBe(0)
})

describe('more information', () => {
  it('asked for by the panel goes back, keeps its references and first views, and comes before the same assessors again', async () => {
    const { ctx, made, decide, status } = await atPanelWith('more_information', 'more_information')
    value(await decide('more_information'))
    expect(await status()).toBe('more_information')
    const summary = 'Now with what was missing: two further reviews, as observer.'
    value(await saveAbout(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id), summary }))
    value(await submitApplication(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id) }))
    expect(await status()).toBe('checks')
    const again = value(await proposePanel(asActor(ctx, admin), made.ref))
    expect([...again.proposedIds].sort()).toEqual(
      panel
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    )
    value(
      await openPanel(asActor(ctx, admin), { ref: made.ref, version: again.version, assessorIds: again.proposedIds }),
    )
    // The second round starts blind, and the first is kept.
    const seen = value(await applicationCase(asActor(ctx, admin), made.ref))
    expect(seen.panel).toMatchObject({ state: 'waiting' })
    expect(seen.panel.places.every(({ view }) => view === null)).toBe(true)
    expect(await ctx.db.assessment.count({ where: { applicationId: made.id } })).toBe(4)
    expect(seen.history.map(({ reasons: said }) => said)).toContain(reasons)
  })

  it('is asked for before the panel by an administrator, with what is wanted', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    const ask = async (who: Actor) =>
      askForMore(asActor(ctx, who), {
        ref: made.ref,
        version: await versionOf(ctx, made.id),
        reasons: 'Please add the dates of your training.',
      })
    expect(await ask((panel[0] ?? made.applicant).actor)).toMatchObject({ problem: { kind: 'forbidden' } })
    value(await ask(admin))
    expect(value(await myApplication(made.ctx, made.ref))).toMatchObject({
      isEditable: true,
      reasons: 'Please add the dates of your training.',
    })
    // Sent again, it waits for the references that are still to come.
    value(await submitApplication(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id) }))
    expect((await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).status).toBe('submitted')
  })
})

it('refuses to decide on the view of an assessor who has become conflicted', async () => {
  const { ctx, decide } = await atPanelWith('approve', 'approve')
  const [ada] = panel
  const declaration = await ctx.db.declaration.create({
    data: { personId: ada?.id ?? '', kind: 'annual', isNil: false, statedAt: ctx.clock.now() },
  })
  const interest = await ctx.db.interest.create({
    data: { personId: ada?.id ?? '', declarationId: declaration.id, kind: 'family', yotCode: 'leeds' },
  })
  expect(await decide('approve')).toMatchObject({
    problem: { kind: 'refused', why: expect.stringContaining('may no longer') },
  })
  await ctx.db.interest.update({ where: { id: interest.id }, data: { withdrawnAt: ctx.clock.now() } })
  expect((await decide('approve')).ok).toBe(true)
})

it('lets somebody in the bank climb a rung', async () => {
  const ctx = database.ctx()
  const person = await makePerson(ctx, {
    posts: [{ yotCode: 'leeds' }],
    bank: { roles: ['reviewer'], themes: { B1: 2 } },
  })
  const made = await makeAtPanel(ctx, panel.slice(0, 2), { applicant: person, roleSought: 'co_lead' })
  for (const assessor of panel.slice(0, 2)) {
    value(await recordView(asActor(ctx, assessor.actor), { ref: made.ref, view: 'approve', reasons }))
  }
  const version = await versionOf(ctx, made.id)
  value(
    await decideApplication(asActor(ctx, admin), {
      ref: made.ref,
      version,
      outcome: 'approve',
      reasons,
      conditions: [],
    }),
  )
  const roles = await ctx.db.standingRole.findMany({ where: { personId: person.id } })
  expect(roles.map(({ role }) => role).sort()).toEqual(['co_lead', 'reviewer'])
})
