import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { projectFolder } from '#prisma/project-folder.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

/** Folder of the reference data; its README says where each file came from. */
const referenceData = `${projectFolder}prisma/data`

const list = z.string().transform((text) => text.split('|').filter((part) => part !== ''))

const read = <T>(file: string, row: z.ZodType<T>): T[] =>
  z
    .array(row)
    .parse(parse(readFileSync(`${referenceData}/${file}`), { bom: true, columns: true, skip_empty_lines: true }))

const yotRow = z.object({
  code: z.string(),
  name: z.string(),
  aliases: list,
  region: z.string(),
  local_authorities: list,
  la_codes: list,
  police_force: z.string(),
  latitude: z.coerce.number(),
  longitude: z.coerce.number(),
  combined: z.enum(['yes', 'no']),
})
const neighbourRow = z.object({
  code_a: z.string(),
  code_b: z.string(),
  kind: z.enum(['land', 'river']),
  shared_km: z.coerce.number(),
})
const waterRow = z.object({ code_a: z.string(), code_b: z.string() })
const retiredRow = z
  .object({
    name: z.string(),
    candidates: list,
    action: z.enum(['map', 'ask']),
    split_on: z.string().transform((day) => (day === '' ? null : dateFromIso(day))),
    note: z.string(),
  })
  .transform(({ action, split_on, ...row }) => ({ ...row, isAsk: action === 'ask', splitOn: split_on }))
const themeRow = z.object({
  code: z.string(),
  parent: z.string().transform((parent) => parent || null),
  name: z.string(),
  description: z.string(),
  synonyms: list,
})

/** Authorities belong to their services from the beginning of the register until a dated change says otherwise. */
const registerBegins = dateFromIso('2000-01-01')

/**
 * Loads the register of services, their authorities, neighbours, other and retired names, and the themes, where the
 * database has none yet.
 */
export const seedRegister = async (ctx: Ctx): Promise<void> => {
  const { db } = ctx
  if ((await db.yot.count()) > 0) return
  const yots = read('youth-justice-services.csv', yotRow)
  await db.yot.createMany({
    data: yots.map((yot) => ({
      code: yot.code,
      name: yot.name,
      region: yot.region,
      policeForce: yot.police_force,
      latitude: yot.latitude,
      longitude: yot.longitude,
      isCombined: yot.combined === 'yes',
    })),
  })
  await db.yotName.createMany({
    data: yots.flatMap((yot) => yot.aliases.map((name) => ({ yotCode: yot.code, name }))),
    skipDuplicates: true,
  })
  const links = yots.flatMap((yot) =>
    yot.la_codes.map((code, index) => ({ yotCode: yot.code, code, name: yot.local_authorities[index] ?? code })),
  )
  await db.localAuthority.createMany({ data: links.map(({ code, name }) => ({ code, name })), skipDuplicates: true })
  await db.yotAuthority.createMany({
    data: links.map((link) => ({ yotCode: link.yotCode, authorityCode: link.code, from: registerBegins })),
  })
  await db.neighbour.createMany({
    data: read('neighbours.csv', neighbourRow).map((row) => ({
      codeA: row.code_a,
      codeB: row.code_b,
      kind: row.kind,
      sharedKm: row.shared_km,
    })),
  })
  await db.neighbour.createMany({
    data: read('neighbours-water.csv', waterRow).map((row) => ({
      codeA: row.code_a,
      codeB: row.code_b,
      kind: 'water' as const,
    })),
    skipDuplicates: true,
  })
  await db.retiredName.createMany({ data: read('retired-names.csv', retiredRow) })
  const themes = read('themes.csv', themeRow)
  const asTheme = ({ parent, ...theme }: (typeof themes)[number]) => ({ ...theme, parentCode: parent })
  await db.theme.createMany({ data: themes.filter((theme) => !theme.parent).map(asTheme) })
  await db.theme.createMany({ data: themes.filter((theme) => theme.parent).map(asTheme) })
}
