import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type DeliveryRow, findDeliveries } from '#services/insight/index.ts'
import { jobs } from '#services/worker.ts'

export const meta = () => pageTitle('Deliveries and jobs')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await findDeliveries(await requireActor(args), jobs))

const columns: Column<DeliveryRow>[] = [
  { id: 'topic', header: 'What', cell: (row) => row.what, isRowHeader: true },
  { id: 'to', header: 'To', cell: (row) => row.to ?? '' },
  { id: 'createdAt', header: 'Written', cell: (row) => dateAndTime(row.createdAt) },
  { id: 'attempts', header: 'Tries', cell: (row) => row.attempts, isNumeric: true },
  { id: 'next', header: 'Next try', cell: (row) => (row.availableAt ? dateAndTime(row.availableAt) : 'None') },
  { id: 'error', header: 'Why not', cell: (row) => row.lastError ?? '' },
]

export default function Deliveries() {
  const { waiting, givenUp, jobs } = useLoaderData<typeof loader>()
  return (
    <>
      <h1 className="govuk-heading-l">Deliveries and jobs</h1>
      <DataTable
        caption="Could not be delivered"
        columns={columns}
        rows={givenUp}
        rowId={(row) => row.id}
        empty="Nothing was given up."
      />
      <DataTable caption="Waiting" columns={columns} rows={waiting} rowId={(row) => row.id} empty="Nothing waits." />
      <DataTable
        caption="Jobs"
        rows={jobs}
        rowId={(job) => job.name}
        empty="No job has run yet."
        columns={[
          { id: 'name', header: 'Job', cell: (job) => job.title, isRowHeader: true },
          { id: 'ran', header: 'Last ran', cell: (job) => (job.lastRunAt ? dateAndTime(job.lastRunAt) : 'Not yet') },
          { id: 'error', header: 'Problem', cell: (job) => job.lastError ?? 'None' },
        ]}
      />
    </>
  )
}
