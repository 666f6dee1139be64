/** What is shown of a table to the person it is about. */
export type ShownTable = {
  table: string
  /** Columns that hold a person's id; those rows are shown in which it is the reader's. */
  by: readonly string[]
  title: string
  why: string
  /** Database column → what it is called. Nothing else of a row is shown: not secrets, nor what is about others. */
  columns: Readonly<Record<string, string>>
  /** Where the person corrects it themselves. */
  correctAt?: string
  /** What becomes of it when they leave. */
  onLeaving: string
}

/** A room's answer to "what is held about a person?". */
export type Held = {
  /** What they can read, table by table. */
  shown?: readonly ShownTable[]
  /** "Table.column" that holds a person's id and is not shown to them by it, with why. */
  unshown?: Readonly<Record<string, string>>
}

/* What becomes of most things when somebody leaves. */
export const erased = 'Erased.'
export const workStays =
  'Kept: the other party needs to know who they dealt with, and conflict rules look back up to eight years.'
export const decisionStays = 'Kept: a decision rests on it.'
