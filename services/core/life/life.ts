import { addDays } from '#services/core/clock.ts'
import { addWorkingDays } from '#services/core/working-days.ts'

/** How long after a state is reached a move is due. */
type Due = { days: number } | { workingDays: number }

/**
 * One row of a table of moves. The room's own words and its own guards: the engine reads `from`, `to` and `by`, and
 * hands the rest to pages.
 */
export type Move<State extends string = string, Side extends string = string> = {
  /** States it may be made in; null: there is nothing yet, and it begins with this. */
  from: readonly (State | null)[]
  /** A state; `same`, to stay; or several, of which the work names one. */
  to: State | 'same' | readonly (State | 'same')[]
  /** Sides that may make it; the exchange itself is a side like any other. */
  by: readonly Side[]
  /** The button. */
  says: string
  /** What its line in the history says; what the button says when left out. */
  title?: string
  /** What whoever makes it says with it: names a part of the form. */
  asks?: string
  /** What must be so besides the state: names a check of the use case. */
  guard?: string
  /** What happens next, in words. */
  follows?: string
  /** By when it is expected. */
  due?: Due
  /** Why it is not possible, where the common sentence would not do. */
  otherwise?: string
}

/** A life as a room declares it. */
type Declaration<State extends string, Moves, Mark extends string> = {
  /** One word, as the audit log has it: "enquiry" in "enquiry.chosen". */
  noun: string
  /** What a sentence calls one: "this enquiry" when left out. */
  called?: string
  /** Every state, as people read it. */
  states: Record<State, string>
  /** Event (a participle: one word for URL, button's value, audit entry and letter) → its row. */
  moves: Moves
  /** Named sets of states: "open", "over". */
  marks: Record<Mark, readonly NoInfer<State>[]>
  /** Why nothing of what a state does not allow is possible, in a sentence, where the state says it all. */
  whyNot?: Partial<Record<NoInfer<State>, string>>
}

/** States and moves of one noun as data, and what pages, use cases and tests ask of them. */
export type Life<
  State extends string = string,
  Event extends string = string,
  Side extends string = string,
  Mark extends string = string,
> = {
  noun: string
  /** "This enquiry". */
  thing: string
  states: Readonly<Record<State, string>>
  /** In the order of the table. */
  events: readonly Event[]
  marks: Readonly<Record<Mark, readonly State[]>>
  isEvent(name: string): name is Event
  moveOf(event: Event): Move<State, Side>
  is(mark: Mark, state: State): boolean
  /** The states of a mark, as a query takes them. */
  marked(mark: Mark): State[]
  /** The moves that these sides may make in a state, in the order of the table. */
  openTo(state: State | null, sides: readonly Side[]): Event[]
  /** Where a move may lead from a state. */
  targetsOf(event: Event, from: State | null): State[]
  /** Why an event cannot happen in a state, in a sentence. */
  whyNot(event: Event, state: State | null): string
  /** What somebody whose form was overtaken is told: how it stands now. */
  overtaken(state: State): string
  /** ISO date by which an event is due that is expected after a state reached on a day; null where the table sets no time. */
  dueOn(event: Event, reachedOn: string): string | null
}

type SideIn<Moves> = Moves extends Record<string, { by: readonly (infer Side extends string)[] }> ? Side : never

/** Declares a life. Nothing is decided here: who may and what must be so stay in the room. */
export const lifeOf = <
  State extends string,
  const Moves extends Record<string, Move<State, string>>,
  Mark extends string = never,
>({
  noun,
  called = `this ${noun}`,
  states,
  moves,
  marks,
  whyNot = {},
}: Declaration<State, Moves, Mark>): Life<State, keyof Moves & string, SideIn<Moves>, Mark> => {
  type Event = keyof Moves & string
  type Side = SideIn<Moves>
  const isEvent = (name: string): name is Event => Object.hasOwn(moves, name)
  const events = Object.keys(moves).filter(isEvent)
  const moveOf = (event: Event) => moves[event] as Move<State, Side>
  const because: Partial<Record<string, string>> = whyNot
  const standing = (state: State) => `“${states[state].toLowerCase()}”`
  const thing = `${called.charAt(0).toUpperCase()}${called.slice(1)}`
  return {
    noun,
    thing,
    states,
    events,
    marks,
    isEvent,
    moveOf,
    is: (mark, state) => marks[mark].some((one) => one === state),
    marked: (mark) => [...marks[mark]],
    openTo: (state, sides) =>
      events.filter((event) => {
        const { from, by } = moveOf(event)
        return from.includes(state) && by.some((side) => sides.includes(side))
      }),
    targetsOf: (event, from) => {
      const { to } = moveOf(event)
      const named = typeof to === 'string' ? [to] : to
      return named.flatMap((one): State[] => (one !== 'same' ? [one as State] : from === null ? [] : [from]))
    },
    whyNot: (event, state) => {
      const { otherwise, says } = moveOf(event)
      if (otherwise !== undefined) return otherwise
      if (state === null) return `“${says}” is not possible now: there is nothing to do it with.`
      return because[state] ?? `“${says}” is not possible now: ${called} stands at ${standing(state)}.`
    },
    overtaken: (state) =>
      `${thing} was changed since you opened it, and stands at ${standing(state)} now. Check it, then try again.`,
    dueOn: (event, reachedOn) => {
      const { due } = moveOf(event)
      if (due === undefined) return null
      return 'days' in due ? addDays(reachedOn, due.days) : addWorkingDays(reachedOn, due.workingDays)
    },
  }
}
