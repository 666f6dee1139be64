import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { buildRegister, type YotRegister } from './register.ts'

const list = z.string().transform((text) => text.split('|').filter((part) => part !== ''))
const yotRows = z.array(z.object({ code: z.string().min(1), name: z.string().min(1), aliases: list }))
const retiredRows = z.array(z.object({ name: z.string().min(1), candidates: list, action: z.enum(['map', 'ask']) }))

const readRows = async (folder: string, file: string): Promise<unknown> =>
  parse(await readFile(join(folder, file)), { bom: true, columns: true, skip_empty_lines: true })

/** The register as the reference files (`prisma/data`) have it, for commands that run without a database. */
export const loadRegisterFromCsv = async (folder: string): Promise<YotRegister> => {
  const [yots, retired] = await Promise.all([
    readRows(folder, 'youth-justice-services.csv'),
    readRows(folder, 'retired-names.csv'),
  ])
  return buildRegister(yotRows.parse(yots), retiredRows.parse(retired))
}
