import { foldText } from '#services/core/fold.ts'
import { areNearNames } from './near-names.ts'
import { noMembership } from './read-membership.ts'
import { readNames } from './read-names.ts'
import type { Change, Held, HeldPerson, HeldPost } from './records.ts'

/** Names are the same when nothing but titles, asides, order ("LAST, First"), case, accents and punctuation differs. */
export const foldPersonName = (text: string): string => foldText(readNames(text)[0]?.name ?? text)

export const foldPosition = (position: string | null): string => foldText(position ?? '')

type Indexed = { -readonly [Key in keyof HeldPerson]: HeldPerson[Key] }

/** The people held, as they stand while changes are applied one after another. */
export class PeopleIndex {
  readonly #people = new Map<string, Indexed>()
  readonly #byEmail = new Map<string, string>()
  /** By folded name and service. */
  readonly #byNameAt = new Map<string, Set<string>>()
  /** By folded name, and by service: who has or had a post there. */
  readonly #byName = new Map<string, Set<string>>()
  readonly #byYot = new Map<string, Set<string>>()
  readonly #vacancies: HeldPost[]

  constructor(held: Held) {
    for (const person of held.people) this.#add(person)
    this.#vacancies = [...held.vacancies]
  }

  byEmail(email: string): HeldPerson | null {
    const key = this.#byEmail.get(email)
    return key === undefined ? null : this.byKey(key)
  }

  byKey(key: string): HeldPerson | null {
    return this.#people.get(key) ?? null
  }

  /** Everybody of that name who has or had a post at that service. */
  byNameAt(name: string, yot: string): HeldPerson[] {
    const keys = this.#byNameAt.get(`${foldPersonName(name)}|${yot}`) ?? []
    return [...keys].flatMap((key) => this.byKey(key) ?? [])
  }

  /** Everybody at a service, now or before, whose name may be another way to write this one. */
  nearNamesAt(name: string, yot: string): HeldPerson[] {
    const folded = foldPersonName(name)
    return [...(this.#byYot.get(yot) ?? [])]
      .flatMap((key) => this.byKey(key) ?? [])
      .filter((person) => foldPersonName(person.name) !== folded && areNearNames(name, person.name))
  }

  /** Everybody of that name who never had a post at that service. */
  byNameElsewhere(name: string, yot: string): HeldPerson[] {
    return [...(this.#byName.get(foldPersonName(name)) ?? [])]
      .flatMap((key) => this.byKey(key) ?? [])
      .filter(({ posts }) => posts.length > 0 && posts.every((post) => post.yot !== yot))
  }

  vacancyAt(yot: string, position: string | null): HeldPost | null {
    const folded = foldPosition(position)
    return this.#vacancies.find((post) => post.yot === yot && foldPosition(post.position) === folded) ?? null
  }

  /** Those in a post of that title at that service, not ended. */
  holdersOf(yot: string, position: string): HeldPerson[] {
    const folded = foldPosition(position)
    const isIt = (post: HeldPost) =>
      post.yot === yot && post.status !== 'ended' && foldPosition(post.position) === folded
    return [...this.#people.values()].filter((person) => person.posts.some(isIt))
  }

  apply(change: Change): void {
    if (change.kind === 'add-person') {
      this.#add({
        key: change.personKey,
        name: change.name,
        emails: [change.email],
        posts: [],
        membership: noMembership,
      })
      return
    }
    if (change.kind === 'open-vacancy') {
      this.#vacancies.push({ key: change.postKey, yot: change.yot, position: change.position, status: 'vacant' })
      return
    }
    const person = this.#people.get(change.personKey)
    if (!person) throw new Error(`A change speaks of somebody not held: ${change.kind}`)
    const changePost = (with_: Partial<HeldPost>) => {
      if (!('postKey' in change)) return
      person.posts = person.posts.map((post) => (post.key === change.postKey ? { ...post, ...with_ } : post))
    }
    switch (change.kind) {
      case 'add-email':
        person.emails = [...person.emails, change.email]
        this.#byEmail.set(change.email, person.key)
        break
      case 'open-post': {
        const { postKey: key, yot, position, status } = change
        person.posts = [...person.posts, { key, yot, position, status }]
        this.#nameAt(person, yot)
        break
      }
      case 'change-post':
        changePost({
          ...(change.position === undefined ? {} : { position: change.position }),
          ...(change.status === undefined ? {} : { status: change.status }),
        })
        break
      case 'end-post':
        changePost({ status: 'ended' })
        break
      case 'set-membership':
        person.membership = { ...person.membership, ...change.facts }
    }
  }

  held(): Held {
    return { people: [...this.#people.values()].map((person) => ({ ...person })), vacancies: [...this.#vacancies] }
  }

  #add(person: HeldPerson): void {
    this.#people.set(person.key, { ...person })
    for (const email of person.emails) this.#byEmail.set(email, person.key)
    addTo(this.#byName, foldPersonName(person.name), person.key)
    for (const { yot } of person.posts) this.#nameAt(person, yot)
  }

  #nameAt({ key, name }: HeldPerson, yot: string): void {
    addTo(this.#byNameAt, `${foldPersonName(name)}|${yot}`, key)
    addTo(this.#byYot, yot, key)
  }
}

const addTo = (sets: Map<string, Set<string>>, at: string, key: string): void => {
  sets.set(at, (sets.get(at) ?? new Set<string>()).add(key))
}

/** The people held once a plan is applied: what the database would hold, without a database. */
export const applyPlan = (held: Held, changes: Iterable<Change>): Held => {
  const index = new PeopleIndex(held)
  for (const change of changes) index.apply(change)
  return index.held()
}
