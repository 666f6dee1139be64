import { z } from 'zod'

const day = z.iso.date()
const role = z.enum(['lead', 'peer', 'observer', 'facilitator', 'trainee'])

/** A conflict that is managed, or must be before its person serves: which one, and its sentence for those who decide. */
const managed = z.object({ conflictId: z.uuid(), say: z.string(), isManaged: z.boolean().default(false) })

/**
 * What is kept of a proposed team (TeamProposal.plan). People are ids, so that a changed name reads right; reasons are
 * words. No score is kept where a page could show it.
 */
const planSchema = z.object({
  format: z.literal(1),
  window: z.object({ startsOn: day, endsOn: day }),
  members: z.array(
    z.object({
      personId: z.uuid(),
      role,
      reasons: z.array(z.string()),
      /** Those that the service itself may read: what they know, how far they come, what they have led. */
      hostReasons: z.array(z.string()).default([]),
      managed: z.array(managed),
    }),
  ),
  /** Who could take a member's place, best first: what that changes, and what speaks for them. */
  alternates: z.array(
    z.object({
      for: z.uuid(),
      personId: z.uuid(),
      say: z.string(),
      reasons: z.array(z.string()).default([]),
      hostReasons: z.array(z.string()).default([]),
    }),
  ),
  /** Who of the team has evidence for each theme asked for. */
  covered: z.array(z.object({ code: z.string(), personIds: z.array(z.uuid()) })).default([]),
  /** What the service's other dates would have given, each in a sentence or two. */
  otherDates: z.array(z.object({ startsOn: day, endsOn: day, say: z.string() })).default([]),
  /** What the team lacks, each in a sentence. */
  missing: z.array(z.object({ what: z.string(), code: z.string().optional(), say: z.string() })),
  /** People who would have suited and are not there, each with why, as far as it may be said. */
  absences: z.array(z.object({ personId: z.uuid(), because: z.array(z.string()) })),
  /** How it differs from the first proposal; empty for the first. */
  differs: z.string(),
})

export type Plan = z.output<typeof planSchema>

/** The plan in a TeamProposal row. */
export const planIn = (json: unknown): Plan => planSchema.parse(json)

export const seatRoleOf = {
  lead: 'co_lead',
  peer: 'reviewer',
  observer: 'observer',
  facilitator: 'facilitator',
  trainee: 'trainee',
} as const

/** As matching knows them: to it, whoever is beside the team observes. */
export const matchRoleOf = {
  co_lead: 'lead',
  reviewer: 'peer',
  observer: 'observer',
  facilitator: 'observer',
  trainee: 'observer',
} as const

/** Whether a place is one that matching does not know: it knows one observer. */
export const isUnknownToMatching = (role: string): role is 'facilitator' | 'trainee' =>
  role === 'facilitator' || role === 'trainee'

export const seatRoleWords = {
  co_lead: 'Co-lead',
  reviewer: 'Reviewer',
  facilitator: 'Facilitator',
  observer: 'Observer',
  trainee: 'Trainee',
} as const
