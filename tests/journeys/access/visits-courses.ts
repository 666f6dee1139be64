import { addDays, dateFromIso } from '#services/core/clock.ts'
import { date, plain, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

type Given = NonNullable<Sending['given']>

const at =
  (page = '') =>
  ({ courses }: World) =>
    `/courses/${courses.open.ref}${page}`

const placed =
  (data: Record<string, unknown>): Given =>
  ({ db }, { courses }) =>
    db.place.update({ where: { id: courses.first.id }, data })

/** The one session of the date has seats to choose. */
const withSeats: Given = ({ db }, { courses }) =>
  db.courseSession.updateMany({ where: { dateId: courses.open.id }, data: { title: 'A workshop', seats: 5 } })
/** It was a cohort that is over, and the asker comes themselves. */
const withCircle: Given = async (ctx, world) => {
  await placed({ attendeeId: world.the('asker').id, attendee: 'Ann Vale' })(ctx, world)
  await ctx.db.courseDate.update({
    where: { id: world.courses.open.id },
    data: {
      isCohort: true,
      startsAt: new Date(`${addDays(ctx.clock.today(), -5)}T08:30:00Z`),
      endsAt: new Date(`${addDays(ctx.clock.today(), -4)}T15:00:00Z`),
    },
  })
}
const choosing = ({ courses }: World) => `/courses/${courses.open.ref}/places/${courses.first.id}`

const press =
  (intent: string) =>
  ({ courses }: World) => ({ intent, id: courses.first.id, version: '1' })

/** It begins within two working days of the first of June, or has begun. */
const beginsOn =
  (iso: string): Given =>
  ({ db }, { courses }) =>
    db.courseDate.update({
      where: { id: courses.open.id },
      data: { startsAt: new Date(`${iso}T08:30:00Z`), endsAt: new Date(`${iso}T15:00:00Z`) },
    })

const typed = {
  ...date('sessions[0].on', '2026-09-30'),
  'sessions[0].from': '09:30',
  'sessions[0].to': '16:00',
  ...date('bookUntil', '2026-09-20'),
}
const course = { ...typed, mode: 'on_site', place: 'Town hall', places: '20' }

const assessed = (page: string) => () => `/self-assessments/SA-2026-100${page}`

/** Leeds marks itself against one statement, which has a mark where it is marked or finished. */
const withSelfAssessment =
  (stands: 'open' | 'marked' | 'finished'): Given =>
  async ({ db, clock }, { the }) => {
    const [id, workbookId, statementId] = ['1', '2', '3'].map((last) => `0190a8f0-0000-7000-8000-0000000005a${last}`)
    if (id === undefined || workbookId === undefined || statementId === undefined) return
    const isFinished = stands === 'finished'
    await db.selfAssessment.create({
      data: {
        ...{ id, ref: 'SA-2026-100', yotCode: 'leeds', set: 'send', begunAt: clock.now() },
        ...{ status: isFinished ? 'finished' : 'open', finishedAt: isFinished ? clock.now() : null },
      },
    })
    const of = { kind: 'self-assessment', subjectId: id, sides: ['own'], openedAt: clock.now() }
    const statement = { id: statementId, position: 1, group: 'Finding needs', text: 'We know of every child.' }
    await db.workbook.create({ data: { id: workbookId, ...of, statements: { create: [statement] } } })
    if (stands === 'open') return
    const said = { confidence: 'some' as const, evidence: '', whyNotApplicable: '', by: 'Own Lead', at: clock.now() }
    await db.workbookView.create({ data: { statementId, side: 'own', version: 1, mark: 7, ...said } })
    if (isFinished)
      await db.workbookSent.create({
        data: { workbookId, side: 'own', sentAt: clock.now(), byId: the('ownLead').id, by: 'Own Lead' },
      })
  }

/** Dates, places, what is taken, and the quality mark. */
export const courseVisits: Record<string, Visit> = {
  courses: plain('/courses'),
  'courses/:ref': {
    at: at(),
    send: { 'count it as reviewer training': sends({ intent: 'recognise', isTraining: 'yes' }) },
  },
  'courses/:ref/book': {
    at: at('/book'),
    send: {
      'book a place': sends({ intent: 'book', count: '1' }),
      'join the waiting list': sends({ intent: 'wait', count: '1', how: 'any' }),
    },
  },
  'courses/:ref/places': {
    at: at('/places'),
    send: {
      'say who comes': {
        fields: ({ courses }) => ({
          intent: 'names',
          'names[0].id': courses.first.id,
          'names[0].version': '1',
          'names[0].attendee': 'Ann Vale',
          'names[0].address': 'ann.vale@example.org',
        }),
      },
      'take what is offered': {
        given: placed({ status: 'offered', offeredUntil: new Date('2026-06-03T16:00:00Z') }),
        fields: press('take'),
      },
      'give up what is offered': {
        given: placed({ status: 'offered', offeredUntil: new Date('2026-06-03T16:00:00Z') }),
        fields: press('give-up'),
      },
      'leave the waiting list': {
        given: placed({ status: 'waiting', waitingSince: new Date('2026-05-03T16:00:00Z') }),
        fields: press('leave'),
      },
      'keep a place that was moved': {
        given: placed({ keepBy: dateFromIso('2026-06-08') }),
        fields: press('keep'),
      },
      'cancel a place': { fields: press('cancel') },
    },
  },
  'courses/:ref/places/:place': {
    at: choosing,
    given: withSeats,
    send: { 'choose sessions': { given: withSeats, fields: () => ({ version: '1', sessions: ['0'] }) } },
  },
  'courses/:ref/circle': {
    at: at('/circle'),
    given: withCircle,
    send: {
      'write to the others': {
        given: withCircle,
        fields: () => ({ intent: 'write', text: 'Shall we meet in the autumn?' }),
      },
      'leave it': { given: withCircle, fields: () => ({ intent: 'leave' }) },
    },
  },
  'courses/:ref/manage': {
    at: at('/manage'),
    send: {
      'open booking': {
        given: ({ db }, { courses }) =>
          db.courseDate.update({ where: { id: courses.open.id }, data: { status: 'draft' } }),
        fields: () => ({ intent: 'open', version: '1' }),
      },
      'release a place without a name': { given: beginsOn('2026-06-02'), fields: press('release') },
    },
  },
  'courses/:ref/edit': {
    at: at('/edit'),
    send: {
      'change it': {
        given: ({ db }, { courses }) =>
          db.courseDate.update({ where: { id: courses.open.id }, data: { status: 'draft' } }),
        fields: () => ({ ...course, version: '1' }),
      },
    },
  },
  'courses/:ref/move': {
    at: at('/move'),
    send: { 'move it': sends({ ...typed, version: '1', reason: 'The hall is flooded.' }) },
  },
  'courses/:ref/call-off': {
    at: at('/call-off'),
    send: { 'call it off': sends({ version: '1', reason: 'The trainer is ill.' }) },
  },
  'courses/:ref/attendance': {
    at: at('/attendance'),
    send: {
      'say who came': {
        given: beginsOn('2026-06-01'),
        fields: ({ courses }) => ({
          'marks[0].id': courses.first.id,
          'marks[0].version': '1',
          'marks[0].came': 'yes',
        }),
      },
    },
  },
  'courses/:ref/register': { at: at('/register') },
  'courses/:ref/download': { at: at('/download') },
  'courses/:ref/calendar.ics': { at: at('/calendar.ics') },
  'evaluations/:token': {
    at: ({ courses }) => `/evaluations/${courses.token}`,
    send: { 'say how it was': sends({ intent: 'first', usefulness: '5', quality: '4' }) },
  },
  'certificates/:code': { at: ({ courses }) => `/certificates/${courses.attended.certificate}` },
  'offerings/:slug/dates/new': {
    at: ({ published }) => `/offerings/${published.slug}/dates/new`,
    send: { 'add it': sends(course) },
  },
  'offerings/:slug/resources': {
    at: ({ published }) => `/offerings/${published.slug}/resources`,
    send: {
      'add a link': sends({ intent: 'add', title: 'A guide', url: 'https://www.example.org/guide' }),
      'add a version of a file': {
        fields: ({ courses }) => ({
          intent: 'replace',
          id: courses.resource.id,
          version: '1',
          file: new File(['%PDF-1.7\n% Better\n%%EOF\n'], 'a better form.pdf', { type: 'application/pdf' }),
        }),
      },
      'take it away': { fields: ({ courses }) => ({ intent: 'withdraw', id: courses.resource.id, version: '1' }) },
    },
  },
  'offerings/:slug/resources/:id': {
    at: ({ published, courses }) => `/offerings/${published.slug}/resources/${courses.resource.id}`,
    send: {
      'say that it was taken up': {
        given: ({ db, clock }, { courses, the }) =>
          db.resourceTaken.create({
            data: {
              resourceId: courses.resource.id,
              takerKey: 'yot:essex',
              yotCode: 'essex',
              personId: the('asker').id,
              takenAt: clock.now(),
            },
          }),
        fields: () => ({ words: 'Our panel uses the form.' }),
      },
    },
  },
  'offerings/:slug/resources/:id/take': {
    at: ({ published, courses }) => `/offerings/${published.slug}/resources/${courses.resource.id}/take`,
    send: { 'take it': sends() },
  },
  'offerings/:slug/mark': {
    at: ({ published }) => `/offerings/${published.slug}/mark`,
    send: { 'ask for it': { fields: ({ courses }) => ({ dateId: courses.open.id }) } },
  },
  marks: plain('/marks'),
  'observations/:id': {
    at: ({ courses }) => `/observations/${courses.observationId}`,
    send: {
      'say what was seen': {
        given: ({ db, clock }, { courses }) =>
          db.courseDate.update({
            where: { id: courses.watched.id },
            data: {
              startsAt: new Date(`${addDays(clock.today(), -1)}T08:30:00Z`),
              endsAt: new Date(`${addDays(clock.today(), -1)}T15:00:00Z`),
            },
          }),
        fields: () => ({
          intent: 'line',
          position: '1',
          version: '0',
          level: '3',
          evidence: 'It asked at the end what people would do.',
        }),
      },
      'send a view that is not whole': sends({ intent: 'send' }),
      'stand down': sends({ intent: 'stand-down' }),
    },
  },
  'self-assessments': {
    at: () => '/self-assessments',
    send: { 'begin one': sends({ set: 'send', yotCode: 'essex' }) },
  },
  'self-assessments/:ref': {
    at: assessed(''),
    given: withSelfAssessment('open'),
    send: {
      'finish it': { given: withSelfAssessment('marked'), fields: () => ({ intent: 'finish', version: '1' }) },
      'say who reads it': {
        given: withSelfAssessment('finished'),
        fields: () => ({ intent: 'show', version: '1', shownTo: 'members' }),
      },
    },
  },
  'self-assessments/:ref/print': { at: assessed('/print'), given: withSelfAssessment('open') },
  'self-assessments/:ref/:statement': {
    at: assessed('/1'),
    given: withSelfAssessment('open'),
    send: {
      'mark it': {
        given: withSelfAssessment('open'),
        fields: () => ({ version: '0', mark: '7', confidence: 'some', evidence: 'A file of each.' }),
      },
    },
  },
  'association/marks': plain('/association/marks'),
}
