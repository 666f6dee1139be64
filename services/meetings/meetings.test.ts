import { beforeAll, describe, expect, it } from 'vitest'
import { silenceJob } from '#services/core/life/silence.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMeeting, typedMeeting, typedMinutes } from '#tests/factories/meeting.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import {
  addItem,
  agendaSchema,
  answerAsGuest,
  answerMeeting,
  answerObjection,
  beginSeries,
  callMeeting,
  callOffMeeting,
  findAgenda,
  findGuest,
  findMeeting,
  findMinutes,
  findMinutesForm,
  inviteGuest,
  listMeetings,
  moveMeeting,
  objectToMinutes,
  planMeeting,
  publishMinutes,
  raiseItem,
  recordWhoCame,
  removeItem,
  room,
  saveMinutes,
  sendMinutes,
  seriesSchema,
} from './index.ts'

const database = openTestDatabase()
const as = (who: MadePerson) => database.ctx(who.actor)
const db = () => database.ctx().db
const tick = async () => {
  for (const job of room.jobs ?? []) await job.run(database.ctx())
  await silenceJob(room.silences ?? []).run(database.ctx())
}

let coordinator: MadePerson
let otherCoordinator: MadePerson
let administrator: MadePerson
let board: MadePerson
let head: MadePerson
let manager: MadePerson
let elsewhere: MadePerson
let nobody: MadePerson

/** Monday 1 June 2026. */
const begin = () => database.setNow('2026-06-01T08:00:00Z')

beforeAll(async () => {
  begin()
  const ctx = database.ctx()
  coordinator = await makePerson(ctx, {
    posts: [{ yotCode: 'york', level: 'second_tier' }],
    appointments: [{ role: 'coordinator', region: 'Yorks Hum' }],
  })
  otherCoordinator = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  board = await makePerson(ctx, { appointments: [{ role: 'board_member' }] })
  head = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  manager = await makePerson(ctx, { posts: [{ yotCode: 'hull', level: 'manager' }] })
  elsewhere = await makePerson(ctx, { posts: [{ yotCode: 'kent' }] })
  nobody = await makePerson(ctx)
})

const versionOf = async (ref: string) => (await db().meeting.findUniqueOrThrow({ where: { ref } })).version
const statusOf = async (ref: string) => (await db().meeting.findUniqueOrThrow({ where: { ref } })).status
const letters = async (ref: string) => {
  const { id } = await db().meeting.findUniqueOrThrow({ where: { ref } })
  return db().outboxMessage.findMany({ where: { topic: 'mail', key: { startsWith: `meeting:${id}:` } } })
}
const item = (title: string, minutes = 20) => agendaSchema.parse({ title, minutes, who: 'Ann Vale' })

describe('calling a meeting', () => {
  it('needs ten working days, five where it is extraordinary', async () => {
    begin()
    const short = value(await planMeeting(as(coordinator), typedMeeting('2026-06-12'))).ref
    expect(await callMeeting(as(coordinator), short, { version: 1 })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Monday 15 June 2026 or later') },
    })
    const exact = value(await planMeeting(as(coordinator), typedMeeting('2026-06-15'))).ref
    value(await callMeeting(as(coordinator), exact, { version: 1 }))
    const soon = value(await planMeeting(as(coordinator), typedMeeting('2026-06-08', { isExtraordinary: 'yes' }))).ref
    value(await callMeeting(as(coordinator), soon, { version: 1 }))
    const sooner = value(await planMeeting(as(coordinator), typedMeeting('2026-06-05', { isExtraordinary: 'yes' }))).ref
    expect(await callMeeting(as(coordinator), sooner, { version: 1 })).toMatchObject({ problem: { kind: 'refused' } })
  })

  it('is for coordinators of the region and administrators, and writes to its heads once', async () => {
    begin()
    for (const who of [head, otherCoordinator, elsewhere]) {
      const planned = await planMeeting(as(who), typedMeeting('2026-07-01'))
      expect(planned).toMatchObject({ ok: false })
    }
    expect(await planMeeting(as(coordinator), typedMeeting('2026-07-01', { kind: 'agm' }))).toMatchObject({
      problem: { kind: 'forbidden' },
    })
    const { ref } = value(await planMeeting(as(coordinator), typedMeeting('2026-07-01')))
    expect(await letters(ref)).toEqual([])
    for (const who of [head, otherCoordinator])
      expect(await callMeeting(as(who), ref, { version: 1 })).toMatchObject({ problem: { kind: 'not-found' } })
    value(await callMeeting(as(administrator), ref, { version: 1 }))
    const to = (await letters(ref)).map(({ payload }) => (payload as { person: string }).person)
    expect(to).toContain(head.id)
    expect(to).toContain(coordinator.id)
    expect(to).not.toContain(elsewhere.id)
    expect(new Set(to).size).toBe(to.length)
  })

  it('moves with the same notice, and asks everybody again', async () => {
    begin()
    const { ref } = await makeMeeting(database.ctx(), {})
    value(await answerMeeting(as(head), ref, { isComing: true }))
    const to = { on: '2026-06-10', from: '10:00', to: '12:00', reason: 'The hall is flooded.' }
    expect(await moveMeeting(as(coordinator), ref, { version: 1, ...to })).toMatchObject({
      problem: { kind: 'invalid', fields: { on: expect.stringContaining('at least 10 working days') } },
    })
    value(await moveMeeting(as(coordinator), ref, { version: 1, ...to, on: '2026-07-10' }))
    expect(value(await findMeeting(as(head), ref))).toMatchObject({ answer: null, counts: { coming: 0 } })
    expect(JSON.stringify(await letters(ref))).toContain('The hall is flooded.')
    value(await callOffMeeting(as(coordinator), ref, { version: 2, reason: 'Nobody can come.' }))
    expect(await answerMeeting(as(head), ref, { isComing: true })).toMatchObject({ problem: { kind: 'refused' } })
    expect(JSON.stringify(await letters(ref))).toContain('Nobody can come.')
  })
})

describe('the agenda', () => {
  it('takes items of those whose meeting it is until it is fixed, two working days before, by itself', async () => {
    begin()
    // Wednesday 1 July: fixed on Monday 29 June.
    const { ref } = await makeMeeting(database.ctx(), { on: '2026-07-01' })
    value(await addItem(as(manager), ref, item('Referrals')))
    value(await addItem(as(otherCoordinator), ref, item('What London does')))
    for (const who of [elsewhere, nobody])
      expect(await addItem(as(who), ref, item('Something'))).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(await findAgenda(as(elsewhere), ref)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(value(await findMeeting(as(elsewhere), ref))).toMatchObject({
      agenda: null,
      counts: null,
      joiningLink: null,
    })
    const { agenda } = value(await findAgenda(as(manager), ref))
    const [first, second] = agenda
    expect(agenda.map(({ title }) => title)).toEqual(['Referrals', 'What London does'])
    expect(await removeItem(as(head), ref, { id: first?.id ?? '' })).toMatchObject({ problem: { kind: 'not-found' } })
    value(await raiseItem(as(coordinator), ref, { id: second?.id ?? '' }))
    expect(value(await findAgenda(as(manager), ref)).agenda.map(({ title }) => title)).toEqual([
      'What London does',
      'Referrals',
    ])
    value(await removeItem(as(manager), ref, { id: first?.id ?? '' }))
    database.setNow('2026-06-28T22:30:00Z')
    await tick()
    value(await addItem(as(head), ref, item('Just in time')))
    // 23:30 in London is still the day before; half an hour later it is not, whether or not the job ran.
    database.setNow('2026-06-28T23:00:00Z')
    expect(await addItem(as(head), ref, item('Late'))).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('fixed on Monday 29 June 2026') },
    })
    database.setNow('2026-06-29T06:00:00Z')
    await tick()
    await tick()
    expect(await statusOf(ref)).toBe('agenda_fixed')
    expect((await lettersIn(db(), {})).filter((letter) => JSON.stringify(letter).includes('Just in time'))).not.toEqual(
      [],
    )
  })

  it('names no case, since every member of the region reads it', () => {
    expect(agendaSchema.safeParse({ title: 'About PR-2026-417', minutes: 5, who: 'Ann' }).success).toBe(false)
  })
})

describe('guests', () => {
  it('come by a link of their own, of which the fingerprint alone is kept', async () => {
    begin()
    const { ref } = await makeMeeting(database.ctx(), { joiningLink: 'https://meet.example.org/x' })
    const guest = { name: 'Gale Reed', address: 'gale.reed@example.org' }
    expect(await inviteGuest(as(head), ref, guest)).toMatchObject({ problem: { kind: 'not-found' } })
    value(await inviteGuest(as(coordinator), ref, guest))
    expect(await inviteGuest(as(coordinator), ref, guest)).toMatchObject({ problem: { kind: 'invalid' } })
    const token = /\/guests\/([\w-]+)/.exec(JSON.stringify(await letters(ref)))?.[1] ?? ''
    const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'A visitor', grants: [] })
    expect(value(await findGuest(visitor, token)).meeting.joiningLink).toBe('https://meet.example.org/x')
    value(await answerAsGuest(visitor, token, { isComing: true }))
    expect(await findGuest(visitor, `${token}x`)).toMatchObject({ problem: { kind: 'not-found' } })
    expect(JSON.stringify(await db().meetingGuest.findMany())).not.toContain(token)
  })
})

/** A meeting that was held, to which these came. */
const heldWith = async (...came: MadePerson[]) => {
  const { ref } = await makeMeeting(database.ctx(), {
    status: 'held',
    came: came.map(({ id }) => id),
  })
  return ref
}

describe('minutes', () => {
  it('go round, are agreed by ten working days of silence, and are published with their decisions in one press', async () => {
    begin()
    const ref = await heldWith(coordinator, head)
    value(await saveMinutes(as(coordinator), ref, typedMinutes(1, { notes: [] })))
    expect(await findMinutes(as(head), ref)).toMatchObject({ problem: { kind: 'not-found' } })
    value(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted'))
    // Monday 1 June and ten working days: until Monday 15 June.
    expect(value(await findMinutes(as(head), ref))).toMatchObject({ objectBy: '2026-06-15', mayObject: true })
    expect(await findMinutes(as(elsewhere), ref)).toMatchObject({ problem: { kind: 'forbidden' } })
    database.setNow('2026-06-16T04:59:00Z')
    await tick()
    expect(await statusOf(ref)).toBe('minutes_drafted')
    database.setNow('2026-06-16T05:00:00Z')
    await tick()
    expect(await statusOf(ref)).toBe('agreed')
    expect(await publishMinutes(as(head), ref, { version: 3 })).toMatchObject({ problem: { kind: 'not-found' } })
    value(await publishMinutes(as(coordinator), ref, { version: await versionOf(ref) }))
    const { decisions, objections } = value(await findMinutes(as(elsewhere), ref))
    expect(objections).toEqual([])
    const decision = await db().decision.findUniqueOrThrow({ where: { ref: decisions[0]?.logRef ?? '' } })
    expect(decision).toMatchObject({
      status: 'published',
      title: 'One form for referrals',
      body: 'regional_meeting',
      deciders: 2,
    })
    expect((await listMeetings(as(nobody), null)).published[0]).toMatchObject({ ref })
  })

  it('wait for every objection, and a change that was promised is another version with days of its own', async () => {
    begin()
    const ref = await heldWith(coordinator, head, manager)
    value(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted'))
    expect(await objectToMinutes(as(elsewhere), ref, { number: 1, text: 'No.' })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await objectToMinutes(as(head), ref, { number: 1, text: 'It was four services.' }))
    value(await objectToMinutes(as(manager), ref, { number: 1, text: 'I said May.' }))
    expect(await sendMinutes(as(coordinator), ref, typedMinutes(2), 'redrafted')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('not answered') },
    })
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    expect(await statusOf(ref)).toBe('minutes_drafted')
    const open = value(await findMinutes(as(coordinator), ref)).objections
    const answer = (at: number, isAccepted: 'yes' | 'no') =>
      answerObjection(as(coordinator), ref, { id: open[at]?.id ?? '', isAccepted, answer: 'The recording says so.' })
    value(await answer(0, 'yes'))
    value(await answer(1, 'no'))
    // A change is promised, so that version 1 is not agreed.
    await tick()
    expect(await statusOf(ref)).toBe('minutes_drafted')
    const four = { notes: [{ title: 'Referrals', text: 'Four services see fewer of them.' }] }
    value(await sendMinutes(as(coordinator), ref, typedMinutes(2, four), 'redrafted'))
    expect(value(await findMinutes(as(head), ref))).toMatchObject({ number: 2, objectBy: '2026-06-30' })
    database.setNow('2026-07-01T08:00:00Z')
    await tick()
    expect(await statusOf(ref)).toBe('agreed')
  })

  it('are agreed at once where the last objection is answered after the day and nothing changes', async () => {
    begin()
    const ref = await heldWith(coordinator, head)
    value(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted'))
    value(await objectToMinutes(as(head), ref, { number: 1, text: 'I was not late.' }))
    database.setNow('2026-06-20T08:00:00Z')
    await tick()
    const [objection] = value(await findMinutes(as(coordinator), ref)).objections
    const no = { id: objection?.id ?? '', isAccepted: 'no' as const, answer: 'Nobody says that you were.' }
    value(await answerObjection(as(coordinator), ref, no))
    expect(await statusOf(ref)).toBe('agreed')
  })

  it('are agreed or changed where both come at once, never both', async () => {
    for (let race = 0; race < Number(process.env.RACES ?? 10); race += 1) {
      begin()
      const ref = await heldWith(coordinator, head)
      value(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted'))
      database.setNow('2026-06-16T05:00:00Z')
      const notes = [{ title: 'Referrals', text: 'Four services.' }]
      const [changed] = await Promise.all([
        sendMinutes(as(coordinator), ref, typedMinutes(2, { notes }), 'redrafted'),
        tick(),
      ])
      const { number, status } = value(await findMinutes(as(head), ref))
      expect([status, number]).toEqual(changed?.ok ? ['minutes_drafted', 2] : ['agreed', 1])
    }
  })

  it('cannot go round before it is said who came, nor be written over once sent', async () => {
    begin()
    const { ref, id } = await makeMeeting(database.ctx(), { status: 'held' })
    expect(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted')).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('who came') },
    })
    expect(await recordWhoCame(as(coordinator), ref, { people: [nobody.id], guests: [], others: [] })).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await recordWhoCame(as(coordinator), ref, { people: [], guests: [], others: [head.id] }))
    value(await sendMinutes(as(coordinator), ref, typedMinutes(1), 'minuted'))
    await expect(db().minutes.updateMany({ where: { meetingId: id }, data: { content: {} } })).rejects.toThrow(
      'append-only',
    )
    expect(value(await findMinutesForm(as(coordinator), ref)).notes[0]?.text).toContain('Three services')
  })

  it('say with the log’s own sentence what it does not take, and publish nothing then', async () => {
    begin()
    const { ref, id } = await makeMeeting(database.ctx(), { status: 'held', came: [coordinator.id] })
    const early = { decisions: [{ ...typedMinutes(1).decisions[0], reviewOn: '2026-05-01' }] }
    value(await sendMinutes(as(coordinator), ref, typedMinutes(1, early), 'minuted'))
    database.setNow('2026-06-17T08:00:00Z')
    await tick()
    expect(await publishMinutes(as(coordinator), ref, { version: await versionOf(ref) })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('review day') },
    })
    expect(await db().meetingDecision.count({ where: { meetingId: id } })).toBe(0)
  })

  it('of the executive are read by every member once published, and not before', async () => {
    begin()
    const came = [administrator.id, board.id]
    const { ref } = await makeMeeting(database.ctx(), { kind: 'executive', status: 'agreed', came })
    expect(await findMinutes(as(head), ref)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(value(await findMinutes(as(board), ref)).came).toHaveLength(2)
    value(await publishMinutes(as(administrator), ref, { version: 1 }))
    expect(value(await findMinutes(as(head), ref)).notes).toHaveLength(1)
  })
})

describe('a timetable', () => {
  it('has its meetings a year ahead, each once, and they are called by themselves in time', async () => {
    database.setNow('2026-06-01T08:00:00Z')
    const series = seriesSchema.parse({
      ...typedMeeting('2026-07-01'),
      title: 'Every second month',
      weekday: 2,
      week: 2,
      everyMonths: 2,
      beginsOn: '2026-07-01',
      startsAt: '10:00',
      minutes: 120,
    })
    expect(await beginSeries(as(otherCoordinator), series)).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(value(await beginSeries(as(coordinator), series)).planned).toBe(6)
    await Promise.all([tick(), tick()])
    const rows = await db().meeting.findMany({ where: { seriesId: { not: null } }, orderBy: { startsAt: 'asc' } })
    expect(rows.map(({ startsAt }) => startsAt.toISOString().slice(0, 10))).toEqual([
      '2026-07-14',
      '2026-09-08',
      '2026-11-10',
      '2027-01-12',
      '2027-03-09',
      '2027-05-11',
    ])
    expect(rows.every(({ status }) => status === 'planned')).toBe(true)
    database.setNow('2026-06-16T08:00:00Z')
    await tick()
    expect(await statusOf(rows[0]?.ref ?? '')).toBe('called')
    database.setNow('2026-07-15T08:00:00Z')
    await tick()
    expect(await statusOf(rows[0]?.ref ?? '')).toBe('held')
    expect(await db().meeting.count({ where: { seriesId: { not: null } } })).toBe(7)
  })
})
