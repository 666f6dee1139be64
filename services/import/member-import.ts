import { createHash } from 'node:crypto'
import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { emailAddress } from '#services/core/email-address.ts'
import type { Job } from '#services/core/jobs.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { versionField } from '#services/core/whole-number.ts'
import { yotRegister } from '#services/yots/index.ts'
import { readHeldPeople } from './held-people.ts'
import { type Correction, corrected, readCorrections, readKeptRows } from './kept-rows.ts'
import { planRowsGently } from './plan-import.ts'
import type { Action, ImportPlan, PlannedRecord } from './records.ts'
import { isDead, mayImport, mayNot } from './start-import.ts'
import { tables } from './tables.ts'
import { warningTexts } from './warnings.ts'
import { writesOf } from './writes.ts'

const find = async (ctx: Ctx, id: string) => {
  if (!mayImport(ctx.actor)) return mayNot()
  const found = await tables(ctx).memberImport.findUnique({ where: { id } })
  return found ? ok(found) : notFound()
}

/** An import whose rows are there to be looked at and decided on. */
export const findRead = async (ctx: Ctx, id: string) => {
  const found = await find(ctx, id)
  if (!found.ok) return found
  if (found.value.isReading || hasFailed(found.value)) return notFound()
  return isAtWork(ctx, found.value) ? refused('This list is being put into effect. Wait until it is done.') : found
}

type Progress = { isReading: boolean; isApplying: boolean; says: string | null; stepCount: number; beatAt: Date | null }

/** It could not be read: nothing of it was ever put into effect. */
const hasFailed = ({ says, stepCount }: Progress) => says !== null && stepCount === 0

/** It is being put into effect, and the process that does is there. */
const isAtWork = (ctx: Ctx, { isApplying, beatAt }: Progress) => isApplying && !isDead(ctx, { isReading: true, beatAt })

type Kept = { rows: unknown; corrections: unknown }

/** What a kept import would do now. */
export const planKept = async (ctx: Ctx, kept: Kept): Promise<ImportPlan> => {
  const corrections = readCorrections(kept.corrections)
  const { register } = await yotRegister(ctx)
  return planRowsGently({
    rows: readKeptRows(kept.rows).map((facts) => corrected(facts, corrections[facts.row])),
    register,
    held: await readHeldPeople(ctx),
  })
}

/** Names what a person saw, so that nothing else is applied. */
export const fingerprintOf = (plan: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(plan.changes)).digest('base64url')

/** A row as the page shows it. */
export type RowSeen = {
  row: number
  action: Action
  yotName: string | null
  people: { name: string | null; email: string | null; action: Action }[]
  isVacancy: boolean
  /** Everything that would be written, a fact each. */
  writes: string[]
  /** Why, and what else there is to know, a sentence each. */
  sentences: string[]
  isCorrected: boolean
}

/** A list that is still being read, or could not be (`says`). */
type ReadingPage = {
  id: string
  stage: 'reading' | 'failed' | 'applying'
  says: string
  /** How far, of how many: rows read, or changes written. */
  done: number
  all: number
}

type ImportPage = {
  stage: 'read'
  id: string
  version: number
  sheetName: string | null
  unread: string[]
  otherSheets: string[]
  isApplied: boolean
  /** When it was put into effect, and rows still wait: until when they are kept (ISO date). */
  waitsUntil: string | null
  /** Why it was not put into effect to the end. */
  stopped: string | null
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
  const { isReading, says, rowsRead, rowCount, isApplying, stepsDone, stepCount } = found.value
  const reading = { id, done: rowsRead, all: rowCount }
  if (hasFailed(found.value) || isDead(ctx, found.value))
    return ok({ ...reading, stage: 'failed', says: says ?? wasInterrupted })
  if (isReading) return ok({ ...reading, stage: 'reading', says: '' })
  if (isAtWork(ctx, found.value)) return ok({ id, stage: 'applying', says: '', done: stepsDone, all: stepCount })
  const { version, sheetName, unread, otherSheets, appliedAt } = found.value
  const plan = await planKept(ctx, found.value)
  const corrections = readCorrections(found.value.corrections)
  const { register } = await yotRegister(ctx)
  const settled = new Set(readKeptRows(found.value.rows).flatMap(({ row, isSettled }) => (isSettled ? [row] : [])))
  const waiting = plan.records.filter(({ row }) => !settled.has(row))
  const shown = waiting.filter((record) => action === undefined || record.action === action)
  const pageCount = Math.max(1, Math.ceil(shown.length / rowsOnAPage))
  const at = Math.min(page, pageCount) - 1
  return ok({
    stage: 'read',
    id,
    version,
    sheetName,
    unread,
    otherSheets,
    isApplied: appliedAt !== null && waiting.length === 0,
    waitsUntil: appliedAt === null ? null : addDays(londonDate(appliedAt), keptDaysWaiting),
    stopped: isApplying ? applyInterrupted : says,
    counts: { ...plan.counts, skip: plan.counts.skip - settled.size },
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
  { row, action, yot, people, postStatus, warnings, reason, changes }: PlannedRecord,
  nameOf: (code: string) => string,
  corrections: Record<string, Correction>,
): RowSeen => ({
  row,
  action,
  yotName: yot === null ? null : nameOf(yot),
  people: people.map((person) => ({ ...person })),
  isVacancy: people.length === 0 && postStatus === 'vacant',
  writes: writesOf(changes, nameOf),
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
  /** People held whom it may mean, and who was said to be meant. */
  candidates: { id: string; words: string }[]
  is: string | null
}

export const findImportRow = async (ctx: Ctx, id: string, row: number): Promise<Result<RowToDecide>> => {
  const found = await findRead(ctx, id)
  if (!found.ok) return found
  const plan = await planKept(ctx, found.value)
  const record = plan.records.find((one) => one.row === row)
  const isSettled = readKeptRows(found.value.rows).some((facts) => facts.row === row && facts.isSettled)
  if (!record || isSettled) return notFound()
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
    candidates: await candidatesOf(ctx, record.candidates, corrections[row]?.is, nameOf),
    is: corrections[row]?.is ?? null,
  })
}

const version = versionField
const candidatesOf = async (
  ctx: Ctx,
  keys: readonly string[],
  chosen: string | undefined,
  nameOf: (code: string) => string,
) => {
  const ids = [...keys, chosen ?? ''].filter((key) => z.uuid().safeParse(key).success)
  if (ids.length === 0) return []
  const people = await ctx.db.person.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      addresses: { select: { address: true }, take: 1 },
      holdings: { select: { title: true, yotCode: true }, orderBy: { from: 'desc' }, take: 1 },
    },
    orderBy: { name: 'asc' },
  })
  return people.map(({ id, name, addresses, holdings: [post] }) => ({
    id,
    words: [name, addresses[0]?.address, post && `${post.title} at ${nameOf(post.yotCode)}`].filter(Boolean).join(', '),
  }))
}

export const correctRowSchema = z.object({
  version,
  decision: z.enum(['correct', 'leave-out', 'as-listed'], { error: 'Choose what to do with this row' }),
  yotCode: z.string().max(100).optional(),
  name: z.string().trim().max(100, 'Keep the name to 100 characters').optional(),
  email: emailAddress().optional(),
  is: z.union([z.literal('new'), z.uuid()], { error: 'Choose who it is' }).optional(),
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
    const { rows, corrections } = found.value
    if (!readKeptRows(rows).some((facts) => facts.row === row && !facts.isSettled)) return notFound()
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

const applyInterrupted =
  'The server was restarted while the list was being put into effect. What was written stays; look at what is left to do.'

const keptDays = 7
const keptDaysWaiting = 30

/** What was read of lists that nobody applied is forgotten after a week, rows that still wait a month after the others. */
export const forgetImports: Job = {
  name: 'yots.forget-imports',
  title: 'Forget members’ lists that were brought in',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const before = daysAgo(ctx, keptDays)
    await tables(ctx).memberImport.deleteMany({ where: { appliedAt: null, startedAt: { lt: before } } })
    await tables(ctx).memberImport.updateMany({
      where: { waiting: { gt: 0 }, appliedAt: { lt: daysAgo(ctx, keptDaysWaiting) } },
      data: { waiting: 0, rows: [], corrections: {} },
    })
  },
}

const daysAgo = (ctx: Ctx, days: number) => new Date(ctx.clock.now().getTime() - days * 24 * 60 * 60 * 1000)
