import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { InKindValue } from '#app/components/engagements/in-kind-value.tsx'
import { basisWords, ledgerHours } from '#app/components/engagements/ledger-words.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { readStatement, type StatementRow } from '#services/engagements/index.ts'
import { regionName } from '#services/yots/index.ts'

export const meta = () => pageTitle('Ledger')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const year = Number(searchParams.get('year'))
  const yotCode = searchParams.get('service')
  const isWhole = searchParams.get('rows') === 'all'
  const statement = orThrow(
    await readStatement(ctx, {
      page: isWhole ? 'all' : readPage(searchParams),
      theme: searchParams.get('theme'),
      ...(Number.isInteger(year) && year >= 2000 && year <= 2100 ? { year } : {}),
      ...(yotCode === null ? {} : { yotCode }),
    }),
  )
  return {
    ...statement,
    isWhole,
    rows: statement.rows.map((row) => ({ ...row, region: regionName(row.region) })),
  }
}

type Sum = { what: string; href?: string; given: number; received: number }

const sumColumns = (header: string): Column<Sum>[] => [
  {
    id: 'what',
    header,
    isRowHeader: true,
    cell: ({ what, href }) =>
      href === undefined ? (
        what
      ) : (
        <a className="govuk-link" href={href}>
          {what}
        </a>
      ),
  },
  { id: 'given', header: 'Hours given', isNumeric: true, cell: ({ given }) => ledgerHours(given) },
  { id: 'received', header: 'Hours received', isNumeric: true, cell: ({ received }) => ledgerHours(received) },
]

const Thanked = ({ row }: { row: StatementRow }) => {
  if (!row.hasThanks && !row.mayThank && !row.mayCorrect) return null
  return (
    <>
      <br />
      <span className="app-no-print">
        {(row.hasThanks || row.mayThank) && (
          <a className="govuk-link" href={`/thanks/${row.id}`}>
            {row.hasThanks ? 'Read the thanks' : 'Say thank you'}
            <span className="govuk-visually-hidden">
              {' '}
              for {row.title}, {shortDate(row.on)}
            </span>
          </a>
        )}{' '}
        {row.mayCorrect && (
          <a className="govuk-link" href={`/ledger/time/${row.id}`}>
            Correct your time
          </a>
        )}
      </span>
    </>
  )
}

const rowColumns: Column<StatementRow>[] = [
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    cell: (row) => (
      <>
        {row.title} {row.isBySilence && <Tag colour="grey">by silence</Tag>}{' '}
        {row.isReversal && <Tag colour="orange">taken back</Tag>}
        {row.isOpening && <Tag colour="grey">opening figure</Tag>}
        {row.why !== null && (
          <>
            <br />
            {row.why}
          </>
        )}
        <Thanked row={row} />
      </>
    ),
  },
  { id: 'on', header: 'Day', cell: ({ on }) => shortDate(on) },
  {
    id: 'way',
    header: 'Given or received',
    cell: ({ way, other, region }) => (
      <>
        {way === 'given' ? `Given to ${other}` : `From ${other}`}
        <br />
        <span className="govuk-hint govuk-!-margin-bottom-0">{region}</span>
      </>
    ),
  },
  {
    id: 'basis',
    header: 'Basis and themes',
    cell: ({ basis, themes }) => (
      <>
        {basisWords[basis]}
        {themes.length > 0 && (
          <>
            <br />
            <span className="govuk-hint govuk-!-margin-bottom-0">{themes.join(', ')}</span>
          </>
        )}
      </>
    ),
  },
  { id: 'hours', header: 'Hours', isNumeric: true, cell: ({ minutes }) => ledgerHours(minutes) },
  {
    id: 'travel',
    header: 'Travel',
    isNumeric: true,
    cell: ({ travelMinutes }) => (travelMinutes === 0 ? '' : ledgerHours(travelMinutes)),
  },
]

export default function Ledger() {
  const statement = useLoaderData<typeof loader>()
  const { yotName, yotCode, year, years, sums, travel, value, themes, theme, rows, isWhole, page, pageCount } =
    statement
  const [params] = useSearchParams()
  const own = `year=${year}&service=${yotCode}`
  const ofTheme = theme === null ? '' : `&theme=${theme}`
  const download = (format: string) => `/ledger/download?${own}${ofTheme}&format=${format}`
  const shownTheme = themes.find(({ code }) => code === theme)
  return (
    <>
      <span className="govuk-caption-l">{yotName}</span>
      <h1 className="govuk-heading-l">What you gave and received in {year}</h1>
      <p className="govuk-body">
        Nobody fills this in: it is written when work is confirmed and when a review’s feedback is presented. It is no
        account: there is nothing to owe or to spend, and nobody is ranked.{' '}
        <a className="govuk-link" href={`/ledger/${year}/exchange`}>
          What the whole exchange gave
        </a>
      </p>
      {years.length > 1 && (
        <SubNavigation
          label="Year"
          items={years.map((one) => ({
            text: String(one),
            href: `/ledger?year=${one}&service=${yotCode}`,
            isCurrent: one === year,
          }))}
        />
      )}
      <DataTable
        caption="By basis"
        columns={sumColumns('Basis')}
        rows={sums.map(({ basis, givenMinutes, receivedMinutes }) => ({
          what: basisWords[basis],
          given: givenMinutes,
          received: receivedMinutes,
        }))}
        rowId={({ what }) => what}
        empty="Nothing was given or received in this year."
      />
      {(travel.givenMinutes > 0 || travel.receivedMinutes > 0) && (
        <p className="govuk-body">
          Travel is kept apart and stands in no sum: {ledgerHours(travel.givenMinutes)} hours by your people,{' '}
          {ledgerHours(travel.receivedMinutes)} by those who came to you.
        </p>
      )}
      {value !== null && <InKindValue value={value} />}
      {themes.length > 0 && (
        <DataTable
          caption="By theme"
          columns={sumColumns('Theme')}
          rows={themes.map(({ code, name, givenMinutes, receivedMinutes }) => ({
            what: name,
            href: `/ledger?${own}&theme=${code}#entries`,
            given: givenMinutes,
            received: receivedMinutes,
          }))}
          rowId={({ what }) => what}
          empty=""
        />
      )}
      <div id="entries">
        <DataTable
          caption={shownTheme ? `Each entry under ${shownTheme.name}` : 'Each entry'}
          columns={rowColumns}
          rows={rows}
          rowId={({ id, way }) => `${id} ${way}`}
          params={params}
          empty="There are no entries in this year."
          tools={
            <p className="govuk-body app-no-print">
              <a className="govuk-link" href={download('csv')}>
                Download as CSV
              </a>{' '}
              or{' '}
              <a className="govuk-link" href={download('xlsx')}>
                as a workbook
              </a>
              {pageCount > 1 && !isWhole && (
                <>
                  , or{' '}
                  <a className="govuk-link" href={`/ledger?${own}${ofTheme}&rows=all`}>
                    see every entry on one page, to print
                  </a>
                </>
              )}
              {shownTheme && (
                <>
                  .{' '}
                  <a className="govuk-link" href={`/ledger?${own}#entries`}>
                    Show every theme
                  </a>
                </>
              )}
            </p>
          }
        />
      </div>
      {!isWhole && <PaginationFromUrl page={page} pageCount={pageCount} params={params} />}
    </>
  )
}
