import { z } from 'zod'
import { lifetime, typedDay } from '#services/core/day.ts'
import { pounds } from '#services/core/money.ts'
import { guarded } from '#services/documents/index.ts'
import { interestKinds } from './facts.ts'

const day = typedDay('Enter a real date', lifetime)

/** What each kind of interest is called where people choose it. */
export const interestWords: Record<(typeof interestKinds)[number], string> = {
  'job-talks': 'I applied for, was offered or am discussing a post or contract',
  family: 'Close family, a partner or someone I live with works for, governs or is served by it',
  personal: 'A close friend works there',
  dispute: 'A dispute, grievance or complaint',
  financial: 'A shareholding, directorship or paid advice',
  line: 'Line management, mentoring or coaching between us',
  'co-business': 'Joint work, a partnership or a shared business',
  competitor: 'We bid for the same work',
  trustee: 'I am a trustee or board member of one of its partners',
  inspector: 'I inspected or regulated it',
  elected: 'I hold or held elected office over its area',
  gift: 'A gift or hospitality',
}

/**
 * One interest: with a service of the register, with a person of the exchange, or with an organisation named in words
 * (which is kept and shown to those who decide, but ties nobody to anybody).
 */
const interestSchema = z
  .object({
    kind: z.enum(interestKinds, 'Choose what kind of interest it is'),
    yotCode: z.string().min(1).optional(),
    otherPersonId: z.uuid().optional(),
    organisation: z.string().trim().max(200).optional(),
    organisationId: z.uuid().optional(),
    area: z.string().trim().max(200).optional(),
    from: day.optional(),
    until: day.optional(),
    valuePence: z.int().min(0).optional(),
    note: z.string().trim().max(1000, 'Keep the note to 1,000 characters').optional(),
  })
  .check((ctx) => {
    const { yotCode, otherPersonId, organisation, from, until } = ctx.value
    if (!yotCode && !otherPersonId && !organisation) {
      ctx.issues.push({ code: 'custom', path: ['yotCode'], message: 'Say who it is with', input: ctx.value })
    }
    if (from && until && until < from) {
      ctx.issues.push({
        code: 'custom',
        path: ['until'],
        message: 'The last day must not be before the first',
        input: ctx.value,
      })
    }
  })
export type InterestInput = z.output<typeof interestSchema>

/** An interest as a person types it: whom it is with is words, until `findParty` says who that is. */
export const typedInterestSchema = z
  .object({
    kind: z.enum(interestKinds, 'Choose what kind of interest it is'),
    withKind: z.enum(['yot', 'person', 'organisation', 'area'], 'Choose whom it is with'),
    withName: z
      .string({ error: 'Enter whom it is with' })
      .trim()
      .min(2, 'Enter whom it is with')
      .max(200, 'Keep it to 200 characters'),
    from: day.optional(),
    until: day.optional(),
    /** Of a gift or hospitality, typed as pounds; pence here. */
    valuePence: pounds('Enter its value in pounds, like 75', 'Its value').optional(),
    note: guarded(z.string().trim().max(1000, 'Keep the note to 1,000 characters')).optional(),
  })
  .refine(({ from, until }) => !(from && until && until < from), {
    path: ['until'],
    error: 'The last day must not be before the first',
  })
  .refine(({ kind, withKind }) => withKind !== 'area' || kind === 'elected', {
    path: ['withKind'],
    error: 'An area is for elected office. Choose whom this is with',
  })
export type TypedInterest = z.output<typeof typedInterestSchema>

/** A yearly declaration, or one for a single case. Nil is a statement too, and must be said. */
const declarationSchema = z
  .object({
    isNil: z.boolean(),
    interests: z.array(interestSchema).max(30),
  })
  .check((ctx) => {
    if (!ctx.value.isNil && ctx.value.interests.length === 0) {
      ctx.issues.push({
        code: 'custom',
        path: ['isNil'],
        message: 'Add an interest, or say that you have none',
        input: ctx.value,
      })
    }
    if (ctx.value.isNil && ctx.value.interests.length > 0) {
      ctx.issues.push({
        code: 'custom',
        path: ['isNil'],
        message: 'You added an interest, so you cannot also say that you have none',
        input: ctx.value,
      })
    }
  })
export type DeclarationInput = z.output<typeof declarationSchema>

const reason = z.string().trim().min(10, 'Say why, in at least 10 characters').max(1000)

export const managementSchema = z.object({
  conflictId: z.uuid(),
  mitigation: z
    .string()
    .trim()
    .min(10, 'Say how it will be managed, in at least 10 characters')
    .max(1000, 'Keep it to 1,000 characters'),
  reviewOn: day,
})
export const falseAlarmSchema = z.object({ conflictId: z.uuid(), reason })

const mitigated = { mitigation: managementSchema.shape.mitigation, reviewOn: day }

/** A decision about one conflict, as its page sends it. */
export const conflictDecisionSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('confirm') }),
  z.object({ intent: z.literal('mark-false'), reason }),
  z.object({ intent: z.literal('reopen'), reason }),
  z.object({ intent: z.literal('end-mitigation'), reason }),
  z.object({ intent: z.literal('manage'), ...mitigated }),
  z.object({ intent: z.literal('renew'), ...mitigated }),
])
export type ConflictDecision = z.output<typeof conflictDecisionSchema>
