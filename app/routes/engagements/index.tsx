import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { EngagementTag } from '#app/components/engagements/engagement-tag.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { boxes, type EngagementEntry, listEngagements } from '#services/engagements/index.ts'
import { yotsOf } from '#services/yots/index.ts'

export const meta = () => pageTitle('Agreed work')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const box = boxes.find((name) => name === searchParams.get('box')) ?? 'open'
  const page = readPage(searchParams)
  return { box, page, hasLedger: yotsOf(ctx.actor).length > 0, ...(await listEngagements(ctx, { box, page })) }
}

const columns: Column<EngagementEntry>[] = [
  {
    id: 'what',
    header: 'What',
    isRowHeader: true,
    cell: ({ ref, title }) => (
      <>
        <a className="govuk-link" href={`/engagements/${ref}`}>
          {title}
        </a>
        <br />
        {ref}
      </>
    ),
  },
  { id: 'with', header: 'With', cell: ({ other, side }) => (side === 'host' ? `${other}, for you` : `For ${other}`) },
  {
    id: 'next',
    header: 'What is next',
    cell: ({ turn, isMine, isLate }) => (
      <>
        {isLate && <Tag colour="red">Late</Tag>} {isMine && <strong>Your turn: </strong>}
        {turn.says}
        {turn.dueOn !== null && `, by ${shortDate(turn.dueOn)}`}
      </>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ status, statusSays }) => <EngagementTag status={status} says={statusSays} />,
  },
]

const boxNames = { open: 'Under way', over: 'Over' } as const

const empty = {
  open: 'Nothing is under way. It begins when your service chooses an offer, or when somebody chooses yours.',
  over: 'Nothing is over yet.',
} as const

export default function Engagements() {
  const { box, count, entries, hasLedger, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Agreed work</h1>
      <p className="govuk-body">
        Work between services, and by associates, from terms to settled.
        {hasLedger && (
          <>
            {' '}
            What was given and received stands in{' '}
            <a className="govuk-link" href="/ledger">
              your service’s ledger
            </a>
            .
          </>
        )}
      </p>
      <SubNavigation
        label="Agreed work"
        items={(['open', 'over'] as const).map((name) => ({
          text: name === box ? `${boxNames[name]} (${count})` : boxNames[name],
          href: name === 'open' ? '/engagements' : `/engagements?box=${name}`,
          isCurrent: name === box,
        }))}
      />
      <DataTable
        caption={boxNames[box]}
        columns={columns}
        rows={entries}
        rowId={({ ref }) => ref}
        params={params}
        empty={empty[box]}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
