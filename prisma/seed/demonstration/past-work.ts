import type { ReviewKind, ReviewMode, ReviewStatus, SeatRole } from '#prisma/generated/enums.ts'

/* Work that was done before the demonstration begins: what the record shows of it. Marks are relevance, preparation, quality, conduct, usefulness. */

export type Given = { marks: [number, number, number, number, number]; comment: string; reply?: string }

export type PastReview = {
  /** A peer review where left out. */
  kind?: ReviewKind
  yotCode: string
  /** Who led it at the host. */
  host: string
  /** Days ago the visit began. */
  daysAgo: number
  mode: ReviewMode
  status: ReviewStatus
  /** How far its own people take it with its plan, from the final report on. */
  after?: 'action_plan' | 'progress_review' | 'closed'
  title: string
  kloes: { question: string; theme: string }[]
  team: [name: string, role: SeatRole][]
  fromHost?: Given
  fromTeam?: Given
}

export const pastReviews: PastReview[] = [
  {
    yotCode: 'brighton-and-hove',
    host: 'Hollis Grebe',
    daysAgo: 660,
    mode: 'on_site',
    status: 'closed',
    title: 'Peer review of Brighton and Hove: board and resettlement',
    kloes: [
      { question: 'Does our board know enough to challenge us?', theme: 'A1' },
      { question: 'How well do we plan for release?', theme: 'G1' },
    ],
    team: [
      ['Isla Goldcrest', 'co_lead'],
      ['Dunlin Croft', 'co_lead'],
      ['Maple Dunnock', 'reviewer'],
      ['Briar Larkin', 'reviewer'],
    ],
    fromHost: {
      marks: [5, 5, 4, 5, 5],
      comment: 'They asked what we had stopped asking ourselves. The board paper changed within a month.',
      reply: 'Your chair made that possible. Thank you for such open doors.',
    },
    fromTeam: { marks: [5, 4, 5, 5, 5], comment: 'Prepared, candid, and generous with time. A pleasure to work with.' },
  },
  {
    yotCode: 'cheshire',
    host: 'Myla Treecreeper',
    daysAgo: 540,
    mode: 'hybrid',
    status: 'closed',
    title: 'Peer review of Cheshire: diversion and the ten indicators',
    kloes: [
      { question: 'Is our joint panel consistent across four councils?', theme: 'D4' },
      { question: 'Do our indicators tell us what we need?', theme: 'C2' },
    ],
    team: [
      ['Heron Vale', 'co_lead'],
      ['Aspen Loxley', 'co_lead'],
      ['Poppy Stonechat', 'reviewer'],
      ['Robin Teasel', 'reviewer'],
      ['Pearl Turnstone', 'reviewer'],
    ],
    fromHost: {
      marks: [4, 5, 5, 5, 4],
      comment: 'Clear, fair and quick. We would have liked a little more on data across the four councils.',
    },
    fromTeam: { marks: [4, 3, 4, 5, 4], comment: 'Some documents came late, but everyone made themselves available.' },
  },
  {
    yotCode: 'york',
    host: 'Sable Ouzel',
    daysAgo: 455,
    mode: 'on_site',
    status: 'closed',
    title: 'Peer review of York: exploitation and safety',
    kloes: [
      { question: 'Do we see exploitation early enough?', theme: 'J2' },
      { question: 'How safe are the plans we make?', theme: 'F6' },
    ],
    team: [
      ['Briar Larkin', 'co_lead'],
      ['Myrtle Osprey', 'co_lead'],
      ['Lark Bellamy', 'reviewer'],
      ['Ivy Redstart', 'reviewer'],
    ],
    fromHost: {
      marks: [5, 4, 5, 5, 5],
      comment: 'They found the gap between two of our panels that three audits had missed, and were kind about it.',
    },
    fromTeam: { marks: [5, 5, 5, 5, 5], comment: 'As open as a service can be. We took three ideas home.' },
  },
  {
    yotCode: 'powys',
    host: 'Owen Barcud',
    daysAgo: 340,
    mode: 'remote',
    status: 'final',
    after: 'closed',
    title: 'Peer review of Powys: restorative practice at a distance',
    kloes: [
      { question: 'Does restorative work reach children in every valley?', theme: 'H2' },
      { question: 'Do volunteers feel part of the service?', theme: 'B4' },
    ],
    team: [
      ['Celyn Hebog', 'co_lead'],
      ['Isla Goldcrest', 'co_lead'],
      ['Gale Shearwater', 'reviewer'],
      ['Arlo Pipit', 'reviewer'],
    ],
    fromHost: {
      marks: [5, 5, 5, 5, 4],
      comment: 'Remote worked far better than we feared. In Welsh where it mattered.',
      reply: 'Diolch. The volunteers’ evening was the best part of it.',
    },
    fromTeam: { marks: [5, 5, 4, 5, 5], comment: 'Every interview started on time and every question was answered.' },
  },
  {
    yotCode: 'nottingham',
    host: 'Bryony Heath',
    daysAgo: 250,
    mode: 'on_site',
    status: 'final',
    after: 'progress_review',
    title: 'Peer review of Nottingham: leadership after inspection',
    kloes: [
      { question: 'Is our improvement plan the right one?', theme: 'L2' },
      { question: 'Do managers have what they need to oversee work?', theme: 'B2' },
    ],
    team: [
      ['Olive Swift', 'co_lead'],
      ['Isla Goldcrest', 'co_lead'],
      ['Thyme Godwit', 'reviewer'],
      ['Flint Dotterel', 'reviewer'],
    ],
    fromHost: {
      marks: [5, 5, 5, 4, 5],
      comment: 'Honest without being harsh. Our plan is half as long and twice as likely to happen.',
    },
    fromTeam: { marks: [4, 5, 5, 5, 4], comment: 'A leadership team that wanted to hear it.' },
  },
  {
    yotCode: 'camden',
    host: 'Jasper Thorn',
    daysAgo: 150,
    mode: 'hybrid',
    status: 'action_plan',
    title: 'Peer review of Camden: disproportionality',
    kloes: [
      { question: 'What do we do differently because of what our data says?', theme: 'K3' },
      { question: 'How are girls served?', theme: 'K4' },
    ],
    team: [
      ['Myrtle Osprey', 'co_lead'],
      ['Celyn Hebog', 'co_lead'],
      ['Tansy Merlin', 'reviewer'],
      ['Gale Shearwater', 'reviewer'],
    ],
    fromHost: {
      marks: [5, 4, 4, 5, 5],
      comment: 'Children were heard first and it shows in every page of the report.',
    },
    fromTeam: { marks: [5, 4, 5, 5, 5], comment: 'Brave questions, asked by the host itself.' },
  },
  {
    yotCode: 'bristol',
    host: 'Teal Harkness',
    daysAgo: 9,
    mode: 'on_site',
    status: 'presented',
    title: 'Peer review of Bristol: remand and serious youth violence',
    kloes: [
      { question: 'Do bail packages give courts a real choice?', theme: 'E2' },
      { question: 'Is our response to serious violence joined up?', theme: 'J1' },
    ],
    team: [
      ['Dunlin Croft', 'co_lead'],
      ['Jay Thornbury', 'co_lead'],
      ['Elder Warbler', 'reviewer'],
      ['Ash Bunting', 'reviewer'],
      ['Eira Pioden', 'reviewer'],
    ],
    // Sealed: the host has yet to give its own.
    fromTeam: { marks: [5, 5, 4, 5, 4], comment: 'Well prepared, and courageous in what it asked us to look at.' },
  },
]

export type PastEngagement = {
  offering: string
  provider: string
  yotCode: string
  daysAgo: number
  hours: number
  fromHost: Given
  fromProvider: Given
}

export const pastEngagements: PastEngagement[] = [
  {
    offering: 'Independent review of your board and plan',
    provider: 'Gwen Egret',
    yotCode: 'wakefield',
    daysAgo: 410,
    hours: 30,
    fromHost: { marks: [5, 5, 5, 5, 4], comment: 'Straight to the point, and stayed until we had understood it.' },
    fromProvider: { marks: [5, 4, 5, 5, 5], comment: 'A chair who reads. That is half the work.' },
  },
  {
    offering: 'Independent review of your board and plan',
    provider: 'Gwen Egret',
    yotCode: 'suffolk',
    daysAgo: 260,
    hours: 24,
    fromHost: {
      marks: [4, 5, 4, 5, 4],
      comment: 'Good value. The letter was shorter than we expected and better for it.',
    },
    fromProvider: { marks: [4, 4, 4, 5, 4], comment: 'Access to partners took a while; then it flowed.' },
  },
  {
    offering: 'Interim support for heads of service',
    provider: 'Gwen Egret',
    yotCode: 'camden',
    daysAgo: 120,
    hours: 96,
    fromHost: {
      marks: [5, 5, 5, 5, 5],
      comment: 'Held us steady for three months and left us better at holding ourselves.',
      reply: 'You did the holding. I brought biscuits.',
    },
    fromProvider: { marks: [5, 5, 5, 5, 5], comment: 'A team worth the train fare.' },
  },
  {
    offering: 'Case system data clean-up',
    provider: 'Opal Wigeon',
    yotCode: 'derby',
    daysAgo: 95,
    hours: 21,
    fromHost: { marks: [5, 4, 5, 4, 5], comment: 'Found four hundred wrong dates before the return did.' },
    fromProvider: { marks: [4, 4, 5, 5, 5], comment: 'Knew what it wanted.' },
  },
  {
    offering: 'Case system data clean-up',
    provider: 'Opal Wigeon',
    yotCode: 'norfolk',
    daysAgo: 230,
    hours: 14,
    fromHost: {
      marks: [4, 3, 4, 5, 4],
      comment: 'Did what was asked. We would have liked the checks written down for next year.',
    },
    fromProvider: {
      marks: [4, 3, 4, 5, 4],
      comment: 'Two people who knew the system, and one day of waiting for a login.',
    },
  },
  {
    offering: 'Case system data clean-up',
    provider: 'Opal Wigeon',
    yotCode: 'gateshead',
    daysAgo: 340,
    hours: 28,
    fromHost: {
      marks: [3, 4, 4, 4, 3],
      comment: 'Sound work, though half of it was a fault that we could have found ourselves.',
    },
    fromProvider: { marks: [5, 4, 4, 5, 5], comment: 'Open about what had gone wrong, and quick to put it right.' },
  },
]
