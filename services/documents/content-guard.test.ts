import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findDetails, guarded, guardText } from './content-guard.ts'

const kindsIn = (text: string) => findDetails(text).map((detail) => detail.kind)

describe('findDetails finds', () => {
  it.each([
    ['DOB 12/03/2009', 'birth-date'],
    ['d.o.b. 3.4.10, lives with his mother', 'birth-date'],
    ['His date of birth is 12 March 2009.', 'birth-date'],
    ['She was born on the 3rd of May 2010', 'birth-date'],
    ['born 2010-05-03', 'birth-date'],
    ['Date of birth: March 12th, 2010', 'birth-date'],
    ['Jordan Smith (12/03/2009) was referred', 'name-with-date'],
    ['Jordan Smith, 12 March 2009', 'name-with-date'],
    ['Jordan Smith b. 12.3.09', 'name-with-date'],
    ['I worked with Zoë O’Brien-Lee 12-03-2009', 'name-with-date'],
    ['Jordan Smith 12 march 2009', 'name-with-date'],
    ['Jordan Smith, aged 15, was excluded', 'name-with-age'],
    ['Jordan Smith (15)', 'name-with-age'],
    ['Jordan Smith, 15 years old', 'name-with-age'],
    ['PNC 2012/0123456K', 'police-number'],
    ['12/123456K', 'police-number'],
    ['record 20120123456K', 'police-number'],
    ['265416/21G', 'police-number'],
    ['sf39/83654p', 'police-number'],
    ['transferred as A1234BC', 'prison-number'],
    ['943 476 5919', 'nhs-number'],
    ['pupil A801200001001', 'pupil-number'],
    ['QQ is not used but AB 12 34 56 C is', 'insurance-number'],
    ['URN 4471023', 'case-number'],
    ['URN: LEE/44710', 'case-number'],
    ['ChildView ID 100234', 'case-number'],
    ['case no. YJ-20113', 'case-number'],
    ['the child’s reference is 55 1234', 'case-number'],
    ['young person number 44102', 'case-number'],
  ])('%s', (text, kind) => {
    expect(kindsIn(`In our service ${text} and so on.`)).toEqual([kind])
  })

  it('what is disguised by odd spaces, digits and dashes', () => {
    expect(kindsIn('DOB\u00a0１２/０３/２００９')).toEqual(['birth-date'])
    expect(kindsIn('PNC 2012/0123\u200b456K')).toEqual(['police-number'])
    expect(kindsIn('943–476–5919')).toEqual(['nhs-number'])
  })

  it('health-service numbers by their check digit, and leaves phone numbers of that shape alone', () => {
    expect(kindsIn('943 476 5919')).toEqual(['nhs-number'])
    expect(kindsIn('call 943 476 5918')).toEqual([])
  })

  it('short police numbers by their check letter, and leaves alone what merely looks like one', () => {
    expect(kindsIn('see 12/123Q')).toEqual(['police-number'])
    expect(kindsIn('see 12/123K')).toEqual([])
  })

  it('a police number with any year and serial number, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1970, max: 2030 }),
        fc.integer({ min: 10_000, max: 9_999_999 }),
        fc.constantFrom(...'ZABCDEFGHJKLMNPQRTUVWXY'),
        fc.constantFrom('', 'The number ', 'See (', 'ref: ', 'line one\n'),
        (year, serial, letter, before) => {
          expect(kindsIn(`${before}${year}/${serial}${letter}) and more`)).toEqual(['police-number'])
        },
      ),
    )
  })
})

describe('findDetails leaves alone', () => {
  it.each([
    'Led the 2023/24 youth justice plan and the 2024/25 refresh.',
    'Chaired the board from 12 March 2019 to 3 May 2024.',
    'Leeds City Council 12/03/2019: inspected, rated Good.',
    'The HMIP inspection on Monday 12 March 2024 found strong case management.',
    'On Monday 12 March 2024 we opened the new office.',
    'Prevention caseload fell from 1,204 to 987 between 2021 and 2024, a drop of 18%.',
    'I managed 14 staff aged 25 to 60 and a budget of £1,250,000.',
    'Worked with children aged 10 to 17, three of them 15 years old.',
    'A boy of 15 told the panel what would have helped.',
    'Young People aged 15 were asked.',
    'Call me on 0113 496 0000 or write to me.',
    'Section 34(4) of the Crime and Disorder Act 1998; Standard 2.',
    'Case Management System went live on 1 April 2022.',
    'We reviewed 12 case files and case number 4 was strong.',
    'PNC checks were done in 2024. CRO data 2023.',
    'Form 12/24, page 3/4, version 1.2.3.',
    'References PR-2026-014 and BA-2026-003.',
    'Born in Leeds. I was born and bred there.',
    'ISO 27001 and BS 8484, room B12, postcode LS1 4DY.',
  ])('%s', (text) => {
    expect(findDetails(text)).toEqual([])
  })

  it('any prose of ordinary words and years', () => {
    const words = fc.constantFrom(
      'the',
      'board',
      'Leeds',
      'service',
      '2024',
      'review',
      'led',
      'and',
      '12',
      'children',
      '15%',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => {
        expect(findDetails(list.join(' '))).toEqual([])
      }),
    )
  })
})

it('says what stands in the way and how to mend it', () => {
  expect(guardText('We helped Jordan Smith (12/03/2009) back to school.')).toBe(
    '“Jordan Smith (12/03/2009” looks like a name with a date of birth. Take the name out; if it is the date of a piece of work, write the month and year. We hold nothing about individual children.',
  )
  expect(guardText('PNC 2012/0123456K, 2012/0123457L and URN 4471023')).toMatch(
    /police record number.*There are 2 more\.$/,
  )
  expect(guardText('We helped a boy of 15 back to school.')).toBeNull()
})

it('guards a field of a form', () => {
  const schema = z.object({ evidence: guarded(z.string({ error: 'Enter your evidence' }).max(500)) })
  expect(schema.safeParse({ evidence: 'Led the work for two years.' }).success).toBe(true)
  expect(schema.safeParse({ evidence: 'DOB 12/03/2009' }).error?.issues).toMatchObject([
    { path: ['evidence'], message: expect.stringContaining('date of birth') },
  ])
})

it('reads a long hostile text in no time', () => {
  for (const part of ['Aa ', '1', '12/', 'born ', 'A1 ', 'case no ', ' ', 'Aa-', "A'", 'URN']) {
    const started = performance.now()
    findDetails(part.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(5_000)
  }
})
