/** Field name (as the form sends it) → one sentence saying what is wrong and how to mend it. */
export type FieldErrors = Record<string, string>

/**
 * The five ways a use case can say no. Exceptions are kept for bugs and dead infrastructure.
 *
 * - `not-found`  nothing there, or nothing this actor may know of (the two must look alike)
 * - `forbidden`  there, but not for this actor
 * - `invalid`    the input needs mending, field by field
 * - `refused`    allowed in principle, but the state of things does not allow it
 * - `stale`      somebody else changed it first
 */
export type Problem =
  | { kind: 'not-found' }
  | { kind: 'forbidden'; why: string }
  | { kind: 'invalid'; fields: FieldErrors }
  | { kind: 'refused'; why: string }
  | { kind: 'stale'; why: string }

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

const problem = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem })

export const notFound = () => problem({ kind: 'not-found' })
export const forbidden = (why: string) => problem({ kind: 'forbidden', why })
export const invalid = (fields: FieldErrors) => problem({ kind: 'invalid', fields })
export const refused = (why: string) => problem({ kind: 'refused', why })
export const stale = (why: string) => problem({ kind: 'stale', why })
