import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from '#services/core/fold.ts'
import { foldName } from './fold-name.ts'
import { buildRegister, resolveYot, type YotMatch } from './register.ts'
import { loadRegisterFromCsv } from './register-csv.ts'
import { searchYots } from './search-yots.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../../prisma/data', import.meta.url)))
const everyName = [...register.yots.values()].flatMap((yot) =>
  [yot.code, yot.name, ...yot.aliases].map((text) => ({ text, code: yot.code })),
)
const exactly = (code: string) => expect.objectContaining({ kind: 'exact', code })
const resolve = (text: string): YotMatch => resolveYot(register, text)
const find = (query: string) => searchYots(register, query).map((found) => found.code)

describe('the real register', () => {
  test('every code, name and alias of the 155 services means that service alone', () => {
    expect(register.yots.size).toBe(155)
    for (const { text, code } of everyName) expect([text, resolve(text)]).toEqual([text, exactly(code)])
  })

  test('survives any dressing: case, council words, endings, punctuation, spaces', () => {
    const dress = fc.constantFrom(
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
      (text: string) => `  ${text.replaceAll(' ', '\u00a0 ')}\t`,
      (text: string) => text.replaceAll(' and ', ' & '),
      (text: string) => text.replaceAll('-', ' '),
      (text: string) => `The ${text}`,
      (text: string) => text.normalize('NFD'),
    )
    const ending = fc.constantFrom(
      '',
      ' YOT',
      ' Y.O.T.',
      ' (YOS)',
      ' YJS',
      ' Youth Offending Team',
      ', Council',
      ' Yots',
    )
    fc.assert(
      fc.property(fc.constantFrom(...everyName), dress, dress, ending, ({ text, code }, first, second, end) => {
        expect(resolve(first(second(text)) + end)).toEqual(exactly(code))
      }),
      { numRuns: 2000 },
    )
  })

  test('a misspelt place is offered, never applied', () => {
    const places = everyName
      .map(({ text, code }) => ({ key: foldName(text), code }))
      .filter(({ key }) => key.length >= 8)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), ({ key, code }, where) => {
        const longest = key.split(' ').sort((a, b) => b.length - a.length)[0] ?? ''
        const at = where % longest.length
        const doubled = key.replace(longest, longest.slice(0, at) + longest.charAt(at) + longest.slice(at))
        const match = resolve(doubled)
        expect(match.kind === 'none' && match.near).toContain(code)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['Leeds City Council YOS', 'leeds'],
    ['LB Hackney', 'hackney'],
    ['London Borough of Camden Youth Offending Service', 'camden'],
    ['Royal Borough of Greenwich', 'greenwich'],
    ['Royal Borough of Kensington & Chelsea YOT', 'kensington-and-chelsea'],
    ['Y.O.T. Brighton & Hove', 'brighton-and-hove'],
    ['Stoke on Trent', 'stoke-on-trent'],
    ['Bristol, City of', 'bristol'],
    ['City and County of Cardiff', 'cardiff'],
    ['Isle of Anglesey County Council', 'gwynedd-and-ynys-mon'],
    ['YNYS MON', 'gwynedd-and-ynys-mon'],
    ['Gwasanaeth Cyfiawnder Ieuenctid Caerdydd', 'cardiff'],
    ['Castell-nedd Port Talbot', 'neath-port-talbot'],
    ['Sir Fynwy', 'monmouthshire-and-torfaen'],
    ['Caerffili', 'blaenau-gwent-and-caerphilly'],
    ['Merthyr Tudful', 'cwm-taf'],
    ['Conwy a Sir Ddinbych', 'conwy-and-denbighshire'],
    ['Gwasanaeth Cyfiawnder Ieuenctid Gwynedd a Môn', 'gwynedd-and-ynys-mon'],
    ['Bolton MBC', 'bolton'],
    ['Nottinghamshire County Council', 'nottinghamshire'],
    ['Nottingham City Council', 'nottingham'],
    ['Durham County Council', 'durham'],
    ['City of London Corporation', 'tower-hamlets-and-city-of-london'],
    ['Birmingham Children’s Trust', 'birmingham'],
    ['Bury', 'bury-and-rochdale'],
    ['Halton & Warrington YOT', 'cheshire'],
    ['Newcastle-under-Lyme', 'staffordshire'],
    ['Newcastle', 'newcastle-upon-tyne'],
    ['Kensington Chelsea', 'kensington-and-chelsea'],
  ])('%s is %s', (text, code) => {
    expect(resolve(text)).toEqual(exactly(code))
  })

  test.each([
    ['Cumbria YOS', ['cumberland', 'westmorland-and-furness']],
    ['Kingston', ['hull', 'kingston-and-richmond']],
    ['London Borough of Richmond', ['kingston-and-richmond']],
    ['Tri-Borough', ['hammersmith-and-fulham', 'kensington-and-chelsea', 'westminster']],
    ['Leeds / Wakefield', ['leeds', 'wakefield']],
    ['Leeds and Wakefield YOT', ['leeds', 'wakefield']],
  ])('%s is for a person to decide', (text, candidates) => {
    expect(resolve(text)).toEqual({ kind: 'ask', candidates })
  })

  test.each([
    ['Wolverhamton', 'wolverhampton'],
    ['Hakney YOT', 'hackney'],
    ['Leicester County Council', 'leicestershire'],
    ['Gloucester', 'gloucestershire'],
    ['Leeds West', 'leeds'],
  ])('%s is not known, and %s is offered', (text, code) => {
    const match = resolve(text)
    expect(match.kind === 'none' && match.near).toContain(code)
  })

  test.each([
    'London',
    'Greater Manchester Combined Authority Police',
    'YOT',
    '',
    '   ',
    'n/a',
    'Youth Justice Board',
    'Newport (Isle of Wight)',
  ])('%j is nobody', (text) => {
    expect(resolve(text).kind).not.toBe('exact')
  })

  test('any text at all gets an answer, the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(resolve(text)).toEqual(resolve(text))
      }),
    )
  })
})

test('a key that two services share is a question', () => {
  const shared = buildRegister(
    [
      { code: 'north', name: 'North YJS', aliases: ['Moors'] },
      { code: 'south', name: 'South YJS', aliases: ['moors'] },
    ],
    [],
  )
  expect(resolveYot(shared, 'The Moors')).toEqual({ kind: 'ask', candidates: ['north', 'south'] })
})

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
    }),
  )
})

describe('searching', () => {
  test.each([
    ['Leeds YOT', 'leeds'],
    ['hackney youth justice', 'hackney'],
    ['hakney', 'hackney'],
    ['wolverhamton', 'wolverhampton'],
    ['hull', 'hull'],
    ['ynys mon', 'gwynedd-and-ynys-mon'],
    ['rutland', 'leicestershire'],
    ['tower ham', 'tower-hamlets-and-city-of-london'],
    ['york', 'york'],
    ['newcastle', 'newcastle-upon-tyne'],
    ['B&NES', 'bath-and-north-east-somerset'],
    ['norhtumberland yot', 'northumberland'],
    ['the london borough of bexley', 'bexley'],
  ])('%s finds %s first', (query, code) => {
    expect(find(query)[0]).toBe(code)
  })

  test('every name finds its own service first', () => {
    for (const { text, code } of everyName) expect([text, find(text)[0]]).toEqual([text, code])
  })

  test('an old name finds its successors', () => {
    expect(find('Cumbria')).toEqual(expect.arrayContaining(['cumberland', 'westmorland-and-furness']))
  })

  test('finds nothing for nothing, and for noise', () => {
    expect(find('')).toEqual([])
    expect(find('zzzzzzzz')).toEqual([])
  })

  test('keeps to its limit and its order', () => {
    expect(searchYots(register, 'north', 3)).toHaveLength(3)
    expect(find('north')).toEqual(find('north'))
  })

  test('says which name was hit, and that it was only close', () => {
    expect(searchYots(register, 'rutlnad', 1)).toEqual([
      { code: 'leicestershire', name: 'Leicestershire Youth Justice Service', matched: 'Rutland', isClose: true },
    ])
  })
})
