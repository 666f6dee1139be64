import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import type { Cell } from './cell.ts'
import { findHeadings } from './headings.ts'
import { planImport } from './plan-import.ts'
import { type Held, type HeldPerson, printRecord } from './records.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const today = '2026-11-22'

const person = (key: string, name: string, email: string, yot: string, more: Partial<HeldPerson> = {}): HeldPerson => ({
  key,
  name,
  emails: email === '' ? [] : [email],
  posts: [{ key: `${key}/1`, yot, position: 'Manager', status: 'substantive' }],
  membership: { paidUntil: '2026-03-31' },
  ...more,
})

const plan = (
  rows: readonly (readonly Cell[])[],
  people: readonly HeldPerson[] = [],
  vacancies: Held['vacancies'] = [],
) => {
  const numbered = rows.map((cells, i) => ({ row: i + 1, cells }))
  const headings = findHeadings(numbered, register)
  if (!headings) throw new Error('The test needs headings')
  return planImport({
    sheet: { headings, rows: numbered.slice(headings.row) },
    register,
    held: { people, vacancies },
    today,
  })
}
const printed = (...given: Parameters<typeof plan>) => plan(...given).records.map(printRecord)
const only = (...given: Parameters<typeof plan>) => printed(...given)[0]

const heads = ['YOT', 'Name', 'E-mail', 'Post', 'Status', 'Notes']
const jane = person('p1', 'Jane Smith', 'jane@leeds.gov.uk', 'leeds')

test('a record has exactly the promised shape', () => {
  expect(
    printed([
      ['AYM members'],
      [],
      ['YOT', 'Name', 'E-mail', 'Joined', 'Subs', 'Paid until'],
      [
        'Leeds City Council YOS',
        'Ms Jane SMITH',
        ' Jane@Leeds.GOV.uk ',
        '1st April 2019',
        '£150.00 paid by BACS',
        '31/03/2027',
      ],
    ]),
  ).toEqual([
    {
      row: 4,
      action: 'create',
      yot: 'leeds',
      people: [{ name: 'Jane Smith', email: 'jane@leeds.gov.uk', action: 'create' }],
      joinedOn: '2019-04-01',
      amountPence: 15000,
      paid: true,
      paidUntil: '2027-03-31',
      postStatus: 'substantive',
      warnings: [],
      reason: 'Not held yet.',
      writes: [
        'New person: Jane Smith, jane@leeds.gov.uk',
        'Post at leeds: title not given',
        'Joined 1 Apr 2019',
        'Paid until 31 Mar 2027',
        'Sum £150',
        'Paid',
      ],
    },
  ])
})

describe('services', () => {
  test('a near match is offered and never applied', () => {
    const { records } = plan([heads, ['Hakney', 'Jane Smith', 'jane@x.uk']])
    expect(records[0]).toMatchObject({
      action: 'ask',
      yot: null,
      near: ['hackney'],
      warnings: ['service-unknown'],
      changes: [],
    })
    expect(records[0]?.reason).toContain('Hackney Youth Justice Service')
  })

  test('a retired name with one successor is applied, one with several is asked about', () => {
    expect(only([heads, ['Newcastle-under-Lyme', 'Jane Smith', 'jane@x.uk']])).toMatchObject({
      action: 'create',
      yot: 'staffordshire',
    })
    expect(only([heads, ['Cumbria YOS', 'Jane Smith', 'jane@x.uk']])).toMatchObject({
      action: 'ask',
      yot: null,
      warnings: ['service-ambiguous'],
    })
  })

  test('without a service only somebody held with one post is understood', () => {
    const rows = [heads, ['', 'Jane Smith', 'jane@leeds.gov.uk', '', 'On leave'], ['', 'New Person', 'new@x.uk']]
    expect(printed(rows, [jane])).toMatchObject([
      { action: 'update', yot: 'leeds', postStatus: 'on leave' },
      { action: 'ask', yot: null, warnings: ['service-missing'] },
    ])
  })
})

describe('who it is', () => {
  test('the e-mail address, trimmed and case-free, is identity', () => {
    expect(only([heads, ['Leeds', 'Jane Smith', ' JANE@leeds.gov.uk']], [jane])).toMatchObject({ action: 'skip' })
    expect(
      only(
        [heads, ['Leeds', 'Dr Jane SMITH (HoS)', 'old@x.uk']],
        [{ ...jane, emails: ['jane@leeds.gov.uk', 'old@x.uk'] }],
      ),
    ).toMatchObject({ action: 'skip' })
  })

  test('the same address under another name is asked about, in the file too', () => {
    expect(only([heads, ['Leeds', 'Janet Smith', 'jane@leeds.gov.uk']], [jane])).toMatchObject({
      action: 'ask',
      warnings: ['email-held-by-another'],
    })
    const rows = [heads, ['Leeds', 'Bob Jones', 'team@leeds.gov.uk'], ['Leeds', 'Ann Lee', 'TEAM@leeds.gov.uk']]
    expect(printed(rows).map(({ action }) => action)).toEqual(['create', 'ask'])
  })

  test('without an address, a single person of that name at that service may be updated, else ask', () => {
    const sams = [person('a', 'Sam Hill', 'a@hull.uk', 'hull'), person('b', 'Sam Hill', 'b@hull.uk', 'hull')]
    expect(only([heads, ['Leeds', 'SMITH, Jane', '', 'Head']], [jane])).toMatchObject({ action: 'update' })
    expect(only([heads, ['York', 'Jane Smith', '']], [jane])).toMatchObject({
      action: 'ask',
      warnings: ['email-missing'],
    })
    expect(only([heads, ['Hull', 'Sam Hill', '']], sams)).toMatchObject({
      action: 'ask',
      warnings: ['email-missing', 'name-shared'],
    })
    expect(only([heads, ['Leeds', 'Jane Smith', 'jane@leeds']], [jane])).toMatchObject({
      action: 'skip',
      warnings: ['email-invalid'],
    })
  })

  test('a new address for a name held there is asked about, unless both are in the file', () => {
    expect(only([heads, ['Leeds', 'Jane Smith', 'jane@new.uk']], [jane])).toMatchObject({
      action: 'ask',
      warnings: ['email-differs'],
    })
    const rows = [heads, ['Hull', 'Sam Hill', 'sam1@x.uk'], ['Hull', 'Sam Hill', 'sam2@x.uk']]
    expect(printed(rows).map(({ action }) => action)).toEqual(['create', 'create'])
  })

  test('somebody held without any address gets it', () => {
    const held = person('p', 'Tom Lee', '', 'york')
    const [record] = plan([heads, ['York', 'Tom Lee', 'tom@york.uk']], [held]).records
    expect(record?.changes).toEqual([{ kind: 'add-email', personKey: 'p', email: 'tom@york.uk' }])
  })

  test('a service in the place of a name is nobody', () => {
    expect(only([heads, ['Leeds', 'Leeds YOT', 'yot@leeds.uk']])).toMatchObject({
      action: 'ask',
      warnings: ['name-unclear'],
    })
  })
})

describe('several people on a row', () => {
  const people = (name: string, email: string) => only([heads, ['Leeds', name, email]])

  test('in order, each with an action, the record with the strongest', () => {
    expect(
      only(
        [heads, ['Leeds', 'J Smith & Bob Jones', 'jane@leeds.gov.uk; bob@leeds.gov.uk']],
        [{ ...jane, name: 'J Smith' }],
      ),
    ).toMatchObject({
      action: 'create',
      people: [
        { name: 'J Smith', email: 'jane@leeds.gov.uk', action: 'skip' },
        { name: 'Bob Jones', email: 'bob@leeds.gov.uk', action: 'create' },
      ],
    })
  })

  test('addresses in another order go to whom they name', () => {
    expect(people('Jane Smith\nBob Jones', 'bob.jones@x.uk\njane.smith@x.uk')?.people).toEqual([
      { name: 'Jane Smith', email: 'jane.smith@x.uk', action: 'create' },
      { name: 'Bob Jones', email: 'bob.jones@x.uk', action: 'create' },
    ])
  })

  test('an address too few: who has none is asked about', () => {
    expect(people('Jane Smith & Bob Jones', 'jane.smith@x.uk')).toMatchObject({
      action: 'ask',
      people: [
        { name: 'Jane Smith', email: 'jane.smith@x.uk', action: 'create' },
        { name: 'Bob Jones', email: null, action: 'ask' },
      ],
    })
  })

  test('one shared mailbox is nobody’s identity', () => {
    expect(people('Jane Smith & Bob Jones', 'yot@x.uk')).toMatchObject({
      action: 'ask',
      warnings: ['email-shared'],
      people: [{ action: 'ask' }, { action: 'ask' }],
    })
  })

  test('a shared surname needs its address to say so', () => {
    expect(people('Jane & Bob Smith', 'jane.smith@x.uk; bob.smith@x.uk')).toMatchObject({
      action: 'create',
      people: [{ name: 'Jane Smith' }, { name: 'Bob Smith' }],
    })
    expect(people('Jane & Bob Smith', 'a@x.uk; b@x.uk')).toMatchObject({
      action: 'ask',
      people: [{ action: 'ask' }, { action: 'create' }],
    })
  })

  test('side by side in columns, each with the post its heading names', () => {
    const { records } = plan([
      ['YOT', 'Head of Service', 'Email', 'Deputy', 'Deputy email'],
      ['Leeds', 'Jane Smith', 'jane@x.uk', 'Vacant', ''],
      ['York', 'Tom Lee', 'tom@x.uk', 'Bob Jones', 'bob@x.uk'],
    ])
    expect(records.map(({ people: named }) => named.map(({ name }) => name))).toEqual([
      ['Jane Smith'],
      ['Tom Lee', 'Bob Jones'],
    ])
    expect(records[0]?.changes).toContainEqual({
      kind: 'open-vacancy',
      postKey: 'new:2.v1',
      yot: 'leeds',
      position: 'Deputy',
    })
    expect(records[1]?.changes).toContainEqual(expect.objectContaining({ kind: 'open-post', position: 'Deputy' }))
  })
})

describe('posts', () => {
  test('somebody marked left has the post ended, with its date, and is not deleted', () => {
    const [record] = plan([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', 'Left 31/03/2026']], [jane]).records
    expect(record).toMatchObject({ action: 'update', postStatus: 'ended' })
    expect(record?.changes).toEqual([{ kind: 'end-post', postKey: 'p1/1', personKey: 'p1', endedOn: '2026-03-31' }])
  })

  test('left in a name’s aside, a column of its own, or the notes', () => {
    expect(only([heads, ['Leeds', 'Jane Smith (left)', 'jane@leeds.gov.uk']], [jane])?.postStatus).toBe('ended')
    expect(
      only(
        [
          [...heads, 'Date left'],
          ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', '', '', '1/4/26'],
        ],
        [jane],
      )?.postStatus,
    ).toBe('ended')
    expect(
      only([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', '', 'Left March 2026']], [jane])?.postStatus,
    ).toBe('ended')
    expect(
      only([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', '', 'Left message with PA']], [jane]),
    ).toMatchObject({ action: 'skip', postStatus: null })
  })

  test('held as left and listed again without a word is asked about', () => {
    const gone = { ...jane, posts: [{ key: 'p1/1', yot: 'leeds', position: null, status: 'ended' as const }] }
    expect(only([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk']], [gone])).toMatchObject({
      action: 'ask',
      warnings: ['post-already-ended'],
    })
    expect(only([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', 'Acting']], [gone])).toMatchObject({
      action: 'update',
      postStatus: 'acting',
    })
    expect(only([heads, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', '', 'Left']], [gone])).toMatchObject({
      action: 'skip',
    })
  })

  test('why somebody is away is kept nowhere', () => {
    const rows = [
      [...heads, 'Reason for leave'],
      [
        'Leeds',
        'Jane Smith (maternity leave)',
        'jane@leeds.gov.uk',
        'Manager - on mat leave',
        'Long term sick',
        'signed off with stress',
        'cancer',
      ],
    ]
    const planned = plan(rows, [jane])
    expect(planned.records[0]).toMatchObject({
      action: 'update',
      postStatus: 'on leave',
      warnings: ['leave-reason-dropped'],
    })
    expect(JSON.stringify(planned)).not.toMatch(/matern|mat leave|sick|stress|cancer/i)
  })

  test('vacant rows are vacant posts', () => {
    const rows = [
      heads,
      ['Leeds', 'VACANT', '', 'Head of Service'],
      ['York', '', '', 'Manager', 'Vacant'],
      ['Derby', 'Vacant (was Jane)', '', ''],
    ]
    expect(printed(rows).map(({ action, yot, people, postStatus }) => ({ action, yot, people, postStatus }))).toEqual([
      { action: 'create', yot: 'leeds', people: [], postStatus: 'vacant' },
      { action: 'create', yot: 'york', people: [], postStatus: 'vacant' },
      { action: 'create', yot: 'derby', people: [], postStatus: 'vacant' },
    ])
  })

  test('a vacant post already held is skipped; one held as filled is asked about', () => {
    const vacant = { key: 'v', yot: 'york', position: 'manager', status: 'vacant' as const }
    expect(only([heads, ['York', 'Vacant', '', 'Manager']], [], [vacant])).toMatchObject({ action: 'skip' })
    expect(only([heads, ['Leeds', 'Vacant', '', 'Manager']], [jane])).toMatchObject({
      action: 'ask',
      warnings: ['post-filled'],
    })
  })

  test('a post at another service is added, the first one left alone', () => {
    const [record] = plan([heads, ['York', 'Jane Smith', 'jane@leeds.gov.uk']], [jane]).records
    expect(record).toMatchObject({ action: 'update', warnings: ['another-service'] })
    expect(record?.changes.map(({ kind }) => kind)).toEqual(['open-post'])
  })
})

describe('membership', () => {
  const money = ['YOT', 'Name', 'Email', 'Paid', 'Paid until']
  const row = (paid: Cell, until: Cell) =>
    only([money, ['Leeds', 'Jane Smith', 'jane@leeds.gov.uk', paid, until]], [jane])

  test('paid until moves on, never back', () => {
    expect(row('Y', '31/03/2027')).toMatchObject({ action: 'update', paidUntil: '2027-03-31' })
    expect(row('Y', '31/03/2026')).toMatchObject({ action: 'skip', warnings: [] })
    expect(row('Y', '31/03/2025')).toMatchObject({ action: 'skip', warnings: ['paid-until-earlier'] })
  })

  test.each([
    ['£150.00 paid by BACS 12/04/26', { paid: true, amountPence: 15000 }],
    ['£150 outstanding', { paid: false, amountPence: 15000 }],
    [150, { paid: true, amountPence: 15000 }],
    [new Date('2026-04-12T00:00:00Z'), { paid: true, amountPence: null }],
    ['invoiced', { paid: false, amountPence: null }],
    ['2026', { paid: null, amountPence: null }],
    ['paid until 31/03/2027', { paid: true, paidUntil: '2027-03-31' }],
    ['', { paid: null, amountPence: null }],
  ])('paid: %s', (paid, expected) => {
    expect(row(paid, '')).toMatchObject(expected)
  })

  test('impossible and ambiguous dates are left blank with a warning', () => {
    expect(row('', '31/02/2027')).toMatchObject({ paidUntil: null, warnings: ['paid-until-unclear'] })
    expect(row('', 'March 2027')).toMatchObject({ paidUntil: null, warnings: ['paid-until-unclear'] })
  })
})

describe('rows that are not people', () => {
  test('blank rows are no records; totals, repeated headings and lines of text are skipped', () => {
    const rows = [
      heads,
      [],
      ['Leeds', 'Jane Smith', 'jane@x.uk'],
      ['Total', '1'],
      heads,
      ['* group members'],
      ['', '', '', ''],
    ]
    expect(printed(rows).map(({ row, action }) => [row, action])).toEqual([
      [3, 'create'],
      [4, 'skip'],
      [5, 'skip'],
      [6, 'skip'],
    ])
  })

  test('the same row again is skipped, a contradicting one asked about', () => {
    const rows = [
      heads,
      ['Leeds', 'Jane Smith', 'jane@x.uk', 'Head'],
      ['Leeds YOT', 'Jane Smith', 'JANE@x.uk', 'head'],
      ['Leeds', 'Jane Smith', 'jane@x.uk', 'Deputy'],
    ]
    expect(printed(rows).map(({ action, warnings }) => [action, ...warnings])).toEqual([
      ['create'],
      ['skip', 'duplicate-row'],
      ['ask', 'contradicts-earlier-row'],
    ])
  })
})

describe('a child’s details', () => {
  test('hold the row, and are repeated nowhere', () => {
    const planned = plan([
      heads,
      ['Leeds', 'Jane Smith', 'jane@x.uk', 'Head', '', 'Spoke about Tyler Brown, dob 3/4/2011'],
    ])
    expect(planned.records[0]).toMatchObject({
      action: 'ask',
      warnings: ['child-details'],
      changes: [],
      people: [{ name: 'Jane Smith', action: 'ask' }],
    })
    expect(JSON.stringify(planned)).not.toMatch(/Tyler|Brown|2011/)
  })

  test('found in a column nobody knows, too', () => {
    const planned = plan([
      [...heads, 'Colour'],
      ['Leeds', 'Jane Smith', 'jane@x.uk', '', '', '', 'PNC 09/123456X'],
    ])
    expect(planned.records[0]).toMatchObject({ action: 'ask', warnings: ['child-details'] })
  })

  test('in the name itself leave no name', () => {
    const planned = plan([heads, ['Leeds', 'Tyler Brown dob 3/4/2011', 'jane@x.uk']])
    expect(planned.records[0]).toMatchObject({ action: 'ask', people: [], yot: null })
    expect(JSON.stringify(planned)).not.toMatch(/Tyler|Brown|2011/)
  })
})
