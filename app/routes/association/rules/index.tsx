import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { RuleHistory } from '#app/components/conflicts/rule-history.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findRules } from '#services/conflicts/index.ts'

export const meta = () => pageTitle('The rules on conflicts of interest')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await findRules(await requireActor(args)))

export default function Rules() {
  const { version, rules, settings, history } = useLoaderData<typeof loader>()
  return (
    <>
      <h1 className="govuk-heading-l">The rules on conflicts of interest</h1>
      <InsetText>
        Version {version} is in force. To change a rule is to publish the next version, with a reason that everybody can
        read. Checks made before keep the version they ran under.
      </InsetText>
      <DataTable
        caption="Rules in force"
        rows={rules}
        rowId={(row) => row.ruleId}
        empty="There are none."
        columns={[
          {
            id: 'title',
            header: 'Rule',
            isRowHeader: true,
            cell: (row) => (
              <a className="govuk-link" href={`/association/rules/${row.ruleId}`}>
                {row.title}
              </a>
            ),
          },
          { id: 'lookBack', header: 'For how long', cell: (row) => row.lookBack },
          { id: 'review', header: 'On a review', cell: (row) => row.effects.review },
          { id: 'paid', header: 'Paid work', cell: (row) => row.effects['paid-delivery'] },
          { id: 'deciding', header: 'When deciding', cell: (row) => row.effects.deciding },
        ]}
      />
      <h2 className="govuk-heading-m">Settings</h2>
      <p className="govuk-body">
        A gift counts above {settings.gift}. A yearly declaration lasts {settings.declaration}.{' '}
        <a className="govuk-link" href="/association/rules/settings">
          Change the settings
        </a>
      </p>
      <h2 className="govuk-heading-m">Versions</h2>
      <RuleHistory history={history} />
    </>
  )
}
