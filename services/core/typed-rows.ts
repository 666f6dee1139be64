import { z } from 'zod'
import { pounds } from './money.ts'
import { vatTreatments } from './price-lines.ts'

type Row = Record<string, unknown>

const hasAnything = (row: Row) => Object.values(row).some((value) => value !== undefined && value !== '')

/** An empty box counts as not given, as everywhere in a form. */
const given = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))

/**
 * Rows of a repeated block of a form, each read by `row`; a block left empty is none. A fault stands at the place that its block
 * has on the page.
 *
 * @param isFilled whether a block holds anything, where some of its boxes are filled before anybody types
 */
export const rows = <Schema extends z.ZodType>(
  row: Schema,
  atMost: number,
  what: string,
  isFilled: (row: Row) => boolean = hasAnything,
) =>
  z
    .array(z.record(z.string(), z.unknown()).optional())
    .default([])
    .transform((all, check) => {
      const filled = all.flatMap((one, at) => (one !== undefined && isFilled(one) ? [{ at, one }] : []))
      if (filled.length > atMost) check.addIssue({ code: 'custom', message: `There can be at most ${atMost} ${what}` })
      return filled.flatMap(({ at, one }): z.output<Schema>[] => {
        const read = row.safeParse(given(one))
        if (read.success) return [read.data]
        for (const { message, path } of read.error.issues)
          check.addIssue({ code: 'custom', message, path: [at, ...path] })
        return []
      })
    })

/** How many, in hundredths: "2", "0.5". */
const quantity = z
  .string({ error: 'Enter how many' })
  .trim()
  .regex(/^\d{1,4}(\.\d{1,2})?$/, 'Enter how many, like 2 or 0.5')
  .transform((typed) => Math.round(Number(typed) * 100))
  .pipe(z.number().min(1, 'Enter how many, like 2 or 0.5'))

/**
 * One line of a price as it is typed; `price` in pence.
 *
 * @param text how the room reads a text of so many characters
 */
export const priceLine = <Text extends z.ZodType<string>>(text: (empty: string, characters: number) => Text) =>
  z.object({
    what: text('Say what it is for', 200),
    quantity,
    unit: text('Say of what, like day', 40),
    price: pounds('Enter the price of one in pounds', 'The price'),
    vat: z.enum(vatTreatments, { error: 'Choose how VAT stands' }),
  })
