import { describe, expect, test } from 'vitest'
import { textOf } from './cell.ts'
import { looksLikeChild } from './child-details.ts'
import { readDate } from './read-date.ts'
import { readEmails } from './read-emails.ts'
import { readNames } from './read-names.ts'
import { readMoney, readPaid } from './read-payment.ts'
import { cleanPosition, readNote, readStatus } from './read-status.ts'

const today = '2026-11-22'

test.each(['\u200b', '\u00ad', '\u3164', '\u2800', '\u115f', '\ufeff', '\u202e', '\u0007', '\ud800'])(
  'what nobody sees is not in a cell (%j)',
  (unseen) => expect([textOf(unseen), textOf(`Ann${unseen}e Gray`)]).toEqual(['', 'Anne Gray']),
)

describe('dates are day first and never guessed', () => {
  test.each([
    ['1st April 2026', '2026-04-01'],
    ['01/04/26', '2026-04-01'],
    ['1.4.2026', '2026-04-01'],
    ['01 04 2026', '2026-04-01'],
    ['1-Apr-26', '2026-04-01'],
    ["1 Apr '26", '2026-04-01'],
    ['1st of May 2026', '2026-05-01'],
    ['April 1st, 2026', '2026-04-01'],
    ['12th Sept 2019', '2019-09-12'],
    ['Wednesday 1 April 2026', '2026-04-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-04-01 09:00:00', '2026-04-01'],
    ['until 31/03/2027', '2027-03-31'],
    ['46113', '2026-04-01'],
    [46113.75, '2026-04-01'],
    ['1/4/98', '1998-04-01'],
    ['29/02/2028', '2028-02-29'],
    [new Date('2026-04-01T13:30:00Z'), '2026-04-01'],
  ])('%s', (typed, on) => {
    expect(readDate(typed, today)).toEqual({ on, isUnclear: false })
  })

  test.each([
    '31/02/2026',
    '29/02/2027',
    '31 June 2026',
    '04/13/2026',
    'April 2026',
    '1/4',
    '1st April',
    '2026',
    'Q1 2026',
    'spring',
    'c. 1/4/2015',
    '1/4/2026?',
    '1/4/2026 or 2/4/2026',
    '01/04/2026 - 31/03/2027',
    'Monday 1 April 2026',
    '31 Arpil 2026',
    '01/04/2206',
    '00/01/1900',
    '101/04/2026',
    'tbc',
    150,
    true,
  ])('%s is left blank', (typed) => {
    expect(readDate(typed, today)).toEqual({ on: null, isUnclear: true })
  })

  test.each(['', '-', 'n/a', null])('%j says nothing', (typed) => {
    expect(readDate(typed, today)).toEqual({ on: null, isUnclear: false })
  })
})

describe('money is the first clear sum, in pence', () => {
  test.each([
    ['£150.00 paid by BACS', 15000],
    ['150', 15000],
    [150, 15000],
    [149.99999999999997, 15000],
    [150.5, 15050],
    ['£1,050', 105000],
    ['1,050.00', 105000],
    ['150 GBP', 15000],
    ['£150/£200', 15000],
    ['£150.00pd BACS', 15000],
    ['2 x £75', 7500],
    ['Inv 1234 150.00', 15000],
    ['paid 150 by BACS', 15000],
    ['150 on 12/4/26', 15000],
    ['£150.00 paid 01/04/2026, inv 123', 15000],
    ['2026/27 150', 15000],
    ['£0', 0],
  ])('%s', (typed, pence) => {
    expect(readMoney(typed, today)).toEqual({ pence, isUnclear: false })
  })

  test.each(['€150', '£1,05', '£1.050,00', '£1 050', '150p', '£150k', '-£150', '(£150)', '£15O', '120 150', -5, 1e9])(
    '%s is left blank',
    (typed) => {
      expect(readMoney(typed, today)).toEqual({ pence: null, isUnclear: true })
    },
  )

  test.each(['', 'free', 'BACS 12/4/26', 'PO 4500123'])('%j holds no sum', (typed) => {
    expect(readMoney(typed, today)).toEqual({ pence: null, isUnclear: false })
  })
})

test.each([
  ['Y', true],
  ['✓', true],
  [true, true],
  ['Yes - BACS', true],
  ['paid 3/4/26', true],
  ['Cheque', true],
  ['£150 pd', true],
  ['Paid, invoice sent', true],
  ['No', false],
  ['N - chasing', false],
  ['unpaid', false],
  ['Not yet paid', false],
  ["hasn't paid", false],
  ['to be paid', false],
  ['invoiced', false],
  ['cheque awaited', false],
  ['Lapsed', false],
  ['waived', null],
  ['part paid £75', null],
  ['paid?', null],
  ['x', null],
  ['', null],
])('paid: %j is %j', (typed, isPaid) => {
  expect(readPaid(typed).isPaid).toBe(isPaid)
})

describe('names', () => {
  test.each([
    ['Dr A Smith & B Jones', ['A Smith', 'B Jones']],
    ['Jane Smith\nBob Jones', ['Jane Smith', 'Bob Jones']],
    ['Jane Smith and Bob Jones', ['Jane Smith', 'Bob Jones']],
    ['Jane Smith, Bob Jones', ['Jane Smith', 'Bob Jones']],
    ['Smith, Jane; JONES, Bob', ['Jane Smith', 'Bob Jones']],
    ["O'BRIEN, MARY", ["Mary O'Brien"]],
    ['SMITH, Dr Jane', ['Jane Smith']],
    ['Smith, Jane, Mrs', ['Jane Smith']],
    ['VAN DER BERG, Jan', ['Jan van der Berg']],
    ['MCDONALD, TJ', ['TJ McDonald']],
    ["anne-marie d'arcy", ["Anne-Marie D'Arcy"]],
    ['Mei NG', ['Mei Ng']],
    ['D. McKAY', ['D. McKay']],
    ['Siân ap Rhys', ['Siân ap Rhys']],
    ['Lord, Jane', ['Jane Lord']],
    ['Jack Ma', ['Jack Ma']],
    ['Cllr. Bob Jones OBE', ['Bob Jones']],
    ['Prof. Dr. Ann Lee', ['Ann Lee']],
    ['Jane Smith (North & East)', ['Jane Smith']],
    ['Jane Smith, Head of Service', ['Jane Smith']],
    ['Jane Smith*', ['Jane Smith']],
    ['TBC', []],
    ['Vacant', []],
    ['Vacant (was Jane Smith)', []],
    ['', []],
  ])('%j', (typed, names) => {
    expect(readNames(typed).map(({ name }) => name)).toEqual(names)
  })

  test('what an aside says of the post is heard, and why is not kept', () => {
    expect(readNames('Jane Smith (left March 2025)')[0]).toMatchObject({ name: 'Jane Smith', status: 'ended' })
    expect(readNames('Jane Smith - on maternity leave')[0]).toMatchObject({
      name: 'Jane Smith',
      status: 'on leave',
      hadLeaveReason: true,
    })
  })

  test('half a name in a list is not certain', () => {
    expect(readNames('Jane & Bob Smith')).toMatchObject([
      { name: 'Jane', isUnclear: true, sharing: 'Jane Smith' },
      { name: 'Bob Smith', isUnclear: false },
    ])
    expect(readNames('Mr & Mrs Smith')[0]?.isUnclear).toBe(true)
  })
})

test.each([
  [' Jane@X.gov.UK ', ['jane@x.gov.uk'], false],
  ['a@x.uk; b@x.uk', ['a@x.uk', 'b@x.uk'], false],
  ['a@x.uk\nb@x.uk', ['a@x.uk', 'b@x.uk'], false],
  ['a@x.uk/b@x.uk', ['a@x.uk', 'b@x.uk'], false],
  ['Jane Smith <jane@x.uk>', ['jane@x.uk'], false],
  ['mailto:jane@x.uk', ['jane@x.uk'], false],
  ["mary.o'brien@x.uk", ["mary.o'brien@x.uk"], false],
  ['\u200bjane@x.uk\u00a0(work)', ['jane@x.uk'], false],
  ['jane@x', [], true],
  ['jane smith@x.uk', [], true],
  ['jane at x.gov.uk', [], true],
  ['jane@x,gov.uk', [], true],
  ['', [], false],
])('e-mail %j', (typed, emails, hasBroken) => {
  expect(readEmails(typed.normalize('NFC').replace('\u200b', ''))).toEqual({ emails, hasBroken })
})

test.each([
  ['Left', 'ended'],
  ['Retired', 'ended'],
  ['No longer in post', 'ended'],
  ['On leave', 'on leave'],
  ['Long term sick', 'on leave'],
  ['Maternity leave', 'on leave'],
  ['Maternity cover', 'interim'],
  ['Acting up', 'acting'],
  ['Interim', 'interim'],
  ['Post vacant', 'vacant'],
  ['Permanent', 'substantive'],
  ['Current', null],
  ['Leaving 31/3/27', null],
  ['Paid', null],
])('status %j is %j', (typed, status) => {
  expect(readStatus(typed).status).toBe(status)
})

test.each([
  ['Left March 2026', 'ended'],
  ['Happy to host. Left 31/3/26', 'ended'],
  ['Left message with PA', null],
  ['Replaced Bob who left', null],
  ['due to leave in May', null],
  ['On maternity leave until Sept', 'on leave'],
  ['covering maternity leave for Jane', null],
  ['Back from sick leave', null],
])('note %j is %j', (typed, status) => {
  expect(readNote(typed, today).status).toBe(status)
})

test.each([
  ['Acting Head of Service', 'Head of Service'],
  ['Head of Service (maternity cover)', 'Head of Service'],
  ['Ops Manager - on maternity leave', 'Ops Manager'],
  ['Manager, on long term sick', 'Manager'],
  ['Manager (North)', 'Manager (North)'],
  ['Vacant - Head of Service', 'Head of Service'],
])('job title %j is %j', (typed, position) => {
  expect(cleanPosition(typed)).toBe(position)
})

describe('what looks like a child’s details', () => {
  test.each([
    'Tyler Brown dob 3/4/2011',
    'Tyler Brown 03/04/2011',
    'Re: Tyler Brown (03/04/2011)',
    '3 April 2011 Tyler Brown',
    'D.O.B. 4.5.10',
    'Tyler Brown born 3 April 2011',
    'Tyler Brown (14)',
    'Tyler Brown aged 14',
    'a 15 year old',
    'PNC 09/123456X',
    '2009/0123456A',
    'CRO 123456/09X',
    'URN 12345',
    '01AB1234567',
    'ChildView ID 88231',
    'UPN A123456789012',
  ])('%s', (note) => {
    expect(looksLikeChild(note, today)).toBe(true)
  })

  test.each([
    'Paid 01/04/26 PO 4500123',
    'Inv 2026/014',
    'ref 12345',
    'Spoke to Jane 03/04/2026',
    'Jane Smith 01/04/2026',
    'Jane Smith joined 01/04/2015',
    'Peer review, 14 March',
    'Prefers phone 0113 496 0000',
    'a born leader',
    'LS1 1UR',
  ])('not: %s', (note) => {
    expect(looksLikeChild(note, today)).toBe(false)
  })
})
