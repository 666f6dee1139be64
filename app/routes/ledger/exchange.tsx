import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BarChart } from '#app/components/charts/bar-chart.tsx'
import { InKindValue } from '#app/components/engagements/in-kind-value.tsx'
import { basisWords, ledgerHours } from '#app/components/engagements/ledger-words.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { pageNotFound } from '#app/http/respond.ts'
import { money } from '#services/core/words.ts'
import { readExchange } from '#services/engagements/index.ts'
import { regionName } from '#services/yots/index.ts'

export const meta = () => pageTitle('What the exchange gave')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const year = Number(pathPart(args, 'year'))
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw pageNotFound()
  const found = await readExchange(ctx, year)
  return {
    ...found,
    regions: found.regions.map(({ region, ...sums }) => ({
      ...sums,
      region: region === null ? (found.regions.length === 1 ? 'All regions' : 'And others') : regionName(region),
    })),
    themes: found.themes.map(({ theme, minutes }) => ({
      label: theme ?? (found.themes.length === 1 ? 'All themes' : 'And others'),
      count: Math.round(minutes / 60),
    })),
    quotes: found.quotes.map(({ text, region }) => ({ text, region: regionName(region) })),
  }
}

type Region = { region: string; givenMinutes: number; receivedMinutes: number; valuePence: number | null }

const columnsWith = (isValued: boolean): Column<Region>[] => [
  { id: 'region', header: 'Region', isRowHeader: true, cell: ({ region }) => region },
  { id: 'given', header: 'Hours given', isNumeric: true, cell: ({ givenMinutes }) => ledgerHours(givenMinutes) },
  {
    id: 'received',
    header: 'Hours received',
    isNumeric: true,
    cell: ({ receivedMinutes }) => ledgerHours(receivedMinutes),
  },
  ...(isValued
    ? [
        {
          id: 'value',
          header: 'Worth, given in kind',
          isNumeric: true,
          cell: ({ valuePence }: Region) => (valuePence ? money(Math.round(valuePence / 100) * 100) : ''),
        },
      ]
    : []),
]

export default function Exchange() {
  const { year, years, regions, bases, themes, totalMinutes, travelMinutes, value, quotes } =
    useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/ledger">Your ledger</BackLink>
      <h1 className="govuk-heading-l">What the exchange gave in {year}</h1>
      <p className="govuk-body-l">{ledgerHours(totalMinutes)} hours given to services.</p>
      {years.length > 1 && (
        <SubNavigation
          label="Year"
          items={years.map((one) => ({ text: String(one), href: `/ledger/${one}/exchange`, isCurrent: one === year }))}
        />
      )}
      {value !== null && <InKindValue value={value} />}
      <DataTable
        caption="By region"
        columns={columnsWith(value !== null)}
        rows={regions}
        rowId={({ region }) => region}
        empty="Nothing was given in this year."
      />
      <p className="govuk-body">
        Regions and themes in which fewer than three services gave or received are read together. No service and no
        person is ranked.
        {travelMinutes > 0 && ` Travel stands in no sum: it was ${ledgerHours(travelMinutes)} hours.`}
      </p>
      <DataTable
        caption="By basis"
        columns={[
          { id: 'basis', header: 'Basis', isRowHeader: true, cell: ({ basis }) => basisWords[basis] },
          { id: 'hours', header: 'Hours', isNumeric: true, cell: ({ minutes }) => ledgerHours(minutes) },
        ]}
        rows={bases}
        rowId={({ basis }) => basis}
        empty="Nothing was given in this year."
      />
      {themes.length > 0 && <BarChart title="Hours by theme" counts="Hours" of="Theme" rows={themes} />}
      <h2 className="govuk-heading-m">Paid by those whom one has reviewed</h2>
      <p className="govuk-body">
        The exchange refuses paid work within twelve months of a review of the same service. How often it followed one
        all the same, and how often it was refused, is counted once for each year that is over:{' '}
        <a className="govuk-link" href="/independence">
          independence
        </a>
        .
      </p>
      {quotes.length > 0 && (
        <section aria-labelledby="thanks">
          <h2 className="govuk-heading-m" id="thanks">
            What services said
          </h2>
          {quotes.map(({ text, region }) => (
            <InsetText key={text}>
              <span className="app-typed">{text}</span>
              <br />
              <span className="govuk-hint">A service in {region}</span>
            </InsetText>
          ))}
        </section>
      )}
    </>
  )
}
