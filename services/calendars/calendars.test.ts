import { beforeAll, describe, expect, it } from 'vitest'
import { leaveExchange } from '#services/accounts/index.ts'
import { callOffCourse, moveCourse } from '#services/courses/index.ts'
import { leavers } from '#services/exchange.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { eventsIn, openFeed } from '#tests/factories/feed.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { endFeed, fetchFeed, makeFeed, mostAnHour, mostFeeds, ownFeeds, writeCalendar } from './index.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let provider: MadePerson
let attendee: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  provider = await makePerson(ctx(), { posts: [{ yotCode: 'leeds' }] })
  attendee = await makePerson(ctx(), { posts: [{ yotCode: 'kent', level: 'manager' }] })
})

const course = async (on: string) => {
  const by = { yotCode: 'leeds', contactId: provider.id }
  const offering = await makeOffering(ctx(), { by, title: 'Courts, and what follows; a day', kind: 'training' })
  const made = await makeCourse(ctx(), { offeringId: offering.id, createdById: provider.id, on, places: 5 })
  await ctx().db.place.create({
    data: {
      dateId: made.id,
      groupId: made.id,
      yotCode: 'kent',
      bookedById: attendee.id,
      status: 'booked',
      attendee: 'Ann',
      attendeeId: attendee.id,
      createdAt: ctx().clock.now(),
    },
  })
  return made
}

const versionOf = async (id: string) =>
  (await ctx().db.courseDate.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

describe('a calendar that programs fetch', () => {
  it('follows a move and a calling off, under one UID, and forgets what was called off after sixty days', async () => {
    database.setNow('2026-06-01')
    const { id, ref } = await course('2026-07-15')
    const [mine, all, there, elsewhere] = [
      await openFeed(as(attendee)),
      await openFeed(as(attendee), 'courses'),
      await openFeed(as(attendee), 'region', ['Yorks Hum']),
      await openFeed(as(attendee), 'region', ['London']),
    ]
    const of = async (feed: typeof mine) => (await feed.events(ctx())).find(({ uid }) => uid.includes(id))
    const before = await of(mine)
    expect(before).toMatchObject({
      summary: 'Courts, and what follows; a day',
      status: 'CONFIRMED',
      start: '2026-07-15T08:30:00Z',
      end: '2026-07-15T15:00:00Z',
      url: expect.stringContaining(`/courses/${ref}`),
    })
    expect(await of(mine)).toEqual(before)
    expect([await of(all), await of(there), await of(elsewhere)]).toEqual([before, before, undefined])
    database.setNow('2026-06-02')
    const sessions = [{ on: '2026-09-09', from: '10:00', to: '15:00', title: '' }]
    value(
      await moveCourse(as(provider), ref, {
        version: await versionOf(id),
        sessions,
        bookUntil: '2026-09-01',
        reason: 'The hall is shut.',
      }),
    )
    const moved = await of(mine)
    expect(moved).toMatchObject({ uid: before?.uid, status: 'CONFIRMED', start: '2026-09-09T09:00:00Z' })
    expect(moved?.sequence).toBeGreaterThan(before?.sequence ?? 0)
    expect(moved?.stamp).not.toBe(before?.stamp)
    database.setNow('2026-06-10')
    value(await callOffCourse(as(provider), ref, { version: await versionOf(id), reason: 'Too few came.' }))
    const off = await of(mine)
    expect(off).toMatchObject({ uid: before?.uid, status: 'CANCELLED', start: '2026-09-09T09:00:00Z' })
    expect(off?.sequence).toBeGreaterThan(moved?.sequence ?? 0)
    database.setNow('2026-08-09')
    expect(await of(mine)).toEqual(off)
    database.setNow('2026-08-10')
    expect([await of(mine), await of(all)]).toEqual([undefined, undefined])
    database.setNow('2026-06-01')
  })

  it('is not sent again while it is the same, also when something else happened', async () => {
    database.setNow('2026-06-01')
    const { id, ref } = await course('2026-07-20')
    const feed = await openFeed(as(attendee))
    const first = await feed.fetch(ctx())
    if (first.kind !== 'calendar') throw new Error(first.kind)
    expect(await feed.fetch(ctx(), first.etag)).toEqual({ kind: 'unchanged', etag: first.etag })
    await openFeed(as(provider))
    expect(await feed.fetch(ctx(), first.etag)).toEqual({ kind: 'unchanged', etag: first.etag })
    expect(await feed.fetch(ctx(), '"another"')).toMatchObject({ kind: 'calendar', text: first.text })
    value(await callOffCourse(as(provider), ref, { version: await versionOf(id), reason: 'Too few came.' }))
    // Whoever asks without the edition has what is true now; with it, five minutes later at most.
    database.setNow('2026-06-01T12:06:00Z')
    const changed = await feed.fetch(ctx(), first.etag)
    expect(changed).toMatchObject({ kind: 'calendar', text: expect.stringContaining('CANCELLED') })
    const { kind, etag } = changed as { kind: string; etag: string }
    expect([kind, await feed.fetch(ctx(), etag)]).toEqual(['calendar', { kind: 'unchanged', etag }])
    expect(await feed.fetch(ctx())).toEqual(changed)
  })

  it('tells whoever polls it nothing of what happens to others: what is read and counted is the same', async () => {
    database.setNow('2026-06-02')
    const owner = await makePerson(ctx(), { posts: [{ yotCode: 'wigan', level: 'manager' }] })
    const feed = await openFeed(as(owner))
    const limit = { key: `feed:${feed.id}` }
    /** What a day of asking every minute comes to, beside what happens to others. */
    const polled = async (day: string, beside: () => Promise<unknown>) => {
      const answers: unknown[] = []
      let known: string | null = null
      for (let minute = 0; minute < 30; minute += 1) {
        database.setNow(`${day}T12:${String(minute).padStart(2, '0')}:30Z`)
        await beside()
        const said = await feed.fetch(ctx(), known)
        if (said.kind === 'calendar' || said.kind === 'unchanged') known = said.etag
        answers.push([said, (await ctx().db.attempt.findFirst({ where: limit }))?.count])
      }
      await ctx().db.attempt.deleteMany({ where: limit })
      return answers
    }
    const quiet = await polled('2026-06-03', async () => null)
    const other = await makePerson(ctx(), { posts: [{ yotCode: 'salford', level: 'manager' }] })
    // Others write something every minute.
    const busy = await polled('2026-06-03', async () => {
      const made = value(await makeFeed(as(other), { kind: 'mine', regions: [] }))
      value(await endFeed(as(other), { feedId: made.id }))
    })
    expect(quiet[0]).toMatchObject([{ kind: 'calendar' }, 1])
    expect(busy).toEqual(quiet)
    database.setNow('2026-06-01')
  })

  it('is gone once it is ended, or its owner has left, and not there for any other token', async () => {
    const owner = await makePerson(ctx(), { posts: [{ yotCode: 'york', level: 'manager' }] })
    const [one, two] = [await openFeed(as(owner)), await openFeed(as(owner))]
    const first = await one.fetch(ctx())
    expect(first.kind).toBe('calendar')
    expect(await endFeed(as(attendee), { feedId: one.id })).toMatchObject({ problem: { kind: 'not-found' } })
    value(await endFeed(as(owner), { feedId: one.id }))
    value(await endFeed(as(owner), { feedId: one.id }))
    expect(await one.fetch(ctx(), first.kind === 'calendar' ? first.etag : null)).toEqual({ kind: 'gone' })
    expect(await ownFeeds(as(owner))).toMatchObject([{ id: two.id }])
    value(await leaveExchange(as(owner), leavers))
    expect(await two.fetch(ctx())).toEqual({ kind: 'gone' })
    // Nothing that is kept opens it.
    const { tokenHash } = await ctx().db.feed.findUniqueOrThrow({ where: { id: two.id } })
    expect(tokenHash).not.toBe(two.token)
    for (const token of [tokenHash, '', 'x'.repeat(43)])
      expect(await fetchFeed(ctx(), [], { token, known: null })).toEqual({ kind: 'unknown' })
  })

  it('ended while it is fetched is gone for whoever asks next', async () => {
    for (let race = 0; race < races; race += 1) {
      const feed = await openFeed(as(provider))
      const [ended, fetched] = await Promise.all([endFeed(as(provider), { feedId: feed.id }), feed.fetch(ctx())])
      expect(ended).toMatchObject({ ok: true })
      expect(['calendar', 'gone']).toContain(fetched.kind)
      expect(await feed.fetch(ctx(), fetched.kind === 'calendar' ? fetched.etag : null)).toEqual({ kind: 'gone' })
    }
  })

  it('is made ten times at most, also at once, and made anew sixty times an hour', async () => {
    const owner = await makePerson(ctx(), { posts: [{ yotCode: 'hull', level: 'manager' }] })
    const feed = await openFeed(as(owner))
    const made = await Promise.all(
      Array.from({ length: mostFeeds + 2 }, () => makeFeed(as(owner), { kind: 'mine', regions: [] })),
    )
    expect(made.filter(({ ok }) => ok)).toHaveLength(mostFeeds - 1)
    expect(made.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'refused' } })
    await feed.fetch(ctx())
    await ctx().db.attempt.updateMany({ where: { key: `feed:${feed.id}` }, data: { count: mostAnHour - 1 } })
    expect(await feed.fetch(ctx())).toMatchObject({ kind: 'calendar' })
    expect(await feed.fetch(ctx())).toEqual({ kind: 'too-often' })
    database.setNow('2026-06-01T14:00:00Z')
    expect(await feed.fetch(ctx())).toMatchObject({ kind: 'calendar' })
  })

  it('says any words so that a strict reader has them back', () => {
    const changedAt = new Date('2026-06-01T00:00:00Z')
    const title = `Commas, semicolons; back\\slashes\r\nand “lines” ${'ü€𐍈'.repeat(40)}\u0007`
    const one = { id: 'x', title, path: '/x', start: changedAt, end: changedAt, isOff: false, sequence: 0, changedAt }
    const text = writeCalendar(ctx().config, { name: 'A', dates: [one] })
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(eventsIn(text)[0]?.summary).toBe(title.replace('\r\n', '\n').replace('\u0007', ''))
  })
})
