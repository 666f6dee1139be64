import { createHash } from 'node:crypto'
import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { invalid, notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { tables } from '#services/yots/tables.ts'
import { yotRegister } from '#services/yots/yot-register.ts'
import { applyImport, importTimeout, lockImports } from './apply-import.ts'
import { readHeldPeople } from './held-people.ts'
import { type Correction, corrected, readCorrections, readKeptRows } from './kept-rows.ts'
import { planRowsGently } from './plan-import.ts'
import type { Action, ImportPlan, PlannedRecord } from './records.ts'
import { isDead, mayImport, mayNot } from './start-import.ts'
import { warningTexts } from './warnings.ts'

const find = async (ctx: Ctx, id: string) => {
  if (!mayImport(ctx.actor)) return mayNot()
  const found = await tables(ctx).memberImport.findUnique({ where: { id } })
  return found ? ok(found) : notFound()
}

/** An import whose rows are there to be looked at. */
const findRead = async (ctx: Ctx, id: string) => {
  const found = await find(ctx, id)
  return found.ok && (found.value.isReading || found.value.says !== null) ? notFound() : found
}

type Kept = { rows: unknown; corrections: unknown }

const planKept = async (ctx: Ctx, kept: Kept): Promise<ImportPlan> => {
  const corrections = readCorrections(kept.corrections)
  const { register } = await yotRegister(ctx)
  return planRowsGently({
    rows: readKeptRows(kept.rows).map((facts) => corrected(facts, corrections[facts.row])),
    register,
    held: await readHeldPeople(ctx),
  })
}

/** Names what a person saw, so that nothing else is applied. */
const fingerprintOf = (plan: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(plan.changes)).digest('base64url')

/** A row as the page shows it. */
export type RowSeen = {
  row: number
  action: Action
  yotName: string | null
  people: { name: string | null; email: string | null; action: Action }[]
  isVacancy: boolean
  /** Why, and what else there is to know, a sentence each. */
  sentences: string[]
  isCorrected: boolean
}

/** A list that is still being read, or could not be (`says`). */
type ReadingPage = { id: string; stage: 'reading' | 'failed'; says: string; rowsRead: number; rowCount: number }

type ImportPage = {
  stage: 'read'
  id: string
  version: number
  sheetName: string | null
  unread: string[]
  isApplied: boolean
  counts: Record<Action, number>
  rowCount: number
  fingerprint: string
  rows: RowSeen[]
  page: number
  pageCount: number
}

const rowsOnAPage = 50
const wasInterrupted =
  'The server was restarted while the list was being read. Nothing was changed: choose the file again.'

/** An import as it would be applied now: how many rows come to what, and a page of them, of one action if asked. */
export const findImport = async (
  ctx: Ctx,
  id: string,
  { action, page }: { action?: Action; page: number },
): Promise<Result<ImportPage | ReadingPage>> => {
  const found = await find(ctx, id)
  if (!found.ok) return found
  const { isReading, says, rowsRead } = found.value
  if (says !== null || isDead(ctx, found.value))
    return ok({ id, stage: 'failed', says: says ?? wasInterrupted, rowsRead, rowCount: found.value.rowCount })
  if (isReading) return ok({ id, stage: 'reading', says: '', rowsRead, rowCount: found.value.rowCount })
  const { version, sheetName, unread, appliedAt, rowCount } = found.value
  const plan = await planKept(ctx, found.value)
  const corrections = readCorrections(found.value.corrections)
  const { register } = await yotRegister(ctx)
  const shown = plan.records.filter((record) => action === undefined || record.action === action)
  const pageCount = Math.max(1, Math.ceil(shown.length / rowsOnAPage))
  const at = Math.min(page, pageCount) - 1
  return ok({
    stage: 'read',
    id,
    version,
    sheetName,
    unread,
    isApplied: appliedAt !== null,
    counts: { ...plan.counts },
    rowCount,
    fingerprint: fingerprintOf(plan),
    rows: shown
      .slice(at * rowsOnAPage, (at + 1) * rowsOnAPage)
      .map((record) => seen(record, (code) => register.yots.get(code)?.name ?? code, corrections)),
    page: at + 1,
    pageCount,
  })
}

const seen = (
  { row, action, yot, people, postStatus, warnings, reason }: PlannedRecord,
  nameOf: (code: string) => string,
  corrections: Record<string, Correction>,
): RowSeen => ({
  row,
  action,
  yotName: yot === null ? null : nameOf(yot),
  people: people.map((person) => ({ ...person })),
  isVacancy: people.length === 0 && postStatus === 'vacant',
  sentences: [reason, ...warnings.map((code) => warningTexts[code]).filter((text) => !reason.includes(text))],
  isCorrected: corrections[row] !== undefined,
})

/** A row that somebody is deciding on: what it says, and the services it may mean, first those that look alike. */
type RowToDecide = {
  importId: string
  version: number
  seen: RowSeen
  /** Who it is about can be said here: it is about one person at most. */
  mayNameWho: boolean
  /** It may be about a child: it can only be left out. */
  isHeld: boolean
  near: { code: string; name: string }[]
  yots: { code: string; name: string }[]
  yotCode: string | null
}

export const findImportRow = async (ctx: Ctx, id: string, row: number): Promise<Result<RowToDecide>> => {
  const found = await findRead(ctx, id)
  if (!found.ok) return found
  const plan = await planKept(ctx, found.value)
  const record = plan.records.find((one) => one.row === row)
  if (!record || found.value.appliedAt !== null) return notFound()
  const { register } = await yotRegister(ctx)
  const nameOf = (code: string) => register.yots.get(code)?.name ?? code
  const corrections = readCorrections(found.value.corrections)
  return ok({
    importId: id,
    version: found.value.version,
    seen: seen(record, nameOf, corrections),
    mayNameWho: record.people.length <= 1,
    isHeld: record.warnings.includes('child-details'),
    near: record.near.map((code) => ({ code, name: nameOf(code) })),
    yots: [...register.yots.values()]
      .map(({ code, name }) => ({ code, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    yotCode: corrections[row]?.yotCode ?? record.yot,
  })
}

const version = z.coerce.number({ error: 'Open the page again and try once more' }).int()

export const correctRowSchema = z.object({
  version,
  decision: z.enum(['correct', 'leave-out', 'as-listed'], { error: 'Choose what to do with this row' }),
  yotCode: z.string().max(100).optional(),
  name: z.string().trim().max(100, 'Keep the name to 100 characters').optional(),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: 'Enter an e-mail address in the form name@example.gov.uk' }))
    .optional(),
})

/** Records what a person decided about a row. It is planned again with the others; nothing is applied. */
export const correctRow = (
  ctx: Ctx,
  { importId, row }: { importId: string; row: number },
  { version, decision, ...said }: z.infer<typeof correctRowSchema>,
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const found = await findRead(ctx, importId)
    if (!found.ok) return found
    const { rows, corrections, appliedAt } = found.value
    if (appliedAt !== null) return refused('This list has been imported already.')
    if (!readKeptRows(rows).some((facts) => facts.row === row)) return notFound()
    const { register } = await yotRegister(ctx)
    if (said.yotCode !== undefined && !register.yots.has(said.yotCode))
      return invalid({ yotCode: 'Choose a service from the list' })
    const { [row]: _, ...others } = readCorrections(corrections)
    const now: Record<string, Correction> =
      decision === 'as-listed' ? others : { ...others, [row]: decision === 'leave-out' ? { isLeftOut: true } : said }
    const { count } = await tables(ctx).memberImport.updateMany({
      where: { id: importId, version },
      data: { corrections: now, version: { increment: 1 } },
    })
    if (count === 0) return overtaken('This import')
    await audit(ctx, {
      event: 'import.row-decided',
      subject: { kind: 'import', id: importId },
      data: { row, decision },
    })
    return ok(null)
  })

export const applyStoredSchema = z.object({ version, fingerprint: z.string() })

/**
 * Applies an import as the person saw it (`fingerprint`), all or nothing; rows that need a person are left as they are.
 * Stale when it would now do anything else.
 */
export const applyStoredImport = (
  ctx: Ctx,
  importId: string,
  { version, fingerprint }: z.infer<typeof applyStoredSchema>,
): Promise<Result<{ counts: Record<Action, number> }>> =>
  inTransaction(
    ctx,
    async (ctx) => {
      await lockImports(ctx)
      const found = await findRead(ctx, importId)
      if (!found.ok) return found
      if (found.value.appliedAt !== null) return refused('This list has been imported already.')
      const plan = await planKept(ctx, found.value)
      if (fingerprintOf(plan) !== fingerprint)
        return stale('People, posts or memberships changed since you opened this. Look at what it would do now.')
      const { count } = await tables(ctx).memberImport.updateMany({
        where: { id: importId, version },
        data: { appliedAt: ctx.clock.now(), rows: [], corrections: {}, version: { increment: 1 } },
      })
      if (count === 0) return overtaken('This import')
      await audit(ctx, { event: 'import.confirmed', subject: { kind: 'import', id: importId } })
      const applied = await applyImport(ctx, plan)
      return applied.ok ? ok({ counts: { ...plan.counts } }) : applied
    },
    { timeout: importTimeout },
  )

const keptDays = 7

/** What was read of lists that nobody applied is forgotten after a week. */
export const forgetImports: Job = {
  name: 'yots.forget-imports',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const before = new Date(ctx.clock.now().getTime() - keptDays * 24 * 60 * 60 * 1000)
    await tables(ctx).memberImport.deleteMany({ where: { appliedAt: null, startedAt: { lt: before } } })
  },
}
