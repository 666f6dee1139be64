import { plain, sends, type Visit } from './visit.ts'

export const calendarVisits: Record<string, Visit> = {
  calendar: plain('/calendar'),
  'calendar/feeds': {
    ...plain('/calendar/feeds'),
    send: {
      'get an address': sends({ intent: 'make', kind: 'region', regions: ['London'] }),
      'end a calendar of the member of the bank': { fields: ({ feed }) => ({ intent: 'end', feedId: feed.id }) },
    },
  },
  'calendar/feed/:token': { at: ({ feed }) => `/calendar/feed/${feed.token}.ics` },
  'account/notifications': {
    ...plain('/account/notifications'),
    send: {
      choose: sends({ reminders: 'off', reviews: 'daily', work: 'off', courses: 'at_once', meetings: 'daily' }),
    },
  },
}
