import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { BarChart } from './bar-chart.tsx'
import { CoverageGrid } from './coverage-grid.tsx'
import { HeatMap } from './heat-map.tsx'
import { MonthLine } from './month-line.tsx'
import { type ShownStep, StepTimeline } from './step-timeline.tsx'
import { type Tile, TileMap } from './tile-map.tsx'
import { Timetable } from './timetable.tsx'

const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0

const tile = (code: string, at: Partial<Tile>): Tile => ({
  code,
  name: `${code} service`,
  region: 'north',
  initials: 'N',
  column: 0,
  row: 0,
  mark: 'none',
  ...at,
})

const step = (title: string, state: ShownStep['state'], more: Partial<ShownStep> = {}): ShownStep => ({
  title,
  phase: 'Visit',
  who: 'The team',
  state,
  on: null,
  isLate: false,
  ...more,
})

describe('every picture', () => {
  const tiles = [tile('a', { mark: 'full' }), tile('b', { column: 1, region: 'south', initials: 'S' })]
  const pictures = {
    bars: <BarChart title="Places" counts="Places" of="Region" rows={[{ label: 'Wales', count: 3 }]} />,
    map: <TileMap title="Map" tiles={tiles} means={{ full: 'Offers', none: 'None' }} table={<table />} />,
    months: (
      <MonthLine
        title="Members"
        points={[
          { on: '2026-05-31', count: 3 },
          { on: '2026-06-30', count: 5 },
        ]}
        table={<table />}
      />
    ),
    timetable: (
      <Timetable title="Round" of="Service" rows={[{ id: 'a', label: 'York', from: '2026-06-01', to: '2026-06-04' }]} />
    ),
    timeline: <StepTimeline title="Way" steps={[step('Visit begins', 'now')]} />,
    heat: (
      <HeatMap
        title="Gaps"
        counts="Gaps"
        of="Theme"
        rows={['A']}
        columns={[{ name: 'Wales', initials: 'W' }]}
        values={[[2]]}
      />
    ),
  }

  it.each(Object.entries(pictures))(
    'has a name and its figures beneath, and tells nothing by colour: %s',
    (_, picture) => {
      const html = renderToStaticMarkup(picture)
      expect(html).toMatch(/<svg[^>]* role="img" aria-label="[^"]+\. The figures are beneath\."/)
      expect(html.lastIndexOf('<table')).toBeGreaterThan(html.indexOf('</svg>'))
      expect(html).not.toMatch(/fill="|stroke="|style="/)
    },
  )
})

describe('the map of tiles', () => {
  it('draws full, half and empty tiles apart, a line between two regions, and a ring around its own', () => {
    const html = renderToStaticMarkup(
      <TileMap
        title="Map"
        tiles={[
          tile('a', { mark: 'full', isHere: true }),
          tile('b', { mark: 'part', column: 1, region: 'south', initials: 'S' }),
          tile('c', { row: 1 }),
        ]}
        means={{ full: 'Full' }}
        table={null}
      />,
    )
    const drawing = html.slice(0, html.indexOf('</svg>'))
    // One path for each mark, however many tiles: two outlines, one full square, one half of one.
    expect(drawing).toMatch(/<path class="app-picture__outline" d="M\d+ \d+h17v17h-17zm-20 20h17v17h-17z"/)
    expect(count(drawing, /<path d="(M\d+ \d+h17v17h-17z){1}"/g)).toBe(1)
    expect(count(drawing, /<path d="(M\d+ \d+v17h17z){1}"/g)).toBe(1)
    expect(drawing).toMatch(/<path class="app-picture__border" d="M[^M"]+v20"/)
    expect(count(drawing, /<circle/g)).toBe(1)
    expect(count(drawing, /<text[^>]*>[NS]</g)).toBe(2)
    expect(html).toContain('Ringed: a service.')
  })
})

describe('the timeline', () => {
  const steps = [
    step('Team confirmed', 'done', { phase: 'Team', on: '2026-05-04' }),
    step('Team call', 'unsaid', { on: '2026-06-01' }),
    step('Visit begins', 'now', { on: '2026-06-08', isLate: true }),
    step('Letter', 'to-come', { phase: 'Report', who: 'The co-leads', on: '2026-06-22' }),
  ]
  const html = renderToStaticMarkup(<StepTimeline title="Way" steps={steps} />)
  const words = html.replace(/<[^>]+>/g, '')

  it('says what is next, by when, whose turn it is, and what follows', () => {
    expect(words).toContain('Next: visit begins, by Monday 8 June 2026 (late). Whose turn: the team.')
    expect(words).toContain('Then: letter, by Monday 22 June 2026.')
  })

  it('marks a step that nobody said was done, in the picture and in words', () => {
    expect(count(html.slice(0, html.indexOf('</svg>')), /<path class="app-picture__line" d="M[^"]+L[^"]+M/g)).toBe(1)
    expect(words).toContain('Not said to be done')
  })

  it('says nothing of what is next when there is nothing', () => {
    expect(renderToStaticMarkup(<StepTimeline title="Way" steps={[step('Review closed', 'done')]} />)).not.toContain(
      'Next',
    )
  })
})

describe('the heat map', () => {
  it('draws more as a larger square, keeps a number back that must not be shown, and none as nothing', () => {
    const html = renderToStaticMarkup(
      <HeatMap
        title="Gaps"
        counts="Gaps"
        of="Theme"
        rows={['Education', 'A theme of a very long name']}
        columns={[
          { name: 'Wales', initials: 'W' },
          { name: 'London', initials: 'L' },
        ]}
        values={[
          [16, 4],
          [null, 0],
        ]}
      />,
    )
    const widths = [...html.matchAll(/<rect[^>]*? width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(widths[0]).toBeCloseTo((widths[1] ?? 0) * 2)
    expect(widths).toHaveLength(2)
    expect(html).toContain('A theme of a very lon…')
    expect(html).toContain('A theme of a very long name')
    expect(html).toContain('Not shown')
  })
})

describe('the grid of people and questions', () => {
  it('reads as a table: who is in which team, and every level in words', () => {
    const html = renderToStaticMarkup(
      <CoverageGrid
        caption="Side by side"
        groups={[
          { id: 'P1', title: 'Proposal 1' },
          { id: 'P2', title: 'Proposal 2' },
        ]}
        questions={['1. Does help come early?', 'Disproportionality']}
        people={[{ id: 'x', name: 'Ann Lee', parts: ['Co-lead', null], levels: [3, 0], says: 'Wales, 31 miles' }]}
      />,
    )
    const cells = [...html.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell = '']) =>
      cell.replace(/<(\w+)[^>]* aria-hidden="true".*?<\/\1>/g, '').replace(/<[^>]+>/g, ''),
    )
    expect(cells).toEqual([
      'Who',
      'P1: Proposal 1',
      'P2: Proposal 2',
      'a: 1. Does help come early?',
      'b: Disproportionality',
      'Ann Lee',
      'Co-lead',
      'not in it',
      'others come to them for it',
      'nothing',
      'Wales, 31 miles',
    ])
  })
})

describe('a timetable', () => {
  it('draws each row under the months from its first day to its last, the earliest first', () => {
    const html = renderToStaticMarkup(
      <Timetable
        title="Round"
        of="Service"
        rows={[
          { id: 'b', label: 'York', from: '2026-07-06', to: '2026-07-09' },
          { id: 'a', label: 'Leeds', from: '2026-06-01', to: '2026-06-04' },
        ]}
      />,
    )
    expect(html.indexOf('Leeds')).toBeLessThan(html.indexOf('York'))
    const [june = 0, july = 0] = [...html.matchAll(/<rect x="([\d.]+)"/g)].map(([, x]) => Number(x))
    expect(june).toBe(0)
    expect(july).toBeGreaterThan(160)
    expect([...html.matchAll(/>(Jun|Jul|Aug)</g)].map(([, name]) => name)).toEqual(['Jun', 'Jul'])
  })
})
