import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { htmlTree } from '#app/components/govuk/fixtures/html-tree.ts'
import { Badge } from './badge.tsx'
import { Filter } from './filter.tsx'
import { SideNavigation } from './side-navigation.tsx'
import { SubNavigation } from './sub-navigation.tsx'
import { Timeline } from './timeline.tsx'

const render = (element: React.ReactElement) => htmlTree(renderToStaticMarkup(element))

const require = createRequire(import.meta.url)

/** What the Ministry of Justice's own package renders and styles for a pattern. */
const original = (pattern: string) =>
  ['template.njk', `_${pattern}.scss`]
    .map((file) => require.resolve(`@ministryofjustice/frontend/moj/components/${pattern}/${file}`))
    .map((path) => readFileSync(path, 'utf8'))
    .join()
    .replaceAll('&--', `moj-${pattern}--`)

const event = { id: '1', title: 'Report final', by: 'Ada', dateTime: '2026-07-14', date: 'Tuesday 14 July 2026' }
const page = { text: 'Team', href: '/team', isCurrent: true }

describe('class names', () => {
  it.each([
    ['badge', <Badge key="badge" colour="green" />],
    ['timeline', <Timeline key="timeline" events={[{ ...event, description: 'Sent' }]} />],
    ['side-navigation', <SideNavigation key="side" label="Review" sections={[{ heading: 'Work', items: [page] }]} />],
    ['sub-navigation', <SubNavigation key="sub" label="Review" items={[page]} />],
    [
      'filter',
      <Filter key="filter" selected={[{ heading: 'A', items: [{ text: 'B', removeHref: '#' }] }]} clearHref="#">
        <input name="q" />
      </Filter>,
    ],
  ])('%s: are those of the Ministry of Justice', (pattern, element) => {
    const classes = [...new Set(render(element).match(/moj-[a-z_-]+/g))]
    expect(classes).not.toEqual([])
    expect(classes.filter((name) => !original(pattern).includes(name))).toEqual([])
  })
})

describe('Timeline', () => {
  it('says what, who and when, the date for people and for machines', () => {
    const html = render(<Timeline events={[event]} headingLevel={3} />)
    expect(html).toContain('<ol class="moj-timeline">')
    expect(html).toMatch(/<h3 .*>\n.*"Report final"/)
    expect(html).toMatch(/"by Ada"/)
    expect(html).toMatch(/<time datetime="2026-07-14">\n.*"Tuesday 14 July 2026"/)
  })
})

describe('navigation', () => {
  const items = [
    { text: 'Team', href: '/reviews/PR-2026-014/team', isCurrent: true },
    { text: 'Documents', href: '/reviews/PR-2026-014/documents' },
  ]

  it.each([
    ['beside', <SideNavigation key="side" label="Review" sections={[{ items }]} />],
    ['under the title', <SubNavigation key="sub" label="Review" items={items} />],
  ])('%s: names the landmark and marks this page, and only it', (_, element) => {
    const html = render(element)
    expect(html).toContain('aria-label="Review"')
    expect(html.match(/aria-current="page"/g)).toHaveLength(1)
    expect(html).toMatch(/aria-current="page" .*href="\/reviews\/PR-2026-014\/team"/)
  })
})

describe('Filter', () => {
  it('sends a GET form, and offers to take each filter in force away', () => {
    const selected = [
      { heading: 'Region', items: [{ text: 'Wales', removeHref: '?theme=health' }] },
      { heading: 'Basis', items: [] },
    ]
    const html = render(
      <Filter selected={selected} clearHref="/offerings">
        <input name="q" />
      </Filter>,
    )
    expect(html).toMatch(/<form .*method="get"/)
    expect(html).toMatch(/href="\?theme=health">\n.*\n.*"Remove this filter: "\n.*"Wales"/)
    expect(html).not.toContain('"Basis"')
    expect(html).toMatch(/href="\/offerings">\n.*"Clear filters"/)
  })

  it('says nothing of selected filters when there are none', () => {
    const html = render(
      <Filter clearHref="/offerings">
        <input name="q" />
      </Filter>,
    )
    expect(html).not.toContain('Selected filters')
  })
})
