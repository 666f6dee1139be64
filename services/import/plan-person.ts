import { levelOfTitle } from '#services/yots/index.ts'
import { foldPersonName, foldPosition, type PeopleIndex } from './people-index.ts'
import type { MembershipFacts } from './read-membership.ts'
import type { PersonOnRow } from './read-people.ts'
import type { PostStatus } from './read-status.ts'
import type { Action, Change, HeldMembership, HeldPerson, HeldPost } from './records.ts'
import { type WarningCode, warningTexts } from './warnings.ts'

/** What one person of a row comes to: the action, why, and the steps. */
export interface Decided {
  action: Action
  name: string | null
  personKey: string | null
  reason: string
  warnings: readonly WarningCode[]
  changes: readonly Change[]
  /** Keys of people held whom the row may mean. */
  candidates?: readonly string[]
}

/** What a row says that concerns one of its people. */
export interface Facing {
  person: PersonOnRow
  yot: string
  status: PostStatus | null
  /** Said to be in post, without saying how: begins a post again, but changes none. */
  isInPost: boolean
  /** Last day in the post, when the row says so. */
  endedOn: string | null
  membership: MembershipFacts
  /** Begins the keys of what this person's row creates. */
  newKey: string
}

/** A question to a person; the warnings' own sentences say why. */
export const ask = (name: string | null, ...warnings: WarningCode[]): Decided => ({
  action: 'ask',
  name,
  personKey: null,
  reason: warnings.map((code) => warningTexts[code]).join(' '),
  warnings,
  changes: [],
})

/**
 * Who a person of a row is: somebody held, somebody new, or a question. `claimant` is who an earlier row said the
 * address belongs to, though it is not yet held.
 */
export const identify = (
  { name, email, is }: PersonOnRow,
  yot: string,
  index: PeopleIndex,
  emailsInFile: ReadonlySet<string>,
  claimant: HeldPerson | null,
): { held: HeldPerson; hasNewEmail: boolean } | 'new' | Decided => {
  if (is !== undefined && is !== 'new') return identifyChosen(is, name, email, index)
  const namesakes = name === null ? [] : index.byNameAt(name, yot)
  const mayBe = (people: readonly HeldPerson[]) =>
    people.filter(
      ({ emails, hasLeft }) => !hasLeft && emails.length > 0 && !emails.some((other) => emailsInFile.has(other)),
    )
  if (email === null) {
    const [only, ...others] = namesakes
    if (name === null) return ask(null, 'name-missing')
    if (!only) {
      const near = index.nearNamesAt(name, yot).filter(({ hasLeft }) => !hasLeft)
      return near.length > 0 ? among(ask(name, 'email-missing', 'name-near'), near) : ask(name, 'email-missing')
    }
    if (others.length > 0) return among(ask(name, 'email-missing', 'name-shared'), namesakes)
    if (only.hasLeft) return ask(name, 'person-left')
    return { held: only, hasNewEmail: false }
  }
  const owner = index.byEmail(email)
  const held = owner ?? claimant
  if (held) {
    if (held.hasLeft) return ask(name, 'person-left')
    const isSame = name === null || foldPersonName(name) === foldPersonName(held.name)
    if (isSame) return { held, hasNewEmail: owner === null }
    return among(ask(name, 'email-held-by-another'), [held])
  }
  if (name === null) return ask(null, 'name-missing')
  if (is === 'new') return 'new'
  const [only, ...others] = namesakes
  if (only && others.length === 0 && only.emails.length === 0 && !only.hasLeft) return { held: only, hasNewEmail: true }
  const perhapsThem = namesakes.filter(
    ({ emails, hasLeft }) => !hasLeft && !emails.some((other) => emailsInFile.has(other)),
  )
  if (perhapsThem.length > 0) return among(ask(name, 'email-differs'), perhapsThem)
  const near = mayBe(index.nearNamesAt(name, yot))
  if (near.length > 0) return among(ask(name, 'name-near'), near)
  const elsewhere = mayBe(index.byNameElsewhere(name, yot))
  return elsewhere.length > 0 ? among(ask(name, 'name-elsewhere'), elsewhere) : 'new'
}

const among = (decided: Decided, people: readonly HeldPerson[]): Decided => ({
  ...decided,
  candidates: people.map(({ key }) => key),
})

/** Somebody held whom a person said the row means. */
const identifyChosen = (key: string, name: string | null, email: string | null, index: PeopleIndex) => {
  const held = index.byKey(key)
  if (!held || held.hasLeft) return ask(name, 'person-left')
  const owner = email === null ? null : index.byEmail(email)
  if (owner !== null && owner.key !== key) return among(ask(name, 'email-held-by-another'), [owner])
  return { held, hasNewEmail: email !== null && owner === null }
}

/** The steps that bring in somebody new. */
export const createPerson = (facing: Facing, name: string, email: string): Decided => {
  const personKey = facing.newKey
  return {
    action: 'create',
    name,
    personKey,
    reason: 'Not held yet.',
    warnings: [],
    changes: [
      { kind: 'add-person', personKey, name, email },
      openPost(facing, personKey),
      ...setMembership(personKey, facing.yot, said(facing.membership)),
    ],
  }
}

const openPost = ({ newKey, yot, person, status }: Facing, personKey: string): Change => ({
  kind: 'open-post',
  postKey: `${newKey}/post`,
  personKey,
  yot,
  position: person.position,
  status: status === null || status === 'vacant' || status === 'ended' ? 'substantive' : status,
})

/** The steps, if any, that bring somebody held up to what the row says. Nothing is ever deleted. */
export const updatePerson = (facing: Facing, held: HeldPerson, hasNewEmail: boolean): Decided => {
  const { person, yot, membership } = facing
  const post = decidePost(facing, held)
  if ('action' in post) return { ...post, name: person.name ?? held.name }
  const facts = decideMembership(membership, held.membership)
  const changes: Change[] = [
    ...(hasNewEmail && person.email !== null
      ? [{ kind: 'add-email', personKey: held.key, email: person.email } as const]
      : []),
    ...post.changes,
    ...setMembership(held.key, yot, facts.facts),
  ]
  const what = [hasNewEmail ? 'e-mail address' : '', ...post.what, ...facts.what].filter((part) => part !== '')
  return {
    action: changes.length > 0 ? 'update' : 'skip',
    name: person.name ?? held.name,
    personKey: held.key,
    reason: changes.length > 0 ? `Already held; changes: ${what.join(', ')}.` : 'Already held, nothing to change.',
    warnings: [...post.warnings, ...facts.warnings],
    changes,
  }
}

const endPost = (post: HeldPost, personKey: string, endedOn: string | null): Change => ({
  kind: 'end-post',
  postKey: post.key,
  personKey,
  endedOn,
})

interface Deciding {
  changes: readonly Change[]
  what: readonly string[]
  warnings: readonly WarningCode[]
}

const decidePost = (facing: Facing, held: HeldPerson): Deciding | Decided => {
  const { person, yot, status } = facing
  const isTitled = (post: HeldPost) => foldPosition(post.position) === foldPosition(person.position)
  const here = held.posts.filter((post) => post.yot === yot)
  const live = here.filter((post) => post.status !== 'ended')
  const hasTitle = (post: HeldPost) => isTitled(post) || (person.isRole === true && isSameRole(post, person.position))
  const exact = live.filter(isTitled)
  const titled = exact.length > 0 ? exact : live.filter(hasTitle)
  const [first, ...others] = live
  const post = titled[0] ?? (others.length === 0 ? first : undefined)
  const isTitleEnded =
    person.position !== null && titled.length === 0 && here.some((one) => one.status === 'ended' && hasTitle(one))
  const nothing: Deciding = { changes: [], what: [], warnings: [] }
  const isElsewhere = held.posts.some((other) => other.yot !== yot && other.status !== 'ended')
  const open: Deciding = {
    changes: [openPost(facing, held.key)],
    what: ['post at this service'],
    warnings: isElsewhere ? ['another-service'] : [],
  }
  if (here.length === 0) return status === 'ended' ? nothing : open
  if (status === 'ended') {
    if (isTitleEnded || live.length === 0) return nothing
    const ending = person.position === null ? live : titled.length > 0 ? titled : post ? [post] : []
    if (ending.length === 0) return ask(person.name, 'post-unclear')
    return { changes: ending.map((one) => endPost(one, held.key, facing.endedOn)), what: ['post ended'], warnings: [] }
  }
  if (status === null && !facing.isInPost && (isTitleEnded || live.length === 0))
    return ask(person.name, 'post-already-ended')
  if (live.length === 0 || isTitleEnded) return open
  if (!post) {
    if (person.position !== null) return open
    return status === null ? nothing : ask(person.name, 'post-unclear')
  }
  const position = person.position !== null && !hasTitle(post) ? person.position : undefined
  const newStatus = status !== null && status !== post.status ? status : undefined
  if (position === undefined && newStatus === undefined) return nothing
  return {
    changes: [
      {
        kind: 'change-post',
        postKey: post.key,
        personKey: held.key,
        ...(position === undefined ? {} : { position }),
        ...(newStatus === undefined ? {} : { status: newStatus }),
      },
    ],
    what: [
      ...(position === undefined ? [] : ['job title']),
      ...(newStatus === undefined ? [] : [`post now ${newStatus}`]),
    ],
    warnings: [],
  }
}

/** Whether a heading such as "Deputy" says of a post no more than its title does: "Deputy Head of Youth Justice". */
const isSameRole = (post: HeldPost, role: string | null): boolean => {
  if (post.position === null || role === null) return false
  const title = foldPosition(post.position).split(' ')
  const level = levelOfTitle(role)
  return (
    (level !== null && level === levelOfTitle(post.position)) ||
    foldPosition(role)
      .split(' ')
      .every((word) => title.includes(word))
  )
}

const factWords: Readonly<Record<keyof MembershipFacts, string>> = {
  joinedOn: 'joining date',
  amountPence: 'amount',
  isPaid: 'paid or not',
  paidOn: 'payment date',
  paidUntil: 'paid until',
  kind: 'kind of membership',
  poReference: 'purchase order',
  invoiceReference: 'invoice',
}

/** Fills what is known to be blank and moves "paid until" on, never back; what is not known is left alone. */
const decideMembership = (row: MembershipFacts, held: HeldMembership) => {
  const warnings: WarningCode[] = []
  const heldUntil = held.paidUntil
  const isLater = row.paidUntil !== null && heldUntil !== undefined && (heldUntil === null || row.paidUntil > heldUntil)
  if (row.paidUntil !== null && heldUntil && row.paidUntil < heldUntil) warnings.push('paid-until-earlier')
  if (row.joinedOn !== null && held.joinedOn && row.joinedOn !== held.joinedOn) warnings.push('joined-differs')
  const isRenewal = isLater && heldUntil !== null
  const { joinedOn, paidUntil, ...payment } = row
  const facts: HeldMembership = {
    ...blanksFilled({ joinedOn }, held),
    ...(isRenewal ? said(payment) : blanksFilled(payment, held)),
    ...(isLater ? { paidUntil } : {}),
  }
  const what = Object.entries(factWords).flatMap(([key, words]) => (Object.hasOwn(facts, key) ? [words] : []))
  return { facts, what, warnings }
}

/** Only the facts the row says. */
const said = (facts: HeldMembership): HeldMembership =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null))

const blanksFilled = (facts: HeldMembership, held: HeldMembership): HeldMembership => {
  const heldFacts = new Map(Object.entries(held))
  return Object.fromEntries(Object.entries(facts).filter(([key, fact]) => fact !== null && heldFacts.get(key) === null))
}

const setMembership = (personKey: string, yot: string, facts: HeldMembership): Change[] =>
  Object.keys(facts).length === 0 ? [] : [{ kind: 'set-membership', personKey, yot, facts }]
