import { counted } from '#services/core/words.ts'
import type { Why } from './queue.ts'

/** Why somebody is not served, or cannot book, in a sentence. */
export const whyWords = (why: Why | { is: 'waiting' }): string => {
  switch (why.is) {
    case 'waiting':
      return 'Others wait for this date, and what is free goes to them first. Join the waiting list: you are served in turn.'
    case 'offered':
      return `${counted(why.count, 'place is', 'places are')} offered to you.`
    case 'not-a-member':
      return 'Your service is not a member of the association at present, so it is passed over. It keeps its place.'
    case 'full':
      return 'No place is free.'
    case 'kept':
      return 'What is free is kept for services of another region, until 20 working days before the start.'
    case 'share':
      return `Until 20 working days before the start one service holds at most ${why.most} places.`
    case 'group':
      return `${counted(why.free, 'place is', 'places are')} free: not as many as you want together.`
  }
}
