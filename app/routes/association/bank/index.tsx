import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskColumns, stateOptions, usualColumns } from '#app/components/bank/desk-table.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Filter } from '#app/components/moj/filter.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { DownloadLinks } from '#app/components/table/download-links.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { SavedViews } from '#app/components/table/saved-views.tsx'
import { changeParams, readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { causesOf, countConcerned, readDesk } from '#app/http/bank-desk.ts'
import { orThrow } from '#app/http/respond.ts'
import { changeViews } from '#app/http/saved-views.ts'
import { savedViews } from '#services/accounts/index.ts'
import { bankDesk, deskCounts, roleWords } from '#services/bank/index.ts'
import { countOutsideDue } from '#services/outside/index.ts'
import { regionName, regions } from '#services/yots/index.ts'

const path = '/association/bank'

export const meta = () => pageTitle('The bank: who stands how')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { asked, searchParams, concerns, ...desk } = await readDesk(ctx, args.request)
  const list = orThrow(await bankDesk(ctx, desk, readPage(searchParams)))
  const counts = orThrow(await deskCounts(ctx, desk.hidden))
  const suspended = list.rows.flatMap(({ id, state }) => (state === 'suspended' ? [id] : []))
  const causes = await causesOf(ctx, suspended)
  const today = ctx.clock.today()
  const cols = searchParams.getAll('cols')
  const isUsual = asked.length === 0 && cols.length === 0 && !searchParams.has('sort')
  const shown = [...asked, ['sort', desk.sort.by], ['order', desk.sort.order], ...cols.map((col) => ['cols', col])]
  return {
    ...list,
    rows: list.rows.map((row) => ({
      ...row,
      causes: causes[row.id] ?? [],
      concerns: concerns[row.id] ?? [],
      today,
    })),
    counts,
    complaints: await countConcerned(ctx, desk),
    outsideDue: await countOutsideDue(ctx),
    filter: desk.filter,
    sort: desk.sort,
    cols,
    params: new URLSearchParams(shown).toString(),
    isUsual,
    views: await savedViews(ctx, path),
    regions: regions.map((region) => ({ value: region, text: regionName(region) })),
    roles: Object.entries(roleWords).map(([value, text]) => ({ value, text })),
  }
}

export const action = (args: ActionFunctionArgs) => changeViews(args, path)

const any = { value: '', text: 'Any' }

const dueOptions = [
  any,
  { value: 'anything', text: 'Anything' },
  { value: 'approval', text: 'Approval' },
  { value: 'declaration', text: 'Declaration' },
  { value: 'insurance', text: 'Insurance' },
  { value: 'dbs', text: 'DBS record' },
  { value: 'practice', text: 'Recent practice' },
  { value: 'condition', text: 'A condition' },
]

const declaredOptions = [
  any,
  { value: 'no', text: 'Not declared this year' },
  { value: 'nil', text: 'Nil return' },
  { value: 'yes', text: 'Declared' },
]

/** A number that is also the way to the people it counts. */
const Count = ({ count, says, query }: { count: number; says: string; query: string }) => (
  <li>
    <a className="govuk-link" href={`/association/bank?${query}`}>
      {count} {says}
    </a>
  </li>
)

export default function BankDesk() {
  const data = useLoaderData<typeof loader>()
  const { rows, count, page, pageCount, counts, filter, sort, cols, regions, roles } = data
  const params = new URLSearchParams(data.params)
  const at = (path: string, changes: Record<string, string | null> = {}) =>
    `/association/bank/${path}${changeParams(params, { ...changes, page: null })}`
  const chosen = cols.length === 0 ? usualColumns : cols
  const columns = deskColumns.filter(({ id, isRowHeader }) => isRowHeader || chosen.includes(id))
  return (
    <>
      <h1 className="govuk-heading-l">The bank: who stands how</h1>
      <ul className="govuk-list">
        <Count count={counts.runsOut} says="with something that runs out within 90 days" query="due=anything" />
        <Count count={counts.mend} says="with something to mend" query="state=mend" />
        <Count count={counts.undeclared} says="not declared this year" query="declared=no" />
        <Count count={counts.conditions} says="with an open condition" query="conditions=open" />
        {data.complaints > 0 && (
          <Count count={data.complaints} says="with an open complaint" query="concerns=open&cols=state&cols=concerns" />
        )}
        <Count count={counts.suspended} says="not available at present" query="state=suspended" />
        {data.outsideDue > 0 && (
          <li>
            <a className="govuk-link" href="/association/outside?due=soon">
              {data.outsideDue} outside {data.outsideDue === 1 ? 'provider' : 'providers'} with something that runs out
            </a>
          </li>
        )}
      </ul>
      <Details
        summary="Filter the list, and choose its columns"
        open={Object.keys(filter).length > 0 || cols.length > 0}
      >
        <Filter
          clearHref="/association/bank"
          hidden={
            <>
              <input type="hidden" name="sort" value={sort.by} />
              <input type="hidden" name="order" value={sort.order} />
            </>
          }
        >
          <Input name="q" label="Name" defaultValue={filter.q ?? ''} />
          <Select name="due" label="Runs out within 90 days" options={dueOptions} defaultValue={filter.due ?? ''} />
          <Select name="state" label="State" options={[any, ...stateOptions]} defaultValue={filter.state ?? ''} />
          <Select name="role" label="May act as" options={[any, ...roles]} defaultValue={filter.role ?? ''} />
          <Select name="region" label="Region" options={[any, ...regions]} defaultValue={filter.region ?? ''} />
          <Select name="declared" label="Declaration" options={declaredOptions} defaultValue={filter.declared ?? ''} />
          <Select
            name="conditions"
            label="Conditions"
            options={[any, { value: 'open', text: 'Open' }]}
            defaultValue={filter.conditions ?? ''}
          />
          <Select
            name="concerns"
            label="Complaints you may know of"
            options={[any, { value: 'open', text: 'Open' }]}
            defaultValue={filter.concerns ?? ''}
          />
          <Checkboxes
            name="cols"
            legend="Columns"
            isSmall
            items={deskColumns.flatMap(({ id, header, isRowHeader }) =>
              isRowHeader ? [] : [{ value: id, label: header }],
            )}
            defaultValues={chosen}
          />
        </Filter>
      </Details>
      <SavedViews path={path} views={data.views} query={data.isUsual ? null : data.params} />
      <DataTable
        caption={count === 1 ? 'One person' : `${count} people`}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        sort={sort}
        params={params}
        empty="Nobody in the bank fits all of this. Take a filter away to see more."
        tools={<DownloadLinks to={(format) => at('download', { format })} />}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
      {count > 0 && (
        <ButtonLink href={at('remind')} variant="secondary">
          Remind these people of what runs out
        </ButtonLink>
      )}
    </>
  )
}
