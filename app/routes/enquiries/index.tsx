import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { EnquiryTag } from '#app/components/enquiries/enquiry-tag.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { may } from '#services/core/access.ts'
import { boxes, boxToOpen, countEnquiries, type EnquiryEntry, listEnquiries } from '#services/enquiries/index.ts'

export const meta = () => pageTitle('Enquiries')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const counts = await countEnquiries(ctx)
  const box = boxes.find((name) => name === searchParams.get('box')) ?? boxToOpen(counts)
  const page = readPage(searchParams)
  return { box, counts, page, mayAsk: may(ctx.actor, 'enquiry.send'), ...(await listEnquiries(ctx, box, page)) }
}

const columnsFor = (box: 'received' | 'sent'): Column<EnquiryEntry>[] => [
  {
    id: 'ref',
    header: 'Enquiry',
    isRowHeader: true,
    cell: ({ ref, title }) => (
      <>
        <a className="govuk-link" href={`/enquiries/${ref}`}>
          {title}
        </a>
        <br />
        {ref}
      </>
    ),
  },
  { id: 'with', header: box === 'received' ? 'Asked by' : 'Asked of', cell: ({ withWhom }) => withWhom },
  { id: 'sent', header: 'Sent', cell: ({ sentOn }) => shortDate(sentOn) },
  {
    id: 'by',
    header: 'Answer by',
    cell: ({ answerBy }) => (answerBy === null ? 'Nothing due' : shortDate(answerBy)),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ status, statusSays }) => <EnquiryTag status={status} says={statusSays} />,
  },
]

const empty = {
  received: 'Nobody has asked yet about what you or your service offer.',
  sent: 'Your service has not asked for anything yet.',
} as const

export default function Enquiries() {
  const { box, counts, enquiries, page, pageCount, mayAsk } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Enquiries</h1>
      {mayAsk && <ButtonLink href="/enquiries/new">Tell us what you need</ButtonLink>}
      <SubNavigation
        label="Enquiries"
        items={[
          { text: `Received (${counts.received})`, href: '/enquiries?box=received', isCurrent: box === 'received' },
          { text: `Sent (${counts.sent})`, href: '/enquiries?box=sent', isCurrent: box === 'sent' },
        ]}
      />
      <DataTable
        caption={box === 'received' ? 'About what you offer' : 'From your service'}
        columns={columnsFor(box)}
        rows={enquiries}
        rowId={({ id }) => id}
        params={params}
        empty={empty[box]}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
