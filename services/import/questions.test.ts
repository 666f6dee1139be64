import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { readHeldCsv } from './held-csv.ts'
import { readMemberSheet } from './member-sheet.ts'
import { planImport } from './plan-import.ts'
import { printRecord } from './records.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const today = '2026-11-22'
const held = readHeldCsv(
  Buffer.from(
    [
      'person_id,name,email,service_code,position,post_status,paid_until',
      'p1,Jonathan Smith,jonathan.smith@hull.example,hull,Team Manager,substantive,2026-03-31',
      'p2,Catherine O’Brien,cath@leeds.example,leeds,Deputy Head of Youth Justice,substantive,',
      'p3,Margaret Jones-Ford,m.jonesford@kent.example,kent,Manager,substantive,',
      'p4,Priya Patel,priya.patel@york.example,york,Manager,substantive,',
    ].join('\n'),
  ),
  register,
  today,
)

const plan = async (...lines: string[]) => {
  const sheet = await readMemberSheet(Buffer.from(lines.join('\n')), register)
  if (!sheet.ok || !held.ok) throw new Error('Not readable')
  return planImport({ sheet: sheet.value, register, held: held.value, today }).records.map(printRecord)
}
const row = async (line: string) => (await plan('Name,Email,Service,Job title,Status,Notes', line))[0]

describe('what a person must say', () => {
  test.each([
    ['an initial', 'J Smith,jsmith@hull.example,Hull', 'name-near'],
    ['a short form', 'Kate O’Brien,kate@leeds.example,Leeds', 'name-near'],
    ['part of a double name', 'Margaret Jones,mj@kent.example,Kent', 'name-near'],
    ['the same name at another service', 'Priya Patel,priya@leeds.example,Leeds', 'name-elsewhere'],
    ['a note that names another service', 'Al New,al@hull.example,Hull,,,Now at Leeds YOT', 'note-names-service'],
    ['several people with one mailbox', 'All managers (8),yot@hull.example,Hull', 'name-unclear'],
    ['a team with one mailbox', 'Team Managers x 3,yot@hull.example,Hull', 'name-unclear'],
  ])('%s', async (_, line, warning) => {
    expect(await row(line)).toMatchObject({ action: 'ask', warnings: [warning], writes: [] })
  })

  test.each([
    ['another first name', 'Joan Smith,joan@hull.example,Hull'],
    ['another surname', 'Jonathan Brown,jb@hull.example,Hull'],
    ['a near name elsewhere', 'J Smith,js@kent.example,Kent'],
    ['a note on the own service', 'Al New,al@hull.example,Hull,,,Long at Hull'],
  ])('but not %s', async (_, line) => {
    expect(await row(line)).toMatchObject({ action: 'create' })
  })
})

test.each(['TBC', 'tba', 'To be appointed', 'Recruiting', 'T.B.C.'])('%s is a vacant post', async (name) => {
  expect(await row(`${name},,Hull,Operations Manager`)).toMatchObject({
    action: 'create',
    people: [],
    postStatus: 'vacant',
    writes: ['Vacant post at hull: Operations Manager'],
  })
})

test.each([
  'On maternity leave; covered by Bob',
  'Long-term sick since June',
  'On LTS',
  'On mat leave, returns 4 January 2027',
  'Currently on adoption leave until spring',
])('a note “%s” sets the post, and is kept nowhere', async (note) => {
  const record = await row(`Jonathan Smith,jonathan.smith@hull.example,Hull,,,"${note}"`)
  expect(record).toMatchObject({ action: 'update', postStatus: 'on leave', writes: ['Post is now on leave'] })
  expect(JSON.stringify(record)).not.toMatch(/maternity|sick|LTS|mat leave|adoption/)
})

test.each(['Back from sick leave', 'Was on maternity leave, returned 3 March 2026', 'Annual leave in August'])(
  'a note “%s” does not',
  async (note) => {
    expect(await row(`Jonathan Smith,jonathan.smith@hull.example,Hull,,,"${note}"`)).toMatchObject({ action: 'skip' })
  },
)

test('somebody who left and was never held is left out; somebody held has the post ended', async () => {
  expect(await row('Gone Away,gone@hull.example,Hull,,Left')).toMatchObject({ action: 'skip', writes: [] })
  expect(await row('Gone Away,,Hull,,Left')).toMatchObject({ action: 'skip' })
  expect(await row('Jonathan Smith,jonathan.smith@hull.example,Hull,,Left')).toMatchObject({ action: 'update' })
})

test('a heading such as “Deputy” replaces no fuller job title, and fills one that is not held', async () => {
  const lines = [
    'Service,Head of service,E-mail,Deputy,E-mail',
    'Leeds,Al New,al@leeds.example,Cath O’Brien,cath@leeds.example',
  ]
  const [record] = await plan(...lines.map((line) => line.replace('Cath O’Brien', 'Catherine O’Brien')))
  expect(record?.people).toMatchObject([{ action: 'create' }, { action: 'skip' }])
})

test('the plan says all that it writes', async () => {
  const [record] = await plan(
    'Name,Email,Service,Job title,Joined,Paid until,Amount,Paid',
    'Al New,al@hull.example,Hull,Team Manager,1 Mawrth 2025,31/3/2027,£150.00,Yes',
  )
  expect(record?.writes).toEqual([
    'New person: Al New, al@hull.example',
    'Post at hull: Team Manager',
    'Joined 1 Mar 2025',
    'Paid until 31 Mar 2027',
    'Sum £150',
    'Paid',
  ])
})

test.each([['b&nes.yot@bathnes.example'], ['cy/yot@hull.example'], ['di#yot@hull.example'], ["o'brien@hull.example"]])(
  'the address %s is taken whole',
  async (address) => {
    expect((await row(`Al New,${address},Hull`))?.people).toEqual([
      { name: 'Al New', email: address, action: 'create' },
    ])
  },
)

test.each(['"al,new@hull.example"', '"al;new@hull.example"', '"al.\nnew@hull.example"'])(
  'the address %j is not shortened to its end',
  async (address) => {
    expect((await row(`Al New,${address},Hull`))?.people).toEqual([{ name: 'Al New', email: null, action: 'ask' }])
  },
)

test.each([
  ['£150 + VAT', null],
  ['£125 + £25 VAT', null],
  ['£150 ex VAT', null],
  ['£150.00 inc VAT', 15_000],
  ['150.00 (inc. VAT £25)', 15_000],
  ['£180 including VAT', 18_000],
  ['£150 (no VAT)', 15_000],
])('the sum %j', async (sum, pence) => {
  const [record] = await plan('Name,Email,Service,Amount', `Al New,al@hull.example,Hull,"${sum}"`)
  expect(record).toMatchObject({ amountPence: pence, warnings: pence === null ? ['amount-unclear'] : [] })
})

test.each([
  ['28 Chwefror 2026', '2026-02-28'],
  ['1af o Ebrill 2025', '2025-04-01'],
  ['2025-03-31T23:00:00.000Z', '2025-04-01'],
  ['01/01/1970', null],
  ['00/01/1900', null],
  ['1 April 2525', null],
  ['1/4/2027', null],
])('joined %j', async (typed, on) => {
  const [record] = await plan('Name,Email,Service,Joined', `Al New,al@hull.example,Hull,${typed}`)
  expect(record).toMatchObject({ joinedOn: on, warnings: on === null ? ['joined-unclear'] : [] })
})
