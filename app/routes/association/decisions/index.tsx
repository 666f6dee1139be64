import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { PageLink } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type DeskLine, decisionDesk } from '#services/decisions/index.ts'

export const meta = () => pageTitle('Decisions: drafts and reviews')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await decisionDesk(await requireActor(args)))

const title: Column<DeskLine> = {
  id: 'title',
  header: 'Decision',
  isRowHeader: true,
  cell: ({ ref, title }) => <PageLink href={`/association/decisions/${ref}`}>{title}</PageLink>,
}
const on: Column<DeskLine> = { id: 'on', header: 'Decided', cell: ({ on }) => shortDate(on) }
const body: Column<DeskLine> = { id: 'body', header: 'By', cell: ({ body }) => body }

export default function DecisionDesk() {
  const { drafts, due, dropped, mayWrite } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Decisions: drafts and reviews</h1>
      <p className="govuk-body">
        What was published or agreed in minutes is drafted here by itself. Add the reasons, what else was considered and
        which conflicts were declared, then publish it to the <PageLink href="/decisions">decision log</PageLink>.
      </p>
      {mayWrite && <ButtonLink href="/association/decisions/new">Write down a decision</ButtonLink>}
      <DataTable
        caption="To review"
        rows={due}
        rowId={({ ref }) => ref}
        empty={
          <>
            <h2 className="govuk-heading-m">To review</h2>
            <p>No review is due in the next three weeks.</p>
          </>
        }
        columns={[
          title,
          body,
          { id: 'by', header: 'Review by', cell: ({ reviewOn }) => (reviewOn === null ? '' : shortDate(reviewOn)) },
        ]}
      />
      <DataTable
        caption="Drafts"
        rows={drafts}
        rowId={({ ref }) => ref}
        empty={
          <>
            <h2 className="govuk-heading-m">Drafts</h2>
            <p>Nothing waits to be published.</p>
          </>
        }
        columns={[title, body, on, { id: 'from', header: 'Drafted from', cell: ({ from }) => from }]}
      />
      {dropped.length > 0 && (
        <Details summary={`Not published: ${dropped.length}`}>
          <DataTable
            caption="Not published"
            captionSize="s"
            rows={dropped}
            rowId={({ ref }) => ref}
            empty=""
            columns={[title, on, { id: 'why', header: 'Why not', cell: (row) => (row as { why?: string }).why ?? '' }]}
          />
        </Details>
      )}
    </>
  )
}
