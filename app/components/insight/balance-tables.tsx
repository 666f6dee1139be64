import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { listed } from '#services/core/words.ts'
import type { Balance, Measure, PublishedRegion } from '#services/insight/index.ts'

type Row = Balance['rows'][number]

const roleTitles = {
  co_lead: 'Co-leads',
  reviewer: 'Reviewers',
  facilitator: 'Facilitators',
  observer: 'Observers',
  trainee: 'Trainees',
  mentor: 'Mentors',
} as const
const roles = Object.keys(roleTitles) as (keyof typeof roleTitles)[]

const measureTitles: Record<Measure, string> = {
  people: 'In the bank',
  asked: 'Asked',
  led: 'Led',
  hosted: 'Hosted',
  taught: 'Taught',
  decided: 'Decided',
}
const measures = Object.keys(measureTitles) as Measure[]

const region = { id: 'region', header: 'Region', cell: ({ name }: { name: string }) => name, isRowHeader: true }
const services = {
  id: 'services',
  header: 'Services',
  cell: ({ services }: { services: number }) => services,
  isNumeric: true,
}

type Shown = { count: string | number; each?: string; share: string; isUnderHalf: boolean }

/** The count first, then how many a service and its share, and a word where that is under half. */
const Share = ({ count, each = '', share, isUnderHalf }: Shown) => (
  <>
    {count}
    {[each, share].map(
      (words) =>
        words !== '' && (
          <span className="govuk-body-s" key={words}>
            <br />
            {words}
          </span>
        ),
    )}
    {isUnderHalf && (
      <>
        <br />
        <strong className="govuk-body-s govuk-!-font-weight-bold">under half</strong>
      </>
    )}
  </>
)

type RegionRow = { region: string; name: string; services: number }

/** A line a region, each beside how many services it has. */
const ByRegion = <R extends RegionRow>(props: { caption: string; empty: string; rows: R[]; columns: Column<R>[] }) => (
  <DataTable {...props} rowId={({ region }) => region} columns={[region, services, ...props.columns]} />
)

/** Each region's counts, each beside its share of services. */
export const BalanceTable = ({ rows }: { rows: Row[] }) => (
  <ByRegion<Row>
    caption="Regions side by side"
    rows={rows}
    empty="Nothing was counted yet."
    columns={measures.map((measure) => ({
      id: measure,
      header: measureTitles[measure],
      isNumeric: true,
      cell: ({ counts }) => {
        const { count, perService, ...share } = counts[measure]
        const isSome = perService !== null && count > 0
        const each = !isSome ? '' : perService < 0.05 ? 'under 0.1 each' : `${perService.toFixed(1)} each`
        return <Share count={count} each={each} share={share.words} isUnderHalf={share.isUnderHalf} />
      },
    }))}
  />
)

/** Who is in the bank, by what they may do; somebody who may do more stands in each. */
export const RolesTable = ({ rows }: { rows: Row[] }) => (
  <ByRegion<Row>
    caption="People in the bank, by role"
    rows={rows}
    empty="Nothing was counted yet."
    columns={roles.map((role) => ({
      id: role,
      header: roleTitles[role],
      isNumeric: true,
      cell: (row) => row.roles[role],
    }))}
  />
)

/** The same as anybody may read it: at least so many. What has fewer than five in every region is said once, beneath. */
export const PublishedBalanceTable = ({ rows }: { rows: PublishedRegion[] }) => {
  const [told, few] = [true, false].map((isTold) =>
    measures.filter((measure) => rows.some(({ counts }) => counts[measure].atLeast > 0) === isTold),
  )
  return (
    <>
      <ByRegion<PublishedRegion>
        caption="Regions side by side"
        rows={rows}
        empty="Nothing is published yet."
        columns={(told ?? []).map((measure) => ({
          id: measure,
          header: measureTitles[measure],
          isNumeric: true,
          cell: ({ counts }) => {
            const { atLeast, ...share } = counts[measure]
            return (
              <Share
                count={atLeast === 0 ? 'Fewer than 5' : `${atLeast} or more`}
                share={share.index === null ? '' : `about ${share.words}`}
                isUnderHalf={share.isUnderHalf}
              />
            )
          },
        }))}
      />
      {few !== undefined && few.length > 0 && rows.length > 0 && (
        <p className="govuk-body">
          Fewer than five in every region: {listed(few.map((measure) => measureTitles[measure].toLowerCase()))}.
        </p>
      )}
    </>
  )
}
