import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'

it('makes text of what a spreadsheet would run, and quotes what would break a row', () => {
  const formulas = ['=1+1', '+44 20', '-2', '@SUM(A1)', '\t=1']
  expect(
    csvOf(
      ['a'],
      formulas.map((text) => [text]),
    ),
  ).toBe(`\uFEFFa\r\n${formulas.map((text) => `'${text}\r\n`).join('')}`)
  expect(csvOf(['a', 'b'], [['He said "no", twice', null]])).toBe('\uFEFFa,b\r\n"He said ""no"", twice",\r\n')
})
