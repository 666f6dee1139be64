import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { changeParams, readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type QueueGroup, queueGroups, requestsQueue } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Requests for peer review')

const isGroup = (text: string | null): text is QueueGroup => text !== null && Object.hasOwn(queueGroups, text)

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const group = params.get('group')
  return orThrow(
    await requestsQueue(ctx, {
      group: isGroup(group) ? group : 'waiting',
      page: readPage(params),
      isMine: params.get('mine') === 'yes',
    }),
  )
}

export default function Requests() {
  const queue = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Requests for peer review</h1>
      <SubNavigation
        label="Groups of requests"
        items={queue.groups.map(({ id, text, count }) => ({
          text: `${text} (${count})`,
          href: changeParams(params, { group: id, page: null }),
          isCurrent: id === queue.group,
        }))}
      />
      <p className="govuk-body">
        {queue.isMine ? (
          <a className="govuk-link" href={changeParams(params, { mine: null, page: null })}>
            Show all requests
          </a>
        ) : (
          <a className="govuk-link" href={changeParams(params, { mine: 'yes', page: null })}>
            Show only those I look after
          </a>
        )}
      </p>
      <DataTable
        caption={queue.groups.find(({ id }) => id === queue.group)?.text ?? ''}
        rows={queue.rows}
        rowId={(row) => row.ref}
        empty="Nothing here."
        columns={[
          {
            id: 'ref',
            header: 'Request',
            isRowHeader: true,
            cell: (row) => (
              <a className="govuk-link app-unbroken" href={`/association/requests/${row.ref}`}>
                {row.ref}
              </a>
            ),
          },
          { id: 'yot', header: 'Service', cell: (row) => row.yotName },
          { id: 'region', header: 'Region', cell: (row) => row.region },
          {
            id: 'status',
            header: 'Where it stands',
            cell: (row) => (row.deferredUntil ? `${row.status} until ${shortDate(row.deferredUntil)}` : row.status),
          },
          { id: 'sent', header: 'Sent', cell: (row) => (row.submittedOn ? shortDate(row.submittedOn) : '') },
          { id: 'holder', header: 'Looked after by', cell: (row) => row.holder },
        ]}
      />
      <PaginationFromUrl
        page={queue.page}
        pageCount={Math.ceil(queue.total / queue.pageSize)}
        params={params}
        landmarkLabel="Requests"
      />
    </>
  )
}
