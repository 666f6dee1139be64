import type { FieldErrors } from '#services/core/result.ts'

/** Everything that was typed, by field name as the form sent it; several values for checkboxes of one name. */
export type FormValues = Record<string, string[]>

/** What a form's action answers when it did not go on: what was typed, and what stands in the way. */
export type FormReply = {
  values: FormValues
  /** Field name → what to mend. The empty name stands for the form as a whole. */
  errors: FieldErrors
  /** Why the state of things does not allow it, or what somebody else changed in the meantime. */
  banner: { kind: 'refused' | 'stale'; why: string } | null
}
