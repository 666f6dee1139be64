import { type Answers, everybody, holdersOf, only, signedIn, without } from './answers.ts'
import type { Area, PageAccess } from './page-access.ts'
import { everyStandpoint } from './standpoints.ts'

const open = (title: string): PageAccess => ({ title, see: everybody })
const nobody = only([])
const allRefused: Answers = new Map(everyStandpoint.map((who) => [who, 'refused']))
const nowhere: Answers = new Map(everyStandpoint.map((who) => [who, 'hidden']))

/** Whoever deals with the bank sees everybody's page in it; others see those who chose to be named. */
const seesNames = without(everyStandpoint, 'visitor', 'person', 'applicant')
const inBank = holdersOf('offering.write').filter((who) => ['bankMember', 'coLead', 'invited'].includes(who))
/** Nobody else is in the middle of something that others wait for, and officers hand their office over first. */
const mayLeave = ['person', 'ownLead', 'ownManager', 'otherLead', 'lapsedLead', 'asker', 'bankMember'] as const
const provider = ['ownLead', 'leadOfficer', 'ownManager'] as const
const managesPosts = only(without(holdersOf('post.manage'), 'otherLead', 'lapsedLead'), { otherwise: 'no' })
/** For a service, once it is a member. */
const mayOffer = without(holdersOf('offering.write'), 'lapsedLead')
const inPost = ['ownLead', 'leadOfficer', 'ownManager', 'otherLead', 'lapsedLead', 'asker'] as const
const mayAsk = without(holdersOf('enquiry.send'), 'lapsedLead')

/** Pages that are about no case. */
export const generalMatrix: readonly Area[] = [
  {
    name: 'For everybody',
    related: [],
    pages: {
      '': open('Start page'),
      'how-it-works': open('How it works'),
      'how-it-works/conflicts': open('The conflict rules'),
      'register-of-interests': { title: 'The public register of interests', see: everybody },
      accessibility: open('Accessibility'),
      privacy: open('Privacy'),
      cookies: open('Cookies'),
      contact: open('Contact'),
      yots: open('The register of services'),
      'yots/:code': open('A service'),
      themes: open('Themes'),
      'themes/:code': open('A theme'),
      bank: open('The bank'),
      'bank/:personId': {
        title: 'Somebody in the bank who did not choose to be named',
        see: only(seesNames),
      },
      '*': { title: 'Anything else', see: nowhere },
    },
  },
  {
    name: 'Signing in',
    related: [],
    pages: {
      'sign-in': { title: 'Sign in', see: everybody, send: { 'ask for a link': everybody } },
      'sign-in/sent': open('Check your e-mail'),
      'sign-in/link/:token': {
        title: 'A sign-in link, for whoever has the mail',
        see: everybody,
        send: { 'sign in by it': everybody },
      },
      'sign-in/code': {
        title: 'Enter the code of the second step, for whoever opened the link a moment ago',
        see: everybody,
        send: { 'enter a code': everybody },
      },
      'sign-in/provider': { title: 'A council’s own sign-in, where none is configured', see: nowhere },
      'sign-in/provider/return': { title: 'Back from it, where none is configured', see: nowhere },
      'sign-out': { title: 'Sign out', see: everybody, send: { 'sign out': everybody } },
      'demo/become': {
        title: 'Become somebody of the demonstration',
        see: everybody,
        send: { 'become them': everybody },
      },
      'demo/clock': {
        title: 'The clock of the demonstration',
        see: everybody,
        // The matrix is tried by a clock of its own; live, there is none to move.
        send: { 'move it on': allRefused },
      },
      'demo/outbox': open('Mail of the demonstration'),
      'demo/outbox/:id': open('One mail of the demonstration'),
    },
  },
  {
    name: 'Your own things',
    related: ['leadOfficer', 'coLead', 'invited', 'applicant'],
    pages: {
      home: { title: 'Home', see: signedIn },
      account: {
        title: 'Your account',
        see: signedIn,
        send: {
          'choose an own address for mail': signedIn,
          'remove an own address': signedIn,
          'end an own session': signedIn,
          'remove somebody else’s address': nobody,
          'end somebody else’s session': nobody,
        },
      },
      'account/name': { title: 'Your name', see: signedIn, send: { 'change it': signedIn } },
      'account/add-address': { title: 'Add an address', see: signedIn, send: { 'ask to add one': signedIn } },
      'account/second-step': {
        title: 'The second step of signing in',
        see: signedIn,
        send: { 'begin to set it up': signedIn },
      },
      'account/notifications': { title: 'Which mail comes, and when', see: signedIn, send: { choose: signedIn } },
      calendar: { title: 'Your calendar', see: signedIn },
      'calendar/feeds': {
        title: 'Calendars that follow by themselves',
        see: signedIn,
        send: { 'get an address': signedIn, 'end a calendar of the member of the bank': only(['bankMember']) },
      },
      'calendar/feed/:token': { title: 'A calendar, for whoever has its secret address', see: everybody },
      'account/data': { title: 'What we hold about you', see: signedIn },
      'account/data/:file': { title: 'What we hold about you, to take away', see: signedIn },
      'account/leave': {
        title: 'Leave',
        see: signedIn,
        send: { leave: only(mayLeave, { refused: without(everyStandpoint, 'visitor', ...mayLeave) }) },
      },
      'account/new-job': {
        title: 'Say that you have changed jobs',
        see: signedIn,
        send: { 'say where you work now': signedIn, 'end somebody else’s post': nobody },
      },
      declarations: {
        title: 'Your declarations',
        see: signedIn,
        send: {
          'confirm them': signedIn,
          'withdraw an own interest': signedIn,
          'withdraw somebody else’s interest': nobody,
        },
      },
      'declarations/add': { title: 'Declare an interest', see: signedIn, send: { 'declare it': signedIn } },
      profile: { title: 'Your place in the bank', see: signedIn },
      'profile/details': {
        title: 'What the bank says of you',
        see: only(inBank),
        send: { 'change it': only(inBank) },
      },
      'profile/themes/:code': {
        title: 'A theme you know',
        see: only(inBank),
        send: { 'save it': only(inBank), 'take it off': only(inBank) },
      },
      'profile/calendar': {
        title: 'Busy days from your calendar',
        see: only(inBank),
        send: { 'read a calendar': only(inBank), 'add its days': only(inBank) },
      },
      'profile/weeks': { title: 'Your year by weeks', see: only(inBank), send: { 'save a year': only(inBank) } },
      'profile/absences': {
        title: 'When you are not free',
        see: only(inBank),
        send: {
          'add days': only(inBank),
          'remove own days': only(inBank),
          'remove somebody else’s days': nobody,
        },
      },
    },
  },
  {
    name: 'Services and their posts',
    related: ['ownLead', 'leadOfficer', 'ownManager', 'otherLead', 'lapsedLead'],
    pages: {
      'yots/:code/posts': {
        title: 'The posts of a service',
        see: managesPosts,
        send: {
          'add a post': managesPosts,
          'take a post away': managesPosts,
          'record who holds a post': managesPosts,
          'record that leave began': managesPosts,
          'record a last day': managesPosts,
          'remove a start': managesPosts,
        },
      },
    },
  },
  {
    name: 'Offerings and enquiries',
    related: [...provider, 'otherLead', 'lapsedLead', 'asker'],
    pages: {
      offerings: { ...open('What is offered'), send: { 'keep a search': signedIn } },
      'offerings/compare': open('Offerings side by side'),
      'offerings/new': {
        title: 'Offer something',
        see: only(mayOffer, { otherwise: 'no' }),
        send: { 'start an offering': only(mayOffer, { otherwise: 'no' }) },
      },
      'offerings/own-name': {
        title: 'Ask your service to offer in your own name',
        see: only(inPost, { otherwise: 'no' }),
        send: {
          'ask the own service': only(inPost, { otherwise: 'no' }),
          'take it back': only(['ownManager'], { otherwise: 'no', hidden: without(inPost, 'ownManager') }),
        },
      },
      'consents/:token': {
        title: 'What somebody of your service wants to offer in their own name',
        see: everybody,
        send: { answer: everybody, 'withdraw it': everybody },
      },
      'offerings/yours': { title: 'Your offerings', see: signedIn },
      'offerings/:slug': {
        title: 'An offering',
        see: everybody,
        send: {
          'publish a draft': only(provider),
          'pause it': only(provider),
          'archive it': only(provider),
          'send an enquiry': only(['otherLead', 'asker'], {
            otherwise: 'no',
            refused: [...provider, 'lapsedLead'],
          }),
        },
      },
      'offerings/:slug/edit': {
        title: 'Change an offering',
        see: only(provider),
        send: { 'change it': only(provider) },
      },
      'offerings/:slug/check': { title: 'Check a draft', see: only(provider) },
      enquiries: { title: 'Your enquiries', see: signedIn },
      'enquiries/new': {
        title: 'Tell us what you need',
        see: only(holdersOf('enquiry.send'), { otherwise: 'no' }),
        send: {
          'say what is needed': only(mayAsk, { otherwise: 'no', refused: ['lapsedLead'] }),
          'begin with a few words': only(holdersOf('enquiry.send'), { otherwise: 'no' }),
        },
      },
      'enquiries/new/providers': {
        title: 'Choose who to ask',
        see: only(mayAsk, { otherwise: 'no', refused: ['lapsedLead'] }),
        send: {
          'ask providers': only(without(mayAsk, ...provider), {
            otherwise: 'no',
            refused: [...provider, 'lapsedLead'],
          }),
        },
      },
      'enquiries/:ref': {
        title: 'An enquiry',
        see: only([...provider, 'asker']),
        send: {
          'offer something for it': only(provider),
          'say that they are not sure': only(provider),
          'say no': only(provider),
          'choose an offer': only(['asker']),
          'withdraw it': only(['asker']),
          'ask others with the same need': only(['asker']),
          'ask a question': only(provider),
          'answer a question': only(['asker']),
        },
      },
      'enquiries/:ref/offers/:id': {
        title: 'An offer',
        see: only([...provider, 'asker']),
        send: {
          'propose another version': only([...provider, 'asker']),
          'agree to the version of the host': only(provider),
          'take it back': only(provider),
          'decline it': only(['asker']),
        },
      },
    },
  },
  {
    name: 'The association',
    related: [],
    pages: {
      association: {
        title: 'The association’s pages',
        see: only(holdersOf('access.read'), { otherwise: 'no' }),
      },
      'association/access': {
        title: 'Who may see and do what',
        see: only(holdersOf('access.read'), { otherwise: 'no' }),
      },
      'association/audit': { title: 'The audit log', see: only(holdersOf('audit.read'), { otherwise: 'no' }) },
      'association/audit/download': {
        title: 'The same as a file',
        see: only(holdersOf('audit.read'), { otherwise: 'no' }),
      },
      'association/deliveries': {
        title: 'Deliveries and jobs',
        see: only(holdersOf('outbox.read'), { otherwise: 'no' }),
      },
      'association/second-step': {
        title: 'Reset a lost second step',
        see: only(holdersOf('second-step.reset'), { otherwise: 'no' }),
        send: {
          'reset one that is not there': only([], { otherwise: 'no', refused: holdersOf('second-step.reset') }),
        },
      },
      'association/interests': {
        title: 'The association’s register of interests',
        see: only(holdersOf('interest.read'), { otherwise: 'no' }),
      },
      'association/interests/download': {
        title: 'The same as a file',
        see: only(holdersOf('interest.read'), { otherwise: 'no' }),
      },
      'association/rules': {
        title: 'The rules on conflicts of interest',
        see: only(holdersOf('rules.publish'), { otherwise: 'no' }),
      },
      'association/rules/:rule': {
        title: 'Change a rule',
        see: only(holdersOf('rules.publish'), { otherwise: 'no' }),
        send: { 'publish a version': only(holdersOf('rules.publish'), { otherwise: 'no' }) },
      },
      'association/register': {
        title: 'Services and organisations',
        see: only(holdersOf('register.keep'), { otherwise: 'no' }),
        send: {
          'record a tie': only(holdersOf('register.keep'), { otherwise: 'no' }),
          'add an organisation': only(holdersOf('register.keep'), { otherwise: 'no' }),
        },
      },
    },
  },
]
