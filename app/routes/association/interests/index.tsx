import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { dateRange, longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import {
  centralRegister,
  type OfficerReturn,
  officersReturns,
  registerDigest,
  registerPageSize,
} from '#services/conflicts/index.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('Register of interests of the association')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const page = readPage(params)
  const [q, isHistoryToo] = [params.get('q')?.trim() ?? '', params.has('history')]
  const register = orThrow(await centralRegister(ctx, { page, isHistoryToo, ...(q ? { q } : {}) }))
  return {
    ...register,
    officers: orThrow(await officersReturns(ctx)),
    digest: orThrow(await registerDigest(ctx)),
    page,
    q,
    isHistoryToo,
    pageCount: Math.ceil(register.total / registerPageSize),
  }
}

const span = (from: string | null, until: string | null) =>
  from && until ? dateRange(from, until) : from ? `since ${longDate(from)}` : until ? `until ${longDate(until)}` : ''

const Changes = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <>
    <h3 className="govuk-heading-s">{title}</h3>
    {lines.length === 0 ? (
      <p className="govuk-body">None.</p>
    ) : (
      <ul className="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
  </>
)

const declaredWords = ({ interests, declaredOn, isOverdue }: OfficerReturn) => {
  if (declaredOn === null) return <Tag colour="red">Declaration owed</Tag>
  const what = interests === 0 ? 'Nothing to declare (nil return)' : counted(interests, 'interest')
  return isOverdue ? (
    <>
      {what} <Tag colour="red">Overdue</Tag>
    </>
  ) : (
    what
  )
}

export default function CentralRegister() {
  const { rows, officers, digest, page, pageCount, q, isHistoryToo } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Register of interests of the association</h1>
      <p className="govuk-body">
        Everything people declared for the year. What somebody declared for one case is with that case. The{' '}
        <a className="govuk-link" href="/register-of-interests">
          public register
        </a>{' '}
        shows only what comes with a role.
      </p>
      <DataTable
        caption="Officers, and what they declared"
        rows={officers}
        rowId={({ name, offices }) => `${name} ${offices.join()}`}
        empty="Nobody holds an office."
        columns={[
          { id: 'name', header: 'Name', cell: ({ name }) => name, isRowHeader: true },
          { id: 'office', header: 'Office', cell: ({ offices }) => offices.join('; ') },
          { id: 'declared', header: 'Declared', cell: declaredWords },
          {
            id: 'on',
            header: 'Last declared',
            cell: ({ declaredOn, lastsUntil, isOverdue }) =>
              declaredOn === null || lastsUntil === null
                ? 'Not yet'
                : `${longDate(declaredOn)}; ${isOverdue ? 'ended' : 'lasts until'} ${longDate(lastsUntil)}`,
          },
        ]}
      />
      <h2 className="govuk-heading-m">Interests, one by one</h2>
      <form method="get">
        <Input name="q" label="Find a person" defaultValue={q} width={20} />
        <Checkboxes
          name="history"
          isSmall
          items={[{ value: 'yes', label: 'With what was withdrawn' }]}
          defaultValues={isHistoryToo ? ['yes'] : []}
        />
        <div className="govuk-button-group">
          <Button variant="secondary">Show</Button>
          <ButtonLink href="/association/interests/download" variant="secondary">
            Download all with its history (CSV)
          </ButtonLink>
        </div>
      </form>
      <DataTable
        caption="Interests declared"
        rows={rows}
        rowId={(row) => row.id}
        empty={
          q ? `Nobody whose name has “${q}” in it has an interest here.` : 'Nobody declared an interest for the year.'
        }
        columns={[
          { id: 'person', header: 'Person', cell: (row) => row.person, isRowHeader: true },
          { id: 'kind', header: 'Interest', cell: (row) => row.kind },
          { id: 'with', header: 'With', cell: (row) => row.with },
          { id: 'when', header: 'When', cell: (row) => span(row.from, row.until) },
          {
            id: 'declared',
            header: 'Declared',
            cell: (row) =>
              longDate(row.declaredOn) + (row.withdrawnOn ? `, withdrawn ${longDate(row.withdrawnOn)}` : ''),
          },
        ]}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
      <h2 className="govuk-heading-m">What changed since {longDate(digest.since)}</h2>
      <Changes title="Added" lines={digest.added} />
      <Changes title="Withdrawn" lines={digest.withdrawn} />
    </>
  )
}
