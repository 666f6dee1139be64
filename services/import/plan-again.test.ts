import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import type { Cell } from './cell.ts'
import { findHeadings } from './headings.ts'
import { applyPlan } from './people-index.ts'
import { planImport } from './plan-import.ts'
import { type Held, type HeldPerson, printRecord, strongestAction } from './records.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const today = '2026-11-22'
const secret = 'Tyler Brown dob 03/04/2011'

const names = [
  'Jane Smith',
  'SMITH, Jane',
  'Bob Jones',
  'Dr Ann Lee (left)',
  'Jane Smith & Bob Jones',
  'Vacant',
  'TBC',
  '',
  'Jane & Bob Smith',
  'Bob Jones (acting)',
  'Leeds YOT',
]
const emails = [
  'jane@x.uk',
  'JANE@X.UK ',
  'bob@x.uk',
  'jane@x.uk; bob@x.uk',
  'bob@x.uk\njane@x.uk',
  'ann@x.uk',
  'yot@x.uk',
  'broken@',
  '',
  'jane2@x.uk',
]
const cells: readonly fc.Arbitrary<Cell>[] = [
  fc.constantFrom('Leeds', 'LEEDS yot', 'York', 'Hakney', 'Cumbria', '', 'Leeds / York'),
  fc.constantFrom(...names),
  fc.constantFrom(...emails),
  fc.constantFrom('', 'Head of Service', 'Manager', 'Acting Manager', 'Vacant'),
  fc.constantFrom(
    '',
    'Left',
    'Left 1/4/2026',
    'Acting',
    'On leave',
    'Active',
    'Permanent',
    'Vacant',
    'Paid',
    'Sick leave',
  ),
  fc.constantFrom('', '1/4/2019', '31/02/2020', 46113, new Date('2020-04-01T00:00:00Z')),
  fc.constantFrom('', '£150 paid', 'No', 150, 'Y', '£1,050 due', '1/4/26'),
  fc.constantFrom('', '31/03/2026', '31/03/2027', 'March 2027'),
  fc.constantFrom('', 'Left a message', secret, 'on maternity leave', 'Left March 2026'),
]
const heading = ['YOT', 'Name', 'Email', 'Post', 'Status', 'Joined', 'Paid', 'Paid until', 'Notes']
const aSheet = fc
  .array(fc.tuple(...cells), { maxLength: 8 })
  .map((rows) => [heading, ...rows].map((row, i) => ({ row: i + 1, cells: row })))

const aPost = fc.record({
  yot: fc.constantFrom('leeds', 'york'),
  position: fc.constantFrom(null, 'Head of Service', 'Manager'),
  status: fc.constantFrom('substantive', 'acting', 'on leave', 'ended'),
})
const aPerson = fc.record({
  name: fc.constantFrom('Jane Smith', 'Bob Jones', 'Ann Lee', 'Janet Smith'),
  posts: fc.array(aPost, { maxLength: 2 }),
  membership: fc.constantFrom(
    {},
    { paidUntil: null },
    { paidUntil: '2026-03-31' },
    { paidUntil: '2027-03-31', joinedOn: null, isPaid: null },
  ),
  hasEmail: fc.boolean(),
})
const someHeld = fc.array(aPerson, { maxLength: 4 }).map(
  (people): Held => ({
    people: people.map(
      ({ name, posts, membership, hasEmail }, i): HeldPerson => ({
        key: `p${i}`,
        name,
        emails: hasEmail ? [['jane@x.uk', 'bob@x.uk', 'ann@x.uk', 'old@x.uk'][i] ?? ''] : [],
        posts: posts.map((post, j) => ({ key: `p${i}/${j}`, ...post })),
        membership,
      }),
    ),
    vacancies: [{ key: 'v', yot: 'york', position: 'Manager', status: 'vacant' }],
  }),
)

const planOn = (rows: readonly { row: number; cells: readonly Cell[] }[], held: Held) => {
  const headings = findHeadings(rows, register)
  if (!headings) throw new Error('No headings')
  return planImport({ sheet: { headings, rows: rows.slice(1) }, register, held, today })
}

test('planning again on what a plan leaves changes nothing, whatever the sheet and whoever is held', () => {
  fc.assert(
    fc.property(aSheet, someHeld, (rows, held) => {
      const first = planOn(rows, held)
      const after = applyPlan(held, first.changes)
      const second = planOn(rows, after)
      expect(second.changes).toEqual([])
      expect(second.records.every(({ action }) => action === 'skip' || action === 'ask')).toBe(true)
      expect(second.records.map(({ row }) => row)).toEqual(first.records.map(({ row }) => row))
    }),
    { numRuns: 400 },
  )
})

test('nobody is lost, doubled or left without a service, and no note is repeated', () => {
  fc.assert(
    fc.property(aSheet, someHeld, (rows, held) => {
      const plan = planOn(rows, held)
      const after = applyPlan(held, plan.changes)
      const addresses = after.people.flatMap((person) => person.emails)
      expect(new Set(addresses).size).toBe(addresses.length)
      for (const person of after.people) for (const post of person.posts) expect(register.yots.has(post.yot)).toBe(true)
      for (const before of held.people) {
        const now = after.people.find(({ key }) => key === before.key)
        expect(now?.posts.map(({ key }) => key)).toEqual(expect.arrayContaining(before.posts.map(({ key }) => key)))
        expect(now?.name).toBe(before.name)
        const until = before.membership.paidUntil
        if (until) expect((now?.membership.paidUntil ?? '') >= until).toBe(true)
      }
      for (const record of plan.records) {
        if (record.people.length > 0)
          expect(record.action).toBe(strongestAction(record.people.map(({ action }) => action)))
        if (record.action === 'skip' || record.people.every(({ action }) => action === 'ask')) {
          expect(record.changes.filter(({ kind }) => kind !== 'open-vacancy')).toEqual([])
        }
        expect(record.reason).not.toBe('')
      }
      expect(JSON.stringify(plan.records.map(printRecord))).not.toMatch(/Tyler|Brown|2011|matern|sick/i)
    }),
    { numRuns: 400 },
  )
})
