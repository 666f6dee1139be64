import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { type Sheet, toWorkbook } from '#services/core/spreadsheet.ts'
import { assumptionKeys } from './assumption-keys.ts'
import { type Expression, formulaOf } from './expression.ts'
import { type Assumed, businessCase } from './keep-case.ts'
import { centralValues, factKeys, factTitles, type Inputs, type LineKey, lineKeys, lines, type Swing } from './model.ts'

/** A line written out until it reads facts and assumptions alone, so that one of them can be another. */
const writtenOut = (expression: Expression): Expression => {
  if (typeof expression === 'number') return expression
  if ('read' in expression) {
    const { read } = expression
    return read in lines ? writtenOut(lines[read as LineKey].is) : expression
  }
  if ('sum' in expression) return { sum: expression.sum.map(writtenOut) }
  if ('product' in expression) return { product: expression.product.map(writtenOut) }
  if ('share' in expression) return { share: writtenOut(expression.share), by: expression.by }
  return { from: writtenOut(expression.from), take: writtenOut(expression.take) }
}

const result = writtenOut(lines.result.is)

type Row = Sheet['rows'][number]

/**
 * The rows of the case: facts and assumptions as numbers, everything else as formulas over them, so that whoever changes one of the former sees the
 * latter change. Column B holds what is worked with; C and D an assumption's low and high.
 */
const caseRows = (inputs: Inputs, assumed: readonly Assumed[], swings: readonly Swing[], day: string): Row[] => {
  const rows: Row[] = []
  const cellAt = new Map<string, string>()
  const add = (key: string | null, row: Row) => {
    rows.push(row)
    if (key !== null) cellAt.set(key, `B${rows.length}`)
  }
  const central = centralValues(inputs)
  const cellOf = (key: string) => cellAt.get(key) ?? '0'
  add(null, [`Business case, facts of ${day}`, null, null, null, null])
  add(null, ['Facts', 'Value', null, null, null])
  for (const key of factKeys) add(key, [factTitles[key], central[key] ?? 0, null, null, null])
  add(null, ['Assumptions', 'Central', 'Low', 'High', 'Source'])
  const rangeAt = new Map<string, number>()
  for (const key of assumptionKeys) {
    const { title, unit, central, low, high, source } = assumed.find((one) => one.key === key) ?? never(key)
    add(key, [`${title} (${unit})`, central, low, high, source])
    rangeAt.set(key, rows.length)
  }
  add(null, ['In a year, in pounds', 'Central', null, null, null])
  for (const key of lineKeys)
    add(key, [lines[key].title, { formula: formulaOf(lines[key].is, cellOf) }, null, null, null])
  add(null, ['Break-even', 'Fewest', null, null, null])
  const needed = `MAX(0,${cellOf('cost')}-`
  const yearly = `(${cellOf('individualMembers')}*${cellOf('individualFee')}*${cellOf('renewal')}/100)`
  add('evenMembers', [
    'Services that must be members, all else as it is',
    {
      formula: `ROUNDUP(ROUND(${needed}${cellOf('courses')}-${yearly})/(${cellOf('groupFee')}*${cellOf('renewal')}/100),6),0)`,
    },
    null,
    null,
    null,
  ])
  add('evenPlaces', [
    'Places on courses, all else as it is',
    { formula: `ROUNDUP(ROUND(${needed}${cellOf('subscriptions')})/${cellOf('placeMargin')},6),0)` },
    null,
    null,
    null,
  ])
  add(null, ['What is left over if one assumption is', 'Low', 'High', null, null])
  for (const { key, title } of swings) {
    const row = rangeAt.get(key)
    const inColumn = (column: string) => (name: string) => (name === key ? `${column}${row}` : cellOf(name))
    add(null, [
      title,
      { formula: formulaOf(result, inColumn('C')) },
      { formula: formulaOf(result, inColumn('D')) },
      null,
      null,
    ])
  }
  return rows
}

const never = (key: string): never => {
  throw new Error(`Nothing is assumed of ${key}`)
}

/** The business case as it stands, as a workbook with formulas. For officers. */
export const caseWorkbook = async (ctx: Ctx): Promise<Result<{ bytes: Uint8Array; day: string }>> => {
  if (!may(ctx.actor, 'insight.read')) return forbidden('The workbook is for officers of the association.')
  const found = await businessCase(ctx)
  if (!found.ok) return found
  const { inputs, assumed, result, day } = found.value
  const on = day ?? ctx.clock.today()
  return ok({ bytes: await toWorkbook({ name: 'Case', rows: caseRows(inputs, assumed, result.swings, on) }), day: on })
}
