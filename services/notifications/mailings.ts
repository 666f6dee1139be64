/*
 * Every sort of mail that the exchange sends: what it is about, and what each kind of it says. Data: the page where people choose is
 * made of it, and `tell` takes nothing that is not here, so that no letter goes without saying what it is.
 */

/**
 * - `ask`       somebody waits for what this reader does
 * - `decision`  something was decided about this reader or their service, or a day that they keep has changed
 * - `news`      something they take part in stands differently now
 * - `reminder`  a day comes near, or has passed
 * - `security`  how they sign in, or what was done in their name
 */
export const mailKinds = ['ask', 'decision', 'news', 'reminder', 'security'] as const
export type MailKind = (typeof mailKinds)[number]

/** Kinds that come whatever somebody chooses. */
export const mustCome = ['ask', 'decision', 'security'] as const satisfies readonly MailKind[]

/** What people choose about, in the order of the page, with why they get it. */
export const areas = {
  reviews: {
    title: 'Peer reviews',
    why: 'You ask for a review, are asked to join a team, are on one, or look after one for the association.',
  },
  work: {
    title: 'Enquiries and agreed work',
    why: 'You asked for support, or answer for somebody who offers it.',
  },
  courses: {
    title: 'Courses and quality marks',
    why: 'You booked or have a place, teach, observe, or answer for what is offered.',
  },
  bank: {
    title: 'Your place in the bank',
    why: 'You applied to the bank, are in it, or decide on applications.',
  },
  membership: {
    title: 'Membership',
    why: 'You pay for a membership, or speak for a service that does.',
  },
  fairness: {
    title: 'Concerns, appeals and mediation',
    why: 'You are a side of one, or were drawn to decide on it.',
  },
  meetings: {
    title: 'Meetings and elections',
    why: 'You may come to meetings of your region or of all members, or you convene one.',
  },
  briefing: {
    title: 'The briefing',
    why: 'You asked for it. How often it comes, and of which regions, is chosen on its own page.',
  },
  service: {
    title: 'Your posts',
    why: 'What is recorded of your posts decides what you may do in the name of a service.',
  },
  association: {
    title: 'Work for the association',
    why: 'You hold an office of the association.',
  },
  account: {
    title: 'How you sign in',
    why: 'Somebody could act in your name.',
  },
} as const satisfies Record<string, { title: string; why: string }>

export type Area = keyof typeof areas

type Mailing = { area: Area; says: Partial<Record<MailKind, string>> }

/** By what a letter is about: its area, and what each kind of letter says. */
export const mailings = {
  review: {
    area: 'reviews',
    says: {
      ask: 'Invitations to a team, terms to accept, questions and conflicts that wait for your answer',
      decision: 'Decisions on a request, your place on a team, and days that are set, moved or called off',
      news: 'A review has moved on, documents were added, somebody wrote to you',
      reminder: 'Invitations, steps and remarks that still wait',
    },
  },
  review_request: { area: 'reviews', says: { news: 'The time that was written down for you' } },
  workbook: { area: 'reviews', says: { ask: 'Somebody asks for your view in a self-assessment' } },
  report: {
    area: 'reviews',
    says: {
      ask: 'Drafts to comment on, comments to answer, progress to look at',
      decision: 'A report is final, a plan is agreed',
      news: 'A plan has been closed',
      reminder: 'Comments and plans that are due',
    },
  },
  action: {
    area: 'reviews',
    says: { ask: 'An action of a plan is yours', reminder: 'How an action of yours stands' },
  },
  enquiry: {
    area: 'work',
    says: {
      ask: 'Enquiries and offers that wait for your answer',
      decision: 'Whom a service chose, and enquiries that closed',
      news: 'Answers to what you asked, and enquiries that were withdrawn',
      reminder: 'Enquiries that still wait for your answer',
    },
  },
  need: {
    area: 'work',
    says: { ask: 'Questions about what you need', news: 'Answers to questions about a need' },
  },
  offering: { area: 'work', says: { decision: 'An offering of yours was paused' } },
  search: { area: 'work', says: { news: 'Something new fits a search of the offerings that you keep' } },
  consent: {
    area: 'work',
    says: {
      ask: 'Somebody in your service asks to offer in their own name',
      decision: 'What your service says of that you offer in your own name',
    },
  },
  'outside-provider': {
    area: 'work',
    says: {
      ask: 'An outside provider that waits for what you think of it',
      decision: 'Where an outside provider stands that you speak for',
      reminder: 'Approval, fee and insurance of an outside provider that run out',
    },
  },
  engagement: {
    area: 'work',
    says: {
      ask: 'Terms, delivered work and disputes that wait for your answer',
      decision: 'What was agreed, moved, cancelled or decided',
      news: 'Messages, and steps of the other side',
      reminder: 'Sessions to come, terms that lapse, invoices that stand open',
    },
  },
  ledger: { area: 'work', says: { news: 'A service says thank you' } },
  rating: { area: 'work', says: { ask: 'Ratings, and words of yours to write anew' } },
  course: {
    area: 'courses',
    says: {
      ask: 'Places offered to you, moved dates, too few bookings',
      decision: 'Places you have or no longer have, how to join, dates called off',
      news: 'Bookings, names and certificates',
      reminder: 'Places of yours that have no name yet',
    },
  },
  place: { area: 'courses', says: { ask: 'What you made of a course' } },
  resource: {
    area: 'courses',
    says: { ask: 'A link of yours that leads nowhere', news: 'Somebody took up a resource of yours' },
  },
  mark: {
    area: 'courses',
    says: {
      ask: 'You were drawn to observe, or nobody can be drawn',
      decision: 'A quality mark was decided, withdrawn or has lapsed',
      reminder: 'A quality mark that ends',
    },
  },
  application: {
    area: 'bank',
    says: {
      ask: 'Applications that wait for you',
      decision: 'Where your application stands, and what was decided',
      reminder: 'References and views that are due',
    },
  },
  reference: {
    area: 'bank',
    says: { ask: 'Somebody named you as their referee', reminder: 'A reference that is still wanted' },
  },
  standing: {
    area: 'bank',
    says: {
      ask: 'The association asks you to renew something',
      decision: 'Your approval has ended',
      reminder: 'What runs out of your place in the bank',
    },
  },
  condition: {
    area: 'bank',
    says: { decision: 'A condition was confirmed, or not', reminder: 'Conditions to meet' },
  },
  insurance: { area: 'bank', says: { reminder: 'Insurance that runs out' } },
  dbs: { area: 'bank', says: { reminder: 'A DBS certificate to have seen again' } },
  declaration: { area: 'bank', says: { reminder: 'Your yearly declaration' } },
  practice: { area: 'bank', says: { reminder: 'How recent your practice is' } },
  membership: {
    area: 'membership',
    says: {
      decision: 'Joining, renewing, invoices and payments',
      reminder: 'Renewals and fees that are due',
    },
  },
  'join-request': { area: 'membership', says: { decision: 'Where a request to join stands' } },
  concern: {
    area: 'fairness',
    says: {
      ask: 'Your side of it, questions to answer, views to record',
      decision: 'What was decided, shown or withdrawn, and what holds meanwhile',
      reminder: 'Your side of it is still wanted',
    },
  },
  meeting: {
    area: 'meetings',
    says: {
      ask: 'Meetings that you are called to, and minutes to write, to read or to answer for',
      decision: 'Meetings that are called off',
      news: 'Agendas, and answers to objections',
      reminder: 'Minutes that are soon agreed',
    },
  },
  election: {
    area: 'meetings',
    says: {
      ask: 'Nominations of you, and votes of your service',
      decision: 'An election you stand in is called off, an office of yours begins',
      news: 'Nominations that open, and results',
    },
  },
  briefing: {
    area: 'briefing',
    says: { ask: 'An address that is to be confirmed', decision: 'What comes of asking for it' },
  },
  holding: { area: 'service', says: { decision: 'A post was recorded, changed or ended' } },
  'new-job': { area: 'service', says: { decision: 'A new post of somebody in your service' } },
  import: { area: 'association', says: { decision: 'A list that you brought in was read' } },
  register: { area: 'association', says: { news: 'Changes in the register of interests, weekly' } },
  reconciliation: { area: 'association', says: { ask: 'Records of agreed work that do not fit together' } },
  person: { area: 'account', says: { security: 'Addresses that sign you in, records that are joined, and leaving' } },
  'second-step': { area: 'account', says: { security: 'The code that is asked for when you sign in' } },
} as const satisfies Record<string, Mailing>

/** What a letter can be about. */
export type Subject = keyof typeof mailings

/** The kinds of letter that there are about something; about one of several, those that there are about all of them. */
export type KindOf<About extends Subject> = keyof (typeof mailings)[About]['says']

/** The same without reminders, which are lines of the mail of a day. */
export type LetterKind<About extends Subject> = Exclude<KindOf<About>, 'reminder'>

/** What somebody is told about each area, by kind, for the page where they choose. */
export const saidIn = (area: Area, kind: MailKind): string[] =>
  Object.values<Mailing>(mailings).flatMap((one) => (one.area === area ? (one.says[kind] ?? []) : []))
