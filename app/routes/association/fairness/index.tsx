import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { concernQueue } from '#services/fairness/index.ts'

export const meta = () => pageTitle('Fair process')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = readPage(new URL(args.request.url).searchParams)
  return { page, ...orThrow(await concernQueue(await requireActor(args), page)) }
}

export default function FairnessQueue() {
  const { rows, isAdministrator, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Fair process</h1>
      <p className="govuk-body">
        {isAdministrator
          ? 'What was brought to the association and is not over, the first due first. You look after it and decide nothing: whoever decides is drawn.'
          : 'What you were drawn for, the first due first.'}{' '}
        <a className="govuk-link" href="/fairness">
          The policy
        </a>
      </p>
      {rows.length === 0 ? (
        <p className="govuk-body-l">Nothing to do.</p>
      ) : (
        <DataTable
          caption="What is open"
          rows={rows}
          rowId={({ ref }) => ref}
          empty="Nothing to do."
          columns={[
            {
              id: 'ref',
              header: 'Reference',
              isRowHeader: true,
              cell: ({ ref }) => (
                <a className="govuk-link app-unbroken" href={`/association/fairness/${ref}`}>
                  {ref}
                </a>
              ),
            },
            { id: 'kind', header: 'Kind', cell: ({ kindTitle }) => kindTitle },
            { id: 'title', header: 'About', cell: ({ title }) => title },
            {
              id: 'waits',
              header: 'Waits for',
              cell: ({ waits, isMine }) => (isMine ? <strong>{waits}, yours</strong> : waits),
            },
            {
              id: 'by',
              header: 'Until',
              cell: ({ by, isLate }) => (
                <>
                  {by !== null && shortDate(by)} {isLate && <Tag colour="red">Late</Tag>}
                </>
              ),
            },
          ]}
        />
      )}
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
