import { beforeAll, describe, expect, it } from 'vitest'
import { forbidden, notFound } from '#services/core/result.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { requestReview } from './request-review.ts'
import { removeKloe, saveKloe, saveKloeThemes } from './save-kloes.ts'
import { savePeople } from './save-people.ts'
import { saveLeadOfficer, savePurpose, saveSponsor, saveVisit } from './save-sections.ts'
import { addWindow, removeWindow } from './save-windows.ts'
import { submitReview } from './submit-review.ts'

const database = openTestDatabase()
beforeAll(() => database.setNow('2026-06-01'))

const purpose = 'To see how well we resettle children who come home.'

describe('asking for a review', () => {
  it('is for whoever speaks for a member service', async () => {
    const ctx = database.ctx()
    const head = await makeHost(ctx, 'leeds')
    const manager = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
    const notMember = await makePerson(ctx, { posts: [{ yotCode: 'hull' }] })

    expect(await requestReview(database.ctx(head.actor), { yotCode: 'leeds', purpose })).toMatchObject({
      ok: true,
      value: { ref: expect.stringMatching(/^PR-2026-\d{3}$/) },
    })
    expect(await requestReview(database.ctx(head.actor), { yotCode: 'bradford', purpose })).toMatchObject(
      forbidden(expect.stringContaining('leads a service')),
    )
    expect(await requestReview(database.ctx(manager.actor), { yotCode: 'leeds', purpose })).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    expect(await requestReview(database.ctx(notMember.actor), { yotCode: 'hull', purpose })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('member') },
    })
  })

  it('is written page by page, kept at each, and sent whole', async () => {
    const head = await makeHost(database.ctx(), 'kent')
    const deputy = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent', level: 'second_tier' }] })
    const coordinator = await makePerson(database.ctx(), {
      appointments: [{ role: 'coordinator', region: 'South East' }],
    })
    const ctx = database.ctx(head.actor)
    const begun = await requestReview(ctx, { yotCode: 'kent', purpose })
    if (!begun.ok) throw new Error('not begun')
    const { ref } = begun.value
    let version = 1
    const at = () => ({ ref, version: version++ })
    const sent = () => submitReview(ctx, { ref, version })
    const missing = async () => {
      const result = await sent()
      return result.ok || result.problem.kind !== 'refused' ? result : result.problem.why
    }

    expect(await missing()).toContain('Name the sponsor')
    const sponsor = { sponsorName: 'Dana Sponsor', sponsorRole: 'Director', sponsorAddress: 'dana@example.org' }
    await saveSponsor(ctx, { ...at(), ...sponsor })
    await saveLeadOfficer(ctx, { ...at(), leadOfficerId: deputy.id })
    expect(await missing()).toContain('at least 2 key lines of enquiry')
    await saveKloe(ctx, { ...at(), position: 1, question: 'Do children come home to a plan?' })
    await saveKloe(ctx, { ...at(), position: 2, question: 'Does the board know?' })
    expect(await missing()).toContain('Choose a theme for key line of enquiry 1')
    await saveKloeThemes(ctx, { ...at(), position: 1, themes: ['G1'], more: ['G2'] })
    await saveKloeThemes(ctx, { ...at(), position: 2, themes: ['A1'] })
    expect(await missing()).toContain('how and for how long')
    await saveVisit(ctx, { ...at(), mode: 'hybrid', days: 3, travelPaidBy: 'host' })
    expect(await missing()).toContain('at least one set of dates')
    await addWindow(ctx, { ...at(), startsOn: '2026-10-05', endsOn: '2026-10-07' })

    expect(await sent()).toEqual({ ok: true, value: { ref } })
    const row = await ctx.db.reviewRequest.findUniqueOrThrow({ where: { ref } })
    expect(row).toMatchObject({ status: 'submitted', leadOfficerId: deputy.id, caseHolderId: coordinator.id })
    const mails = await lettersIn(ctx.db, { where: { caseId: row.id, topic: 'mail' } })
    const to = mails.map(({ payload }) => JSON.parse(JSON.stringify(payload)).to).sort()
    expect(to).toEqual([sponsor.sponsorAddress, head.email, deputy.email, coordinator.email].sort())
    const audited = await ctx.db.auditEntry.findMany({ where: { caseId: row.id } })
    expect(audited.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['review.requested', 'review.draft-saved', 'review.submitted', 'review.case-passed']),
    )

    // Pressed again it does nothing more; changed any more it cannot be.
    expect(await sent()).toEqual({ ok: true, value: { ref } })
    expect(await ctx.db.move.count({ where: { subjectId: row.id, event: 'submitted' } })).toBe(1)
    expect(await savePurpose(ctx, { ref, version: row.version, purpose })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })
})

describe('a draft', () => {
  const begin = async (yotCode: string) => {
    const head = await makeHost(database.ctx(), yotCode)
    const { id, ref } = await makeReview(database.ctx(), { yotCode, requestedById: head.id })
    return { head, ctx: database.ctx(head.actor), id, ref }
  }

  it('is nothing to anybody outside the service, the association included', async () => {
    const { ref } = await begin('sheffield')
    const others = [
      await makePerson(database.ctx(), { posts: [{ yotCode: 'rotherham' }] }),
      await makePerson(database.ctx(), { appointments: [{ role: 'administrator' }, { role: 'board_member' }] }),
      await makePerson(database.ctx(), { appointments: [{ role: 'coordinator', region: 'Yorks Hum' }] }),
    ]
    for (const { actor } of others) {
      expect(await savePurpose(database.ctx(actor), { ref, version: 1, purpose })).toEqual(notFound())
      expect(await submitReview(database.ctx(actor), { ref, version: 1 })).toEqual(notFound())
    }
  })

  it('may be written by the lead officer, but only sent by who speaks for the service', async () => {
    const { ctx, id, ref } = await begin('wigan')
    const deputy = await makePerson(database.ctx(), { posts: [{ yotCode: 'wigan', level: 'second_tier' }] })
    await ctx.db.reviewRequest.update({ where: { id }, data: { leadOfficerId: deputy.id } })
    const theirs = database.ctx(deputy.actor)
    expect(await savePurpose(theirs, { ref, version: 1, purpose })).toMatchObject({ ok: true })
    expect(await submitReview(theirs, { ref, version: 2 })).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await submitReview(ctx, { ref, version: 2 })).toMatchObject({ ok: true })
  })

  it('is not written over by an older page', async () => {
    const { ctx, ref } = await begin('bolton')
    await savePurpose(ctx, { ref, version: 1, purpose })
    expect(await savePurpose(ctx, { ref, version: 1, purpose: 'Something else' })).toMatchObject({
      problem: { kind: 'stale' },
    })
  })

  it('holds five key lines of enquiry of one to three skills, and closes the gap when one goes', async () => {
    const { ctx, id, ref } = await begin('salford')
    let version = 1
    for (const position of [3, 4, 5])
      await saveKloe(ctx, { ref, version: version++, position, question: `Q${position}` })
    expect(await saveKloe(ctx, { ref, version, position: 7, question: 'Too far' })).toMatchObject({ ok: false })
    const themes = (themes: string[]) => saveKloeThemes(ctx, { ref, version, position: 1, themes })
    expect(await themes([])).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await themes(['G1', 'G2', 'G3', 'A1'])).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await themes(['G'])).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await themes(['G1', 'G2', 'G3'])).toMatchObject({ ok: true })
    await removeKloe(ctx, { ref, version: version + 1, position: 3 })
    const kloes = await ctx.db.kloe.findMany({ where: { requestId: id }, orderBy: { position: 'asc' } })
    expect(kloes.map(({ position, question }) => [position, question]).slice(2)).toEqual([
      [3, 'Q4'],
      [4, 'Q5'],
    ])
  })

  it('takes at most five sets of dates, and none shorter than the visit', async () => {
    const { ctx, id, ref } = await begin('oldham')
    await ctx.db.candidateWindow.deleteMany({ where: { requestId: id } })
    let version = 1
    for (const week of ['12', '19', '26']) {
      await addWindow(ctx, {
        ref,
        version: version++,
        startsOn: `2026-10-${week}`,
        endsOn: `2026-10-${Number(week) + 2}`,
      })
    }
    await addWindow(ctx, { ref, version: version++, startsOn: '2026-10-05', endsOn: '2026-10-07' })
    const window = { startsOn: '2026-11-02', endsOn: '2026-11-04' }
    expect(await addWindow(ctx, { ref, version: version++, ...window })).toMatchObject({ ok: true })
    const more = { startsOn: '2026-11-09', endsOn: '2026-11-11' }
    expect(await addWindow(ctx, { ref, version, ...more })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await saveVisit(ctx, { ref, version, mode: 'remote', days: 4, travelPaidBy: 'host' })).toMatchObject({
      problem: { kind: 'invalid', fields: { days: expect.any(String) } },
    })
    const [first] = await ctx.db.candidateWindow.findMany({ where: { requestId: id } })
    await removeWindow(ctx, { ref, version, windowId: first?.id ?? '' })
    expect(await ctx.db.candidateWindow.count({ where: { requestId: id } })).toBe(4)
  })

  it('names only people of the bank as those rather not wanted', async () => {
    const { ctx, id, ref } = await begin('stockport')
    const reviewer = await makePerson(database.ctx(), { bank: {} })
    const other = await makePerson(database.ctx())
    const answer = { ref, version: 1, isNeighbourSensitive: true }
    expect(await savePeople(ctx, { ...answer, personId: other.id })).toMatchObject({ ok: false })
    const row = () => ctx.db.reviewRequest.findUniqueOrThrow({ where: { id } })
    expect(await row()).toMatchObject({ isNeighbourSensitive: false })
    expect(await savePeople(ctx, { ...answer, personId: reviewer.id })).toMatchObject({ ok: true })
    expect(await row()).toMatchObject({ isNeighbourSensitive: true })
    expect(await savePeople(ctx, { ...answer, version: 2, isNeighbourSensitive: false })).toMatchObject({ ok: true })
    expect(await row()).toMatchObject({ isNeighbourSensitive: false })
    expect(await ctx.db.objection.findMany({ where: { requestId: id } })).toMatchObject([{ personId: reviewer.id }])
    expect(await ctx.db.outboxMessage.count({ where: { caseId: id } })).toBe(0)
  })
})
