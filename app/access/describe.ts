import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok } from '#services/core/result.ts'
import { capitalise } from '#services/core/words.ts'
import type { Answer, Answers } from './answers.ts'
import { accessMatrix } from './matrix.ts'
import { everyStandpoint, standpoints } from './standpoints.ts'

/** Who may open a page or send something, as a person reads it. */
export type DescribedRow = {
  what: string
  /** "Everybody", "Everybody signed in", or each of them in words. */
  may: string
  /** Those who are told that it is not theirs, or not now; everybody else is told that there is no such page. */
  told: string | null
}

const namesOf = (answers: Answers, wanted: readonly Answer[]): string => {
  const who = everyStandpoint.filter((one) => wanted.includes(answers.get(one) ?? 'hidden'))
  if (who.length === everyStandpoint.length) return 'Everybody'
  if (who.length === everyStandpoint.length - 1 && !who.includes('visitor')) return 'Everybody signed in'
  if (who.length === 0) return 'Nobody'
  return capitalise(who.map((one) => standpoints[one].words).join('; '))
}

const row = (what: string, answers: Answers): DescribedRow => {
  const told = namesOf(answers, ['no', 'refused'])
  return { what: capitalise(what), may: namesOf(answers, ['yes']), told: told === 'Nobody' ? null : told }
}

/** The access matrix in words, by area, for officers of the association. */
export const describeAccess = ({ actor }: Ctx) =>
  may(actor, 'access.read')
    ? ok(
        accessMatrix.map(({ name, pages }) => ({
          name,
          pages: Object.entries(pages).map(([path, { title, see, send = {} }]) => ({
            title,
            path,
            rows: [row('open it', see), ...Object.entries(send).map(([what, answers]) => row(what, answers))],
          })),
        })),
      )
    : forbidden('This page is for officers of the association.')
