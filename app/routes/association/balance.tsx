import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BarChart } from '#app/components/charts/bar-chart.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { BalanceTable, RolesTable } from '#app/components/insight/balance-tables.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { balanceOfRegions } from '#services/insight/index.ts'

export const meta = () => pageTitle('Balance of regions')

export const loader = async (args: LoaderFunctionArgs) => ({
  balance: orThrow(await balanceOfRegions(await requireActor(args))),
})

export default function Balance() {
  const { balance } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Balance of regions</h1>
      {balance === null ? (
        <p className="govuk-body">Nothing was counted yet. It is counted every night.</p>
      ) : (
        <>
          <p className="govuk-body">
            Counted {longDate(balance.day)}. People in the bank are today’s; what was asked, led, hosted, taught and
            decided is from {longDate(balance.from)} to {longDate(balance.until)}. A region’s share is by its services:
            “1.4 times its share” is 40% more than its part of all services; “0.3 each” is for each of its services.{' '}
            <a className="govuk-link" href="/balance">
              What everybody reads
            </a>
          </p>
          <BalanceTable rows={balance.rows} />
          <BarChart
            title="People in the bank"
            counts="People"
            of="Region"
            rows={balance.rows.map(({ name, counts }) => ({ label: name, count: counts.people.count }))}
          />
          <Details summary="People in the bank, by role">
            <RolesTable rows={balance.rows} />
          </Details>
        </>
      )}
    </>
  )
}
