import { expect, it } from 'vitest'
import { refereesSchema, timeSchema } from './schema.ts'

it.each([
  ['£560', 56_000],
  ['560.00', 56_000],
  ['£1,250.50', 125_050],
])('reads a day rate typed as %s', (dayRate, pence) => {
  const typed = { version: 1, basis: 'charged', daysPerYear: 5, dayRate, insuranceUntil: '2027-03-27' }
  expect(timeSchema.parse(typed).dayRate).toBe(pence)
})

it('says which referee something is missing of', () => {
  const whole = { name: 'A', email: 'a@example.org', relation: 'Chaired our board' }
  const found = refereesSchema.safeParse({ version: 1, referees: [whole, { ...whole, name: undefined }] })
  expect(found.error?.issues.map(({ message }) => message)).toEqual(['Enter the second referee’s name'])
})
