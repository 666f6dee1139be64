import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { Button, ButtonGroup } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { DownloadLinks } from '#app/components/table/download-links.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { changeParams, readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { readAuditFilter } from '#app/http/audit-filter.ts'
import { orThrow } from '#app/http/respond.ts'
import { findAuditPage, perPage } from '#services/insight/index.ts'

export const meta = () => pageTitle('Audit log')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const page = readPage(params)
  const { filter, errors } = readAuditFilter(args.request)
  const log = orThrow(await findAuditPage(ctx, page, filter, params.has('check')))
  return { ...log, filter, errors, page, pageCount: Math.ceil(log.total / perPage) }
}

const days = [
  ['from', 'From'],
  ['until', 'Until'],
] as const

export default function AuditLog() {
  const { rows, filter, errors, isWhole, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const isFiltered = [...Object.values(filter), ...Object.values(errors)].some(Boolean)
  const typedDay = (name: string) => ({
    day: params.get(`${name}-day`) ?? '',
    month: params.get(`${name}-month`) ?? '',
    year: params.get(`${name}-year`) ?? '',
  })
  const file = (format: 'csv' | 'xlsx') => `/association/audit/download${changeParams(params, { format, page: null })}`
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
      <Details summary="Look for a case, a person, an event or days" open={isFiltered}>
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
          <Input
            name="event"
            label="What happened"
            hint="Words of it, like rating or suspension lifted"
            defaultValue={filter.event}
            autoComplete="off"
            maxLength={60}
            width={20}
          />
          {days.map(([name, legend]) => (
            <DateInput key={name} name={name} legend={legend} defaultValue={typedDay(name)} error={errors[name]} />
          ))}
          <ButtonGroup>
            <Button variant="secondary">Show</Button>
            {isFiltered && (
              <a className="govuk-link" href="/association/audit">
                Show everything
              </a>
            )}
          </ButtonGroup>
        </form>
      </Details>
      <DataTable
        caption="What happened, newest first"
        rows={rows}
        rowId={(row) => row.id}
        empty={
          isFiltered
            ? 'Nothing was found. Take a part of what you look for away to see more.'
            : 'Nothing has happened yet.'
        }
        columns={[
          { id: 'at', header: 'When', cell: (row) => dateAndTime(row.at) },
          { id: 'event', header: 'What', cell: (row) => row.event, isRowHeader: true },
          { id: 'actor', header: 'Who', cell: (row) => row.actor },
          { id: 'about', header: 'About', cell: (row) => row.about },
          { id: 'more', header: 'Details', cell: (row) => row.more },
        ]}
        tools={<DownloadLinks to={file} />}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
