import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { HeatMap } from '#app/components/charts/heat-map.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { RegionMap } from '#app/components/insight/region-map.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { gapRegister, type ThemeGaps } from '#services/insight/index.ts'
import { regionInitials, yotTiles } from '#services/yots/index.ts'

export const meta = () => pageTitle('Gap register')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const [{ heat, ...register }, tiles] = [orThrow(await gapRegister(ctx)), await yotTiles(ctx)]
  const openIn = (column: number) => heat.values.reduce((sum, row) => sum + (row[column] ?? 0), 0)
  return {
    ...register,
    tiles,
    byRegion: Object.fromEntries(heat.columns.map(({ region }, column) => [region, openIn(column)])),
    values: heat.values,
    columns: heat.columns.map(({ region, name }) => ({ name, initials: regionInitials[region] ?? '–' })),
  }
}

const days = (count: number | null) => (count === null ? 'None met' : `${count} ${count === 1 ? 'day' : 'days'}`)

const Counts = ({
  caption,
  of,
  rows,
}: {
  caption: string
  of: string
  rows: { id: string; told: number; met: number }[]
}) => (
  <DataTable
    caption={caption}
    rows={rows}
    rowId={({ id }) => id}
    empty="Nothing is older than 90 days yet."
    columns={[
      { id: 'what', header: of, cell: ({ id }) => id, isRowHeader: true },
      { id: 'told', header: 'Gaps', cell: ({ told }) => told, isNumeric: true },
      { id: 'met', header: 'Met', cell: ({ met }) => met, isNumeric: true },
      { id: 'open', header: 'Open', cell: ({ told, met }) => told - met, isNumeric: true },
    ]}
  />
)

const ByTheme = ({ rows }: { rows: ThemeGaps[] }) => (
  <DataTable
    caption="How long it takes until one is met"
    rows={rows}
    rowId={({ theme }) => theme}
    empty="No gap was noted yet."
    columns={[
      { id: 'theme', header: 'Theme', cell: ({ theme }) => theme, isRowHeader: true },
      { id: 'told', header: 'Gaps', cell: ({ told }) => told, isNumeric: true },
      { id: 'met', header: 'Met', cell: ({ met }) => met, isNumeric: true },
      { id: 'days', header: 'Half of those within', cell: ({ medianDays }) => days(medianDays), isNumeric: true },
      { id: 'open', header: 'Open', cell: ({ open }) => open, isNumeric: true },
      { id: 'young', header: 'Last 90 days', cell: ({ young }) => young, isNumeric: true },
      { id: 'weight', header: 'Places or people', cell: ({ weight }) => weight, isNumeric: true },
    ]}
  />
)

export default function GapRegister() {
  const { day, until, themes, total, tiles, byRegion, columns, values, kinds, quarters, searches } =
    useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Gap register</h1>
      <p className="govuk-body-l">
        {total.open + total.young} gaps are open; {total.met} of those noted up to {longDate(until)} were met
        {total.medianDays === null ? '.' : `, half of them within ${days(total.medianDays)}.`}
      </p>
      <p className="govuk-body">
        Where help ended without, counted once, under the first theme.
        {day === null ? ' Nothing was counted yet: that happens every night. ' : ` Counted ${longDate(day)}. `}
        Something that met a gap counts 90 days later, so that nobody learns of a case by it; of the last 90 days you
        see those that you may know of.
      </p>
      <div className="govuk-button-group">
        <a className="govuk-link" href="/association/gaps/print">
          Sheet for the dialogue with the YJB
        </a>
        <a className="govuk-link" href="/association/gaps/download">
          The same as a file (CSV)
        </a>
        <a className="govuk-link" href="/gaps">
          What everybody reads
        </a>
      </div>
      {themes.length > 0 && (
        <div className="govuk-grid-row">
          <div className="govuk-grid-column-one-half">
            <RegionMap title="Open gaps on the map" counts="Open gaps" tiles={tiles} of={byRegion} />
          </div>
          <div className="govuk-grid-column-one-half">
            <HeatMap
              title="Open gaps by theme and region"
              counts="Open gaps"
              of="Theme"
              rows={themes.map(({ theme }) => theme)}
              columns={columns}
              values={values}
            />
          </div>
        </div>
      )}
      <ByTheme rows={[...themes, ...(themes.length > 0 ? [{ theme: 'All themes', ...total }] : [])]} />
      <Counts
        caption="Where it ended"
        of="What happened"
        rows={kinds.map(({ kind, told, met }) => ({ id: kind, told, met }))}
      />
      <Counts
        caption="When"
        of="Noted in"
        rows={quarters.map(({ quarter, told, met }) => ({ id: quarter, told, met }))}
      />
      <DataTable
        caption="Searches that found nothing"
        rows={searches.map((row) => ({ ...row, id: `${row.quarter} ${row.where} ${row.theme}` }))}
        rowId={({ id }) => id}
        empty="No quarter that is over had five searches or more about one theme without a result."
        columns={[
          { id: 'theme', header: 'Theme', cell: ({ theme }) => theme, isRowHeader: true },
          { id: 'where', header: 'Where', cell: ({ where }) => where },
          { id: 'quarter', header: 'In', cell: ({ quarter }) => quarter },
          { id: 'count', header: 'Searches', cell: ({ count }) => count, isNumeric: true },
        ]}
      />
      <p className="govuk-body-s">
        Counted without a press, by quarter and theme: neither who searched nor their words are kept. They are no gaps
        until somebody says so. Fewer than five are not shown.
      </p>
    </>
  )
}
