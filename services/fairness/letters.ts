import { longDate } from '#services/core/words.ts'
import type { WholeConcern } from './concerns.ts'
import type { Found } from './decide.ts'
import { kinds, reasonWords } from './kinds.ts'

/** What follows, with its day. */
export const followsWords = ({ outcome, until }: Pick<Found, 'outcome' | 'until'>): string =>
  outcome.follows.replaceAll('{day}', until === null ? 'the day agreed' : longDate(until))

/**
 * The letter that a decision writes by itself, to both sides at once: what was asked, what was found, why, what follows, how to
 * appeal. Nobody who decided is named in it.
 */
export const decisionLetter = (
  concern: Pick<WholeConcern, 'ref' | 'kind' | 'title' | 'points'>,
  found: readonly Found[],
  appealBy: string | null,
) => {
  const { ref, kind, title, points } = concern
  const several = points.length > 1
  return {
    subject: `What was decided (${ref})`,
    lines: [
      `${title}.`,
      ...points.flatMap((point, at) => {
        const finding = found[at]
        if (!finding) return []
        const number = several ? `${at + 1}. ` : ''
        return [
          `${number}What was asked: ${reasonWords(kind, point.reason)}.`,
          `What was found: ${finding.outcome.says}.`,
          `Why: ${finding.reasons}`,
          `What follows: ${followsWords(finding)}`,
        ]
      }),
      appealBy === null
        ? kinds[kind].isAppealable || kind === 'appeal'
          ? 'This is final.'
          : 'Nobody decides for you: what you do with it is yours.'
        : `Either side can appeal once, until the end of ${longDate(appealBy)}: the procedure was not followed, there is something new, or the decision is plainly unreasonable. Others then decide.`,
    ],
    text: 'See the decision',
  }
}
