import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { Basis } from '#prisma/generated/enums.ts'
import { themesByCode } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from '#services/engagements/tables.ts'
import { resolveYot, yotRegister } from '#services/yots/index.ts'
import { evenShares } from './shares.ts'
import { type NewEntry, writeEntries } from './write-ledger.ts'

const mostLines = 1_000
const mostCharacters = 100_000

/** The columns of opening figures, in their order. */
export const openingColumns = ['Service that gave', 'Service that received', 'Hours', 'Day', 'Basis', 'Theme'] as const

export const openingSchema = z.object({
  rows: z
    .string({ error: 'Paste the rows of your list' })
    .trim()
    .min(1, 'Paste the rows of your list')
    .max(mostCharacters, `Keep it to ${mostCharacters.toLocaleString('en-GB')} characters`),
})

/** One line of opening figures as it would be written. ISO day. */
export type OpeningRow = {
  giver: string
  receiver: string
  minutes: number
  on: string
  basis: Basis
  theme: string | null
}

export type OpeningPage = { imported: { entries: number; on: string } | null }

const only = 'Opening figures are imported by the association’s administrators.'

/** Whether opening figures were imported, and when. Forbidden to whoever does not keep the ledger. */
export const findOpening = async (ctx: Ctx): Promise<Result<OpeningPage>> => {
  if (!may(ctx.actor, 'ledger.keep')) return forbidden(only)
  const row = await tables(ctx).ledgerOpening.findFirst()
  return ok({ imported: row && { entries: row.entries, on: isoFromDate(row.importedAt) } })
}

/** "3 May 2024", "2024-05-03" or "03/05/2024" as an ISO day; null for anything else, and for a day that there is not. */
const dayIn = (typed: string): string | null => {
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(typed)
  const [, day = '', month = '', year = ''] = british ?? []
  const iso = british ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed
  return z.iso.date().safeParse(iso).success && iso >= '2000-01-01' ? iso : null
}

const basisIn = (typed: string): Basis | null => {
  const word = typed.toLowerCase().replaceAll(/[\s-]+/g, '_')
  return Object.values(Basis).find((basis) => basis === word) ?? null
}

const cellsOf = (text: string): string[][] | null => {
  const delimiter = ['\t', ';', ','].find((one) => text.includes(one)) ?? ','
  try {
    return parse(text, { delimiter, relax_column_count: true, trim: true, skip_empty_lines: true }) as string[][]
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

type Read = { row: OpeningRow; entry: NewEntry }

/** Reads the rows; invalid with the first few lines that cannot be read, each with why. */
const readOpening = async (ctx: Ctx, text: string): Promise<Result<Read[]>> => {
  const all = cellsOf(text)
  if (all === null) return invalid({ rows: 'A quotation mark is opened and never closed' })
  const [{ register }, themes, yots] = await Promise.all([
    yotRegister(ctx),
    themesByCode(ctx),
    ctx.db.yot.findMany({ select: { code: true, name: true, region: true } }),
  ])
  const yotOf = (typed: string) => {
    const match = resolveYot(register, typed)
    return match.kind === 'exact' ? yots.find(({ code }) => code === match.code) : undefined
  }
  const [first = []] = all
  const isHeading = !yotOf(first[0] ?? '') && !yotOf(first[1] ?? '') && !/\d/.test(first[2] ?? '')
  const lines = isHeading ? all.slice(1) : all
  if (lines.length === 0) return invalid({ rows: 'There is no row beneath the headings' })
  if (lines.length > mostLines)
    return invalid({ rows: `There are ${lines.length} rows, and ${mostLines} can be imported at most` })
  const themeOf = (typed: string) =>
    [...themes].find(([code, { name }]) => code === typed.toUpperCase() || name.toLowerCase() === typed.toLowerCase())
  const today = ctx.clock.today()
  const wrong: string[] = []
  const read = lines.flatMap(([gave = '', got = '', hours = '', day = '', base = '', theme = ''], at): Read[] => {
    const line = at + (isHeading ? 2 : 1)
    const [giver, receiver, on, basis] = [yotOf(gave), yotOf(got), dayIn(day), basisIn(base)]
    const minutes = /^\d{1,5}(\.\d{1,2})?$/.test(hours) ? Math.round(Number(hours) * 60) : 0
    const known = theme === '' ? null : themeOf(theme)
    const why = !giver
      ? `“${gave}” is no service of the register`
      : !receiver
        ? `“${got}” is no service of the register`
        : giver.code === receiver.code
          ? 'the same service cannot give and receive'
          : minutes === 0
            ? 'the hours must be a number, like 7 or 22.5'
            : on === null || on > today
              ? 'the day must be in the past, like 03/05/2024'
              : basis === null
                ? 'the basis must be free, in kind, cost recovery or charged'
                : known === undefined
                  ? `“${theme}” is no theme`
                  : null
    if (why !== null || !giver || !receiver || on === null || basis === null) {
      wrong.push(`line ${line}: ${why}`)
      return []
    }
    const row = { giver: giver.name, receiver: receiver.name, minutes, on, basis, theme: known?.[1].name ?? null }
    return [
      {
        row,
        entry: {
          key: `opening:${line}`,
          sourceKind: 'opening',
          sourceId: '',
          title: 'From before the exchange',
          giver: { yotCode: giver.code, region: giver.region },
          receiver: { yotCode: receiver.code, region: receiver.region },
          minutes,
          on,
          basis,
          isBySilence: false,
          shares: evenShares(known ? [known[0]] : []),
        },
      },
    ]
  })
  if (wrong.length === 0) return ok(read)
  const more = wrong.length > 5 ? `, and ${wrong.length - 5} more` : ''
  return invalid({ rows: `These rows cannot be read: ${wrong.slice(0, 5).join('; ')}${more}` })
}

/** What an import would write, without writing it. */
export const checkOpening = async (
  ctx: Ctx,
  { rows }: z.output<typeof openingSchema>,
): Promise<Result<OpeningRow[]>> => {
  if (!may(ctx.actor, 'ledger.keep')) return forbidden(only)
  const read = await readOpening(ctx, rows)
  return read.ok ? ok(read.value.map(({ row }) => row)) : read
}

/**
 * Imports what services gave each other before there was a ledger: once, all rows or none, each marked for good. Refused a second
 * time; invalid with the lines that cannot be read.
 */
export const importOpening = async (
  ctx: Ctx,
  { rows }: z.output<typeof openingSchema>,
): Promise<Result<{ entries: number }>> => {
  if (!may(ctx.actor, 'ledger.keep')) return forbidden(only)
  const { personId } = ctx.actor
  if (personId === null) return forbidden(only)
  return inTransaction(ctx, async (ctx) => {
    const read = await readOpening(ctx, rows)
    if (!read.ok) return read
    const id = newId()
    const entries = read.value.length
    const claim = await tables(ctx).ledgerOpening.createMany({
      skipDuplicates: true,
      data: { id, entries, importedAt: ctx.clock.now(), importedById: personId },
    })
    if (claim.count === 0) return refused('Opening figures were imported already. They are imported once.')
    await writeEntries(
      ctx,
      read.value.map(({ entry }) => ({ ...entry, sourceId: id })),
    )
    await audit(ctx, { event: 'ledger.opened', subject: { kind: 'ledger', id }, data: { entries } })
    return ok({ entries })
  })
}
