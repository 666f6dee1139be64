import { z } from 'zod'

const count = z.number().int().min(0)

/** Gaps of a theme (its code, '' where nobody said one, null for all) in a region ('' and null alike). */
const gapSumSchema = z.object({
  theme: z.string().nullable(),
  region: z.string().nullable(),
  told: count,
  met: count,
  /** Places or people that they would have taken. */
  weight: count,
  /** Days until half of those met were met; null where none was. */
  medianDays: count.nullable(),
})
export type GapSum = z.output<typeof gapSumSchema>

export const bankRoles = ['co_lead', 'reviewer', 'facilitator', 'observer', 'trainee', 'mentor'] as const

/** What a region is counted by, besides its services. */
export const measures = ['people', 'asked', 'led', 'hosted', 'taught', 'decided'] as const
export type Measure = (typeof measures)[number]

const balanceRowSchema = z.object({
  /** '' for those of no region. */
  region: z.string(),
  services: count,
  counts: z.record(z.enum(measures), count),
  roles: z.record(z.enum(bankRoles), count),
})
export type BalanceRow = z.output<typeof balanceRowSchema>

/** What the business case reads live: counts of today, and of the year that is counted. Money in pence, time in minutes. */
export const factsSchema = z.object({
  services: count,
  groupMembers: count,
  individualMembers: count,
  groupFeePence: count,
  individualFeePence: count,
  reviews: count,
  reviewDays: count,
  coursePlaces: count,
  inKindMinutes: count,
})
export type Facts = z.output<typeof factsSchema>

export const contentSchema = z.object({
  gaps: z.array(gapSumSchema),
  kinds: z.array(z.object({ kind: z.string(), told: count, met: count })),
  quarters: z.array(z.object({ quarter: z.string(), told: count, met: count })),
  balance: z.array(balanceRowSchema),
  facts: factsSchema,
  /** Of how many pieces of work the minutes in kind are. None in snapshots from before they were counted. */
  inKindPieces: count.default(0),
  /** What was written to the ledger in each quarter: of how many pieces of work, and how many minutes. None in snapshots from before it was counted. */
  written: z.array(z.object({ quarter: z.string(), pieces: count, minutes: z.number().int() })).default([]),
})
export type Content = z.output<typeof contentSchema>
