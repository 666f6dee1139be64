import { date, plain, type Sending, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

const key = 'offering:0190a8f0-0000-7000-8000-0000000000f1'

const behind = ({ briefing }: World) => `/association/briefing/${briefing.open.ref}`
const line = {
  ...{
    section: 'practice',
    title: 'A guide',
    line: 'How others do it.',
    url: 'https://www.example.org/guide',
    minutes: '5',
  },
}
const ownRegion: Partial<Record<string, string>> = { coordinator: 'Yorks Hum', otherCoordinator: 'London' }

const leftOut: NonNullable<Sending['given']> = ({ db, clock }, { briefing, the }) =>
  db.issueMark.create({
    data: {
      ...{ issueId: briefing.open.id, key, isPinned: false, leftOut: 'Twice' },
      ...{ madeAt: clock.now(), madeById: the('administrator').id },
    },
  })

/** What goes to all, and what is behind it. */
export const briefingVisits: Record<string, Visit> = {
  briefing: {
    at: () => '/briefing',
    send: { 'ask for it': sends({ address: 'somebody.else@example.net', choice: 'monthly' }) },
  },
  'briefing/:day': { at: ({ briefing }) => `/briefing/${briefing.sent.ref}` },
  'briefing/feed': plain('/briefing/feed'),
  'briefing/settings': { at: () => '/briefing/settings', send: { choose: sends({ choice: 'monthly' }) } },
  'briefing/yours/:key': {
    at: ({ briefing }) => `/briefing/yours/${briefing.key}`,
    send: { choose: sends({ choice: 'monthly' }) },
  },
  'briefing/end/:key': { at: ({ briefing }) => `/briefing/end/${briefing.endKey}`, send: { 'end it': sends() } },
  'association/briefing': {
    at: () => '/association/briefing',
    send: { 'take back a line': { fields: ({ briefing }) => ({ id: briefing.notice.id, version: '1' }) } },
  },
  'association/briefing/line': {
    at: () => '/association/briefing/line',
    send: {
      'add a line': {
        fields: (_, who) => ({ ...line, ...(ownRegion[who] === undefined ? {} : { regions: ownRegion[who] ?? '' }) }),
      },
    },
  },
  'association/briefing/readers': {
    at: () => '/association/briefing/readers',
    send: {
      'try again': { fields: ({ briefing }) => ({ intent: 'resume', id: briefing.failing.id, version: '1' }) },
      'end it': { fields: ({ briefing }) => ({ intent: 'end', id: briefing.failing.id, version: '1' }) },
    },
  },
  'association/briefing/:day': {
    at: behind,
    send: {
      'write for everybody': sends({ intent: 'write ', region: '', version: '0', text: 'A word.' }),
      'put a line first': sends({ intent: 'pinned', key, version: '1' }),
      'leave a line out': sends({ intent: `left-out ${key}`, key, version: '1', reason: 'It stood in the last one.' }),
      'let a line stand as it was': { given: leftOut, fields: () => ({ intent: 'restored', key, version: '1' }) },
      'hold it back': sends({
        intent: 'held-back',
        version: '1',
        reason: 'A figure is wrong.',
        ...date('on', '2026-06-12'),
        at: '12:00',
      }),
      'correct it': {
        to: ({ briefing }) => `/association/briefing/${briefing.sent.ref}`,
        fields: () => ({ intent: 'corrected', version: '1', reason: 'The day was wrong: it is the third.' }),
      },
    },
  },
}
