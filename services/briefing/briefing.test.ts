import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, dateFromIso, londonInstant } from '#services/core/clock.ts'
import type { News } from '#services/core/news.ts'
import { deliverAll } from '#services/core/outbox.ts'
import { rooms } from '#services/exchange.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { briefingPage } from './briefing-page.ts'
import { chooseSubscription } from './choose.ts'
import { contentIn, hashOf } from './content.ts'
import { deskIssue } from './desk.ts'
import { correctIssue, holdBack, leaveOutLine, pinLine } from './edit-issue.ts'
import { enrolMembers } from './enrol.ts'
import { briefingFeed } from './feed.ts'
import { issuePage, readAsked } from './issue-page.ts'
import { tendIssues } from './jobs.ts'
import { addNotice, withdrawNotice } from './notices.ts'
import { noticeSchema, partSchema } from './schema.ts'
import { post } from './send-issue.ts'
import { writePart } from './write-part.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)
const at = (iso: string) => database.setNow(iso)

let editor: MadePerson
let london: MadePerson
let leeds: MadePerson
let hackney: MadePerson

/** The days of June and July 2026 in the timetable; the first and the third gather their month. */
const [first, second, third] = ['2026-06-11', '2026-06-25', '2026-07-09'] as const
const morning = (day: string, time = '08:00') => londonInstant(day, time).toISOString()
const tend = (given: readonly { news?: () => Promise<News[]> }[] = []) =>
  tendIssues(database.ctx(), given.length > 0 ? given : rooms, { asksLinks: false })
const statusOf = async (day: string) =>
  (await db().issue.findUniqueOrThrow({ where: { day: dateFromIso(day) } })).status
const copies = (day: string) =>
  db().outboxMessage.findMany({ where: { key: { startsWith: `briefing:${day}:` }, topic: 'briefing' } })
const mails = () => db().outboxMessage.findMany({ where: { topic: 'mail', key: { contains: ':mail' } } })
const own = async (who: MadePerson) => db().subscription.findUniqueOrThrow({ where: { personId: who.id } })

beforeAll(async () => {
  at('2026-06-01')
  const ctx = database.ctx()
  editor = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  london = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  hackney = await makePerson(ctx, { posts: [{ yotCode: 'hackney' }] })
  for (const yotCode of ['leeds', 'hackney']) await makeMembership(ctx, { yotCode })
  await tend()
  expect(value(await enrolMembers(ctx))).toBe(2)
  expect(value(await enrolMembers(ctx))).toBe(0)
  await makeOffering(ctx, { by: { yotCode: 'hackney', contactId: hackney.id }, title: 'Court skills in London' })
}, 60_000)

describe('an issue', () => {
  it('is planned for a year, and one is collected', async () => {
    expect(await statusOf(first)).toBe('open')
    expect(await statusOf(second)).toBe('planned')
    const days = value(await briefingPage(database.ctx())).coming
    expect(days.slice(0, 2)).toMatchObject([
      { day: first, isMonthly: true },
      { day: second, isMonthly: false },
    ])
    expect(await db().issue.count()).toBeGreaterThan(25)
    await tend()
    expect(await db().issue.count({ where: { status: 'open' } })).toBe(1)
  })

  it('is written in by the editor for everybody and by a coordinator for their region, until it goes', async () => {
    const words = (region: string, version = 0, text = `Words for ${region || 'all'}.`) =>
      partSchema.parse({ region, version, text })
    value(await writePart(as(editor), first, words('')))
    value(await writePart(as(london), first, words('London')))
    expect(await writePart(as(london), first, words(''))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await writePart(as(london), first, words('Wales'))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await writePart(as(leeds), first, words(''))).toMatchObject({ problem: { kind: 'not-found' } })
    // Again from the same page it is done; another who writes there is told.
    value(await writePart(as(editor), first, words('')))
    expect(await writePart(as(editor), first, words('', 0, 'Something else.'))).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await writePart(as(editor), second, words(''))).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('goes at its hour, not before, without anybody pressing, to each reader once, however many workers look', async () => {
    at(morning(first, '07:59'))
    await tend()
    expect(await statusOf(first)).toBe('open')
    at(morning(first))
    await Promise.all([tend(), tend(), tend()])
    expect(await statusOf(first)).toBe('sending')
    expect(await statusOf(second)).toBe('open')
    expect((await copies(first)).map(({ key }) => key).sort()).toEqual(
      [await own(leeds), await own(hackney)].map(({ id }) => `briefing:${first}:${id}`).sort(),
    )
    const row = await db().issue.findUniqueOrThrow({ where: { day: dateFromIso(first) } })
    expect(row.hash).toBe(hashOf(contentIn(row.frozen)))
    expect(row.readers).toBe(2)
    await expect(db().issue.update({ where: { id: row.id }, data: { hash: 'another' } })).rejects.toThrow(/frozen/)
    expect(
      await writePart(as(editor), first, partSchema.parse({ region: '', version: 1, text: 'Late words.' })),
    ).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('has gone') },
    })
  })

  it('is a mail for the reader’s own region, with one click in its header and no key in its body', async () => {
    at(morning(first, '08:02'))
    await deliverAll(database.ctx(), post)
    await tend()
    expect(await statusOf(first)).toBe('sent')
    const sent = (await mails()).map(({ payload }) => payload as Record<string, unknown>)
    expect(sent).toHaveLength(2)
    const bodyTo = (who: MadePerson) => sent.find(({ to }) => to === who.email)
    expect(JSON.stringify(bodyTo(hackney))).toContain('Court skills in London')
    expect(JSON.stringify(bodyTo(hackney))).toContain('Words for London')
    expect(JSON.stringify(bodyTo(leeds))).not.toContain('Words for London')
    expect(JSON.stringify(bodyTo(leeds))).toContain('Words for all')
    const { list, ...body } = bodyTo(leeds) ?? {}
    expect(list).toMatchObject({ end: expect.stringMatching(/^\/briefing\/end\//) })
    expect(JSON.stringify(body)).not.toContain('/briefing/end/')
    expect(JSON.stringify(body)).not.toContain((await own(leeds)).id)
  })

  it('that has nothing to tell is skipped and says so, unless it gathers the month', async () => {
    at(morning(second))
    await tend([{ news: async () => [] }])
    expect(await statusOf(second)).toBe('skipped')
    const { archive } = value(await briefingPage(database.ctx()))
    expect(archive[0]).toMatchObject({ day: second, status: 'skipped', note: expect.stringContaining('nothing new') })
    // Its time is told of in the next one.
    const next = await db().issue.findUniqueOrThrow({ where: { day: dateFromIso(third) } })
    expect(next.windowFrom).toEqual(londonInstant(first, '08:00'))
    value(await chooseSubscription(as(leeds), { choice: 'monthly', regions: [], themes: [] }))
  })

  it('can be held back with a reason until seven on its day, and then goes by itself, late', async () => {
    const issue = async () => value(await deskIssue(as(editor), rooms, third, { region: null, edition: 'fortnightly' }))
    const held = async (on: string, time: string) =>
      holdBack(as(editor), third, { version: (await issue()).version, reason: 'A figure is wrong.', on, at: time })
    expect(await held(addDays(third, 4), '09:00')).toMatchObject({
      problem: { fields: { on: expect.stringContaining('3 days') } },
    })
    expect(await held(third, '07:00')).toMatchObject({ problem: { fields: { on: expect.stringContaining('later') } } })
    at(morning(third, '07:00'))
    expect(await held(third, '11:00')).toMatchObject({ problem: { kind: 'refused' } })
    at(morning(third, '06:59'))
    value(await held(addDays(third, 1), '11:00'))
    at(morning(third, '12:00'))
    await tend()
    expect(await statusOf(third)).toBe('held')
    expect(value(await briefingPage(database.ctx())).coming[0]).toMatchObject({
      day: third,
      goesOn: addDays(third, 1),
      because: 'A figure is wrong.',
    })
    at(morning(addDays(third, 1), '11:00'))
    await tend()
    const page = value(await issuePage(database.ctx(), rooms, third, readAsked(new URLSearchParams())))
    expect(page.late).toContain('because: A figure is wrong.')
    // It gathers the month: whoever reads once a month has it too.
    expect((await copies(third)).map(({ payload }) => (payload as { edition: string }).edition).sort()).toEqual([
      'fortnightly',
      'monthly',
    ])
  })

  it('that nobody could send is made up for two weeks, by day, and says that it is late; after that it is skipped', async () => {
    const [missed, madeUp] = ['2026-07-23', '2026-08-06']
    at(morning(addDays(madeUp, 13), '21:00'))
    await tend()
    expect([await statusOf(missed), await statusOf(madeUp)]).toEqual(['open', 'planned'])
    at(morning(addDays(madeUp, 14), '07:00'))
    await tend()
    expect([await statusOf(missed), await statusOf(madeUp)]).toEqual(['skipped', 'sending'])
    const { late } = value(await issuePage(database.ctx(), rooms, madeUp, readAsked(new URLSearchParams())))
    expect(late).toContain('the exchange was away')
    // What a retry would send in the night waits for the day.
    at(morning(addDays(madeUp, 14), '23:00'))
    await deliverAll(database.ctx(), post)
    const [copy] = await copies(madeUp)
    expect(copy).toMatchObject({ deliveredAt: null, attempts: 0 })
    expect(copy?.availableAt).toEqual(londonInstant(addDays(madeUp, 15), '07:00'))
    at(morning(addDays(madeUp, 15), '07:01'))
    await deliverAll(database.ctx(), post)
    await tend()
    expect(await statusOf(madeUp)).toBe('sent')
  })

  it('is corrected once: its page says so, and the next begins with it', async () => {
    const day = '2026-08-06'
    const { version } = value(await deskIssue(as(editor), rooms, day, { region: null, edition: 'fortnightly' }))
    const reason = 'The fee is a day’s, not a week’s.'
    const before = await db().outboxMessage.count()
    value(await correctIssue(as(editor), day, { version, reason, isHarmful: false }))
    expect(await db().outboxMessage.count()).toBe(before)
    expect(
      await correctIssue(as(editor), day, { version: version + 1, reason: 'Again.', isHarmful: false }),
    ).toMatchObject({ problem: { kind: 'refused' } })
    expect(value(await issuePage(database.ctx(), rooms, day, readAsked(new URLSearchParams()))).correction?.text).toBe(
      reason,
    )
    at(morning('2026-09-03'))
    await tend()
    const page = value(await issuePage(database.ctx(), rooms, '2026-09-03', readAsked(new URLSearchParams())))
    expect(page.sections[0]?.items[0]).toMatchObject({ title: expect.stringContaining('Correction'), line: reason })
    expect(await briefingFeed(database.ctx(), null)).toContain('Corrected: ')
  })

  it('is edited line by line, and what is left out is left out', async () => {
    const day = '2026-09-17'
    const line = {
      section: 'consultations',
      title: 'What should change?',
      line: 'Say it',
      url: 'https://www.example.org/x',
      minutes: '4',
    }
    const added = value(await addNotice(as(editor), noticeSchema.parse({ ...line, until: '2026-10-30' })))
    value(
      await addNotice(
        as(london),
        noticeSchema.parse({ ...line, title: 'London alone', regions: ['London'], until: '2026-10-30' }),
      ),
    )
    expect(await addNotice(as(london), noticeSchema.parse({ ...line, until: '2026-10-30' }))).toMatchObject({
      problem: { kind: 'invalid' },
    })
    const read = async (region: string | null) =>
      value(await deskIssue(as(editor), rooms, day, { region, edition: 'fortnightly' }))
    const titles = async (region: string | null) =>
      (await read(region)).sections.flatMap(({ items }) => items.map(({ title }) => title))
    expect(await titles('Wales')).toEqual(['What should change?'])
    expect(await titles('London')).toEqual(['London alone', 'What should change?'])
    const key = `notice:${added.id}`
    value(await pinLine(as(editor), day, { key, version: (await read(null)).version }))
    expect((await titles('London'))[0]).toBe('What should change?')
    value(await leaveOutLine(as(editor), day, { key, version: (await read(null)).version, reason: 'It stood twice.' }))
    expect(await titles('London')).toEqual(['London alone'])
    expect((await read(null)).leftOut).toMatchObject([{ title: 'What should change?', because: 'It stood twice.' }])
    at(morning(day))
    await tend()
    // In the issue after, it stands again; taken back, the page says no more than its title.
    const page = async () => value(await issuePage(database.ctx(), rooms, day, readAsked(new URLSearchParams())))
    expect((await page()).sections.flatMap(({ items }) => items)).toMatchObject([{ title: 'London alone', gone: null }])
    const { id, version } = await db().notice.findFirstOrThrow({ where: { title: 'London alone' } })
    value(await withdrawNotice(as(london), { id, version }))
    expect((await page()).sections.flatMap(({ items }) => items)).toMatchObject([
      { title: 'London alone', line: '', gone: 'No longer open' },
    ])
  })
})

describe('saving and sending at the same moment', () => {
  it('has one winner, whole', async () => {
    for (let race = 0; race < races; race += 1) {
      const issue = await db().issue.findFirstOrThrow({ where: { status: 'open' }, orderBy: { day: 'asc' } })
      const day = issue.day.toISOString().slice(0, 10)
      at(morning(day))
      const text = `Words of race ${race}.`
      const [saved] = await Promise.all([
        writePart(as(editor), day, partSchema.parse({ region: '', version: 0, text })),
        tend(),
      ])
      const { frozen, status } = await db().issue.findUniqueOrThrow({ where: { id: issue.id } })
      expect(status === 'skipped' || JSON.stringify(frozen).includes(text) === saved.ok).toBe(true)
    }
  })
})
