import { longDate } from '#services/core/words.ts'
import type { Letter, Reminding } from '#services/notifications/index.ts'
import type { Clock } from './standing-clocks.ts'

type Said = Omit<Reminding['reminder'], 'on'>

const place = '/profile'

/** What somebody is to do about a clock that runs out soon (`isOver`: has run out); null where there is nothing to do. */
const todo = ({ bar, says }: Clock, isOver: boolean): Said | null => {
  switch (bar) {
    case 'approval':
      return {
        what: 'apply again, to stay in the bank',
        more: 'Until then nothing changes. What the bank knows of you is filled in already.',
        path: '/apply',
      }
    case 'insurance':
      return {
        what: 'give the new last day of your insurance for charged work',
        more: `${isOver ? 'New charged work is closed to you until you record it' : 'After that day new charged work is closed to you'}. Peer reviews in kind are not affected.`,
        path: '/profile/details',
      }
    case 'declaration':
      return {
        what: 'make your yearly declaration of interests',
        more: `${isOver ? 'Charged work is closed to you until you do' : 'After that day charged work is closed to you'}. It takes a few minutes; if nothing has changed, you only say so.`,
        path: '/declarations',
      }
    case 'dbs':
      return {
        what: 'ask the association to see a DBS certificate of yours again',
        more: isOver
          ? 'You are not asked for new work until it has been seen. The association keeps the level and the day, and no copy.'
          : 'The record of it counts for three years. The association keeps the level and the day, and no copy.',
        path: '/contact',
      }
    case 'condition':
      return {
        what: 'meet a condition of your place in the bank',
        more: isOver
          ? `${says} Nobody has confirmed that it is done, so you are not asked for new work until somebody does.`
          : `${says} When it is done, tell the association how it can see so. It confirms it here.`,
        path: place,
      }
    case 'practice':
      return {
        what: isOver ? 'your last post became too long ago for the bank' : 'what you may do in the bank changes',
        more: `${says} If you have taken a post since, record it on your account page and nothing changes.`,
        isEvent: true,
        path: place,
      }
    default:
      return null
  }
}

/** What somebody is reminded of when one of their clocks runs out soon, or has; null where there is nothing to say. */
export const clockReminder = (clock: Clock): Reminding['reminder'] | null => {
  const { day, state } = clock
  if (day === null || (state !== 'soon' && state !== 'over')) return null
  const said = todo(clock, state === 'over')
  return said && { ...said, on: day }
}

/** What somebody is written whose approval has ended on a day (ISO). */
export const lapsedLetter = (day: string): Letter => ({
  subject: 'Your approval in the bank has lapsed',
  lines: [
    `Your approval in the bank ran out on ${longDate(day)}. You are not proposed for new reviews; work under way goes on.`,
    'You can apply again at any time. What the bank knows of you is filled in already.',
  ],
  action: { text: 'Apply again', path: '/apply' },
})
