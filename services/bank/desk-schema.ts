import { z } from 'zod'
import { regions } from '#services/yots/index.ts'

/** Ids of the cases, by kind, that the reader may not know of. */
export type HiddenCases = {
  review_request: readonly string[]
  application: readonly string[]
  concern: readonly string[]
}

const choice = <Value extends string>(...values: [Value, ...Value[]]) => z.enum(values).optional().catch(undefined)

/** What the desk's URL asks for; anything it does not know is left out. */
export const deskFilterSchema = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  state: choice('good', 'soon', 'mend', 'suspended', 'lapsed'),
  role: choice('trainee', 'observer', 'reviewer', 'co_lead', 'facilitator', 'mentor'),
  region: z
    .string()
    .refine((region) => regions.includes(region))
    .optional()
    .catch(undefined),
  due: choice('anything', 'approval', 'declaration', 'insurance', 'dbs', 'practice', 'condition'),
  declared: choice('yes', 'nil', 'no'),
  conditions: choice('open'),
  concerns: choice('open'),
})
export type DeskFilter = z.infer<typeof deskFilterSchema>

export const deskSorts = [
  'name',
  'state',
  'next',
  'service',
  'region',
  'approval',
  'declaration',
  'insurance',
  'dbs',
  'practice',
  'conditions',
] as const
export type DeskSort = { by: (typeof deskSorts)[number]; order: 'asc' | 'desc' }
