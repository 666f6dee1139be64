import { beforeAll, describe, expect, it } from 'vitest'
import { readStatement } from '#services/engagements/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMeeting } from '#tests/factories/meeting.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { answerMeeting, callOffMeeting, findRegion, findTime, logTime, room, takeBackTime } from './index.ts'

const database = openTestDatabase()
const as = (who: MadePerson) => database.ctx(who.actor)
const db = () => database.ctx().db

let coordinator: MadePerson
let without: MadePerson
let administrator: MadePerson
let colleague: MadePerson

beforeAll(async () => {
  database.setNow('2026-06-01T08:00:00Z')
  const ctx = database.ctx()
  coordinator = await makePerson(ctx, {
    name: 'Wren Hall',
    posts: [{ yotCode: 'york', level: 'second_tier' }],
    appointments: [{ role: 'coordinator', region: 'Yorks Hum' }],
  })
  without = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  colleague = await makePerson(ctx, { posts: [{ yotCode: 'york', level: 'manager' }] })
})

const line = (minutes: number, about = '/association/requests/PR-2026-417') =>
  ({ kind: 'sense_check', minutes, about }) as const

describe('a coordinator’s time', () => {
  it('goes in one line back to where they worked, and to the ledger as given to the association', async () => {
    expect(value(await logTime(as(coordinator), line(45)))).toEqual({ back: '/association/requests/PR-2026-417' })
    expect(value(await logTime(as(without), line(30, '//elsewhere.example')))).toEqual({ back: '/association/time' })
    for (const who of [administrator, colleague])
      expect(await logTime(as(who), line(45))).toMatchObject({ problem: { kind: 'forbidden' } })
    const entries = await db().ledgerEntry.findMany({ where: { sourceKind: 'coordination' }, orderBy: { seq: 'asc' } })
    expect(entries).toMatchObject([
      { giverYotCode: 'york', receiverYotCode: null, receiverRegion: 'Yorks Hum', minutes: 45, basis: 'in_kind' },
      { giverYotCode: null, giverPersonId: without.id, receiverYotCode: null, minutes: 30 },
    ])
    // A colleague reads the statement of the service: it says nothing of what it was, still less of the case.
    const statement = value(await readStatement(as(colleague), { page: 1 }))
    expect(statement.rows).toMatchObject([
      {
        title: 'Coordinating for the association',
        way: 'given',
        other: 'the association',
        minutes: 45,
        mayThank: false,
      },
    ])
    expect(statement.value).toBeNull()
    expect(
      JSON.stringify([
        statement,
        await db().timeLog.findMany(),
        await db().auditEntry.findMany({ select: { data: true } }),
      ]),
    ).not.toContain('PR-2026-417')
  })

  it('is read line by line by its own coordinator, and as sums by administrators', async () => {
    const own = value(await findTime(as(coordinator)))
    expect(own.own.map(({ minutes }) => minutes)).toEqual([45])
    expect(own.sums).toHaveLength(1)
    const all = value(await findTime(as(administrator)))
    expect(all.own).toEqual([])
    expect(all.sums.map(({ name, total }) => [name, total])).toContainEqual(['Wren Hall', 45])
    expect(await findTime(as(colleague))).toMatchObject({ problem: { kind: 'forbidden' } })
  })

  it('is taken back by who logged it for thirty days: the ledger keeps both, and sums to nothing', async () => {
    const { id } = await db().timeLog.findFirstOrThrow({ where: { personId: coordinator.id } })
    expect(await takeBackTime(as(without), id)).toMatchObject({ problem: { kind: 'not-found' } })
    await Promise.all([takeBackTime(as(coordinator), id), takeBackTime(as(coordinator), id)])
    const { _sum, _count } = await db().ledgerEntry.aggregate({
      where: { sourceId: id },
      _sum: { minutes: true },
      _count: true,
    })
    expect([_sum.minutes, _count]).toEqual([0, 2])
    const old = await db().timeLog.findFirstOrThrow({ where: { personId: without.id } })
    database.setNow('2026-07-02T08:00:00Z')
    expect(await takeBackTime(as(without), old.id)).toMatchObject({ problem: { kind: 'refused' } })
    database.setNow('2026-06-01T08:00:00Z')
  })

  it('has no more than sixteen hours a day, however often it is pressed at once', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => logTime(as(coordinator), line(400))))
    expect(results.filter(({ ok }) => ok)).toHaveLength(2)
    expect(results.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'invalid' } })
  })
})

describe('what meetings announce', () => {
  it('are dates for everybody and for each who comes, and news of what was called and published', async () => {
    const ctx = database.ctx()
    const forum = await makeMeeting(ctx, { on: '2026-07-20', title: 'Forum of June' })
    const executive = await makeMeeting(ctx, { kind: 'executive', on: '2026-07-21' })
    await makeMeeting(ctx, { status: 'planned', on: '2026-07-22' })
    const came = [administrator.id]
    const published = await makeMeeting(ctx, { kind: 'executive', status: 'published', came })
    const off = await makeMeeting(ctx, { kind: 'agm', on: '2026-07-23' })
    value(await callOffMeeting(as(administrator), off.ref, { version: 1, reason: 'Nobody can come.' }))
    const span = { from: new Date('2026-07-01T00:00:00Z'), to: new Date('2026-08-01T00:00:00Z') }
    const open = (await room.dates?.open?.(as(colleague), span)) ?? []
    expect(open.map(({ id, isOff, regions }) => ({ id, isOff, regions }))).toEqual([
      { id: `meeting-${forum.id}`, isOff: false, regions: ['Yorks Hum'] },
      { id: `meeting-${off.id}`, isOff: true, regions: [] },
    ])
    expect(await room.dates?.mine?.(as(colleague), span)).toEqual([])
    value(await answerMeeting(as(colleague), forum.ref, { isComing: true }))
    expect((await room.dates?.mine?.(as(colleague), span))?.map(({ path }) => path)).toEqual([`/meetings/${forum.ref}`])
    const window = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-06-02T00:00:00Z') }
    const news = (await room.news?.(database.ctx(), window)) ?? []
    expect(news.map(({ section, kind, id }) => [section, kind, id])).toEqual([
      ['dates', 'meeting', forum.id],
      ['changed', 'minutes', published.id],
    ])
    expect(JSON.stringify(news)).not.toContain(executive.ref)
    expect(await room.news?.(database.ctx(), { from: window.to, to: span.to })).toEqual([])
  })
})

describe('the page of a region', () => {
  it('says who coordinates it, its members and what takes place; to a visitor, its services alone', async () => {
    const ctx = database.ctx()
    await makeMembership(ctx, { yotCode: 'leeds' })
    const { id: offeringId } = await makeOffering(ctx, { by: { yotCode: 'york', contactId: colleague.id } })
    const course = await makeCourse(ctx, { offeringId, createdById: colleague.id })
    const page = value(await findRegion(as(colleague), 'yorks-hum'))
    expect(page).toMatchObject({ name: 'Yorkshire and the Humber', coordinators: ['Wren Hall'], exchange: null })
    expect(page.yots.filter(({ isMember }) => isMember).map(({ code }) => code)).toEqual(['leeds'])
    expect(page.courses.map(({ ref }) => ref)).toEqual([course.ref])
    expect(page.meetings[0]).toMatchObject({ title: 'Forum of June' })
    const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'A visitor', grants: [] })
    const seen = value(await findRegion(visitor, 'yorks-hum'))
    expect(seen).toMatchObject({ coordinators: [], meetings: [] })
    expect(seen.yots.some(({ isMember }) => isMember)).toBe(false)
    expect(await findRegion(visitor, 'atlantis')).toMatchObject({ problem: { kind: 'not-found' } })
  })
})
