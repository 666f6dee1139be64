import type { Prisma } from '#prisma/generated/client.ts'
import { capitalise, longDate } from '#services/core/words.ts'
import { reviewLife } from '#services/reviews/index.ts'
import { statusWords as applicationStates } from '#services/vetting/index.ts'

/** "review.team-chosen" as words: "Review: team chosen". */
export const eventWords = (event: string): string => {
  const [noun = '', verb = ''] = event.split('.')
  return `${capitalise(noun.replaceAll('-', ' '))}: ${verb.replaceAll('-', ' ')}`
}

/** "assessorId" as words: "Assessor"; "isRevealed": "Revealed". */
const keyWords = (key: string): string =>
  capitalise(
    key
      .replace(/(.)Ids?$/, '$1')
      .replace(/^(is|has)(?=[A-Z])/, '')
      .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      .toLowerCase(),
  )

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const day = /^\d{4}-\d{2}-\d{2}$/

export const isUuid = (text: unknown): text is string => typeof text === 'string' && uuid.test(text)

const fieldsOf = (data: Prisma.JsonValue): [string, unknown][] =>
  data !== null && typeof data === 'object' && !Array.isArray(data)
    ? Object.entries(data).sort(([a], [b]) => placeOf(a) - placeOf(b))
    : []

/** "From" stands before "to", and both before what else is said, however the database keeps them. */
const placeOf = (key: string) => (key === 'from' ? 0 : key === 'to' ? 1 : 2)

/** Every id that an entry's details hold, so that the people among them can be looked up at once. */
export const idsIn = (data: Prisma.JsonValue): string[] =>
  fieldsOf(data).flatMap(([, value]) => (Array.isArray(value) ? value : [value]).filter(isUuid))

/** States of the two kinds of case by their codes. */
const stateWords = new Map<string, Map<string, string>>([
  ['review_request', new Map(Object.entries(reviewLife.states))],
  ['application', new Map(Object.entries(applicationStates))],
])

/**
 * An entry's details in words: people by their names, yes and no, days and states as people write them. An id that is
 * nobody's says nothing to a reader and is left out.
 */
export const dataWords = (
  data: Prisma.JsonValue,
  names: ReadonlyMap<string, string>,
  caseKind: string | null = null,
): string => {
  const valueWords = (key: string, value: unknown): string[] => {
    if (value === null || value === undefined) return []
    if (Array.isArray(value)) return value.length === 0 ? [] : [value.flatMap((one) => valueWords(key, one)).join(', ')]
    if (typeof value === 'boolean') return [value ? 'yes' : 'no']
    if (typeof value !== 'string') return [String(value)]
    if (uuid.test(value)) return [names.get(value) ?? []].flat()
    if (day.test(value)) return [longDate(value)]
    const state = key === 'from' || key === 'to' || key === 'status' ? stateWords.get(caseKind ?? '')?.get(value) : null
    return [state ?? value.replaceAll('_', ' ')]
  }
  return fieldsOf(data)
    .flatMap(([key, value]) => valueWords(key, value).map((words) => `${keyWords(key)}: ${words}`))
    .join('; ')
}
