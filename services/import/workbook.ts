import { posix } from 'node:path'
import type { Allowance, ZipParts } from '#services/core/zip-parts.ts'
import { readXml } from './read-xml.ts'

/** A text of a workbook in its pieces; `isStruck` null where the cell's own font says. */
export type StyledText = readonly { text: string; isStruck: boolean | null }[]

/** What the sheets of a workbook share. */
export interface Workbook {
  sheets: readonly { name: string; isHidden: boolean; part: string }[]
  /** Days are counted from 1904 instead of 1900. */
  is1904: boolean
  texts: readonly StyledText[]
  /** By the number of a cell's style. */
  styles: readonly { isDate: boolean; isStruck: boolean }[]
}

/** How a workbook says yes. */
export const isTrue = (value: string | undefined) => value === '1' || value === 'true'

/** `<strike/>` is struck, `<strike val="0"/>` is not. */
const isOn = (value: string | undefined) => value === undefined || isTrue(value)

/** Reads what the sheets of a workbook share; null when it is no workbook. */
export const readWorkbookParts = async (parts: ZipParts, allowance: Allowance): Promise<Workbook | null> => {
  const ofArchive = await readRelations(parts, '_rels/.rels', allowance)
  const root = [...ofArchive.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const folder = posix.dirname(root)
  const relations = await readRelations(parts, `${folder}/_rels/${posix.basename(root)}.rels`, allowance)
  const sheets: { name: string; isHidden: boolean; part: string }[] = []
  let is1904 = false
  const isThere = await readXml(parts, root, allowance, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isTrue(attributes.date1904)
      if (name !== 'sheet') return
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? []
      const part = relations.get(id)
      if (part?.type !== 'worksheet') return
      const { state = 'visible' } = attributes
      sheets.push({ name: attributes.name ?? '', isHidden: state !== 'visible', part: part.target })
    },
  })
  if (!isThere) return null
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target ?? ''
  return {
    sheets,
    is1904,
    texts: await readTexts(parts, partOf('sharedStrings'), allowance),
    styles: await readStyles(parts, partOf('styles'), allowance),
  }
}

const readRelations = async (parts: ZipParts, name: string, allowance: Allowance) => {
  const folder = posix.dirname(posix.dirname(name))
  const relations = new Map<string, { type: string; target: string }>()
  await readXml(parts, name, allowance, {
    open: (element, attributes) => {
      if (element !== 'Relationship') return
      const { Id = '', Type = '', Target = '' } = attributes
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      relations.set(Id, { type: posix.basename(Type), target })
    },
  })
  return relations
}

/** Gathers the pieces of a text as its elements go by: `<t>` alone, or runs with fonts of their own; readings are left out. */
export class TextGatherer {
  #pieces: { text: string; isStruck: boolean | null }[] = []
  #isStruck: boolean | null = null
  #isInText = false
  #isReading = false

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'rPh') this.#isReading = true
    if (name === 'r') this.#isStruck = null
    if (name === 'rPr') this.#isStruck = false
    if (name === 'strike') this.#isStruck = isOn(attributes.val)
    if (name === 't' && !this.#isReading) {
      this.#isInText = true
      this.#pieces.push({ text: '', isStruck: this.#isStruck })
    }
  }

  close(name: string): void {
    if (name === 'rPh') this.#isReading = false
    if (name === 't') this.#isInText = false
  }

  text(text: string): void {
    const piece = this.#pieces.at(-1)
    if (this.#isInText && piece) piece.text += text
  }

  /** What was gathered, and begins anew. */
  take(): StyledText {
    const pieces = this.#pieces
    this.#pieces = []
    this.#isStruck = null
    return pieces
  }
}

const readTexts = async (parts: ZipParts, part: string, allowance: Allowance): Promise<StyledText[]> => {
  const texts: StyledText[] = []
  const gatherer = new TextGatherer()
  await readXml(parts, part, allowance, {
    open: (name, attributes) => gatherer.open(name, attributes),
    close: (name) => {
      gatherer.close(name)
      if (name === 'si') texts.push(gatherer.take())
    },
    text: (text) => gatherer.text(text),
  })
  return texts
}

/** Formats of days that every workbook has without saying so (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** A format that shows a day, a month or a year: "dd/mm/yyyy", but not "0.00" or the words of "[Red]0 \d". */
const isDateFormat = (code: string): boolean =>
  /[dmy]/i.test((code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, ''))

const readStyles = async (parts: ZipParts, part: string, allowance: Allowance): Promise<Workbook['styles']> => {
  const formats = new Map<number, boolean>()
  const fonts: boolean[] = []
  const styles: { isDate: boolean; isStruck: boolean }[] = []
  let within = ''
  await readXml(parts, part, allowance, {
    open: (name, attributes) => {
      if (name === 'fonts' || name === 'cellXfs' || name === 'dxfs' || name === 'cellStyleXfs') within = name
      if (name === 'numFmt' && within !== 'dxfs')
        formats.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      if (within === 'fonts' && name === 'font') fonts.push(false)
      if (within === 'fonts' && name === 'strike') fonts[fonts.length - 1] = isOn(attributes.val)
      if (within !== 'cellXfs' || name !== 'xf') return
      const format = Number(attributes.numFmtId ?? 0)
      styles.push({
        isDate: formats.get(format) ?? isBuiltInDate(format),
        isStruck: fonts[Number(attributes.fontId ?? 0)] ?? false,
      })
    },
    close: (name) => {
      if (name === within) within = ''
    },
  })
  return styles
}
