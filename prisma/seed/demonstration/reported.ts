import type { PastReview } from './past-work.ts'

/** Reviews whose reports are on their way: each stands as presented, and is taken further by its people (reports.ts). */
export const reportedReviews: PastReview[] = [
  {
    yotCode: 'sheffield',
    host: 'Sage Fieldfare',
    daysAgo: 24,
    mode: 'on_site',
    status: 'presented',
    title: 'Peer review of Sheffield: exploitation and the board',
    kloes: [
      { question: 'Do we see exploitation early enough?', theme: 'J2' },
      { question: 'Does our board ask the right questions?', theme: 'A1' },
    ],
    team: [
      ['Heron Vale', 'co_lead'],
      ['Fern Ravenhill', 'co_lead'],
      ['Nettle Gannet', 'reviewer'],
      ['Lark Bellamy', 'reviewer'],
    ],
  },
  {
    yotCode: 'hertfordshire',
    host: 'Quill Sparrow',
    daysAgo: 52,
    mode: 'hybrid',
    status: 'presented',
    title: 'Peer review of Hertfordshire: education and courts',
    kloes: [
      { question: 'Do children keep their place at school?', theme: 'I2' },
      { question: 'Do courts trust what we write?', theme: 'E1' },
    ],
    team: [
      ['Fern Ravenhill', 'co_lead'],
      ['Celyn Hebog', 'co_lead'],
      ['Rue Sandpiper', 'reviewer'],
      ['Clover Wheatear', 'reviewer'],
    ],
  },
  {
    yotCode: 'hampshire',
    host: 'Thyme Godwit',
    daysAgo: 75,
    mode: 'on_site',
    status: 'presented',
    title: 'Peer review of Hampshire: health and planning',
    kloes: [
      { question: 'Do health workers shape the plan?', theme: 'I3' },
      { question: 'Are plans the child’s own?', theme: 'F2' },
    ],
    team: [
      ['Myrtle Osprey', 'co_lead'],
      ['Aspen Loxley', 'co_lead'],
      ['Arlo Pipit', 'reviewer'],
      ['Ivy Redstart', 'reviewer'],
    ],
  },
  {
    yotCode: 'liverpool',
    host: 'Dunlin Croft',
    daysAgo: 160,
    mode: 'on_site',
    status: 'final',
    after: 'action_plan',
    title: 'Peer review of Liverpool: diversion and victims',
    kloes: [
      { question: 'Are joint decisions the same for every child?', theme: 'D4' },
      { question: 'Do victims hear what came of it?', theme: 'H1' },
    ],
    team: [
      ['Olive Swift', 'co_lead'],
      ['Linnet Crake', 'co_lead'],
      ['Birch Nightingale', 'reviewer'],
      ['Poppy Stonechat', 'reviewer'],
    ],
  },
]
