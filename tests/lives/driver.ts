import type { Life } from '#services/core/life/life.ts'
import type { Result } from '#services/core/result.ts'
import type { openTestDatabase } from '#tests/setup/database.ts'

export type TestDatabase = ReturnType<typeof openTestDatabase>

/** Something that lives a life, as the test made it. */
export type Subject = { id: string; ref: string }

/** The version a subject is made with, so that there is an older one. */
export const madeAt = 5

/** Two people who stand on the same side of a move, for both to make it at once. */
export type Who = 'first' | 'second'

/**
 * How the test of all lives works one of them: through the use cases that pages call, so that what holds for the engine
 * is seen to hold for whoever uses it. Every event has its entry: a new move without one is a type error.
 */
export type Driver<State extends string = string, Event extends string = string> = {
  life: Life<State, Event, string, string>
  /** As `Move` and the audit log name the subject. */
  kind: string
  /** A subject in a state, at version `madeAt`, with which each of its moves would succeed. */
  make(state: State): Promise<Subject>
  /** A state that a move is made from to see it succeed, where the first of its row would not do. */
  from?: Partial<Record<Event, State>>
  /**
   * States in which whoever makes a move may not know of it: it is not found there, where it would be refused elsewhere. A line each
   * that says why.
   */
  unseen?: Partial<Record<Event, readonly State[]>>
  /**
   * The press of a button; for what the exchange does by itself, whatever makes it look; for a beginning, what begins. `only` names
   * the one person who can press it where there is no second: both are they then.
   */
  moves: Record<
    Event,
    | { press(subject: Subject, version: number, who: Who): Promise<Result<unknown>>; only?: string }
    | { happens(subject: Subject): Promise<unknown> }
    | { begins(): Promise<Subject> }
  >
}

export type MakeDriver<State extends string = string, Event extends string = string> = (
  database: TestDatabase,
) => Promise<Driver<State, Event>>
