import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { Button, ButtonGroup } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { auditFilterSchema, findAuditPage } from '#services/insight/audit-log.ts'
import { perPage } from '#services/insight/hidden.ts'

export const meta = () => pageTitle('Audit log')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const page = readPage(params)
  const filter = auditFilterSchema.parse(Object.fromEntries(params))
  const log = orThrow(await findAuditPage(ctx, page, filter, params.has('check')))
  return { ...log, filter, page, pageCount: Math.ceil(log.total / perPage) }
}

export default function AuditLog() {
  const { rows, filter, isWhole, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const isFiltered = filter.case !== '' || filter.person !== ''
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
      <form method="get" action="/association/audit">
        <Input
          name="case"
          label="Case"
          hint="A reference, like PR-2026-417"
          defaultValue={filter.case}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          width={10}
        />
        <Input
          name="person"
          label="Person"
          hint="A name or a part of one: what they did, and what was done about them"
          defaultValue={filter.person}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          width={20}
        />
        <ButtonGroup>
          <Button variant="secondary">Show</Button>
          {isFiltered && (
            <a className="govuk-link" href="/association/audit">
              Show everything
            </a>
          )}
        </ButtonGroup>
      </form>
      <DataTable
        caption="What happened, newest first"
        rows={rows}
        rowId={(row) => row.id}
        empty={isFiltered ? 'Nothing was found. Check the reference or the name.' : 'Nothing has happened yet.'}
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
