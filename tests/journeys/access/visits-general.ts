import { date, plain, sends, type Visit } from './visit.ts'

const another = 'administrator'
const offering = {
  title: 'A day on resettlement',
  kind: 'training',
  summary: 'A day with our team.',
  description: 'In your offices or in ours.',
  themes: ['G1'],
  basis: 'free',
  delivery: ['remote'],
}
const expertise = { level: '2', evidence: 'Led this for three years in two services.' }

export const generalVisits: Record<string, Visit> = {
  '': plain('/'),
  'how-it-works': plain('/how-it-works'),
  'how-it-works/conflicts': plain('/how-it-works/conflicts'),
  'register-of-interests': plain('/register-of-interests'),
  accessibility: plain('/accessibility'),
  privacy: plain('/privacy'),
  cookies: plain('/cookies'),
  contact: plain('/contact'),
  yots: plain('/yots'),
  'yots/:code': plain('/yots/leeds'),
  themes: plain('/themes'),
  'themes/:code': plain('/themes/G1'),
  bank: plain('/bank'),
  'bank/:personId': { at: ({ the }) => `/bank/${the('bankMember').id}` },
  '*': plain('/no/such/page'),

  'sign-in': { ...plain('/sign-in'), send: { 'ask for a link': sends({ address: 'somebody@example.org' }) } },
  'sign-in/sent': plain('/sign-in/sent'),
  'sign-in/link/:token': { at: ({ signInPath }) => signInPath, send: { 'sign in by it': sends() } },
  'sign-in/code': { ...plain('/sign-in/code'), send: { 'enter a code': sends({ code: '123456' }) } },
  'sign-in/provider': plain('/sign-in/provider'),
  'sign-in/provider/return': plain('/sign-in/provider/return'),
  'sign-out': { ...plain('/sign-out'), send: { 'sign out': sends() } },
  'demo/become': {
    ...plain('/demo/become'),
    send: { 'become them': { fields: ({ demonstrator }) => ({ personId: demonstrator.id }) } },
  },
  'demo/clock': { ...plain('/demo/clock'), send: { 'move it on': sends({ to: '2026-07-01' }) } },
  'demo/outbox': plain('/demo/outbox'),
  'demo/outbox/:id': { at: ({ mail }) => `/demo/outbox/${mail.id}` },

  home: plain('/home'),
  account: {
    ...plain('/account'),
    send: {
      'choose an own address for mail': {
        fields: ({ the }, who) => ({ intent: 'choose-address', addressId: the(who).addressId }),
      },
      'remove an own address': {
        fields: ({ the }, who) => ({ intent: 'remove-address', addressId: the(who).addressId }),
      },
      'end an own session': { fields: ({ the }, who) => ({ intent: 'end-session', sessionId: the(who).sessionId }) },
      'remove somebody else’s address': {
        fields: ({ the }, who) => ({
          intent: 'remove-address',
          addressId: the(who === another ? 'person' : another).addressId,
        }),
      },
      'end somebody else’s session': {
        fields: ({ the }, who) => ({
          intent: 'end-session',
          sessionId: the(who === another ? 'person' : another).sessionId,
        }),
      },
    },
  },
  'account/name': { ...plain('/account/name'), send: { 'change it': sends({ name: 'Another Name', version: '1' }) } },
  'account/add-address': {
    ...plain('/account/add-address'),
    send: { 'ask to add one': sends({ address: 'a-third@example.org' }) },
  },
  'account/second-step': {
    ...plain('/account/second-step'),
    send: { 'begin to set it up': sends({ intent: 'begin' }) },
  },
  'account/data': plain('/account/data'),
  'account/data/:file': plain('/account/data/my-data.json'),
  'account/leave': { ...plain('/account/leave'), send: { leave: sends({ isSure: 'yes' }) } },
  'account/new-job': {
    ...plain('/account/new-job'),
    send: {
      'say where you work now': sends({
        yot: 'Cornwall',
        title: 'Manager',
        level: 'manager',
        ...date('from', '2026-05-01'),
      }),
      'end somebody else’s post': {
        fields: ({ elsewhere }) => ({ ends: [elsewhere.id], ...date('lastDay', '2026-05-31') }),
      },
    },
  },
  declarations: {
    ...plain('/declarations'),
    send: {
      'confirm them': sends({ intent: 'confirm' }),
      'withdraw an own interest': {
        fields: ({ the }, who) => ({ intent: 'withdraw', interestId: the(who).interestId }),
      },
      'withdraw somebody else’s interest': {
        fields: ({ the }, who) => ({
          intent: 'withdraw',
          interestId: the(who === another ? 'person' : another).interestId,
        }),
      },
    },
  },
  'declarations/add': {
    ...plain('/declarations/add'),
    send: { 'declare it': sends({ kind: 'trustee', withKind: 'organisation', withName: 'A football club' }) },
  },
  profile: plain('/profile'),
  'profile/details': {
    ...plain('/profile/details'),
    send: {
      'change it': sends({
        version: '1',
        summary: 'Has worked in youth justice for twenty years.',
        basis: 'in_kind',
        daysPerYear: '6',
        reviewsPerYear: '2',
        canTravel: 'on',
      }),
    },
  },
  'profile/themes/:code': {
    ...plain('/profile/themes/G1'),
    send: {
      'save it': sends({ intent: 'save', themeCode: 'G1', ...expertise }),
      'take it off': sends({ intent: 'remove', themeCode: 'G1' }),
    },
  },
  'profile/calendar': {
    ...plain('/profile/calendar'),
    send: {
      'read a calendar': {
        fields: () => ({
          intent: 'read',
          file: new File(
            [
              'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260901\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
            ],
            'calendar.ics',
          ),
        }),
      },
      'add its days': sends({ intent: 'add', spans: '2026-09-01/2026-09-04' }),
    },
  },
  'profile/weeks': { ...plain('/profile/weeks'), send: { 'save a year': sends({}) } },
  'profile/absences': {
    ...plain('/profile/absences'),
    send: {
      'add days': sends({ intent: 'add', ...date('from', '2026-09-01'), ...date('until', '2026-09-04') }),
      'remove own days': { fields: ({ the }, who) => ({ intent: 'remove', absenceId: the(who).absenceId }) },
      'remove somebody else’s days': {
        fields: ({ the }, who) => ({
          intent: 'remove',
          absenceId: the(who === another ? 'person' : another).absenceId,
        }),
      },
    },
  },

  'yots/:code/posts': {
    ...plain('/yots/leeds/posts'),
    send: {
      'add a post': sends({ intent: 'add', title: 'Court manager', level: 'manager' }),
      'take a post away': { fields: ({ post }) => ({ intent: 'abolish', postId: post.id, version: '1' }) },
      'record who holds a post': {
        fields: ({ post }) => ({
          intent: 'start',
          postId: post.id,
          version: '1',
          name: 'New Manager',
          address: 'new.manager@example.org',
          kind: 'substantive',
          ...date('from', '2026-06-01'),
        }),
      },
      'record that leave began': {
        fields: ({ holding }) => ({ intent: 'leave-began', holdingId: holding.id, version: '1' }),
      },
      'record a last day': {
        fields: ({ holding }) => ({
          intent: 'end',
          holdingId: holding.id,
          version: '1',
          ...date('lastDay', '2026-06-30'),
        }),
      },
      'remove a start': {
        given: ({ db }, { holding }) =>
          db.holding.update({ where: { id: holding.id }, data: { from: new Date('2026-06-01') } }),
        fields: ({ holding }) => ({ intent: 'removed', holdingId: holding.id, version: '1' }),
      },
    },
  },

  offerings: {
    ...plain('/offerings'),
    send: {
      'keep a search': {
        fields: () => ({ intent: 'save-view', name: 'Mine', query: 'basis=free', isTold: 'yes' }),
      },
    },
  },
  'offerings/compare': { at: ({ published }) => `/offerings/compare?of=${published.slug}` },
  'offerings/new': {
    ...plain('/offerings/new'),
    send: {
      'start an offering': { fields: ({ the }, who) => ({ ...offering, contactId: the(who).id }) },
    },
  },
  'offerings/yours': plain('/offerings/yours'),
  'offerings/:slug': {
    at: ({ published }) => `/offerings/${published.slug}`,
    send: {
      'publish a draft': {
        to: ({ draftOffering }) => `/offerings/${draftOffering.slug}`,
        fields: () => ({ intent: 'published', version: '1' }),
      },
      'pause it': sends({ intent: 'paused', version: '1' }),
      'archive it': sends({ intent: 'archived', version: '1' }),
      'send an enquiry': sends({ intent: 'ask', need: 'A day for our board before the summer.' }),
    },
  },
  'offerings/:slug/edit': {
    at: ({ draftOffering }) => `/offerings/${draftOffering.slug}/edit`,
    send: {
      'change it': {
        fields: ({ the }) => ({ ...offering, version: '1', contactId: the('ownManager').id }),
      },
    },
  },
  'offerings/:slug/check': { at: ({ draftOffering }) => `/offerings/${draftOffering.slug}/check` },
  enquiries: plain('/enquiries'),
  'enquiries/new': {
    ...plain('/enquiries/new'),
    send: {
      'say what is needed': sends({ need: 'A day for our board.', themes: 'G1', how: 'either' }),
      'begin with a few words': sends({ intent: 'tell', need: 'A day for our board.' }),
    },
  },
  'enquiries/new/providers': {
    ...plain('/enquiries/new/providers?themes=G1&how=either'),
    send: {
      'ask providers': {
        fields: ({ published }) => ({ offerings: published.slug, need: 'A day for our board before the summer.' }),
      },
    },
  },
  association: plain('/association'),
  'association/access': plain('/association/access'),
  'association/audit': plain('/association/audit'),
  'association/audit/download': plain('/association/audit/download'),
  'association/deliveries': plain('/association/deliveries'),
  'association/second-step': {
    ...plain('/association/second-step'),
    send: { 'reset one that is not there': sends({ address: 'nobody@second.example', sureBy: 'video' }) },
  },
  'association/interests': plain('/association/interests'),
  'association/interests/download': plain('/association/interests/download'),
  'association/rules': plain('/association/rules'),
  'association/rules/:rule': {
    ...plain('/association/rules/settings'),
    send: {
      'publish a version': {
        given: ({ db }) => db.ruleSetVersion.deleteMany({}),
        fields: () => ({
          step: 'publish',
          version: '1',
          giftPounds: '75',
          declarationMonths: '12',
          reason: 'Councils raised their own limit.',
        }),
      },
    },
  },
  'association/register': {
    ...plain('/association/register'),
    send: {
      'record a tie': sends({ intent: 'tie', yotName: 'Leeds', kind: 'comparator', otherName: 'York' }),
      'add an organisation': sends({ intent: 'organisation', name: 'Street Doctors', otherNames: '' }),
    },
  },
}
