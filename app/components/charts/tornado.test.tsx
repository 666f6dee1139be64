import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Tornado } from './tornado.tsx'

const row = (id: string, atLow: number, atHigh: number) => ({ id, label: id, atLow, atHigh, low: '£1', high: '£9' })
const drawn = (central = 100) =>
  renderToStaticMarkup(
    <Tornado
      title="What moves the year most"
      of="Left over"
      central={central}
      rows={[row('Platform', 200, -100), row('Renewal', 50, 130)]}
      inWords={(value) => `£${value}`}
    />,
  )

it('has a name and its figures beneath, and tells low from high by shape and not by colour', () => {
  const html = drawn()
  expect(html).toMatch(/<svg[^>]* role="img" aria-label="What moves the year most\. The figures are beneath\."/)
  expect(html).not.toMatch(/fill="|stroke="|style="/)
  const cells = [...html.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) => cell.replace(/<[^>]+>/g, ''))
  expect(cells).toEqual([
    ...['Assumption', 'Low', 'Left over, low', 'High', 'Left over, high'],
    ...['Platform', '£1', '£200', '£9', '£-100'],
    ...['Renewal', '£1', '£50', '£9', '£130'],
  ])
})

it('draws each part from the line where all are central, as long as it moves the result', () => {
  const bars = [...drawn().matchAll(/<rect([^>]*)>/g)].map(([, given = '']) => ({
    isOutline: given.includes('outline'),
    x: Number(/ x="([\d.]+)"/.exec(given)?.[1]),
    width: Number(/ width="([\d.]+)"/.exec(given)?.[1]),
  }))
  const [low, high, otherLow, otherHigh] = bars
  expect(bars.map(({ isOutline }) => isOutline)).toEqual([true, false, true, false])
  // 100 more to the right; 200 less to the left, twice as long, ending where the other begins.
  expect(high?.width).toBeCloseTo(2 * (low?.width ?? 0))
  expect((high?.x ?? 0) + (high?.width ?? 0)).toBeCloseTo(low?.x ?? 0)
  expect(otherLow?.width).toBeCloseTo((low?.width ?? 0) / 2)
  expect(otherHigh?.x).toBeCloseTo(low?.x ?? 0)
})
