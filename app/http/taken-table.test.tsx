import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { RequestSearchContext } from '#app/components/table/request-search.ts'
import { nameOfPage, rowsOfTable } from './taken-table.ts'

type Row = { name: string; days: string; note: string }

const columns: Column<Row>[] = [
  {
    id: 'name',
    header: 'Service',
    isRowHeader: true,
    isSortable: true,
    cell: ({ name }) => <a href="/yots/x">{name}</a>,
  },
  { id: 'days', header: 'Days', isNumeric: true, cell: ({ days }) => days },
  {
    id: 'note',
    header: 'Note',
    cell: ({ note }) => (
      <ul>
        <li>{note}</li>
        <li>second</li>
      </ul>
    ),
  },
  { id: 'own', header: 'Only here', isOnScreenOnly: true, cell: () => 'hidden from paper' },
]
const rows = [
  { name: 'Leeds & York', days: '1,204', note: 'A "quoted" <b>' },
  { name: 'Kent', days: 'none', note: '' },
]

const page = renderToStaticMarkup(
  <RequestSearchContext.Provider value="?theme=board">
    <h1>Who gave what: Épping</h1>
    <DataTable
      caption="First"
      rowId={({ name }) => name}
      columns={columns}
      rows={[{ name: 'Other', days: '1', note: '' }]}
      empty=""
    />
    <DataTable caption="Second" rowId={({ name }) => name} columns={columns} rows={rows} empty="" />
  </RequestSearchContext.Provider>,
)
const links = [...page.matchAll(/href="(\?[^"]*table=[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

it('every table has links to itself as a file, which keep what the page was asked for', () => {
  expect(links.map((link) => [...new URLSearchParams(link)].map(([name]) => name))).toEqual(
    Array.from({ length: 4 }, () => ['theme', 'table', 'format']),
  )
})

it('a file has the rows of its table, as the page says them, without what is not for paper', () => {
  const id = new URLSearchParams(links[2]).get('table') ?? ''
  expect(rowsOfTable(page, id)).toEqual([
    ['Service', 'Days', 'Note'],
    ['Leeds & York', 1204, 'A "quoted" <b> second'],
    ['Kent', 'none', 'second'],
  ])
  expect(rowsOfTable(page, 'no-such')).toBeNull()
  expect(rowsOfTable(page, '')).toBeNull()
})

it('is called as the page', () => {
  expect(nameOfPage(page)).toBe('who-gave-what-epping')
  expect(nameOfPage('<p>none</p>')).toBe('table')
})
