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
  /** "Table.column" that stays as it is when two records of one person are joined, with why. All others follow to the one. */
  staying?: Readonly<Record<string, string>>
  /** Tables of which the one person has one row each: the other record's is taken out, and put back if the joining is undone. */
  putAside?: readonly string[]
  /** Columns that name a person without looking like it, and follow all the same. */
  alsoNames?: readonly { table: string; column: string; only?: string }[]
}

/* What becomes of most things when somebody leaves. */
export const erased = 'Erased.'
export const workStays =
  'Kept: the other party needs to know who they dealt with, and conflict rules look back up to eight years.'
/* Why something stays when two records are joined. */
export const keptAsMade = 'The database refuses to rewrite it: it stands as it was made.'
export const decisionStays = 'Kept: a decision rests on it.'
