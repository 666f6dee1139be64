import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { InformationPage } from '#app/components/information/information-page.tsx'
import { PublishedBalanceTable } from '#app/components/insight/balance-tables.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { publishedBalance } from '#services/insight/index.ts'

export const meta = () => pageTitle('Balance of regions')

export const loader = async (args: LoaderFunctionArgs) => ({ balance: await publishedBalance(await getCtx(args)) })

export default function Balance() {
  const { balance } = useLoaderData<typeof loader>()
  return (
    <>
      <InformationPage
        title="Balance of regions"
        lead="Whether every region has its share: of the bank, of what is asked, led, hosted and taught, and of what is decided."
      >
        <p className="govuk-body">
          A region’s share is by its services: a region with a tenth of the services has its share where it has a tenth
          of what is counted. Counts are rounded down to a multiple of five, and a figure changes when five or more have
          changed, so that nobody is found by it. What was asked, led, hosted, taught and decided is of twelve months
          that ended 90 days before.
        </p>
        {balance === null && (
          <p className="govuk-body">Nothing is published yet. It comes out at the beginning of each quarter.</p>
        )}
      </InformationPage>
      {balance !== null && (
        <>
          <h2 className="govuk-heading-m">
            {balance.quarter}, published {longDate(balance.publishedOn)}
          </h2>
          <PublishedBalanceTable rows={balance.rows} />
        </>
      )}
    </>
  )
}
