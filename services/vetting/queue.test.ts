import { beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  makeAdministrator,
  makeAssessor,
  makeAtPanel,
  makeChecked,
  makeDraft,
  makeSubmitted,
  value,
} from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applicationQueue, type QueueFilter } from './queue.ts'
import { recordView } from './record-view.ts'
import { applicationTasks } from './tasks.ts'

const database = openTestDatabase()
let admin: Ctx
let ada: MadePerson
let ben: MadePerson
let refs: Record<'draft' | 'submitted' | 'checks' | 'panel' | 'half' | 'done', string>

beforeAll(async () => {
  const ctx = database.ctx()
  admin = asActor(ctx, (await makeAdministrator(ctx)).actor)
  ada = await makeAssessor(ctx, 'cardiff')
  ben = await makeAssessor(ctx, 'hackney')
  const view = async (who: MadePerson, ref: string) =>
    value(
      await recordView(asActor(ctx, who.actor), {
        ref,
        view: 'approve',
        reasons: 'Read with care, and found convincing.',
      }),
    )
  const [draft, submitted, checks] = [await makeDraft(ctx), await makeSubmitted(ctx), await makeChecked(ctx)]
  const [panel, half, done] = [
    await makeAtPanel(ctx, [ada, ben]),
    await makeAtPanel(ctx, [ada, ben]),
    await makeAtPanel(ctx, [ada, ben]),
  ]
  await view(ada, half.ref)
  await view(ada, done.ref)
  await view(ben, done.ref)
  await ctx.db.application.update({
    where: { ref: checks.ref },
    data: { statusSince: new Date(ctx.clock.now().getTime() - 5 * 86_400_000) },
  })
  refs = {
    draft: draft.ref,
    submitted: submitted.ref,
    checks: checks.ref,
    panel: panel.ref,
    half: half.ref,
    done: done.ref,
  }
}, 60_000)

const listed = async (ctx: Ctx, change: Partial<QueueFilter> = {}) =>
  value(await applicationQueue(ctx, { state: 'open', waits: null, page: 1, ...change }))
    .rows.map(({ ref }) => ref)
    .sort()

describe('applicationQueue', () => {
  it('shows an administrator everything that was sent, the longest waiting first', async () => {
    const { draft: _, ...sent } = refs
    expect(await listed(admin)).toEqual(Object.values(sent).sort())
    const [first] = value(await applicationQueue(admin, { state: 'open', waits: null, page: 1 })).rows
    expect(first).toMatchObject({ ref: refs.checks, days: 5, waitsOn: 'association' })
  })

  it('filters by state and by whom it waits for, and the row says the same', async () => {
    expect(await listed(admin, { state: 'submitted' })).toEqual([refs.submitted])
    expect(await listed(admin, { waits: 'referees' })).toEqual([refs.submitted])
    expect(await listed(admin, { waits: 'assessors' })).toEqual([refs.panel, refs.half].sort())
    expect(await listed(admin, { waits: 'association' })).toEqual([refs.checks, refs.done].sort())
    expect(await listed(admin, { state: 'decided' })).toEqual([])
    for (const waits of ['referees', 'association', 'assessors', 'applicant'] as const) {
      const { rows } = value(await applicationQueue(admin, { state: 'open', waits, page: 1 }))
      expect(rows.every((row) => row.waitsOn === waits)).toBe(true)
    }
  })

  it('shows an assessor those they were asked to assess, and somebody without office nothing', async () => {
    expect(await listed(asActor(database.ctx(), ada.actor))).toEqual([refs.panel, refs.half, refs.done].sort())
    const outsider = await makePerson(database.ctx(), { posts: [{ yotCode: 'leeds' }] })
    const answer = await applicationQueue(asActor(database.ctx(), outsider.actor), {
      state: 'open',
      waits: null,
      page: 1,
    })
    expect(answer).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('leaves out, and does not count, what an officer is conflicted with or applied for', async () => {
    const ctx = database.ctx()
    const officer = await makeAdministrator(ctx, { posts: [{ yotCode: 'swansea' }] })
    const own = await makeSubmitted(ctx, { applicant: officer })
    const here = asActor(ctx, officer.actor)
    const before = value(await applicationQueue(here, { state: 'open', waits: null, page: 1 }))
    expect(before.rows.map(({ ref }) => ref)).not.toContain(own.ref)
    const hidden = await ctx.db.application.findUniqueOrThrow({ where: { ref: refs.submitted } })
    await ctx.db.conflict.create({
      data: {
        personId: officer.id,
        caseKind: 'application',
        caseId: hidden.id,
        activity: 'deciding',
        ruleId: 'DISPUTE',
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
    const after = value(await applicationQueue(here, { state: 'open', waits: null, page: 1 }))
    expect(after.rows.map(({ ref }) => ref)).not.toContain(refs.submitted)
    expect(after.count).toBe(before.count - 1)
    await ctx.db.application.update({ where: { id: own.id }, data: { status: 'withdrawn' } })
  })

  it('pages what there is, 25 at a time, and shows the last page for one beyond it', async () => {
    const ctx = database.ctx()
    const one = await ctx.db.application.findUniqueOrThrow({ where: { ref: refs.submitted } })
    const people = await Promise.all(Array.from({ length: 30 }, () => makePerson(ctx)))
    await ctx.db.application.createMany({
      data: people.map(({ id }, index) => ({
        ref: `BA-1999-${index}`,
        personId: id,
        status: 'submitted' as const,
        roleSought: 'reviewer' as const,
        createdAt: one.createdAt,
        submittedAt: one.submittedAt,
        statusSince: new Date(),
      })),
    })
    const { rows, pageCount } = value(await applicationQueue(admin, { state: 'submitted', waits: null, page: 1 }))
    expect([rows.length, pageCount]).toEqual([25, 2])
    const last = value(await applicationQueue(admin, { state: 'submitted', waits: null, page: 99 }))
    expect([last.page, last.rows.length]).toEqual([2, 6])
    await ctx.db.application.updateMany({ where: { ref: { startsWith: 'BA-1999' } }, data: { status: 'withdrawn' } })
  })
})

describe('applicationTasks', () => {
  const titles = async (ctx: Ctx) => (await applicationTasks(ctx)).map(({ title }) => title).sort()

  it('tells each what waits for them, and nobody else', async () => {
    const ctx = database.ctx()
    expect(await titles(asActor(ctx, ada.actor))).toEqual([`Assess application ${refs.panel}`])
    expect(await titles(asActor(ctx, ben.actor))).toEqual(
      [refs.panel, refs.half].map((ref) => `Assess application ${ref}`).sort(),
    )
    expect(await titles(admin)).toEqual(
      [
        `Check application ${refs.checks} and send it to its panel`,
        `Settle application ${refs.done}: its panel waits for you`,
      ].sort(),
    )
    const drafting = await ctx.db.application.findUniqueOrThrow({
      where: { ref: refs.draft },
      include: { person: true },
    })
    const applicant = {
      kind: 'person' as const,
      personId: drafting.personId,
      name: '',
      grants: [{ role: 'person' as const }],
    }
    expect(await titles(asActor(ctx, applicant))).toEqual(['Finish your application to the bank'])
  })

  it('asks an applicant to name another referee when one is late', async () => {
    const ctx = database.ctx()
    const made = await makeSubmitted(ctx)
    expect(await titles(made.ctx)).toEqual([])
    await ctx.db.reference.updateMany({
      where: { applicationId: made.id, position: 2 },
      data: { respondBy: dateFromIso(addDays(ctx.clock.today(), -1)) },
    })
    expect(await titles(made.ctx)).toEqual(['Name a referee instead of Sam Second'])
  })
})
