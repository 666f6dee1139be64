import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { money } from '#services/core/words.ts'
import { findParticulars } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Particulars of the membership invoice')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findParticulars(await requireActor(args), pathId(args, 'id')))

export default function Particulars() {
  const { id, payerName, kind, invoiceName, invoiceAddress, year, feePence, poReference, isForAssociation } =
    useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href={isForAssociation ? `/association/members/${id}` : '/membership/yours'} />
        <span className="govuk-caption-l">Association of Youth Offending Team Managers</span>
        <h1 className="govuk-heading-l">Particulars of the membership invoice</h1>
        <p className="govuk-body">
          This is not an invoice: the association’s accounts give it its number. Print this page to go with it.
        </p>
        <SummaryList
          rows={[
            {
              key: 'To',
              value: (
                <span className="app-kept-line-breaks">
                  {[invoiceName ?? payerName, invoiceAddress].filter(Boolean).join('\n')}
                </span>
              ),
            },
            {
              key: 'For',
              value: `${kind === 'group' ? `Group membership of ${payerName}` : `Individual membership of ${payerName}`}, ${
                year === null ? 'a year from the day it is paid' : dateRange(year.startsOn, year.endsOn)
              }`,
            },
            { key: 'Amount', value: money(feePence) },
            poReference !== null && { key: 'Purchase order', value: poReference },
          ]}
        />
      </div>
    </div>
  )
}
