import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, addMonths, londonInstant } from '#services/core/clock.ts'
import { notFound } from '#services/core/result.ts'
import { ownLadder } from '#services/vetting/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse, typedCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { recordAttendance } from './attendance.ts'
import { bookPlaces, joinQueue } from './book.ts'
import { askLater, passDays, remindAhead, tendQueues } from './clocks.ts'
import { callOffCourse, moveCourse } from './close-course.ts'
import { findCourse } from './course-page.ts'
import { answerEvaluation, evaluationFigures, findEvaluation } from './evaluate.ts'
import { findCertificate } from './index.ts'
import { findManaged, placesTable } from './manage-page.ts'
import { namePlaces } from './name-places.ts'
import { cancelPlace, giveUpPlaces, keepPlace, leaveQueue, takePlaces } from './place-moves.ts'
import { findPlaces } from './places-page.ts'
import { namesSchema } from './schema.ts'
import { changeCourse, draftCourse, openCourse } from './write-course.ts'

const database = openTestDatabase({ isVerified: true })
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)

let trainer: MadePerson
let leeds: MadePerson
let kent: MadePerson
let york: MadePerson
let associate: MadePerson
let offering: { id: string; slug: string }

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const manager = (yotCode: string) => makePerson(ctx, { posts: [{ yotCode, level: 'manager' }] })
  ;[trainer, leeds, kent, york] = [
    await manager('hackney'),
    await manager('leeds'),
    await manager('kent'),
    await manager('york'),
  ]
  associate = await makePerson(ctx, { bank: { roles: ['reviewer'] } })
  for (const yotCode of ['hackney', 'leeds', 'kent', 'york']) await makeMembership(ctx, { yotCode })
  offering = await makeOffering(ctx, { by: { yotCode: 'hackney', contactId: trainer.id }, title: 'Court skills' })
}, 60_000)

beforeEach(() => database.setNow('2026-06-01'))

const course = (more: Partial<Parameters<typeof makeCourse>[1]> = {}) =>
  makeCourse(database.ctx(), {
    offeringId: offering.id,
    createdById: trainer.id,
    trainers: [trainer.id],
    on: '2026-09-30',
    ...more,
  })

const placesOf = async (who: MadePerson, ref: string) => value(await findPlaces(as(who), ref))
const statuses = async (id: string) => {
  const rows = await db().place.groupBy({
    by: ['status'],
    where: { dateId: id },
    _count: true,
    orderBy: { status: 'asc' },
  })
  return Object.fromEntries(rows.map(({ status, _count }) => [status, _count]))
}
const lettersTo = async (who: { id: string }, about: string, ref = '') =>
  (
    await db().outboxMessage.findMany({
      where: { topic: 'mail', key: { endsWith: `:${who.id}` }, payload: { path: ['subject'], string_contains: about } },
    })
  )
    .map(({ payload }) => (payload as { subject: string }).subject)
    .filter((subject) => subject.includes(ref))
const run = async (job: { run(ctx: ReturnType<typeof database.ctx>): Promise<void> }) => job.run(database.ctx())

const names = (rows: { id: string; version: number }[], typed: (string | [string, string])[]) =>
  namesSchema.parse({
    names: rows.map(({ id, version }, at) => {
      const one = typed[at] ?? ''
      const [attendee, address] = typeof one === 'string' ? [one, undefined] : one
      return { id, version, attendee, address }
    }),
  })

describe('a date', () => {
  it('is drafted, opened, changed and moved by its provider, and hidden from others until it is open', async () => {
    const { ref } = value(await draftCourse(as(trainer), offering.slug, typedCourse('2026-09-15')))
    expect(await draftCourse(as(kent), offering.slug, typedCourse('2026-09-15'))).toEqual(notFound())
    expect(await findCourse(as(kent), ref)).toEqual(notFound())
    expect(
      await draftCourse(as(trainer), offering.slug, typedCourse('2026-05-15', { bookUntil: '2026-05-10' })),
    ).toMatchObject({
      problem: { kind: 'invalid', fields: { 'sessions[0].on': expect.any(String), bookUntil: expect.any(String) } },
    })
    expect(
      await draftCourse(
        as(trainer),
        offering.slug,
        typedCourse('2026-09-15', { kept: [{ region: 'Wales', places: 9 }] }),
      ),
    ).toMatchObject({ problem: { fields: { 'kept[0].places': 'At most 8 places can be kept: there are no more' } } })
    expect(await openCourse(as(trainer), ref, { version: 1 })).toMatchObject({ ok: true })
    const page = value(await findCourse(as(kent), ref))
    expect(page).toMatchObject({
      free: 8,
      booking: { kind: 'open', wait: null },
      shared: { most: 2 },
      joiningLink: null,
    })
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    expect(
      await changeCourse(as(trainer), ref, { ...typedCourse('2026-09-15', { places: 2 }), version: 2 }),
    ).toMatchObject({ ok: true })
    expect(await joinQueue(as(york), ref, { count: 1, how: 'any' })).toMatchObject({ ok: true })
    value(await changeCourse(as(trainer), ref, { ...typedCourse('2026-09-15', { places: 3 }), version: 3 }))
    // More places go to whoever waits, not to whoever comes by.
    expect((await placesOf(york, ref)).entries).toMatchObject([{ status: 'offered', count: 1 }])
    expect(
      await changeCourse(as(trainer), ref, { ...typedCourse('2026-09-15', { places: 2 }), version: 4 }),
    ).toMatchObject({ problem: { fields: { places: '3 places are booked or offered: 1 more than that' } } })
    expect(await changeCourse(as(trainer), ref, { ...typedCourse('2026-09-16'), version: 4 })).toMatchObject({
      problem: { kind: 'invalid', fields: { 'sessions[0].on': expect.stringContaining('Move to another day') } },
    })
  })

  it('that is moved asks everybody again: given up it is free, silence keeps it; called off, all are told and calendars hear of it', async () => {
    const { id, ref } = await course({ places: 4 })
    value(await bookPlaces(as(leeds), ref, { count: 2 }))
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    value(await joinQueue(as(york), ref, { count: 1, how: 'any' }))
    value(
      await moveCourse(as(trainer), ref, {
        version: 1,
        sessions: [{ on: '2026-10-07', from: '10:00', to: '15:00', title: '' }],
        bookUntil: '2026-10-06',
        reason: 'The hall is flooded.',
      }),
    )
    expect(await lettersTo(leeds, 'Moved to')).toHaveLength(1)
    const [first, second] = (await placesOf(leeds, ref)).booked
    expect([first?.keepBy, second?.keepBy]).toEqual(['2026-06-08', '2026-06-08'])
    value(await keepPlace(as(leeds), { id: first?.id ?? '', version: first?.version ?? 0 }))
    value(await cancelPlace(as(leeds), { id: second?.id ?? '', version: second?.version ?? 0 }))
    expect(await statuses(id)).toEqual({ offered: 1, booked: 3, cancelled: 1 })
    expect(await db().place.count({ where: { dateId: id, isLate: true } })).toBe(0)
    value(await callOffCourse(as(trainer), ref, { version: 2, reason: 'The trainer is ill.' }))
    expect(await statuses(id)).toEqual({ cancelled: 4, left: 1 })
    expect(await lettersTo(york, 'Called off', ref)).toHaveLength(1)
    expect(value(await findCourse(as(york), ref))).toMatchObject({
      status: 'called_off',
      why: { note: 'The trainer is ill.' },
    })
    expect(await db().courseDate.findUnique({ where: { id } })).toMatchObject({ sequence: 2 })
  })

  it('is never overbooked, whatever writes it', async () => {
    const { id, ref } = await course({ places: 2 })
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    const row = await db().place.findFirstOrThrow({ where: { dateId: id } })
    const { id: _, ...copy } = row
    await expect(db().place.create({ data: { ...copy, certificate: null } })).rejects.toThrow()
    await expect(db().courseDate.update({ where: { id }, data: { places: 1 } })).rejects.toThrow()
    expect(await statuses(id)).toEqual({ booked: 2 })
  })
})

describe('places', () => {
  it('are booked without names, named later, swapped and freed only through the queue; each entry says why', async () => {
    const { id, ref } = await course({ places: 8, joiningLink: 'https://meet.example.org/x' })
    expect(await bookPlaces(as(leeds), ref, { count: 3 })).toMatchObject({
      problem: { kind: 'refused', why: 'Until 20 working days before the start one service holds at most 2 places.' },
    })
    value(await bookPlaces(as(leeds), ref, { count: 2 }))
    expect(await findPlaces(as(kent), ref)).toEqual(notFound())
    const [one, two] = (await placesOf(leeds, ref)).booked
    if (!one || !two) throw new Error('not booked')
    const odd = 'O’Néill-Ó Súilleabháin, Fee (she/her)'
    value(
      await namePlaces(
        as(leeds),
        ref,
        names(
          [one, two],
          [
            [odd, 'fee@example.org'],
            ['Ann', york.email],
          ],
        ),
      ),
    )
    expect(await lettersTo(york, 'You have a place')).toHaveLength(1)
    const named = (await placesOf(leeds, ref)).booked
    expect(await namePlaces(as(kent), ref, names(named, ['Mine', 'Mine']))).toEqual(notFound())
    expect(
      await namePlaces(
        as(leeds),
        ref,
        names(named, [
          ['A', 'same@example.org'],
          ['B', 'same@example.org'],
        ]),
      ),
    ).toMatchObject({ problem: { fields: { 'names[1].address': 'This person has a place on this date already' } } })
    // Two change places, and one is replaced: the replaced person is told.
    value(
      await namePlaces(
        as(leeds),
        ref,
        names(named, [
          ['Ann', york.email],
          [odd, 'fee@example.org'],
        ]),
      ),
    )
    const swapped = (await placesOf(leeds, ref)).booked
    expect(swapped.map(({ address }) => address)).toEqual([york.email, 'fee@example.org'])
    expect(await namePlaces(as(leeds), ref, names(named, ['Stale', 'Stale']))).toMatchObject({
      problem: { kind: 'stale' },
    })
    value(
      await namePlaces(
        as(leeds),
        ref,
        names(swapped, [
          ['Bo', 'bo@example.org'],
          [odd, 'fee@example.org'],
        ]),
      ),
    )
    expect(await lettersTo(york, 'Somebody else comes')).toHaveLength(2)

    // Not before five days, and only with a place.
    expect(value(await findCourse(as(leeds), ref)).joiningLink).toBeNull()
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    value(await bookPlaces(as(associate), ref, { count: 1 }))
    expect(await bookPlaces(as(associate), ref, { count: 1 })).toMatchObject({ problem: { kind: 'refused' } })
    value(await bookPlaces(as(york), ref, { count: 2 }))
    database.setNow('2026-09-26')
    expect(value(await findCourse(as(associate), ref)).joiningLink).toBe('https://meet.example.org/x')
    expect(value(await findCourse(as(york), ref)).joiningLink).toBeNull()
    const table = value(await placesTable(as(trainer), ref))
    expect(table).toHaveLength(8)
    expect(await placesTable(as(leeds), ref)).toEqual(notFound())
    expect(await statuses(id)).toEqual({ booked: 7 })
  })

  it('wait in turn: a group that does not fit keeps its place, an offer lapses once to the end and then out, and nothing is offered too late', async () => {
    const { id, ref } = await course({ places: 2, on: '2026-07-30', bookUntil: '2026-07-29' })
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    expect(await bookPlaces(as(york), ref, { count: 1 })).toMatchObject({ problem: { why: 'No place is free.' } })
    value(await joinQueue(as(leeds), ref, { count: 2, how: 'together' }))
    database.setNow('2026-06-01T12:00:01Z')
    value(await joinQueue(as(york), ref, { count: 1, how: 'any' }))
    expect(await joinQueue(as(york), ref, { count: 1, how: 'any' })).toMatchObject({
      problem: { why: 'You are on this waiting list already.' },
    })
    database.setNow('2026-06-01T12:00:02Z')
    value(await joinQueue(as(associate), ref, { count: 1, how: 'any' }))
    expect((await placesOf(associate, ref)).entries).toMatchObject([{ position: 3, of: 3, why: 'No place is free.' }])
    const [first, second] = (await placesOf(kent, ref)).booked
    if (!first || !second) throw new Error('not booked')
    value(await cancelPlace(as(kent), first))
    // Whoever comes by is told that others wait.
    expect(await bookPlaces(as(trainer), ref, { count: 1 })).toMatchObject({ problem: { kind: 'refused' } })
    expect((await placesOf(leeds, ref)).entries).toMatchObject([
      { status: 'waiting', position: 1, why: 'No place is free.' },
    ])
    expect((await placesOf(york, ref)).entries).toMatchObject([
      { status: 'offered', until: '2026-06-03T16:00:00.000Z' },
    ])
    expect(await lettersTo(york, 'offered to you until', ref)).toHaveLength(1)
    const [offer] = (await placesOf(york, ref)).entries
    if (!offer) throw new Error('no offer')
    database.setNow('2026-06-03T16:00:00Z')
    expect(await takePlaces(as(york), offer)).toMatchObject({ problem: { kind: 'refused' } })
    await run(tendQueues)
    await run(tendQueues)
    // To the associate, who waited next; the group still does not fit, and York waits at the end.
    expect((await placesOf(york, ref)).entries).toMatchObject([{ status: 'waiting', position: 2 }])
    const [next] = (await placesOf(associate, ref)).entries
    expect(next).toMatchObject({ status: 'offered' })
    value(await giveUpPlaces(as(associate), next ?? offer))
    const [again] = (await placesOf(york, ref)).entries
    expect(again).toMatchObject({ status: 'offered' })
    database.setNow('2026-06-10')
    await run(tendQueues)
    expect(await findPlaces(as(york), ref)).toMatchObject({ value: { entries: [], past: [{ status: 'left' }] } })
    // Both free: the group is first, and fits.
    value(await cancelPlace(as(kent), second))
    const [group] = (await placesOf(leeds, ref)).entries
    expect(group).toMatchObject({ status: 'offered', count: 2 })
    value(await takePlaces(as(leeds), group ?? offer))
    expect(await statuses(id)).toMatchObject({ booked: 2, cancelled: 2 })
    // In the last two working days the first press has it; after booking nobody is offered anything.
    value(await joinQueue(as(kent), ref, { count: 1, how: 'any' }))
    database.setNow('2026-07-29')
    const [mine] = (await placesOf(leeds, ref)).booked
    value(await cancelPlace(as(leeds), mine ?? first))
    expect((await db().place.findFirst({ where: { id: mine?.id ?? '' } }))?.isLate).toBe(true)
    const [entry] = (await placesOf(kent, ref)).entries
    expect(entry).toMatchObject({ status: 'waiting', mayTake: true })
    value(await takePlaces(as(kent), entry ?? offer))
    const [other] = (await placesOf(leeds, ref)).booked
    value(await joinQueue(as(york), ref, { count: 1, how: 'any' }))
    database.setNow('2026-07-29T23:30:00Z')
    value(await cancelPlace(as(leeds), other ?? first))
    await run(passDays)
    expect(await statuses(id)).toMatchObject({ booked: 1 })
    expect(await lettersTo(york, 'No place came free', ref)).toHaveLength(1)
    // Whoever waited to the end is in the gap register, once, until their service has a place on such a course.
    await run(passDays)
    const unserved = await db().place.findMany({ where: { dateId: id, status: 'left', yotCode: 'york', lapses: 0 } })
    const keys = unserved.map(({ groupId }) => `places:${groupId}`)
    const themes = await db().offeringTheme.findMany({ where: { offeringId: offering.id } })
    expect(await db().gap.findMany({ where: { sourceKey: { in: keys } } })).toMatchObject([
      { kind: 'course', yotCode: 'york', weight: 1, metOn: null, themes: themes.map(({ themeCode }) => themeCode) },
    ])
    const later = await course({ on: '2026-11-30' })
    value(await bookPlaces(as(york), later.ref, { count: 1 }))
    expect(await db().gap.findMany({ where: { sourceKey: { in: keys } } })).toMatchObject([
      { metBy: 'course', metOn: new Date('2026-07-30') },
    ])
    expect(await bookPlaces(as(york), ref, { count: 1 })).toMatchObject({ problem: { why: 'Booking has ended.' } })
  })

  it('keeps for a region what is kept, and passes over a service that is no member any more, until they hold no longer', async () => {
    const { id, ref } = await course({ places: 4, kept: { 'Yorks Hum': 2 } })
    value(await bookPlaces(as(kent), ref, { count: 2 }))
    value(await joinQueue(as(associate), ref, { count: 1, how: 'any' }))
    expect((await placesOf(associate, ref)).entries).toMatchObject([
      { status: 'waiting', why: expect.stringContaining('kept') },
    ])
    value(await joinQueue(as(york), ref, { count: 1, how: 'any' }))
    expect((await placesOf(york, ref)).entries).toMatchObject([{ status: 'offered' }])
    value(await giveUpPlaces(as(york), (await placesOf(york, ref)).entries[0] ?? { id: '', version: 0 }))
    // Twenty working days before, what was kept is anybody's.
    database.setNow('2026-09-02')
    await run(tendQueues)
    expect((await placesOf(associate, ref)).entries).toMatchObject([{ status: 'offered' }])
    value(await joinQueue(as(leeds), ref, { count: 2, how: 'together' }))
    await db().membership.updateMany({ where: { yotCode: 'leeds' }, data: { status: 'lapsed' } })
    try {
      expect((await placesOf(leeds, ref)).entries).toMatchObject([{ why: expect.stringContaining('not a member') }])
      expect(await bookPlaces(as(leeds), ref, { count: 1 })).toMatchObject({ problem: { kind: 'refused' } })
    } finally {
      await db().membership.updateMany({ where: { yotCode: 'leeds' }, data: { status: 'active' } })
    }
    value(await leaveQueue(as(leeds), (await placesOf(leeds, ref)).entries[0] ?? { id: '', version: 0 }))
    expect(await statuses(id)).toMatchObject({ booked: 2, left: 3, offered: 1 })
  })

  it('has one winner of two on the last place, of take and lapse, and of cancel and swap', async () => {
    for (let race = 0; race < races; race += 1) {
      database.setNow('2026-06-01')
      const { id, ref } = await course({ places: 3 })
      value(await bookPlaces(as(leeds), ref, { count: 2 }))
      const both = await Promise.all([bookPlaces(as(kent), ref, { count: 1 }), bookPlaces(as(york), ref, { count: 1 })])
      expect(both.filter(({ ok }) => ok)).toHaveLength(1)
      const loser = both[0]?.ok ? york : kent
      const winner = both[0]?.ok ? kent : york
      const second = await as(loser)
      value(await joinQueue(second, ref, { count: 1, how: 'any' }))
      const [place, other] = (await placesOf(leeds, ref)).booked
      if (!place || !other) throw new Error('not booked')
      const [cancelled, named] = await Promise.all([
        cancelPlace(as(leeds), place),
        namePlaces(as(leeds), ref, names([place], ['Swapped'])),
      ])
      expect([cancelled.ok, named.ok].filter(Boolean)).toHaveLength(1)
      if (!cancelled.ok) value(await cancelPlace(as(leeds), (await placesOf(leeds, ref)).booked[0] ?? place))
      const [offer] = (await placesOf(loser, ref)).entries
      if (!offer?.until) throw new Error('no offer')
      database.setNow(new Date(Date.parse(offer.until) - 1).toISOString())
      const taking = takePlaces(as(loser), offer)
      database.setNow(offer.until)
      await Promise.all([taking, run(tendQueues)])
      const now = await statuses(id)
      expect((now.booked ?? 0) + (now.offered ?? 0)).toBeLessThanOrEqual(3)
      const own = await placesOf(loser, ref)
      expect(own.booked.length + own.entries.length).toBe(1)
      expect((await placesOf(winner, ref)).booked).toHaveLength(1)
    }
  })
})

describe('the day and after', () => {
  it('says who came, writes to who did not, gives certificates, asks twice and writes the trainers’ time', async () => {
    const { id, ref } = await course({
      places: 12,
      on: '2026-07-15',
      least: 9,
      leastBy: '2026-07-01',
      isReviewerTraining: true,
    })
    database.setNow('2026-07-01')
    value(await bookPlaces(as(leeds), ref, { count: 3 }))
    value(await bookPlaces(as(kent), ref, { count: 3 }))
    await run(remindAhead)
    expect(await lettersTo(trainer, 'Run it or call it off')).toHaveLength(1)
    const mine = (await placesOf(leeds, ref)).booked
    value(
      await namePlaces(
        as(leeds),
        ref,
        names(mine, [
          ['Ann', associate.email],
          ['Bo', 'bo2@example.org'],
          ['Cy', 'cy@example.org'],
        ]),
      ),
    )
    database.setNow('2026-07-10')
    await run(remindAhead)
    await run(remindAhead)
    const waitingFor = ({ id: who }: { id: string }) =>
      db().waitingLine.count({ where: { key: { startsWith: `course:${id}:names:`, endsWith: `:${who}` } } })
    expect([await waitingFor(kent), await waitingFor(leeds)]).toEqual([1, 0])
    const theirs = (await placesOf(kent, ref)).booked
    value(await namePlaces(as(kent), ref, names(theirs, [['Di', 'di@example.org'], ['Ed', 'ed@example.org'], 'Flo'])))
    const marks = (came: boolean[]) => ({
      marks: came.map((one, at) => ({
        ...([...rows][at] ?? { id: '', version: 0 }),
        came: one ? ('yes' as const) : ('no' as const),
      })),
    })
    const rows = [...(await placesOf(leeds, ref)).booked, ...(await placesOf(kent, ref)).booked].map(
      ({ id, version }) => ({ id, version }),
    )
    expect(await recordAttendance(as(trainer), ref, marks([true]))).toMatchObject({ problem: { kind: 'refused' } })
    database.setNow('2026-07-15T16:00:00Z')
    await run(passDays)
    expect(await lettersTo(trainer, 'Who came?')).toHaveLength(1)
    expect(await recordAttendance(as(leeds), ref, marks([true]))).toEqual(notFound())
    expect(await recordAttendance(as(trainer), ref, marks([true, true, true, true, true, false]))).toMatchObject({
      value: { came: 5 },
    })
    expect(await lettersTo(kent, 'Did not come: Flo')).toHaveLength(1)
    // What the ladder reads.
    expect(await db().reviewerTraining.findUnique({ where: { personId: associate.id } })).toMatchObject({
      trainedOn: new Date('2026-07-15'),
    })
    expect(JSON.stringify(await ownLadder(as(associate), {}))).toContain(
      'Reviewer training on Wednesday 15 July 2026: counts until',
    )
    const letters = await db().outboxMessage.findMany({
      where: { payload: { path: ['subject'], string_contains: 'How was it?' } },
    })
    const tokens = letters.flatMap(({ payload }) => /\/evaluations\/([\w-]+)/.exec(JSON.stringify(payload))?.[1] ?? [])
    expect(tokens).toHaveLength(5)
    const visitor = database.ctx({ kind: 'visitor', personId: null, name: 'Visitor', grants: [] })
    expect(await findEvaluation(visitor, 'unknown')).toEqual(notFound())
    const certificate = (await db().place.findFirstOrThrow({ where: { dateId: id, attendee: 'Bo' } })).certificate ?? ''
    expect(await findCertificate(visitor, certificate)).toMatchObject({
      value: { name: null, minutes: 390, isWithdrawn: false },
    })
    for (const [at, token] of tokens.entries()) {
      expect((await evaluationFigures(visitor, { dateId: id })).mean).toBeNull()
      const first = { usefulness: 5, quality: at === 0 ? 3 : 4, words: 'Good.', showsName: 'yes' as const }
      value(await answerEvaluation(visitor, token, { first }))
      expect(await answerEvaluation(visitor, token, { first })).toMatchObject({ problem: { kind: 'refused' } })
    }
    expect(await evaluationFigures(visitor, { dateId: id })).toMatchObject({ answers: 5, mean: 4.4 })
    expect(await findCertificate(visitor, certificate)).toMatchObject({ value: { name: 'Bo' } })
    // Corrected: the certificate says so, and what was asked and not answered is asked no more.
    const bo = await db().place.findFirstOrThrow({ where: { dateId: id, attendee: 'Bo' } })
    value(await recordAttendance(as(trainer), ref, { marks: [{ id: bo.id, version: bo.version, came: 'no' }] }))
    expect(await findCertificate(visitor, certificate)).toMatchObject({ value: { isWithdrawn: true } })
    expect(await evaluationFigures(visitor, { dateId: id })).toMatchObject({ answers: 4, mean: null })
    database.setNow('2026-07-30')
    expect(
      await recordAttendance(as(trainer), ref, { marks: [{ id: bo.id, version: bo.version + 1, came: 'yes' }] }),
    ).toMatchObject({
      problem: { kind: 'refused' },
    })
    await run(passDays)
    await run(passDays)
    const entries = await db().ledgerEntry.findMany({ where: { sourceId: id }, orderBy: { receiverYotCode: 'asc' } })
    expect(entries).toMatchObject([
      { giverYotCode: 'hackney', receiverYotCode: 'kent', minutes: 195, basis: 'free' },
      { giverYotCode: 'hackney', receiverYotCode: 'leeds', minutes: 195, basis: 'free' },
    ])
    database.setNow(addDays(addMonths('2026-07-15', 3), 1))
    await run(askLater)
    await run(askLater)
    expect(await db().evaluation.count({ where: { when: 'later', place: { dateId: id } } })).toBe(4)
    expect(value(await findManaged(as(trainer), ref)).list).toHaveLength(6)
    expect(londonInstant('2026-07-15', '16:00')).toEqual(new Date('2026-07-15T15:00:00Z'))
  })
})
