import type { FieldErrors } from '#services/core/result.ts'
import { type AuditFilter, auditFilterSchema } from '#services/insight/index.ts'
import { joinDates, sayDates } from './date-fields.ts'

/** What a URL asks of the audit log, for its page and its file; a day that is none is left out, and said. */
export const readAuditFilter = (request: Request): { filter: AuditFilter; errors: FieldErrors } => {
  const formData = new FormData()
  for (const [name, value] of new URL(request.url).searchParams) formData.append(name, value)
  const asked = [...joinDates(formData)].filter(([, value]) => value !== '')
  const read = auditFilterSchema.safeParse(Object.fromEntries(asked))
  if (read.success) return { filter: read.data, errors: {} }
  const faults = Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), message]))
  const sound = asked.filter(([name]) => !(name in faults))
  return { filter: auditFilterSchema.parse(Object.fromEntries(sound)), errors: sayDates(formData, faults) }
}
