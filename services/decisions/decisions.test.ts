import { beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { findBroken } from '#services/core/invariant.ts'
import { runDueJobs } from '#services/core/jobs.ts'
import { publishTerms } from '#services/memberships/index.ts'
import { setQuorum } from '#services/reviews/index.ts'
import { makeAdministrator, value } from '#tests/factories/application.ts'
import { decisionInput, publishedDecision } from '#tests/factories/decision.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { listeningCore } from '#tests/setup/listening-core.ts'
import {
  caseReference,
  correctDecision,
  decisionDesk,
  decisionFeed,
  decisionLog,
  draftDecision,
  draftedEvents,
  findDecision,
  findWorkPage,
  keepDecision,
  publishDecision,
  publishDraft,
  readLogFilter,
  replaceDecision,
  rewriteDecision,
  room,
  writeDecision,
} from './index.ts'

const database = openTestDatabase()
const ctx = () => asSystem(database.ctx())
const as = (person: MadePerson) => database.ctx(person.actor)

let administrator: MadePerson
let board: MadePerson
let wales: MadePerson
let member: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01T09:00:00Z')
  administrator = await makeAdministrator(database.ctx())
  board = await makePerson(database.ctx(), { appointments: [{ role: 'board_member' }] })
  wales = await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Wales' }] })
  member = await makePerson(database.ctx(), { name: 'Mo Member', posts: [{ yotCode: 'kent' }] })
})

const draftJob = (ctx: Ctx) => room.jobs?.find(({ name }) => name === 'decisions.draft')?.run(ctx)
const log = (params: Record<string, string> = {}, who = database.ctx()) =>
  decisionLog(who, readLogFilter(new URLSearchParams(params)))
const { source: _, ...text } = decisionInput()
const versionOf = async (ref: string) =>
  (await ctx().db.decision.findUniqueOrThrow({ where: { ref }, select: { version: true } })).version

describe('drafting from the audit log', () => {
  const drafts = () => ctx().db.decision.findMany({ where: { sourceKind: 'audit' }, orderBy: { sourceId: 'asc' } })

  it('drafts what was decided about the programme, each entry once, with two workers at once', async () => {
    value(
      await publishTerms(as(administrator), {
        version: await ctx().db.membershipTerms.count(),
        inForceFrom: '2026-09-01',
        individualFeePence: 6000,
        groupFeePence: 30_000,
        noticeDays: 60,
        graceDays: 30,
      }),
    )
    value(await setQuorum(as(administrator), { version: 0, members: 3 }))
    const entries = await ctx().db.auditEntry.findMany({ where: { event: { in: [...draftedEvents] } } })
    expect(entries.map(({ event }) => event).sort()).toEqual(['board.quorum-set', 'membership-terms.published'])
    await Promise.all([draftJob(ctx()), draftJob(ctx())])
    const made = await drafts()
    expect(made.map(({ sourceId }) => sourceId).sort()).toEqual(entries.map(({ id }) => String(id)).sort())
    expect(made.map(({ decided }) => decided).sort()).toEqual([
      'A decision of the programme board takes 3 of its members.',
      'From Tuesday 1 September 2026 a year of membership costs £300 for a service and £60 for one person. It falls due 60 days before the end and stays in force for 30 days after it, unpaid.',
    ])
    for (const row of made) expect(row).toMatchObject({ status: 'draft', body: 'administrators' })
    database.setNow('2026-06-01T12:00:00Z')
    await Promise.all([runDueJobs(ctx(), room.jobs ?? []), runDueJobs(ctx(), room.jobs ?? [])])
    expect(await drafts()).toHaveLength(2)
  })

  it('drafts nothing about a case, and nothing that is not on the list', async () => {
    const before = await drafts()
    const about = { kind: 'review_request' as const, id: '0190a8f0-0000-7000-8000-000000000001' }
    await audit(ctx(), { event: 'review.approved', subject: about, case: about })
    await audit(ctx(), { event: 'board.quorum-set', subject: { kind: 'board_quorum', id: '9' }, case: about })
    await draftJob(ctx())
    expect(await drafts()).toEqual(before)
  })

  it('leaves reasons that name a case to whoever completes the draft', async () => {
    const version = ((await ctx().db.ruleSetVersion.findFirst({ orderBy: { version: 'desc' } }))?.version ?? 0) + 1
    const row = { version, rules: {}, publishedBy: 'Somebody', publishedAt: ctx().clock.now() }
    await ctx().db.ruleSetVersion.create({ data: { ...row, reason: 'After what happened in PR-2026-417' } })
    await audit(ctx(), { event: 'rules.published', subject: { kind: 'rule-set', id: String(version) } })
    await draftJob(ctx())
    const drafted = (await drafts()).find(({ title }) => title.startsWith('Conflict rules'))
    expect(drafted).toMatchObject({ title: `Conflict rules: version ${version}`, reasons: '' })
    await ctx().db.ruleSetVersion.delete({ where: { version } })
  })
})

describe('a draft', () => {
  it('is for those who hold an office; only administrators write and publish', async () => {
    const { ref } = value(await writeDecision(as(administrator), { text: { ...text, title: 'By hand' } }))
    for (const who of [member, wales]) {
      expect(await findWorkPage(as(who), ref)).toMatchObject({ problem: { kind: 'not-found' } })
      expect(await publishDraft(as(who), ref, { version: 1 })).toMatchObject({ problem: { kind: 'not-found' } })
      expect(await writeDecision(as(who), { text })).toMatchObject({ problem: { kind: 'forbidden' } })
    }
    // It is a decision of the board: its members read the draft, and do not publish it.
    expect(await findWorkPage(as(board), ref)).toMatchObject({ ok: true, value: { events: [] } })
    expect(await publishDraft(as(board), ref, { version: 1 })).toMatchObject({ problem: { kind: 'not-found' } })
    expect(await decisionDesk(as(member))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findDecision(as(administrator), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    expect((await log({}, as(administrator))).lines.map((line) => line.ref)).not.toContain(ref)
  })

  it('is published only when it says everything, and names nobody who holds no office', async () => {
    const { ref } = value(await writeDecision(as(administrator), { text: { ...text, conflicts: '' } }))
    expect(await publishDraft(as(administrator), ref, { version: 1 })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Conflicts of interest declared') },
    })
    const named = { ...text, conflicts: 'It was declared that Mo\nMember sells courses. He stood aside.' }
    value(await rewriteDecision(as(administrator), ref, { version: 1, text: named }))
    expect(await publishDraft(as(administrator), ref, { version: 2 })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Take out the name “Mo') },
    })
    expect(await publishDecision(ctx(), { ...named, source: { kind: 'minutes', id: 'named' } })).toMatchObject({
      problem: { kind: 'invalid', fields: { conflicts: expect.stringContaining('role') } },
    })
    const role = { ...text, conflicts: 'A coordinator sells courses, and stood aside.' }
    value(await rewriteDecision(as(administrator), ref, { version: 2, text: role }))
    value(await publishDraft(as(administrator), ref, { version: 3 }))
    expect(value(await findDecision(database.ctx(), ref))).toMatchObject({ conflicts: role.conflicts, deciders: 6 })
  })
})

describe('a published decision', () => {
  it('keeps what it said before beside every correction, and why', async () => {
    const { ref } = await publishedDecision(database.ctx(), { title: 'Corrected twice' })
    const change = async (decided: string, why: string) =>
      value(
        await correctDecision(as(administrator), ref, {
          version: await versionOf(ref),
          why,
          text: { ...text, title: 'Corrected twice', decided, reviewOn: undefined },
        }),
      )
    await change('Two days at most.', 'The number was wrong.')
    await change('Two days at most, or three in Wales.', 'Wales was left out.')
    const page = value(await findDecision(database.ctx(), ref))
    expect(page.decided).toBe('Two days at most, or three in Wales.')
    expect(page.corrections).toEqual([
      {
        on: '2026-06-01',
        why: 'Wales was left out.',
        changes: [
          { part: 'What was decided', before: 'Two days at most.', after: 'Two days at most, or three in Wales.' },
        ],
      },
      {
        on: '2026-06-01',
        why: 'The number was wrong.',
        changes: [{ part: 'What was decided', before: text.decided, after: 'Two days at most.' }],
      },
    ])
    expect(
      await correctDecision(as(administrator), ref, {
        version: await versionOf(ref),
        why: 'Nothing is wrong.',
        text: { ...text, title: 'Corrected twice', decided: page.decided },
      }),
    ).toMatchObject({ problem: { kind: 'invalid' } })
    expect((await log({ q: 'corrected twice' })).lines[0]).toMatchObject({ ref, corrections: 2 })
    expect(JSON.stringify(page)).not.toContain('Administrator')
  })

  it('is reviewed by the body that decided, when its day is near: kept until another day, or replaced by a later one', async () => {
    const reviewOn = '2026-06-20'
    const { ref } = await publishedDecision(database.ctx(), { title: 'To review', reviewOn })
    const regional = await publishedDecision(database.ctx(), {
      title: 'Met in Cardiff',
      reviewOn,
      decidedBy: { body: 'regional_meeting', count: 9, region: 'Wales' },
    })
    const far = await publishedDecision(database.ctx(), { title: 'Not yet', reviewOn: '2026-12-01' })
    const tasks = async (who: MadePerson) =>
      ((await room.tasks?.(as(who))) ?? []).map(({ href, dueOn }) => [href, dueOn])
    const task = (one: string) => [`/association/decisions/${one}`, reviewOn]
    expect(await tasks(board)).toEqual([task(ref)])
    expect(await tasks(wales)).toEqual([task(regional.ref)])
    expect(await tasks(member)).toEqual([])
    const version = await versionOf(ref)
    expect(await keepDecision(as(wales), ref, { version, kept: 'It works.' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await keepDecision(as(board), ref, { version, kept: 'It works.', reviewOn: '2027-06-20' }))
    expect(await tasks(board)).toEqual([])
    expect(value(await findDecision(database.ctx(), ref))).toMatchObject({
      reviewOn: '2027-06-20',
      history: [{ says: 'Reviewed and kept', note: 'It works.' }, { says: 'Published' }],
    })
    const later = await publishedDecision(database.ctx(), { title: 'The later one', day: '2026-05-30' })
    const replace = async (one: string, by: string) =>
      replaceDecision(as(board), one, { version: await versionOf(one), later: by, replaced: 'Decided anew.' })
    const earlier = await publishedDecision(database.ctx(), { title: 'The earlier one', day: '2026-05-01' })
    for (const wrong of [ref, earlier.ref, 'DE-2026-100'])
      expect(await replace(ref, wrong)).toMatchObject({ problem: { kind: 'invalid' } })
    value(await replace(ref, later.ref))
    expect(await replace(later.ref, ref)).toMatchObject({ problem: { kind: 'invalid' } })
    expect(value(await findDecision(database.ctx(), ref)).replacedBy).toEqual({
      ref: later.ref,
      title: 'The later one',
    })
    expect(value(await findDecision(database.ctx(), later.ref)).replaces).toMatchObject([{ ref }])
    expect(far.ref).not.toBe(ref)
  })

  it('is found by body, year and words, the latest first', async () => {
    await publishedDecision(database.ctx(), {
      day: '2025-03-04',
      title: 'Bursaries for travel',
      decided: 'Trains are paid.',
    })
    const found = async (params: Record<string, string>) => (await log(params)).lines.map(({ title }) => title)
    expect(await found({ q: 'bursary train' })).toEqual(['Bursaries for travel'])
    expect(await found({ year: '2025' })).toEqual(['Bursaries for travel'])
    expect(await found({ body: 'regional_meeting' })).toEqual(['Met in Cardiff'])
    expect(await found({ q: 'nothing has these words' })).toEqual([])
    const all = await log()
    expect(all.lines.map(({ on }) => on)).toEqual(
      all.lines
        .map(({ on }) => on)
        .sort()
        .reverse(),
    )
    expect(all.choices.years).toEqual([2026, 2025])
    expect(await log({}, as(member))).toEqual({ ...all, mayWork: false })
  })

  it('is news for everybody, or for its region, in the window in which it was published', async () => {
    const from = new Date('2026-06-01T00:00:00Z')
    const to = new Date('2026-06-02T00:00:00Z')
    const news = (await room.news?.(ctx(), { from, to })) ?? []
    expect(news).toHaveLength(await ctx().db.decision.count({ where: { publishedAt: { not: null } } }))
    expect(news.find(({ title }) => title === 'Met in Cardiff')).toMatchObject({
      section: 'changed',
      regions: ['Wales'],
    })
    for (const { title, regions } of news) {
      expect(title.length).toBeLessThanOrEqual(70)
      if (title !== 'Met in Cardiff') expect(regions).toEqual([])
    }
    expect(await room.news?.(ctx(), { from: to, to: new Date('2026-06-03T00:00:00Z') })).toEqual([])
  })
})

describe('the whole log', () => {
  it('is read in few statements, however much there is of it', async () => {
    const heard: string[] = []
    const listening = listeningCore(database.core(), ctx().clock, ({ sql }) => heard.push(sql))
    const by = listening.contextFor(database.ctx().actor, 'statements')
    const one = await publishedDecision(database.ctx())
    const counts: Record<string, number> = {}
    const count = async (name: string, read: () => Promise<unknown>) => {
      heard.length = 0
      await read()
      counts[name] = heard.length
    }
    await count('log', () => decisionLog(by, readLogFilter(new URLSearchParams({ q: 'days', year: '2026' }))))
    await count('page', () => findDecision(by, one.ref))
    await count('feed', () => decisionFeed(by))
    await count('desk', () => decisionDesk(by))
    await listening.close()
    expect(Object.values(counts).every((statements) => statements > 0 && statements <= 8)).toBe(true)
    expect(counts).toMatchObject({ log: 2, feed: 2 })
  })

  it('is searched by its index, once there is much of it', async () => {
    let plan = ''
    const filled = ctx().db.$transaction(async (db) => {
      await db.$executeRaw`insert into "Decision" (id, ref, status, "sourceKind", "sourceId", "decidedOn", title, decided, reasons,
          alternatives, conflicts, "restsOn", body, deciders, "publishedAt")
        select gen_random_uuid(), 'DE-2020-' || n, 'published', 'test', n::text, '2020-01-01', 'Number ' || n, md5(n::text), md5(n::text),
          'None', 'None', '', 'board', 5, now() from generate_series(10000, 12000) n`
      await db.$executeRaw`analyze "Decision"`
      const rows = await db.$queryRaw`explain select d.ref from "Decision" d
        where d.status in ('published', 'replaced') and to_tsvector('english', folded(
          d.title || ' ' || d.decided || ' ' || d.reasons || ' ' || d.alternatives || ' ' || d.conflicts || ' ' || d."restsOn"))
          @@ websearch_to_tsquery('english', 'bursaries')`
      plan = JSON.stringify(rows)
      throw new Error('Undone')
    })
    await expect(filled).rejects.toThrow('Undone')
    expect(plan).toContain('Decision_search')
  })

  it('names no case, whatever it is asked, and holds what must be true of it', async () => {
    const dirty = ['PR-2026-417', 'pr-2026-417', 'EN-2025-1234', 'CO-2026-100', 'BA-2026-999']
    for (const [at, said] of dirty.entries()) {
      const source = { kind: 'minutes', id: `dirty-${at}` }
      expect((await draftDecision(ctx(), { ...text, decided: `As in ${said}.`, source })).ok).toBe(false)
      const { ref } = await publishedDecision(database.ctx())
      const version = await versionOf(ref)
      const changed = { version, why: 'It was wrong.', text: { ...text, reasons: `Since ${said}.` } }
      expect((await correctDecision(as(administrator), ref, changed)).ok).toBe(false)
      const raw = ctx().db.decision.update({ where: { ref }, data: { reasons: `Since ${said}.` } })
      await expect(raw).rejects.toThrow('Decision_no_case')
    }
    const { lines, count } = await log()
    const pages = await Promise.all(lines.map(async ({ ref }) => value(await findDecision(database.ctx(), ref))))
    const shown = JSON.stringify([lines, pages, await decisionFeed(ctx())])
    expect(count).toBeGreaterThanOrEqual(dirty.length)
    expect(shown).not.toMatch(caseReference)
    expect(await findBroken(ctx().db, room.invariants ?? [])).toEqual([])
  })
})
