import type { PastReview } from './past-work.ts'

/** Reviews whose visit is near or under way: their people's work is in fieldwork.ts. A negative number of days is to come. */
export const visitingReviews: PastReview[] = [
  {
    yotCode: 'norfolk',
    host: 'Rue Sandpiper',
    daysAgo: -16,
    mode: 'on_site',
    status: 'preparing',
    title: 'Peer review of Norfolk: plans and the board',
    kloes: [
      { question: 'Are plans made with the child, and kept?', theme: 'F2' },
      { question: 'Does the board know what comes of our work?', theme: 'A1' },
    ],
    team: [
      ['Heron Vale', 'co_lead'],
      ['Olive Swift', 'co_lead'],
      ['Arlo Pipit', 'reviewer'],
      ['Eira Pioden', 'reviewer'],
    ],
  },
  {
    yotCode: 'coventry',
    host: 'Poppy Stonechat',
    daysAgo: 1,
    mode: 'on_site',
    status: 'on_site',
    title: 'Peer review of Coventry: plans and the board',
    kloes: [
      { question: 'Are plans made with the child, and kept?', theme: 'F2' },
      { question: 'Does the board know what comes of our work?', theme: 'A1' },
    ],
    team: [
      ['Isla Goldcrest', 'co_lead'],
      ['Briar Larkin', 'co_lead'],
      ['Gale Shearwater', 'reviewer'],
      ['Basil Curlew', 'reviewer'],
      ['Clover Wheatear', 'observer'],
    ],
  },
]
