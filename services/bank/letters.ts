import { longDate } from '#services/core/words.ts'
import type { Letter } from '#services/notifications/index.ts'
import type { Clock } from './standing-clocks.ts'

type Words = { soon: Letter; over: Letter }

const wordsFor = ({ bar, day, says }: Clock & { day: string }): Words | null => {
  const on = longDate(day)
  switch (bar) {
    case 'approval': {
      const action = { text: 'Apply again', path: '/apply' }
      return {
        soon: {
          subject: `Your approval in the bank runs out on ${on}`,
          lines: [
            `Your approval in the bank runs out on ${on}. Until then nothing changes.`,
            'To stay in the bank, apply again before that day. What the bank knows of you is filled in already.',
          ],
          action,
        },
        over: {
          subject: 'Your approval in the bank has lapsed',
          lines: [
            `Your approval in the bank ran out on ${on}. You are not proposed for new reviews; work under way goes on.`,
            'You can apply again at any time. What the bank knows of you is filled in already.',
          ],
          action,
        },
      }
    }
    case 'insurance': {
      const renewed = 'If you have renewed it, give its last day on your page. Peer reviews in kind are not affected.'
      const action = { text: 'Give the new date', path: '/profile/details' }
      return {
        soon: {
          subject: `Your insurance ends on ${on}`,
          lines: [
            `The insurance you recorded for charged work ends on ${on}. After that day new charged work is closed to you.`,
            renewed,
          ],
          action,
        },
        over: {
          subject: `Your insurance ended on ${on}`,
          lines: [
            `The insurance you recorded for charged work ended on ${on}. New charged work is closed to you until you record the next.`,
            renewed,
          ],
          action,
        },
      }
    }
    case 'declaration': {
      const action = { text: 'Make your declaration', path: '/declarations' }
      const short = 'It takes a few minutes. If nothing has changed, or there is nothing to declare, you only say so.'
      return {
        soon: {
          subject: `Your yearly declaration of interests runs out on ${on}`,
          lines: [
            `Your yearly declaration of interests counts until ${on}. After that day charged work is closed to you.`,
            short,
          ],
          action,
        },
        over: {
          subject: `Your yearly declaration of interests ran out on ${on}`,
          lines: [
            `Your yearly declaration of interests counted until ${on}. Charged work is closed to you until you declare again.`,
            short,
          ],
          action,
        },
      }
    }
    case 'dbs': {
      const action = { text: 'Write to the association', path: '/contact' }
      return {
        soon: {
          subject: `The record of your DBS certificate runs out on ${on}`,
          lines: [
            `Your DBS certificate was last seen almost 3 years ago. The record of it counts until ${on}.`,
            'Ask the association to see a certificate before that day. It keeps the level and the day, and no copy.',
          ],
          action,
        },
        over: {
          subject: `The record of your DBS certificate ran out on ${on}`,
          lines: [
            `The record of your DBS certificate counted until ${on}. You are not asked for new work until a certificate has been seen again.`,
            'Ask the association to see one. It keeps the level and the day, and no copy.',
          ],
          action,
        },
      }
    }
    case 'condition': {
      const action = { text: 'See your place in the bank', path: '/profile' }
      return {
        soon: {
          subject: `A condition of your place in the bank is due on ${on}`,
          lines: [says, 'When it is done, tell the association how it can see so. It confirms it here.'],
          action,
        },
        over: {
          subject: 'A condition of your place in the bank is overdue',
          lines: [
            says,
            'Nobody has confirmed that it is done, so you are not asked for new work until somebody does. If it is done, tell the association how it can see so.',
          ],
          action,
        },
      }
    }
    case 'practice': {
      const action = { text: 'See your place in the bank', path: '/profile' }
      const post = 'If you have taken a post since, record it on your account page and nothing changes.'
      return {
        soon: {
          subject: `What you may do in the bank changes after ${on}`,
          lines: [
            says,
            'Reviews are by people who left their last post at most 3 years ago, mentoring and training at most 5.',
            post,
          ],
          action,
        },
        over: {
          subject: 'Your last post is too long ago for the bank',
          lines: [says, 'Work in the bank is for people who left their last post at most 5 years ago.', post],
          action,
        },
      }
    }
    default:
      return null
  }
}

/** What somebody is written when one of their clocks runs out soon, or has; null where there is nothing to write. */
export const clockLetter = (clock: Clock): Letter | null => {
  if (clock.day === null || (clock.state !== 'soon' && clock.state !== 'over')) return null
  return wordsFor({ ...clock, day: clock.day })?.[clock.state] ?? null
}
