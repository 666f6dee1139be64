import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ok, type Result } from '#services/core/result.ts'
import {
  type Held,
  type ImportPlan,
  type MemberSheet,
  type PlannedRecord,
  planImport,
  printRecord,
  readHeldCsv,
  readMemberSheet,
  warningTexts,
  writesOf,
} from '#services/import/index.ts'
import type { YotRegister } from '#services/yots/index.ts'

/** The people held, and the way to change them: both in one transaction. */
export interface MemberDatabase {
  register: YotRegister
  readHeld: () => Promise<Held>
  applyPlan: (plan: ImportPlan, onStep: (what: string) => void) => Promise<Result<null>>
}

export interface ImportSources {
  register: YotRegister
  /** YYYY-MM-DD */
  today: string
  /** Folders a relative path may mean, the likeliest first. */
  folders: readonly string[]
  out: (text: string) => void
  /** Progress and problems: never mixed into what `out` gets. */
  err: (text: string) => void
  /** Works on the database in one transaction, which is kept only when the work gives 0. */
  withDatabase: (work: (database: MemberDatabase) => Promise<number>) => Promise<number>
}

const usage = 'Use: npm run import -- members.csv [--sheet NAME] [--existing people.csv] [--dry-run] [--json]'
const done = 0
const refused = 2

/**
 * `npm run import`: plans the import of a file, prints the plan, and applies it unless told not to. Gives the exit code:
 * 0, or 2 with one sentence on `err`.
 */
export const importMembers = async (args: readonly string[], sources: ImportSources): Promise<number> => {
  const { err, today, folders } = sources
  const problem = (sentence: string) => {
    err(`${sentence}\n`)
    return refused
  }
  const options = readOptions(args)
  if (options === null) return problem(usage)
  const bytes = await readBytes(options.file, folders)
  if (bytes === null) return problem(`There is no readable file ${options.file}.`)
  if (options.existing !== null) {
    const existing = await readBytes(options.existing, folders)
    if (existing === null) return problem(`There is no readable file ${options.existing}.`)
    const held = readHeldCsv(existing, sources.register, today)
    if (!held.ok) return problem(sentenceOf(held))
    const planned = await planAndPrint(bytes, held.value, sources.register, options, sources)
    if (!planned.ok) return problem(sentenceOf(planned))
    if (!options.isJson) sources.out('Nothing was applied.\n')
    return done
  }
  return sources.withDatabase(async ({ register, readHeld, applyPlan }) => {
    const planned = await planAndPrint(bytes, await readHeld(), register, options, sources)
    if (!planned.ok) return problem(sentenceOf(planned))
    if (options.isDryRun) {
      if (!options.isJson) sources.out('Nothing was applied.\n')
      return done
    }
    const applied = await applyPlan(planned.value, (what) => err(`${what}\n`))
    if (!applied.ok) return problem(sentenceOf(applied))
    if (!options.isJson) sources.out('Applied.\n')
    return done
  })
}

const planAndPrint = async (
  bytes: Uint8Array,
  held: Held,
  register: YotRegister,
  { isJson, sheet: sheetName }: Options,
  { today, out, err }: ImportSources,
): Promise<Result<ImportPlan>> => {
  const sheet = await readMemberSheet(bytes, register, sheetName)
  if (!sheet.ok) return sheet
  const plan = planImport({ sheet: sheet.value, register, held, today, onProgress: progressTo(err) })
  if (isJson) printJson(plan, out)
  else printTable(plan, sheet.value, register, out)
  return ok(plan)
}

interface Options {
  file: string
  /** The sheet of a workbook to read; empty for the first that lists people. */
  sheet: string
  existing: string | null
  isDryRun: boolean
  isJson: boolean
}

const readOptions = (args: readonly string[]): Options | null => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        existing: { type: 'string' },
        sheet: { type: 'string', default: '' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) return null
    return {
      file,
      sheet: values.sheet,
      existing: values.existing ?? null,
      isDryRun: values['dry-run'],
      isJson: values.json,
    }
  } catch {
    return null
  }
}

const readBytes = async (file: string, folders: readonly string[]): Promise<Uint8Array | null> => {
  for (const folder of folders) {
    try {
      return await readFile(resolve(folder, file))
    } catch {
      // Tried in the next folder; when none has it, the caller says so.
    }
  }
  return null
}

const sentenceOf = (result: Result<unknown>): string =>
  !result.ok && 'why' in result.problem ? result.problem.why : 'The import is not possible.'

const progressTo = (err: (text: string) => void) => (rows: number, all: number) => {
  if (all > 500) err(`${rows.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} rows read\n`)
}

/** One object a line, so that a long plan never has to be one long string. */
const printJson = ({ records }: ImportPlan, out: (text: string) => void) => {
  out('[\n')
  for (const [i, record] of records.entries()) {
    out(`${JSON.stringify(printRecord(record))}${i + 1 < records.length ? ',' : ''}\n`)
  }
  out(']\n')
}

const printTable = (plan: ImportPlan, sheet: MemberSheet, register: YotRegister, out: (text: string) => void) => {
  const { ask, create, update, skip } = plan.counts
  if (sheet.name !== null) out(`Sheet: ${sheet.name}\n`)
  if (sheet.otherSheets.length > 0) out(`Other sheets with people, not read: ${sheet.otherSheets.join(', ')}\n`)
  out(
    `Headings in row ${sheet.headings.row}.${sheet.unread.length > 0 ? ` Not used: ${sheet.unread.join(', ')}.` : ''}\n\n`,
  )
  out(`${'Row'.padStart(5)}  ${'What'.padEnd(7)} ${'Service'.padEnd(32)} ${'People'.padEnd(48)} Why\n`)
  for (const record of plan.records) {
    out(`${lineOf(record, register)}\n`)
    const writes = writesOf(record.changes, (code) => register.yots.get(code)?.name ?? code)
    if (writes.length > 0) out(`${' '.repeat(15)}${writes.join('; ')}\n`)
  }
  out(`\n${create} to create, ${update} to update, ${skip} to skip, ${ask} for a person to decide.\n`)
}

const lineOf = (record: PlannedRecord, register: YotRegister): string => {
  const { row, action, yot, people, postStatus, warnings, reason } = record
  const service = yot === null ? '' : (register.yots.get(yot)?.name ?? yot).replace(/ Youth Justice Service$/, '')
  const names = people.map(({ name, email }) => `${name ?? '(no name)'}${email ? ` <${email}>` : ''}`).join('; ')
  const who = names || (postStatus === 'vacant' ? '(vacant post)' : '')
  const more = warnings.map((code) => warningTexts[code]).filter((text) => !reason.includes(text))
  return `${String(row).padStart(5)}  ${action.padEnd(7)} ${service.padEnd(32)} ${who.padEnd(48)} ${[reason, ...more].join(' ')}`
}
