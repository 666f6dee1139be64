import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { zip } from '#tests/factories/files.ts'
import { readMemberSheet } from './member-sheet.ts'
import { planImport } from './plan-import.ts'
import { printRecord } from './records.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))

const styles =
  '<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf numFmtId="14"/></cellXfs></styleSheet>'

type Tab = { name: string; state?: string; rows: string; before?: string; after?: string }

const bookOf = (tabs: readonly Tab[], { is1904 = false, claimed }: { is1904?: boolean; claimed?: number } = {}) =>
  zip(
    {
      'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${tabs
        .map(({ name, state }, i) => `<sheet name="${name}" ${state ? `state="${state}"` : ''} r:id="r${i}"/>`)
        .join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${tabs
        .map((_, i) => `<Relationship Id="r${i}" Type="x/worksheet" Target="worksheets/s${i}.xml"/>`)
        .join('')}<Relationship Id="st" Type="x/styles" Target="styles.xml"/></Relationships>`,
      'xl/styles.xml': styles,
      ...Object.fromEntries(
        tabs.map(({ rows, before = '', after = '' }, i) => [
          `xl/worksheets/s${i}.xml`,
          `<worksheet>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
        ]),
      ),
    },
    claimed,
  )

const cell = (text: string, style = 0) => `<c t="inlineStr" s="${style}"><is><t>${text}</t></is></c>`
const line = (texts: readonly string[], attributes = '', style = 0) =>
  `<row ${attributes}>${texts.map((text) => cell(text, style)).join('')}</row>`
const heading = line(['Name', 'E-mail', 'Service', 'Joined'])

const plan = async (bytes: Buffer, sheetName?: string) => {
  const sheet = await readMemberSheet(bytes, register, sheetName)
  if (!sheet.ok) return 'why' in sheet.problem ? sheet.problem.why : ''
  const held = { people: [], vacancies: [] }
  return planImport({ sheet: sheet.value, register, held, today: '2026-11-22' }).records.map(printRecord)
}

describe('a workbook is read as Excel shows it', () => {
  test('rows that are hidden or struck through are asked about', async () => {
    const rows =
      heading +
      line(['Al Plain', 'al@hull.example', 'Hull']) +
      line(['Bo Hidden', 'bo@hull.example', 'Hull'], 'hidden="1"') +
      line(['Cy Struck', 'cy@hull.example', 'Hull'], '', 1)
    expect(await plan(bookOf([{ name: 'Members', rows }]))).toMatchObject([
      { action: 'create' },
      { action: 'ask', warnings: ['row-hidden'] },
      { action: 'ask', warnings: ['row-struck'] },
    ])
  })

  test('words struck through within a cell are gone, and an old value struck through is none', async () => {
    const half =
      '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>old@hull.example</t></r><r><rPr/><t> new@hull.example</t></r></is></c>'
    const rows = `${heading}<row>${cell('Al Plain')}${half}${cell('Hull')}${cell('1/4/2025', 1)}</row>`
    expect(await plan(bookOf([{ name: 'Members', rows }]))).toMatchObject([
      { action: 'create', people: [{ email: 'new@hull.example' }], joinedOn: null, warnings: [] },
    ])
  })

  test('a cell merged over several rows is on each of them, a sum merged so is nobody’s own', async () => {
    const rows =
      line(['Service', 'Name', 'E-mail', 'Amount']) +
      line(['Hull', 'Al Plain', 'al@hull.example', '£300']) +
      line(['', 'Bo Plain', 'bo@hull.example', ''])
    const after = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D2:D3"/></mergeCells>'
    expect(await plan(bookOf([{ name: 'Members', rows, after }]))).toMatchObject([
      { action: 'create', yot: 'hull', amountPence: null, warnings: ['amount-unclear'] },
      { action: 'create', yot: 'hull', amountPence: null, warnings: ['amount-unclear'] },
    ])
  })

  test('days are counted from 1904 where the workbook says so, formatted or not', async () => {
    const day = (style: number) => `<c s="${style}"><v>44286</v></c>`
    const rows = [0, 2].map(
      (style) => `<row>${cell('Al Plain')}${cell(`a${style}@x.uk`)}${cell('Hull')}${day(style)}</row>`,
    )
    expect(await plan(bookOf([{ name: 'Members', rows: heading + rows.join('') }], { is1904: true }))).toMatchObject([
      { joinedOn: '2025-04-01' },
      { joinedOn: '2025-04-01' },
    ])
  })

  test('nothing is read from a hidden column, and its heading says so', async () => {
    const rows =
      line(['Name', 'E-mail', 'Old e-mail', 'Service']) +
      line(['Al Plain', 'al@hull.example', 'al@leeds.example', 'Hull']) +
      line(['Bo Plain', '', 'bo@leeds.example', 'Hull'])
    const before =
      '<cols><col min="1" max="2"/><col min="3" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols>'
    const read = await readMemberSheet(bookOf([{ name: 'Members', rows, before }]), register)
    expect(read).toMatchObject({ ok: true, value: { unread: ['Old e-mail (hidden)'] } })
    const printed = JSON.stringify(await plan(bookOf([{ name: 'Members', rows, before }])))
    expect(printed).toContain('al@hull.example')
    expect(printed).not.toContain('leeds.example')
    const hidesNames = '<cols><col min="1" max="3" hidden="1"/></cols>'
    expect(await plan(bookOf([{ name: 'Members', rows, before: hidesNames }]))).toContain('No list of people was found')
  })

  test('hidden sheets are not read unless chosen, and another sheet can be', async () => {
    const of = (name: string) => heading + line([`${name} Listed`, `${name}@hull.example`, 'Hull'])
    const book = bookOf([
      { name: 'Old', state: 'hidden', rows: of('Old') },
      { name: 'Now', rows: of('Now') },
      { name: 'North', rows: of('North') },
    ])
    const sheet = await readMemberSheet(book, register)
    expect(sheet).toMatchObject({ value: { name: 'Now', otherSheets: ['North'] } })
    expect(await plan(book, 'north')).toMatchObject([{ people: [{ name: 'North Listed' }] }])
    expect(await plan(book, 'Old')).toMatchObject([{ people: [{ name: 'Old Listed' }] }])
    expect(await plan(book, 'South')).toBe('The workbook has no sheet of that name. Its sheets: “Old”, “Now”, “North”.')
    expect(await plan(bookOf([{ name: 'Old', state: 'veryHidden', rows: of('Old') }]))).toContain('hidden sheet')
  })

  test('a row at the far end of the sheet takes no room', async () => {
    const rows = heading + line(['Al Plain', 'al@hull.example', 'Hull'], 'r="1048576"')
    expect(await plan(bookOf([{ name: 'Members', rows }]))).toMatchObject([{ row: 1_048_576, action: 'create' }])
    const beyond = heading + line(['Al Plain', 'al@hull.example', 'Hull'], 'r="99999999999"')
    expect(await plan(bookOf([{ name: 'Members', rows: beyond }]))).toContain('save it again')
  })
})

describe('a small file cannot take much memory', () => {
  const peakOf = async (work: () => Promise<unknown>) => {
    let peak = 0
    const look = () => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    const before = process.memoryUsage().rss
    const looking = setInterval(look, 20)
    await work()
    look()
    clearInterval(looking)
    return peak - before
  }

  test('whatever its directory says of sizes', async () => {
    const rows = `${heading}<!--${' '.repeat(400_000_000)}-->`
    const bytes = bookOf([{ name: 'Members', rows }], { claimed: 1_000 })
    expect(bytes.length).toBeLessThan(800_000)
    let said: unknown
    const took = await peakOf(async () => {
      said = await plan(bytes)
    })
    expect(said).toContain('too large')
    expect(took).toBeLessThan(350_000_000)
  })

  test('one long text in every cell', async () => {
    const long = 'a'.repeat(30_000)
    const many = line(Array.from({ length: 200 }, () => long))
    expect(await plan(bookOf([{ name: 'Members', rows: heading + many.repeat(20) }]))).toContain('too large')
  })
})
