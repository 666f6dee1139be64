import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { readHeldCsv } from './held-csv.ts'
import { readMemberSheet } from './member-sheet.ts'
import { applyPlan } from './people-index.ts'
import { planImport } from './plan-import.ts'
import { printRecord } from './records.ts'

/*
 * Lists as secretaries keep them, with fictional people; beside each, what importing it must say, checked by hand.
 * people.csv is who is already held.
 */
const folder = fileURLToPath(new URL('./fixtures', import.meta.url))
const today = '2026-11-22'
const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const held = readHeldCsv(readFileSync(`${folder}/people.csv`), register, today)
const lists = readdirSync(folder).filter((file) => /\.(?:csv|xlsx)$/.test(file) && file !== 'people.csv')

test.each(lists)('%s', async (file) => {
  const sheet = await readMemberSheet(readFileSync(`${folder}/${file}`), register)
  if (!sheet.ok || !held.ok) throw new Error('Not readable')
  const plan = planImport({ sheet: sheet.value, register, held: held.value, today })
  expect(plan.records.map(printRecord)).toEqual(JSON.parse(readFileSync(`${folder}/${file}.expected.json`, 'utf8')))

  const after = applyPlan(held.value, plan.changes)
  expect(planImport({ sheet: sheet.value, register, held: after, today }).changes).toEqual([])
})
