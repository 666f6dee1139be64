import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findAuditPage, perPage } from '#services/insight/queries.ts'

export const meta = () => pageTitle('Audit log')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const page = readPage(params)
  const log = orThrow(await findAuditPage(ctx, page, params.has('check')))
  return { ...log, page, pageCount: Math.ceil(log.total / perPage) }
}

export default function AuditLog() {
  const { rows, isWhole, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Audit log</h1>
      {isWhole === null && (
        <p className="govuk-body">
          Every entry is sealed with the one before it.{' '}
          <a className="govuk-link" href="?check=yes">
            Check that nothing was changed
          </a>
          .
        </p>
      )}
      {isWhole === true && (
        <InsetText>
          The whole chain was checked just now. Every entry fits the one before it: nothing was changed.
        </InsetText>
      )}
      {isWhole === false && (
        <WarningText>
          The chain is broken: an entry was changed outside the exchange. Keep a copy of the database and find out how.
        </WarningText>
      )}
      <DataTable
        caption="What happened, newest first"
        rows={rows}
        rowId={(row) => row.id}
        empty="Nothing has happened yet."
        columns={[
          { id: 'at', header: 'When', cell: (row) => dateAndTime(row.at) },
          { id: 'event', header: 'What', cell: (row) => row.event, isRowHeader: true },
          { id: 'actor', header: 'Who', cell: (row) => row.actor },
          { id: 'about', header: 'About', cell: (row) => row.about },
          { id: 'more', header: 'Details', cell: (row) => row.more },
        ]}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
