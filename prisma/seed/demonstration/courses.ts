import { system } from '#services/core/access.ts'
import { addDays, clockFrom } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  addResource,
  answerEvaluation,
  askForMark,
  bookPlaces,
  callOffCourse,
  cancelPlace,
  findPlaces,
  joinQueue,
  recordAttendance,
  room,
  saveLine,
  sendObservation,
  takeResource,
  takeUp,
} from '#services/courses/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import { dated, names } from './course-steps.ts'
import { seedCohort, seedConference } from './courses-of-many.ts'
import { type Days, morningOf, workdayOf } from './identity.ts'
import { as, done } from './steps.ts'

const audit = 'Case audit calibration morning'
const violence = 'Serious youth violence: learning from three reviews'
const resettlement = 'Resettlement plans that start on day one'
const outcome22 = 'Outcome 22 protocol, forms and decision log'

/** What happens by itself, as of the morning of a day. */
const pass = async (ctx: Ctx, on: string): Promise<void> => {
  const then = { ...ctx, actor: system, clock: clockFrom(() => morningOf(on)) }
  for (const job of room.jobs ?? []) if (/courses\.(days|queues)/.test(job.name)) await job.run(then)
}

/** One that is open, with places booked by three and some without a name, and a draft for later. */
const open = async (ctx: Ctx, days: Days): Promise<void> => {
  const on = workdayOf(days.daysAhead(45))
  const ref = await dated(ctx, { about: audit, by: 'Aspen Loxley', on, drafted: days.daysAgo(20), places: 12 })
  const merle = await as(ctx, 'Merle Finchley', days.daysAgo(12))
  done(await bookPlaces(merle, ref, { count: 3 }))
  await names(merle, ref, [['Hazel Brambling', 'hazel.brambling@example.org']])
  done(await bookPlaces(await as(ctx, 'Teal Harkness', days.daysAgo(9)), ref, { count: 2 }))
  const drafted = {
    about: audit,
    by: 'Aspen Loxley',
    on: workdayOf(days.daysAhead(90)),
    drafted: days.daysAgo(2),
    places: 12,
  }
  await dated(ctx, drafted, false)
}

/** One that is full, with an offer that stands and a group that waits; and one that was called off. */
const full = async (ctx: Ctx, days: Days): Promise<void> => {
  const by = 'Jay Thornbury'
  const on = workdayOf(days.daysAhead(60))
  const ref = await dated(ctx, { about: violence, by, on, drafted: days.daysAgo(30), places: 4 })
  const wren = await as(ctx, 'Wren Calloway', days.daysAgo(21))
  done(await bookPlaces(await as(ctx, 'Rowan Ashdown', days.daysAgo(22)), ref, { count: 2 }))
  done(await bookPlaces(wren, ref, { count: 2 }))
  done(await joinQueue(await as(ctx, 'Merle Finchley', days.daysAgo(16)), ref, { count: 2, how: 'together' }))
  done(await joinQueue(await as(ctx, 'Teal Harkness', days.daysAgo(14)), ref, { count: 1, how: 'any' }))
  const gone = await as(ctx, 'Wren Calloway', days.today)
  const [first] = done(await findPlaces(gone, ref)).booked
  if (first) done(await cancelPlace(gone, first))
  const off = await dated(ctx, {
    about: violence,
    by,
    on: workdayOf(days.daysAhead(25)),
    drafted: days.daysAgo(40),
    places: 6,
  })
  done(await bookPlaces(await as(ctx, 'Sorrel Whitlock', days.daysAgo(18)), off, { count: 1 }))
  const reason = 'Two of the three reviews are not published yet.'
  done(await callOffCourse(await as(ctx, by, days.daysAgo(6)), off, { version: 2, reason }))
}

const evidence = [
  'It says at the start what a first meeting is for, and asks at the end.',
  'The law and the figures were of this spring.',
  'Two young advisers led the second hour.',
  'Who waits longest for a plan was on the wall, by group.',
  'Each table planned a first meeting for a child of its own, without a name.',
  'The slides came three days before, and read well aloud.',
  'A quiet manager was asked twice, and it was worth it.',
  'A day in twelve weeks is in everybody’s diary.',
]

/** One that was held, evaluated and observed: the quality mark rests on it. And one whose attendance waits. */
const held = async (ctx: Ctx, days: Days): Promise<void> => {
  const by = 'Dunlin Croft'
  const on = days.daysAgo(24)
  const more = { mode: 'on_site', place: 'St George’s Hall, Liverpool' }
  const ref = await dated(ctx, { about: resettlement, by, on, drafted: days.daysAgo(80), places: 12, more })
  const date = await ctx.db.courseDate.findUniqueOrThrow({ where: { ref }, select: { id: true } })
  done(await askForMark(await as(ctx, by, days.daysAgo(79)), slugFrom(resettlement), { dateId: date.id }))
  const merle = await as(ctx, 'Merle Finchley', days.daysAgo(60))
  const teal = await as(ctx, 'Teal Harkness', days.daysAgo(59))
  done(await bookPlaces(merle, ref, { count: 3 }))
  done(await bookPlaces(teal, ref, { count: 3 }))
  await names(merle, ref, [
    ['Hazel Brambling', 'hazel.brambling@example.org'],
    ['Plum Sorbus', 'plum.sorbus@example.org'],
    ['Fee O’Néill', 'fee.oneill@example.org'],
  ])
  await names(teal, ref, [
    ['Ferris Oriole', 'ferris.oriole@example.org'],
    ['Bay Larch', 'bay.larch@example.org'],
    ['Nim Rowe', 'nim.rowe@example.org'],
  ])
  await pass(ctx, addDays(on, 1))
  const provider = await as(ctx, by, addDays(on, 1))
  const rows = await ctx.db.place.findMany({ where: { dateId: date.id }, orderBy: { id: 'asc' } })
  const marks = rows.map(({ id, version, attendee }) => ({
    id,
    version,
    came: attendee === 'Nim Rowe' ? ('no' as const) : ('yes' as const),
  }))
  done(await recordAttendance(provider, ref, { marks }))
  const asked = await ctx.db.outboxMessage.findMany({
    where: { key: { in: await evaluationKeys(ctx, date.id) } },
    orderBy: { createdAt: 'asc' },
    select: { payload: true },
  })
  const visits = { ...provider, actor: { kind: 'visitor' as const, personId: null, name: 'A visitor', grants: [] } }
  for (const [at, { payload }] of asked.entries()) {
    const token = /\/evaluations\/([\w-]+)/.exec(JSON.stringify(payload))?.[1] ?? ''
    const words = at === 0 ? 'The young advisers were the best of it.' : ''
    done(await answerEvaluation(visits, token, { first: { usefulness: 5, quality: at > 2 ? 4 : 5, words } }))
  }
  await observe(ctx, date.id, addDays(on, 2))
  await pass(ctx, days.daysAgo(7))
  const waits = { about: audit, by: 'Aspen Loxley', on: days.daysAgo(3), drafted: days.daysAgo(50), places: 8 }
  const late = await dated(ctx, waits)
  done(await bookPlaces(await as(ctx, 'Rowan Ashdown', days.daysAgo(45)), late, { count: 2 }))
  await pass(ctx, days.daysAgo(1))
}

const evaluationKeys = async (ctx: Ctx, dateId: string): Promise<string[]> => {
  const rows = await ctx.db.place.findMany({ where: { dateId }, select: { id: true, version: true, attendeeId: true } })
  return rows.map(
    ({ id, version, attendeeId }) => `place:${id}:evaluate:first:${version}:${attendeeId ?? `place:${id}`}`,
  )
}

/** Both observers say what they saw, whoever was drawn. */
const observe = async (ctx: Ctx, dateId: string, on: string): Promise<void> => {
  const observations = await ctx.db.observation.findMany({
    where: { mark: { dateId }, releasedAt: null },
    orderBy: { side: 'asc' },
    select: { id: true, observer: { select: { name: true } } },
  })
  for (const { id, observer } of observations) {
    const sitter = await as(ctx, observer.name, on)
    for (const [at, said] of evidence.entries())
      done(
        await saveLine(sitter, id, { position: at + 1, version: 0, level: at % 3 === 0 ? '4' : '3', evidence: said }),
      )
    done(await sendObservation(sitter, id))
  }
}

const pdf = (text: string) => new File([`%PDF-1.7\n% ${text}\n%%EOF\n`], `${text}.pdf`)

/** A file and a link that are taken without asking; one was taken up. */
const resources = async (ctx: Ctx, days: Days): Promise<void> => {
  const slug = slugFrom(outcome22)
  const heron = await as(ctx, 'Heron Vale', days.daysAgo(33))
  const title = 'Joint panel form and decision log'
  const { id } = done(await addResource(heron, slug, { title, url: undefined, file: pdf('Joint panel form') }))
  const url =
    'https://www.gov.uk/government/publications/youth-out-of-court-disposals-guide-for-police-and-youth-offending-services'
  done(await addResource(heron, slug, { title: 'The guide that it follows', url, file: undefined }))
  const teal = await as(ctx, 'Teal Harkness', days.daysAgo(28))
  done(await takeResource(teal, slug, id))
  done(await takeResource(await as(ctx, 'Sorrel Whitlock', days.daysAgo(20)), slug, id))
  const words = 'Our panel has used the form since the first of the month.'
  done(await takeUp(await as(ctx, 'Teal Harkness', days.daysAgo(5)), slug, { id, words }))
}

/** Courses with a date in each state, places, a waiting list, a quality mark and something to take. */
export const seedCourses = async (ctx: Ctx, days: Days): Promise<void> => {
  await held(ctx, days)
  await open(ctx, days)
  await full(ctx, days)
  await resources(ctx, days)
  await seedConference(ctx, days)
  await seedCohort(ctx, days)
}
