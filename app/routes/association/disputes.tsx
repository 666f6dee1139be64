import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { openDisputes } from '#services/fairness/index.ts'

export const meta = () => pageTitle('Disputes of agreed work')

export const loader = async (args: LoaderFunctionArgs) => ({
  rows: orThrow(await openDisputes(await requireActor(args))),
})

export default function Disputes() {
  const { rows } = useLoaderData<typeof loader>()
  return (
    <>
      <h1 className="govuk-heading-l">Disputes of agreed work</h1>
      <p className="govuk-body">
        The two sides settle them: nobody of the association decides. After fourteen days somebody is drawn by rule to
        mediate, who only recommends. What the sides say is for them and the mediator.
      </p>
      {rows.length === 0 ? (
        <p className="govuk-body-l">Nothing to do.</p>
      ) : (
        <DataTable
          caption="Open disputes"
          rows={rows}
          rowId={({ id }) => id}
          empty="Nothing to do."
          columns={[
            { id: 'reason', header: 'About', isRowHeader: true, cell: ({ reason }) => reason },
            { id: 'since', header: 'Since', cell: ({ openedOn }) => shortDate(openedOn) },
            { id: 'regions', header: 'Regions', cell: ({ regions }) => regions.join(', ') },
            {
              id: 'stands',
              header: 'Stands at',
              cell: ({ stands, mediationRef }) =>
                mediationRef === null ? (
                  stands
                ) : (
                  <a className="govuk-link" href={`/association/fairness/${mediationRef}`}>
                    {stands} ({mediationRef})
                  </a>
                ),
            },
          ]}
        />
      )}
    </>
  )
}
