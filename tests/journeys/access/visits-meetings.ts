import { addWorkingDays } from '#services/core/working-days.ts'
import { date, plain, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

type Given = NonNullable<Sending['given']>
type Row = 'called' | 'running' | 'drafted' | 'agreed' | 'agm'

const at =
  (page = '', row: Row = 'called') =>
  ({ meetings }: World) =>
    `/meetings/${meetings[row].ref}${page}`
const election = ({ meetings }: World) => `/elections/${meetings.election.ref}`

/** The called meeting as it is before it is called. */
const planned: Given = ({ db }, { meetings }) =>
  db.meeting.update({ where: { id: meetings.called.id }, data: { status: 'planned', calledAt: null } })

/** Two stand, and services vote. */
const voting: Given = async ({ db, clock }, { meetings, the }) => {
  await db.election.update({ where: { id: meetings.election.id }, data: { status: 'voting' } })
  await db.nomination.update({
    where: { id: meetings.nomination.id },
    data: { seconderId: the('asker').id, secondedAt: clock.now(), consentedAt: clock.now() },
  })
}

const when = { ...date('on', addWorkingDays('2026-06-01', 30)), from: '10:00', to: '12:00' }
const where = { mode: 'hybrid', place: 'Town hall, Leeds' }
const whose = { kind: 'regional', region: 'Yorks Hum' }
const minutes = { version: '1', 'notes[0].title': 'Referrals', 'notes[0].text': 'There are fewer of them.' }
const ofNomination = (intent: string): Sending => ({
  fields: ({ meetings }) => ({ intent, id: meetings.nomination.id }),
})

/** Meetings, elections, coordinators' time and regions. */
export const meetingVisits: Record<string, Visit> = {
  'regions/:code': plain('/regions/yorks-hum'),
  meetings: plain('/meetings'),
  'meetings/new': {
    ...plain('/meetings/new'),
    send: { 'plan it': sends({ title: 'Forum', ...whose, ...when, ...where }) },
  },
  'meetings/series': {
    ...plain('/meetings/series'),
    send: {
      'begin one': sends({
        ...{ intent: 'begin', title: 'Forum', weekday: '2', week: '2', everyMonths: '6' },
        ...{ ...whose, ...where, ...date('beginsOn', '2026-07-01'), startsAt: '10:00', minutes: '120' },
      }),
      'end one': { fields: ({ meetings }) => ({ intent: 'end', id: meetings.series.id }) },
    },
  },
  'meetings/:ref': {
    at: at(),
    send: {
      'call it': { given: planned, fields: () => ({ intent: 'call', version: '1' }) },
      'say whether they come': sends({ intent: 'answer', isComing: 'yes' }),
    },
  },
  'meetings/:ref/agenda': {
    at: at('/agenda'),
    send: {
      'put something on it': sends({ intent: 'add', title: 'Referrals', who: 'Ann Vale', minutes: '15' }),
      'take something off': { fields: ({ meetings }) => ({ intent: 'remove', id: meetings.second.id }) },
      'put something earlier': { fields: ({ meetings }) => ({ intent: 'raise', id: meetings.second.id }) },
    },
  },
  'meetings/:ref/change': {
    at: at('/change'),
    send: { 'change it': sends({ version: '1', title: 'Forum', ...when, ...where }) },
  },
  'meetings/:ref/move': {
    at: at('/move'),
    send: { 'move it': sends({ version: '1', ...when, reason: 'The hall is flooded.' }) },
  },
  'meetings/:ref/call-off': {
    at: at('/call-off'),
    send: { 'call it off': sends({ version: '1', reason: 'Nobody can come.' }) },
  },
  'meetings/:ref/people': {
    at: at('/people'),
    send: {
      'invite a guest': sends({ intent: 'invite', name: 'Gale Reed', address: 'another.reed@example.org' }),
      'say who came': {
        to: at('/people', 'running'),
        fields: ({ the }) => ({ intent: 'came', people: the('ownLead').id }),
      },
    },
  },
  'meetings/:ref/minutes': {
    at: at('/minutes', 'drafted'),
    send: {
      'object to them': sends({ intent: 'object', number: '1', text: 'It was in May.' }),
      'answer an objection': {
        fields: ({ meetings }) => ({
          intent: 'answer',
          id: meetings.objection.id,
          isAccepted: 'no',
          answer: 'It was three.',
        }),
      },
      'publish them': { to: at('/minutes', 'agreed'), fields: () => ({ intent: 'publish', version: '1' }) },
    },
  },
  'meetings/:ref/minutes/edit': {
    at: at('/minutes/edit', 'running'),
    send: {
      'save the draft': sends({ ...minutes, press: 'save' }),
      'send them round': sends({ ...minutes, press: 'minuted' }),
    },
  },
  'meetings/:ref/elections/new': {
    at: at('/elections/new', 'agm'),
    send: {
      'open it to nominations': sends({
        role: 'administrator',
        ...date('nominationsUntil', '2026-06-15'),
        ...date('votesUntil', '2026-06-30'),
        ...date('handoverOn', '2026-09-01'),
        years: '2',
      }),
    },
  },
  'meetings/:ref/calendar.ics': { at: at('/calendar.ics') },
  'guests/:token': {
    at: ({ meetings }) => `/guests/${meetings.token}`,
    send: { 'say whether they come': sends({ isComing: 'yes' }) },
  },
  'elections/:ref': {
    at: election,
    send: {
      'nominate somebody': {
        fields: ({ the }) => ({ intent: 'nominate', yotCode: 'essex', name: the('asker').name }),
      },
      'second somebody': ofNomination('second'),
      'consent to stand': ofNomination('consent'),
      'say that they do not stand': ofNomination('withdraw'),
      'vote for a service': {
        given: voting,
        fields: ({ meetings }, who) => ({
          intent: 'vote',
          yotCode: who === 'otherLead' ? 'kent' : 'leeds',
          nominationId: meetings.nomination.id,
        }),
      },
      'call it off': sends({ intent: 'call-off', version: '1', reason: 'It was opened by mistake.' }),
    },
  },
  'association/time': {
    ...plain('/association/time'),
    send: {
      'log a line': sends({ intent: 'log', kind: 'chasing', minutes: '20', about: '/meetings' }),
      'take a line back': { fields: ({ meetings }) => ({ intent: 'take-back', id: meetings.time.id }) },
    },
  },
}
