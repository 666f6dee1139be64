import type { Conflict } from './evaluate.ts'
import type { Activity, ConflictFact } from './facts.ts'
import type { IsoDate, Period } from './facts-dates.ts'
import type { Effect, RuleSet, sentenceWords } from './rule-set.ts'

/** How codes and ids are called on the page that shows the explanation. */
export interface Names {
  readonly yot: (yotCode: string) => string
  readonly person: (personId: string) => string
  readonly organisation: (organisationId: string) => string
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const sayDate = (date: IsoDate): string => dayFormat.format(new Date(`${date}T00:00:00Z`))

export function sayPeriod(period: Period): string {
  const [count, unit] = 'years' in period ? [period.years, 'year'] : [period.months, 'month']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const poundsFormat = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
export const sayPence = (pence: number): string => poundsFormat.format(pence / 100).replace(/\.00$/, '')

const activityWords: Record<Activity, string> = {
  review: 'reviewing',
  'paid-delivery': 'paid work',
  deciding: 'deciding',
}

const effectWords: Record<Effect, (activity: Activity) => string> = {
  block: (activity) => `rules out ${activityWords[activity]}`,
  manage: (activity) => `has to be managed before ${activityWords[activity]}`,
  note: (activity) => `is noted for ${activityWords[activity]}`,
}

/** What it comes to later, when it no longer counts as it did. */
const laterWords: Record<Effect, string> = { block: 'rules it out', manage: 'has to be managed', note: 'is noted' }

function sayDates({ from, to }: Pick<ConflictFact, 'from' | 'to'>): string {
  if (from !== null && from === to) return ` on ${sayDate(from)}`
  if (from !== null && to !== null) return ` from ${sayDate(from)} until ${sayDate(to)}`
  if (from !== null) return ` since ${sayDate(from)}`
  return to === null ? '' : ` until ${sayDate(to)}`
}

const postWords: Record<string, string> = {
  substantive: 'a post',
  acting: 'an acting post',
  interim: 'an interim post',
  secondment: 'a secondment',
}

function sayOther(fact: ConflictFact, names: Names): string {
  if (fact.kind === 'declared-by-other-side') {
    const about = fact.yotCode === undefined ? '' : ` about ${names.yot(fact.yotCode)}`
    return `the other side (they declared it${about})`
  }
  if (fact.kind === 'bid') return 'the other side'
  if (fact.personId !== undefined && fact.organisationId !== undefined) {
    return `${names.person(fact.personId)} at ${names.organisation(fact.organisationId)}`
  }
  if (fact.personId !== undefined) return names.person(fact.personId)
  if (fact.organisationId !== undefined) return names.organisation(fact.organisationId)
  return fact.yotCode === undefined ? 'the other side' : names.yot(fact.yotCode)
}

function sayPost(post: ConflictFact | undefined, names: Names): string {
  return post?.yotCode === undefined ? '' : `, who has or had a post at ${names.yot(post.yotCode)}${sayDates(post)},`
}

function sayTie(tie: ConflictFact | undefined, names: Names): string {
  if (tie?.hostYotCode === undefined) return ''
  const host = names.yot(tie.hostYotCode)
  const since = tie.counts?.from ? ` on ${sayDate(tie.counts.from)}` : ''
  const ties: Record<string, string> = {
    combined: `, combined with ${host}${sayDates(tie)},`,
    partnered: `, in partnership with ${host}${sayDates(tie)},`,
    authority: `, which covered an area that ${host} covers,`,
    runs: `, which runs ${host},`,
    merged: `, which became part of ${host}${since},`,
  }
  return ties[tie.role ?? ''] ?? ''
}

function sayDeclared({ from }: ConflictFact): string {
  return from === null ? 'Has made no annual declaration yet' : `Made the last annual declaration on ${sayDate(from)}`
}

function sayValue({ valuePence }: ConflictFact): string {
  return valuePence === null || valuePence === undefined ? ' of unknown value' : ` worth ${sayPence(valuePence)}`
}

const isWord = (word: string, words: Record<(typeof sentenceWords)[number], string>): word is keyof typeof words =>
  word in words

function sayFacts(conflict: Conflict, ruleSet: RuleSet, names: Names): string {
  const [fact, ...others] = conflict.facts
  if (!fact) return ruleSet.rules[conflict.ruleId].title
  const tie = others.find(({ kind }) => kind === 'tie')
  const post = fact.kind === 'interest' ? others.find(({ kind }) => kind === 'post') : undefined
  const host = conflict.facts.find(({ hostYotCode }) => hostYotCode !== undefined)?.hostYotCode
  const words = {
    post: postWords[fact.role ?? ''] ?? 'a post',
    other: sayOther(fact, names),
    host: host === undefined ? 'the host' : names.yot(host),
    person: fact.personId === undefined ? 'somebody' : names.person(fact.personId),
    service: fact.yotCode === undefined ? 'the service' : names.yot(fact.yotCode),
    tie: `${sayPost(post, names)}${sayTie(tie, names)}`,
    dates: sayDates(fact),
    value: sayValue(fact),
    declared: sayDeclared(fact),
  }
  return ruleSet.rules[conflict.ruleId].sentence
    .replace(/\{([^}]*)\}/g, (_, word: string) => (isWord(word, words) ? words[word] : ''))
    .replace(/,+(?=,|$)/g, '')
}

function sayHowLong(conflict: Conflict, ruleSet: RuleSet): string {
  const { lookBack } = ruleSet.rules[conflict.ruleId]
  if (conflict.effectUntil !== null) {
    const steps = conflict.later.map(
      ({ effect, until }) => `, then ${laterWords[effect]}${until === null ? '' : ` until ${sayDate(until)}`}`,
    )
    return ` until ${sayDate(conflict.effectUntil)}${steps.join('')}`
  }
  if (conflict.ruleId === 'STALE') return ' until they declare again'
  if (lookBack.kind === 'this-request') return ' in this case'
  if (lookBack.kind === 'always') return ', always'
  return lookBack.kind === 'now'
    ? ' for as long as it lasts'
    : ` for as long as it lasts and ${sayPeriod(lookBack.period)} after`
}

const sayEffect = ({ effect, activity }: Conflict) => effectWords[effect](activity)

/**
 * A conflict in one sentence with its dates, for those who decide on it. Needs the rule set it was found under.
 * Holds private facts: show it only where the facts themselves may be seen.
 */
export const explain = (conflict: Conflict, ruleSet: RuleSet, names: Names): string => {
  const facts = sayFacts(conflict, ruleSet, names)
  // "… and must declare again first" says it all.
  if (conflict.ruleId === 'STALE' && conflict.effect === 'manage') return `${facts}.`
  return `${facts}: ${sayEffect(conflict)}${sayHowLong(conflict, ruleSet)}.`
}

/** The same without anybody's facts or dates. A silent conflict says no more than "Not available." */
export const explainWithoutFacts = (conflict: Conflict, ruleSet: RuleSet): string =>
  conflict.isSilent ? 'Not available.' : `${ruleSet.rules[conflict.ruleId].title}: ${sayEffect(conflict)}.`
