import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { BalanceLine } from '#app/components/insight/balance-line.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { marksDesk } from '#services/courses/index.ts'
import { balanceLine } from '#services/insight/index.ts'

export const meta = () => pageTitle('Quality marks')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { marks: orThrow(await marksDesk(ctx)), balance: await balanceLine(ctx, 'people') }
}

export default function AssociationMarks() {
  const { marks, balance } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Quality marks</h1>
      <p className="govuk-body">
        Who observes is drawn by rule and is not shown here. What was seen is read by the provider once it is decided.
      </p>
      <BalanceLine line={balance} />
      <DataTable
        caption="Marks"
        rows={marks}
        rowId={({ ref }) => ref}
        empty="No mark was asked for yet."
        columns={[
          {
            id: 'title',
            header: 'Offering',
            isRowHeader: true,
            cell: ({ slug, title }) => (
              <a className="govuk-link" href={`/offerings/${slug}`}>
                {title}
              </a>
            ),
          },
          { id: 'provider', header: 'Provider', cell: ({ provider }) => provider },
          { id: 'stands', header: 'Stands', cell: ({ stands }) => stands },
          { id: 'asked', header: 'Asked for', cell: ({ askedOn }) => shortDate(askedOn) },
          { id: 'ends', header: 'Ends', cell: ({ endsOn }) => (endsOn === null ? '' : shortDate(endsOn)) },
          { id: 'observers', header: 'Observers', cell: ({ observers }) => observers, isNumeric: true },
        ]}
      />
    </>
  )
}
