import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { openEnquiriesOf } from '#services/enquiries/index.ts'
import { type OwnOffering, ownOfferings } from '#services/offerings/index.ts'

export const meta = () => pageTitle('Your offerings')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = readPage(new URL(args.request.url).searchParams)
  const { offerings, ...list } = await ownOfferings(ctx, page)
  const open = await openEnquiriesOf(
    ctx,
    offerings.map(({ slug }) => slug),
  )
  return { page, ...list, offerings: offerings.map((one) => ({ ...one, openEnquiries: open.get(one.slug) ?? 0 })) }
}

const colours = { draft: 'yellow', published: 'green', paused: 'orange', archived: 'grey' } as const

const columns: Column<OwnOffering & { openEnquiries: number }>[] = [
  {
    id: 'title',
    header: 'Offering',
    isRowHeader: true,
    cell: ({ slug, title, status }) => (
      <a className="govuk-link" href={status === 'draft' ? `/offerings/${slug}/check` : `/offerings/${slug}`}>
        {title}
      </a>
    ),
  },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kind },
  { id: 'price', header: 'Basis', cell: ({ price }) => price },
  { id: 'open', header: 'Open enquiries', isNumeric: true, cell: ({ openEnquiries }) => openEnquiries },
  {
    id: 'status',
    header: 'State',
    cell: ({ status, statusSays }) => <Tag colour={colours[status]}>{statusSays}</Tag>,
  },
]

export default function YourOfferings() {
  const { offerings, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <BackLink href="/offerings">Offerings</BackLink>
      <h1 className="govuk-heading-l">Your offerings</h1>
      <ButtonLink href="/offerings/new" variant="secondary">
        Offer something
      </ButtonLink>
      <p className="govuk-body">
        You can also{' '}
        <a className="govuk-link" href="/offerings/own-name">
          offer in your own name
        </a>{' '}
        beside a post, with your service’s consent.
      </p>
      <DataTable
        caption="What you and your service offer"
        columns={columns}
        rows={offerings}
        rowId={({ slug }) => slug}
        params={params}
        empty="Nothing yet. What your service does well, another is looking for."
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
