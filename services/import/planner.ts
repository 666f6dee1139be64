import { isYotName, resolveYot, type YotMatch, type YotRegister } from '#services/yots/index.ts'
import { foldPosition, type PeopleIndex } from './people-index.ts'
import { ask, createPerson, type Decided, type Facing, identify, updatePerson } from './plan-person.ts'
import type { PersonOnRow } from './read-people.ts'
import type { RowFacts } from './read-row.ts'
import type { PostStatus } from './read-status.ts'
import type { Change } from './records.ts'
import type { WarningCode } from './warnings.ts'

/** What earlier rows of the file already said of somebody at a service. */
interface Mention {
  row: number
  position: string
  status: PostStatus | 'in post' | null
  /** Asked of a person, and so not to be answered by a later row. */
  question: readonly WarningCode[] | null
}

/** Everything a plan in the making knows; `changes` are in the order they apply. */
export interface Planner {
  register: YotRegister
  index: PeopleIndex
  emailsInFile: ReadonlySet<string>
  matches: Map<string, YotMatch>
  mentions: Map<string, Mention>
  /** Addresses not yet held that a row already spoke of: whose they would be, or null when that is a question. */
  claims: Map<string, string | null>
  /** The other way round: the one new address spoken of for somebody held without any. */
  claimed: Map<string, string>
  changes: Change[]
}

/** The service a row names; each spelling is looked up once. */
export const matchYot = (text: string, { register, matches }: Planner): YotMatch => {
  const match = matches.get(text) ?? resolveYot(register, text)
  matches.set(text, match)
  return match
}

/** The service a row names exactly, null when it names none. */
export const namedYot = ({ yotText }: RowFacts, planner: Planner): string | null => {
  const match = matchYot(yotText, planner)
  return match.kind === 'exact' ? match.code : null
}

/** A row without a service, all of whose people are held with one post, is about that post. */
export const knownYot = ({ yotText, people }: RowFacts, { index }: Planner): string | null => {
  if (yotText !== '' || people.length === 0) return null
  const yots = people.map(({ email }) => {
    const live = (email === null ? null : index.byEmail(email))?.posts.filter((post) => post.status !== 'ended') ?? []
    const [only, ...others] = new Set(live.map((post) => post.yot))
    return others.length === 0 ? (only ?? null) : null
  })
  const [first] = yots
  return first !== undefined && yots.every((yot) => yot === first) ? first : null
}

/** Whatever is planned next is planned on what this leaves. */
const applied = (decided: Decided, { index, changes }: Planner): Decided => {
  for (const change of decided.changes) {
    index.apply(change)
    changes.push(change)
  }
  return decided
}

/** Decides one person of a row, and applies it to the planner's people. */
export const planPerson = (facts: RowFacts, at: number, yot: string, planner: Planner): Decided => {
  const person = facts.people[at]
  if (!person) return ask(null)
  const decided = decidePerson(facts, person, yot, `new:${facts.row}.${at + 1}`, planner)
  return facts.isSettled ? settled(decided) : applied(decided, planner)
}

const settled = (decided: Decided): Decided => ({
  ...decided,
  action: 'skip',
  reason: 'Put into effect already.',
  warnings: [],
  changes: [],
})

/** What makes a row a question whatever it says, unless it says nothing new. */
const doubtsOf = ({ shown, notedYots }: RowFacts, yot: string): WarningCode[] => [
  ...(shown === 'hidden' ? (['row-hidden'] as const) : []),
  ...(shown === 'struck' ? (['row-struck'] as const) : []),
  ...(notedYots.some((code) => code !== yot) ? (['note-names-service'] as const) : []),
]

const decidePerson = (facts: RowFacts, person: PersonOnRow, yot: string, newKey: string, planner: Planner): Decided => {
  const decided = decidePlainly(facts, person, yot, newKey, planner)
  const doubts = doubtsOf(facts, yot)
  if (doubts.length === 0 || decided.action === 'ask') return decided
  return decided.changes.length > 0 || facts.shown === 'struck' ? ask(decided.name, ...doubts) : decided
}

const decidePlainly = (
  facts: RowFacts,
  person: PersonOnRow,
  yot: string,
  newKey: string,
  planner: Planner,
): Decided => {
  const { index, register, emailsInFile, mentions } = planner
  if (!person.isCertain) return ask(person.name, ...facts.warnings.filter(isAboutWho))
  if (person.name !== null && isYotName(register, person.name)) {
    return ask(person.name, 'name-unclear')
  }
  const status = person.status ?? facts.status
  if (status === 'vacant') {
    return ask(person.name, 'status-unclear')
  }
  const claim = person.email === null ? undefined : planner.claims.get(person.email)
  const claimant = claim ? index.byKey(claim) : null
  const who = claim === null ? ask(person.name, 'email-differs') : identify(person, yot, index, emailsInFile, claimant)
  if (who !== 'new' && 'action' in who) {
    if (status === 'ended' && who.warnings.every(isOfStranger)) return leftOut(person.name)
    if (who.warnings.some(isAboutWhose) && person.email !== null) planner.claims.set(person.email, null)
    return who
  }
  if (who !== 'new' && who.hasNewEmail && person.email !== null) {
    const other = planner.claimed.get(who.held.key) ?? person.email
    planner.claims.set(person.email, other === person.email ? who.held.key : null)
    if (other !== person.email) return ask(person.name, 'email-differs')
    planner.claimed.set(who.held.key, person.email)
  }
  const facing: Facing = {
    person,
    yot,
    status,
    isInPost: facts.isInPost,
    endedOn: facts.endedOn,
    // A sum on a row of several people is for all of them: what each paid is not said.
    membership: facts.people.length > 1 ? { ...facts.membership, amountPence: null } : facts.membership,
    newKey,
  }

  const key = `${who === 'new' ? person.email : who.held.key}|${yot}`
  const earlier = mentions.get(key)
  const position = foldPosition(person.position)
  const standing = status ?? (facts.isInPost ? 'in post' : null)
  if (earlier && contradicts(earlier, position, standing)) {
    return {
      ...ask(person.name, 'contradicts-earlier-row'),
      reason: `Row ${earlier.row} says something else about the same person.`,
    }
  }
  if (earlier?.question) return ask(person.name, ...earlier.question)
  const mention: Mention = {
    row: earlier?.row ?? facts.row,
    position: position || (earlier?.position ?? ''),
    status: status ?? earlier?.status ?? standing,
    question: null,
  }
  mentions.set(key, mention)

  if (status === 'ended' && (who === 'new' || who.held.posts.every((post) => post.yot !== yot)))
    return leftOut(person.name)
  if (who === 'new') {
    mentions.set(`${newKey}|${yot}`, mention)
    const { name, email } = person
    if (name === null || email === null) return ask(name, 'name-missing')
    const decided = createPerson(facing, name, email)
    const isVacancyHeld = person.position !== null && index.vacancyAt(yot, person.position) !== null
    return isVacancyHeld ? { ...decided, warnings: ['vacancy-held'] } : decided
  }
  const decided = updatePerson(facing, who.held, who.hasNewEmail)
  if (decided.action === 'ask') mentions.set(key, { ...mention, question: decided.warnings })
  if (earlier && decided.action === 'skip') {
    return { ...decided, reason: `Row ${earlier.row} says the same.`, warnings: [...decided.warnings, 'duplicate-row'] }
  }
  return decided
}

/** Asked of somebody about whom nothing is held. */
const isOfStranger = (code: WarningCode) => code === 'email-missing' || code === 'name-missing'

/** Asked about an address whose owner is not certain: later rows with it are asked too. */
const isAboutWhose = (code: WarningCode) =>
  code === 'email-differs' || code === 'name-near' || code === 'name-elsewhere'

const leftOut = (name: string | null): Decided => ({
  action: 'skip',
  name,
  personKey: null,
  reason: 'Has left, and was never held there: left out.',
  warnings: [],
  changes: [],
})

const isAboutWho = (code: WarningCode) =>
  code === 'name-unclear' || code === 'emails-unpaired' || code === 'email-shared'

const contradicts = (earlier: Mention, position: string, status: Mention['status']): boolean =>
  (position !== '' && earlier.position !== '' && position !== earlier.position) ||
  // Listed once as having left and once without a word: one of the rows is old.
  (status === 'ended') !== (earlier.status === 'ended') ||
  (status !== null && earlier.status !== null && !isSameStanding(status, earlier.status))

/** "In post" goes with any standing but having left. */
const isSameStanding = (one: Mention['status'], other: Mention['status']): boolean =>
  one === other || (one === 'in post' && other !== 'ended') || (other === 'in post' && one !== 'ended')

/** Decides one vacant post of a row, and applies it. */
export const planVacancy = (facts: RowFacts, at: number, yot: string, planner: Planner): Decided => {
  const decided = decideVacancy(facts, facts.vacancies[at] ?? null, yot, `new:${facts.row}.v${at + 1}`, planner)
  return facts.isSettled ? settled(decided) : applied(decided, planner)
}

const decideVacancy = (
  facts: RowFacts,
  position: string | null,
  yot: string,
  postKey: string,
  planner: Planner,
): Decided => {
  const { index, mentions } = planner
  const key = `vacant|${yot}|${foldPosition(position)}`
  const earlier = mentions.get(key)
  mentions.set(key, earlier ?? { row: facts.row, position: '', status: 'vacant', question: null })
  const nobody = { name: null, personKey: null, warnings: [], changes: [] }
  const doubts = doubtsOf(facts, yot)
  if (earlier) {
    return { ...nobody, action: 'skip', reason: `Row ${earlier.row} says the same.`, warnings: ['duplicate-row'] }
  }
  if (index.vacancyAt(yot, position)) return { ...nobody, action: 'skip', reason: 'The vacant post is already held.' }
  const holders = position === null ? [] : index.holdersOf(yot, position)
  if (holders.some((holder) => !mentions.has(`${holder.key}|${yot}`))) {
    return ask(null, 'post-filled')
  }
  if (doubts.length > 0) return ask(null, ...doubts)
  const changes: Change[] = [{ kind: 'open-vacancy', postKey, yot, position }]
  return { ...nobody, action: 'create', reason: 'A vacant post, not held yet.', changes }
}
