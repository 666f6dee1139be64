import { beforeAll, describe, expect, it } from 'vitest'
import { checkOfficers, declareForCase, declareYearly, recheckPerson } from '#services/conflicts/index.ts'
import { type Actor, asActor } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { handlers } from '#services/worker.ts'
import { stateHolding } from '#services/yots/index.ts'
import {
  makeAdministrator,
  makeAssessor,
  makeAtPanel,
  makeChecked,
  value,
  versionOf,
} from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { applicationCase } from './application-case.ts'
import { assessorsFor } from './assessors.ts'
import { standDown } from './officer-conflicts.ts'
import { applicationQueue } from './queue.ts'
import { recordView } from './record-view.ts'
import { releaseBlockedAssessors } from './release-blocked.ts'
import { replaceAssessor } from './replace-assessor.ts'

const database = openTestDatabase()
let admin: Actor
let ada: MadePerson
let ben: MadePerson
let cat: MadePerson

beforeAll(async () => {
  const ctx = database.ctx()
  admin = (await makeAdministrator(ctx)).actor
  ada = await makeAssessor(ctx, 'cardiff', { name: 'Ada' })
  ben = await makeAssessor(ctx, 'hackney', { name: 'Ben' })
  cat = await makeAssessor(ctx, 'manchester', { name: 'Cat' })
})

const as = (who: MadePerson) => asActor(database.ctx(), who.actor)
const say = (
  who: MadePerson,
  ref: string,
  view: 'approve' | 'decline' | 'defer',
  reasons = `Because ${who.name} read it with care.`,
) => recordView(as(who), { ref, view, reasons })
const placesOf = (ctx: Ctx, id: string) =>
  ctx.db.assessment.findMany({ where: { applicationId: id, releasedAt: null }, orderBy: { assignedAt: 'asc' } })

describe('recordView', () => {
  it('keeps each view from everybody else until nobody is left to record one', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await say(ada, made.ref, 'approve', 'SECRET of Ada, who was convinced by it.'))
    for (const reader of [ben.actor, admin]) {
      const seen = JSON.stringify(value(await applicationCase(asActor(ctx, reader), made.ref)))
      expect(seen).not.toContain('SECRET')
      expect(seen).not.toContain('"approve"')
    }
    const own = value(await applicationCase(as(ada), made.ref))
    expect(own.panel.places.find(({ isOwn }) => isOwn)).toMatchObject({
      view: 'approve',
      reasons: expect.stringContaining('SECRET'),
    })
    value(await say(ben, made.ref, 'approve'))
    const open = value(await applicationCase(as(ben), made.ref))
    expect(open.panel).toMatchObject({ state: 'agreed', view: 'approve' })
    expect(JSON.stringify(open)).toContain('SECRET')
  })

  it('tells neither the log nor the mail which view it was', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await say(ada, made.ref, 'decline', 'SECRET of Ada, who was not convinced.'))
    const log = await ctx.db.auditEntry.findMany({ where: { caseId: made.id } })
    const mails = await lettersIn(ctx.db, { where: { caseId: made.id } })
    const written = JSON.stringify([log.map(({ data }) => data), mails.map(({ payload }) => payload)])
    expect(written).not.toContain('SECRET')
    expect(written).not.toContain('decline')
  })

  it('cannot be changed, and does no harm pressed twice', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await say(ada, made.ref, 'approve'))
    value(await say(ada, made.ref, 'approve'))
    expect(await say(ada, made.ref, 'decline')).toMatchObject({ problem: { kind: 'refused' } })
    expect((await placesOf(ctx, made.id)).map(({ view }) => view)).toEqual(expect.arrayContaining(['approve', null]))
  })

  it('is for those on the panel: to another assessor the application does not exist', async () => {
    const made = await makeAtPanel(database.ctx(), [ada, ben])
    expect(await say(cat, made.ref, 'approve')).toEqual({ ok: false, problem: { kind: 'not-found' } })
    expect(await applicationCase(as(cat), made.ref)).toEqual({ ok: false, problem: { kind: 'not-found' } })
    const reasons = 'An administrator is not an assessor here.'
    const attempt = await recordView(asActor(database.ctx(), admin), { ref: made.ref, view: 'approve', reasons })
    expect(attempt).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('calls a third assessor by itself when two views differ, who sees neither', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await say(ada, made.ref, 'approve', 'SECRET of Ada, who was convinced by it.'))
    value(await say(ben, made.ref, 'decline', 'SECRET of Ben, who was not convinced.'))
    const places = await placesOf(ctx, made.id)
    expect(places.map(({ assessorId }) => assessorId)).toContain(cat.id)
    expect(places).toHaveLength(3)
    for (const reader of [cat.actor, admin]) {
      const seen = value(await applicationCase(asActor(ctx, reader), made.ref))
      expect(JSON.stringify(seen)).not.toContain('SECRET')
      expect(seen.panel.state).toBe('waiting')
    }
    value(await say(cat, made.ref, 'decline'))
    expect(value(await applicationCase(as(ada), made.ref)).panel).toMatchObject({ state: 'agreed', view: 'decline' })
  })

  it('of two by one assessor at the same moment keeps one, and says to the other that it was not', async () => {
    const ctx = database.ctx()
    for (let race = 0; race < races; race += 1) {
      const made = await makeAtPanel(ctx, [ada, ben])
      const both = await Promise.all([say(ada, made.ref, 'approve'), say(ada, made.ref, 'decline')])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      expect(both.find(({ ok }) => !ok)).toMatchObject({
        problem: { kind: 'refused', why: 'You have recorded your view already, and it cannot be changed.' },
      })
      const kept = (await placesOf(ctx, made.id)).find(({ assessorId }) => assessorId === ada.id)
      expect(kept?.view).toBe(both[0].ok ? 'approve' : 'decline')
    }
  })

  it('calls one third assessor, and tells the administrators once, when views arrive at the same moment', async () => {
    const ctx = database.ctx()
    const split = await makeAtPanel(ctx, [ada, ben])
    await Promise.all([say(ada, split.ref, 'approve'), say(ben, split.ref, 'decline')])
    expect(await placesOf(ctx, split.id)).toHaveLength(3)
    const asked = await ctx.db.auditEntry.findMany({
      where: { caseId: split.id, event: 'application.third-assessor-asked' },
    })
    expect(asked).toMatchObject([{ actorName: 'Critical Friend', data: { assessorId: cat.id, round: 1 } }])
    const title = 'The two views differ, so a third assessor was asked'
    const seen = value(await applicationCase(asActor(ctx, admin), split.ref))
    expect(seen.panel.third?.on).toBe(ctx.clock.today())
    expect(seen.history.map((one) => one.title)).toContain(title)
    const ofOne = value(await applicationCase(as(ada), split.ref))
    expect(ofOne.panel.third).toBeNull()
    expect(ofOne.history.map((one) => one.title)).not.toContain(title)
    const agreed = await makeAtPanel(ctx, [ada, ben])
    await Promise.all([say(ada, agreed.ref, 'approve'), say(ben, agreed.ref, 'approve')])
    const mails = await lettersIn(ctx.db, {
      where: { caseId: agreed.id, key: { contains: `:views:1:${admin.personId}` } },
    })
    expect(mails).toHaveLength(1)
    expect((await placesOf(ctx, agreed.id)).every(({ recordedAt }) => recordedAt !== null)).toBe(true)
  })

  it('asks an assessor whose declaration has run out to renew it first', async () => {
    const ctx = database.ctx()
    const dee = await makeAssessor(ctx, 'swansea', { name: 'Dee' })
    const made = await makeAtPanel(ctx, [dee, ben])
    await ctx.db.declaration.deleteMany({ where: { personId: dee.id } })
    expect(await say(dee, made.ref, 'approve')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Declare your interests first') },
    })
    value(await declareYearly(as(dee), { isNil: true, interests: [] }))
    expect((await say(dee, made.ref, 'approve')).ok).toBe(true)
    await ctx.db.appointment.deleteMany({ where: { personId: dee.id } })
  })
})

describe('standing down', () => {
  it('passes the place on, and the application is gone for them', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await standDown(as(ada), { ref: made.ref }))
    const places = await placesOf(ctx, made.id)
    expect(places.map(({ assessorId }) => assessorId).sort()).toEqual([ben.id, cat.id].sort())
    expect(await applicationCase(as(ada), made.ref)).toEqual({ ok: false, problem: { kind: 'not-found' } })
    const queue = value(await applicationQueue(as(ada), { state: 'open', waits: null, page: 1 }))
    expect(queue.rows.map(({ ref }) => ref)).not.toContain(made.ref)
  })

  it('comes too late once a view is recorded', async () => {
    const made = await makeAtPanel(database.ctx(), [ada, ben])
    value(await say(ada, made.ref, 'approve'))
    expect(await standDown(as(ada), { ref: made.ref })).toMatchObject({ problem: { kind: 'refused' } })
  })
})

it('takes a newly conflicted assessor off the panel by itself, view and all', async () => {
  const ctx = database.ctx()
  const eve = await makeAssessor(ctx, 'bristol', { name: 'Eve' })
  const made = await makeAtPanel(ctx, [eve, ben])
  value(await say(eve, made.ref, 'approve'))
  const interest = { kind: 'family' as const, yotCode: 'leeds', from: '2024-01-01' }
  value(await declareYearly(as(eve), { isNil: false, interests: [interest] }))
  await recheckPerson(ctx, eve.id)
  await releaseBlockedAssessors(ctx)
  await releaseBlockedAssessors(ctx)
  const places = await placesOf(ctx, made.id)
  expect(places).toHaveLength(2)
  expect(places.map(({ assessorId }) => assessorId)).not.toContain(eve.id)
  expect(await applicationCase(as(eve), made.ref)).toEqual({ ok: false, problem: { kind: 'not-found' } })
  await ctx.db.appointment.deleteMany({ where: { personId: eve.id } })
})

it('hides an application at once from an officer whom the applicant’s new post makes conflicted', async () => {
  const ctx = database.ctx()
  const made = await makeAtPanel(ctx, [ada, ben])
  const swansea = await makeAdministrator(ctx, { posts: [{ yotCode: 'swansea' }] })
  const listed = async (who: MadePerson) =>
    value(await applicationQueue(as(who), { state: 'open', waits: null, page: 1 })).rows.map(({ ref }) => ref)
  expect(await listed(swansea)).toContain(made.ref)
  const post = { yot: 'Swansea', title: 'Head of service', level: 'head', kind: 'interim', from: '2025-01-01' } as const
  value(await stateHolding(made.ctx, post))
  await deliverAll(ctx, handlers)
  expect(await listed(swansea)).not.toContain(made.ref)
})

it('counts nothing for an administrator of what they may not know of', async () => {
  const ctx = database.ctx()
  const made = await makeAtPanel(ctx, [ada, ben])
  const other = await ctx.db.application.findUniqueOrThrow({ where: { id: (await makeChecked(ctx)).id } })
  const loadSeenBy = async (who: Actor) =>
    (await assessorsFor(asActor(ctx, who), other)).find(({ personId }) => personId === ada.id)?.openCases ?? 0
  const conflicted = await makeAdministrator(ctx)
  const before = await loadSeenBy(conflicted.actor)
  value(
    await declareForCase(as(conflicted), {
      case: { kind: 'application', id: made.id },
      isDeclined: true,
      isNil: true,
      interests: [],
    }),
  )
  await checkOfficers(ctx, { kind: 'application', id: made.id })
  expect(await loadSeenBy(conflicted.actor)).toBe(before - 1)
  expect(await loadSeenBy(admin)).toBe(before)
})

describe('replaceAssessor', () => {
  it('puts another in the place of one who has not recorded a view, and not of one who has', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    value(await say(ben, made.ref, 'approve'))
    const replace = async (leaving: MadePerson) =>
      replaceAssessor(asActor(ctx, admin), {
        ref: made.ref,
        version: await versionOf(ctx, made.id),
        leavingId: leaving.id,
        assessorId: cat.id,
      })
    expect(await replace(ben)).toMatchObject({ problem: { kind: 'refused' } })
    value(await replace(ada))
    expect((await placesOf(ctx, made.id)).map(({ assessorId }) => assessorId).sort()).toEqual([ben.id, cat.id].sort())
    expect(await say(ada, made.ref, 'approve')).toEqual({ ok: false, problem: { kind: 'not-found' } })
  })

  it('adds nobody to a whole panel, and nobody who may not', async () => {
    const ctx = database.ctx()
    const made = await makeAtPanel(ctx, [ada, ben])
    const add = async (assessorId: string) =>
      replaceAssessor(asActor(ctx, admin), { ref: made.ref, version: await versionOf(ctx, made.id), assessorId })
    expect(await add(cat.id)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await add(made.applicant.id)).toMatchObject({ problem: { kind: 'invalid' } })
    const checked = await makeChecked(ctx)
    const early = await replaceAssessor(asActor(ctx, admin), {
      ref: checked.ref,
      version: await versionOf(ctx, checked.id),
      assessorId: cat.id,
    })
    expect(early).toMatchObject({ problem: { kind: 'refused' } })
  })
})
