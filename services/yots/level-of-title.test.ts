import { expect, test } from 'vitest'
import { levelOfTitle } from './level-of-title.ts'

test.each([
  ['Head of Service', 'head'],
  ['HoS', 'head'],
  ['Head of Youth Justice Service', 'head'],
  ['YOT Manager', 'head'],
  ['Head of the Youth Offending Team', 'head'],
  ['Deputy Head of Service', 'second_tier'],
  ['Operations Manager', 'second_tier'],
  ['Assistant Head', 'second_tier'],
  ['Head of Early Help', null],
  ['Team manager', null],
  ['PA to Head of Service', null],
  ['Service development officer', null],
])('%s is %s', (title, level) => {
  expect(levelOfTitle(title)).toBe(level)
})
