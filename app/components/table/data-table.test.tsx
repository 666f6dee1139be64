import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { htmlTree } from '#app/components/govuk/fixtures/html-tree.ts'
import { type Column, DataTable, type DataTableProps } from './data-table.tsx'

type Service = { code: string; name: string; reviews: number }

const rows: Service[] = [
  { code: 'LDS', name: 'Leeds', reviews: 3 },
  { code: 'BRD', name: 'Bradford', reviews: 12 },
]

const columns: Column<Service>[] = [
  {
    id: 'name',
    header: 'Service',
    cell: (row) => <a href={`/yots/${row.code}`}>{row.name}</a>,
    isRowHeader: true,
    isSortable: true,
  },
  {
    id: 'reviews',
    header: 'Reviews',
    cell: (row) => row.reviews,
    isNumeric: true,
    isSortable: true,
    firstOrder: 'desc',
  },
  { id: 'code', header: 'Code', cell: (row) => row.code },
]

const render = (props: Partial<DataTableProps<Service>> = {}) =>
  htmlTree(
    renderToStaticMarkup(
      <DataTable
        caption="Services"
        empty="None yet."
        rowId={(row) => row.code}
        {...{ rows, columns }}
        tools={null}
        {...props}
      />,
    ),
  )

const hrefs = (html: string) => [...html.matchAll(/href="(\?[^"]*)"/g)].map(([, href]) => href)

describe('DataTable', () => {
  it('shows the rows in the order they come: the query sorted them', () => {
    const html = render({ sort: { by: 'name', order: 'asc' } })
    expect(html.indexOf('"Leeds"')).toBeLessThan(html.indexOf('"Bradford"'))
  })

  it('offers each sortable column as a link, its useful direction first', () => {
    expect(hrefs(render())).toEqual(['?sort=name&order=asc', '?sort=reviews&order=desc'])
  })

  it('turns the direction of the column that is sorted, and says how it is', () => {
    const html = render({ sort: { by: 'reviews', order: 'desc' } })
    expect(hrefs(html)).toEqual(['?sort=name&order=asc', '?sort=reviews&order=asc'])
    expect(html).toMatch(/<th aria-sort="descending" class="[^"]*numeric"/)
    expect(html).toMatch(/<th aria-sort="none"/)
  })

  it('keeps the filters of the page and goes back to its first page', () => {
    const params = new URLSearchParams('region=Wales&page=3&sort=name&order=asc')
    expect(hrefs(render({ params, sort: { by: 'name', order: 'asc' } }))).toEqual([
      '?region=Wales&sort=name&order=desc',
      '?region=Wales&sort=reviews&order=desc',
    ])
  })

  it('names every value of a row for when it is set as a card, but not the row itself', () => {
    const html = render()
    expect(html).toContain('<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Reviews" role="cell">')
    expect(html).toContain('<th class="govuk-table__header" role="rowheader" scope="row">')
  })

  it('says what is the matter when there is nothing', () => {
    const html = render({ rows: [] })
    expect(html).toContain('"None yet."')
    expect(html).not.toContain('<table')
  })
})
