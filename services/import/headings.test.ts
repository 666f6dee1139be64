import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import type { Cell } from './cell.ts'
import { findHeadings } from './headings.ts'

const register = await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url)))
const sheet = (...rows: Cell[][]) => rows.map((cells, i) => ({ row: i + 1, cells }))
const fieldsOf = (...rows: Cell[][]) => findHeadings(sheet(...rows), register)?.columns.map(({ field }) => field)

test.each([
  [
    'name',
    'Full name|Names|Name(s)|Member|Contact name|Surname, First name|Names of managers|Post-holder name|Key contact|Member’s full name',
  ],
  ['firstName', 'First name|Forename(s)|Given name'],
  ['lastName', 'Surname|Last Name|Family name'],
  ['email', 'E-mail|Email address|E-mail Address (work)|Contact e-mail|EMAIL'],
  ['yot', 'YOT|YOS|Service|Authority|Area|Local authority / YOT|Organisation|Name of YOT|Youth Justice Service (YJS)'],
  ['position', 'Post|Position|Job title|Role|Post title|Title'],
  ['status', 'Status|Post status|Membership status'],
  ['joinedOn', 'Joined|Date joined|Member since|Membership start date|Start date'],
  ['amount', 'Amount|Amount (£)|Subscription|Subs 2026/27|Membership fee|Fee|£'],
  ['paid', 'Paid|Paid?|Paid (Y/N)|Fee paid|Payment status|Amount paid'],
  ['paidOn', 'Paid on|Date paid|Payment date|Date subs paid|Date of last payment'],
  ['paidUntil', 'Paid until|Paid to|Subs paid up to|Expires|Expiry date|Renewal|Renewal date|Valid until'],
  ['po', 'PO|P.O. No.|Purchase order|PO number'],
  ['invoice', 'Invoice|Inv. no.|Invoice number'],
  ['left', 'Left|Date left|Leaving date'],
  ['onLeave', 'On leave|On leave (Y/N)'],
  ['vacant', 'Vacant?|Post vacant Y/N'],
  ['leavingReason', 'Reason for leaving'],
  ['leaveReason', 'Reason for leave|Leave type'],
  ['membershipKind', 'Membership type|Group/Individual'],
  ['notes', 'Notes|Notes/Comments|Any other information'],
  ['ignored', 'Telephone|Address|Post code|Region|Membership No|Date of birth'],
  [null, 'Favourite colour|Date'],
])('%s: %s', (field, headings) => {
  const context = field === 'firstName' || field === 'lastName' || field === 'name' ? 'Notes' : 'Contact'
  for (const heading of headings.split('|')) {
    const columns = findHeadings(sheet(['E-mail', context, heading]), register)?.columns
    expect([heading, columns?.find((column) => column.heading === heading)?.field]).toEqual([
      heading,
      field === 'email' && heading === 'E-mail' ? 'email' : field,
    ])
  }
})

test('the heading row is found below title lines, which may look like headings', () => {
  const found = findHeadings(
    sheet(
      ['AYM members: name and e-mail of every service'],
      [null],
      ['Name', 'Jane'],
      [null, 'E-mail', 'Name', 'YOT', 'Notes'],
    ),
    register,
  )
  expect(found?.row).toBe(4)
})

test('without a column about people there is no list', () => {
  expect(fieldsOf(['YOT', 'Amount'], ['Leeds', 150])).toBeUndefined()
  expect(fieldsOf(['Name'], ['Jane'])).toBeUndefined()
})

test('Title means Mr and Mrs, or the post, as the cells beneath say', () => {
  expect(fieldsOf(['Title', 'Name', 'Email'], ['Mrs', 'Jane', 'a@x.uk'], ['Dr', 'Bob', 'b@x.uk'])?.[0]).toBe('ignored')
  expect(fieldsOf(['Title', 'Name', 'Email'], ['Head of Service', 'Jane', 'a@x.uk'])?.[0]).toBe('position')
})

test('of several columns that could be the service, the one whose cells are services is', () => {
  expect(fieldsOf(['Area', 'Name', 'Team'], ['North', 'Jane', 'Leeds YOT'], ['South', 'Bob', 'Kent'])).toEqual([
    'ignored',
    'name',
    'yot',
  ])
})

test('of several years’ payments the last counts', () => {
  expect(fieldsOf(['Name', 'YOT', 'Subs 2024/25', 'Subs 2026/27', 'Subs 2025/26'])).toEqual([
    'name',
    'yot',
    'ignored',
    'amount',
    'ignored',
  ])
})

test('a line manager beside the name is nobody imported; alone, a role is a name with its post', () => {
  expect(fieldsOf(['Name', 'Manager', 'YOT'])).toEqual(['name', 'ignored', 'yot'])
  expect(findHeadings(sheet(['YOT', 'Head of Service', 'Deputy name']), register)?.columns).toMatchObject([
    { field: 'yot', role: null },
    { field: 'name', role: 'Head of Service' },
    { field: 'name', role: 'Deputy' },
  ])
})
