import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Select } from '#app/components/govuk/select.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Filter } from '#app/components/moj/filter.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { statusColour } from '#app/components/vetting/status-colour.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import {
  applicationQueue,
  type QueueRow,
  queueStates,
  queueStateWords,
  queueWaits,
  waitsOnWords,
} from '#services/vetting/index.ts'

export const meta = () => pageTitle('Applications to the bank')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const asked = { state: searchParams.get('state'), waits: searchParams.get('waits') }
  const state = queueStates.find((one) => one === asked.state) ?? 'open'
  const waits = queueWaits.find((one) => one === asked.waits) ?? null
  const queue = orThrow(await applicationQueue(ctx, { state, waits, page: readPage(searchParams) }))
  return {
    ...queue,
    state,
    waits,
    states: queueStates.map((value) => ({ value, text: queueStateWords[value] })),
    waitsFor: queueWaits.map((value) => ({ value, text: waitsOnWords[value] })),
  }
}

const columns: Column<QueueRow>[] = [
  {
    id: 'ref',
    header: 'Reference',
    isRowHeader: true,
    cell: ({ ref }) => (
      <a className="govuk-link app-unbroken" href={`/association/applications/${ref}`}>
        {ref}
      </a>
    ),
  },
  { id: 'applicant', header: 'Applicant', cell: ({ applicant }) => applicant },
  { id: 'role', header: 'Role', cell: ({ role }) => role },
  {
    id: 'state',
    header: 'State',
    cell: ({ status, statusWord }) => <Tag colour={statusColour(status)}>{statusWord}</Tag>,
  },
  { id: 'waits', header: 'Waiting for', cell: ({ waitsOnWord }) => waitsOnWord },
  {
    id: 'days',
    header: 'Since',
    cell: ({ since, days }) => `${longDate(since)} (${counted(days, 'day')})`,
  },
]

export default function Applications() {
  const queue = useLoaderData<typeof loader>()
  const params = new URLSearchParams({
    ...(queue.state !== 'open' && { state: queue.state }),
    ...(queue.waits && { waits: queue.waits }),
  })
  return (
    <>
      <h1 className="govuk-heading-l">Applications to the bank</h1>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-quarter">
          <Filter clearHref="/association/applications">
            <Select name="state" label="State" defaultValue={queue.state} options={queue.states} />
            <Select
              name="waits"
              label="Waiting for"
              defaultValue={queue.waits ?? ''}
              options={[{ value: '', text: 'Anybody' }, ...queue.waitsFor]}
            />
          </Filter>
        </div>
        <div className="govuk-grid-column-three-quarters">
          <DataTable
            caption={`${counted(queue.count, 'application')}, the longest waiting first`}
            columns={columns}
            rows={queue.rows}
            rowId={({ ref }) => ref}
            empty="No applications here. Choose another state, or look again when one has been sent."
          />
          <PaginationFromUrl page={queue.page} pageCount={queue.pageCount} params={params} />
        </div>
      </div>
    </>
  )
}
