import { z } from 'zod'
import { lifetime, typedDay } from '#services/core/day.ts'

export const tieKinds = ['combined', 'partnered', 'succeeded', 'comparator', 'run_by', 'partner'] as const
export type TieKind = (typeof tieKinds)[number]

/** What follows the first service's name: "Leeds … York". */
export const tieWords: Record<TieKind, string> = {
  combined: 'shares one management with',
  partnered: 'is in partnership with',
  succeeded: 'took over from',
  comparator: 'is compared with',
  run_by: 'is run by',
  partner: 'works in partnership with the organisation',
}

/** Kinds that tie a service to an organisation rather than to another service. */
export const organisationTies: readonly TieKind[] = ['run_by', 'partner']

const name = (error: string) => z.string({ error }).trim().min(2, error).max(200, 'Keep it to 200 characters')
const day = typedDay('Enter a real date, like 27 3 2021', lifetime)

export const tieSchema = z
  .object({
    yotName: name('Enter the name of the service'),
    kind: z.enum(tieKinds, 'Choose how they are tied'),
    otherName: name('Enter the name of the other service or the organisation'),
    from: day.optional(),
    until: day.optional(),
  })
  .refine(({ from, until }) => !(from && until && until < from), {
    path: ['until'],
    error: 'The last day must not be before the first',
  })
  .refine(({ kind, from }) => kind !== 'succeeded' || from !== undefined, {
    path: ['from'],
    error: 'Enter the day on which it took over',
  })
export type TieInput = z.output<typeof tieSchema>

export const organisationSchema = z.object({
  name: name('Enter its name'),
  /** One on each line. */
  otherNames: z.string().max(2000, 'Keep it to 2,000 characters').default(''),
})
export type OrganisationInput = z.output<typeof organisationSchema>
