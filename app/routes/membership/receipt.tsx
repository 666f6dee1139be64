import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { money } from '#services/core/words.ts'
import { findReceipt } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Receipt')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findReceipt(await requireActor(args), pathPart(args, 'ref')))

export default function Receipt() {
  const { ref, payerName, kind, startsOn, endsOn, feePence, poReference, invoiceReference, paidOn } =
    useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/membership/yours">Back to your membership</BackLink>
        <span className="govuk-caption-l">Association of Youth Offending Team Managers</span>
        <h1 className="govuk-heading-l">Receipt {ref}</h1>
        <SummaryList
          rows={[
            { key: 'Received from', value: payerName },
            {
              key: 'For',
              value: `${kind === 'group' ? 'Group' : 'Individual'} membership, ${dateRange(startsOn, endsOn)}`,
            },
            { key: 'Amount', value: money(feePence) },
            { key: 'Paid on', value: longDate(paidOn) },
            ...(invoiceReference ? [{ key: 'Invoice', value: invoiceReference }] : []),
            ...(poReference ? [{ key: 'Purchase order', value: poReference }] : []),
          ]}
        />
        <p className="govuk-body">Paid in full, with thanks. Print this page, or save it as a PDF, to keep it.</p>
      </div>
    </div>
  )
}
