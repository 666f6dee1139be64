import { z } from 'zod'
import { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import { pounds } from '#services/core/money.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { offeringButtons } from './lifecycle.ts'
import { pricedBases } from './words.ts'

const keepTo = (most: number) => `Keep it to ${most.toLocaleString('en-GB')} characters`

/** A required text without children's details, with the sentence for an empty one. */
const text = (empty: string, most: number) =>
  guarded(z.string({ error: empty }).trim().min(1, empty).max(most, keepTo(most)))

/** Version of what the page showed. */
const version = versionField

const mostThemes = 5
const chooseThemes = `Choose 1 to ${mostThemes} themes`

const isPriced = (basis: unknown) => pricedBases.some((priced) => priced === basis)

export const offeringSchema = z
  .object({
    title: text('Enter a title', 100),
    kind: z.enum(OfferingKind, { error: 'Choose what kind of offering it is' }),
    summary: text('Say in a sentence what it is', 200),
    description: text('Describe what people get', 5000),
    themes: z
      .array(z.string(), { error: chooseThemes })
      .min(1, chooseThemes)
      .max(mostThemes, `Choose at most ${mostThemes} themes: those it helps with most`),
    basis: z.enum(Basis, { error: 'Choose on what basis you offer it' }),
    price: pounds('Enter the price in pounds', 'The price').optional(),
    priceUnit: guarded(z.string().trim().max(40, keepTo(40))).optional(),
    delivery: z.array(z.enum(Delivery), { error: 'Choose how it is delivered' }).min(1, 'Choose how it is delivered'),
    /** Who answers for it: somebody in a post of the service. An associate answers themselves. */
    contactId: z.uuid({ error: 'Choose who answers enquiries' }).optional(),
  })
  .refine(({ basis, price }) => !isPriced(basis) || price !== undefined, {
    path: ['price'],
    error: 'Enter the price in pounds, like 45 or 99.50',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })
  .refine(({ basis, priceUnit }) => !isPriced(basis) || (priceUnit ?? '') !== '', {
    path: ['priceUnit'],
    error: 'Say what the price is for, like a place or a day',
    when: ({ value }) => typeof value === 'object' && value !== null,
  })

export type OfferingInput = z.output<typeof offeringSchema>

export const changeOfferingSchema = offeringSchema.safeExtend({ version })

export const moveOfferingSchema = z.object({
  intent: z.enum(offeringButtons, { error: 'Choose what to do' }),
  version,
})
