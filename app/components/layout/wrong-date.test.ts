import { describe, expect, it } from 'vitest'
import { wrongParts } from './wrong-date.ts'

describe('the boxes of a day that have to be mended', () => {
  it.each([
    [{ day: '31', month: '2', year: '2027' }, 'Their first day must be a real date', ['day']],
    [{ day: '3', month: '13', year: '2027' }, 'Their first day must be a real date', ['month']],
    [{ day: '41', month: 'Juny', year: '2027' }, 'Their first day must be a real date', ['day']],
    [{ day: '3', month: 'march', year: '27' }, 'Their first day must have 4 numbers for the year', ['year']],
    [{ day: '3', month: '3', year: '2919' }, 'Their first day must have a year from 1966 to 2029, not 2919', ['year']],
    [{ day: '3', month: '', year: '' }, 'Their first day must include a month and year', ['month', 'year']],
    [{ day: '', month: '', year: '' }, 'Enter their first day, like 1 4 2027', ['day', 'month', 'year']],
    [{ day: '3', month: '3', year: '2027' }, 'The last day must not be before the first', ['day', 'month', 'year']],
    [{ day: '3', month: '3', year: '2027' }, undefined, []],
  ])('%j, of which is said “%s”, are %j', (typed, error, wrong) => {
    expect(wrongParts(typed, error)).toEqual(wrong)
  })
})
