import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type OutsideLine, outsideDesk } from '#services/outside/index.ts'

export const meta = () => pageTitle('Outside providers')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const due = new URL(args.request.url).searchParams.get('due') === 'soon'
  return { lines: orThrow(await outsideDesk(ctx, { due })), due }
}

const columns: Column<OutsideLine>[] = [
  {
    id: 'name',
    header: 'Organisation',
    isRowHeader: true,
    cell: ({ ref, name }) => (
      <a className="govuk-link" href={`/association/outside/${ref}`}>
        {name}
      </a>
    ),
  },
  { id: 'ref', header: 'Reference', cell: ({ ref }) => ref },
  { id: 'state', header: 'State', cell: ({ state }) => state },
  { id: 'by', header: 'Answer by', cell: ({ by }) => (by === null ? '' : longDate(by)) },
  {
    id: 'next',
    header: 'Runs out',
    cell: ({ next }) =>
      next === null ? '' : `${next.what}${next.on === null ? ', not there yet' : `, ${longDate(next.on)}`}`,
  },
]

export default function OutsideDesk() {
  const { lines, due } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Outside providers</h1>
      <p className="govuk-body">
        {due ? (
          <a className="govuk-link" href="/association/outside">
            See all of them
          </a>
        ) : (
          <a className="govuk-link" href="/association/outside?due=soon">
            See those with something that runs out within 90 days, or has
          </a>
        )}
      </p>
      <DataTable
        caption={due ? 'With something that runs out within 90 days, or has' : 'All of them, what waits first'}
        columns={columns}
        rows={lines}
        rowId={({ ref }) => ref}
        empty="None."
      />
    </>
  )
}
