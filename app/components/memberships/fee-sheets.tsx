import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { money } from '#services/core/words.ts'

const association = 'Association of Youth Offending Team Managers'

type Sum = { feePence: number; poReference: string | null }

/** What an invoice for a fee of the association says, to print: the invoice itself comes from its accounts. */
export const FeeParticulars = ({
  back,
  title,
  to,
  pays,
  feePence,
  poReference,
}: Sum & {
  back: string
  title: string
  /** Whom the invoice goes to, line by line. */
  to: readonly (string | null)[]
  pays: string
}) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <BackLink href={back} />
      <span className="govuk-caption-l">{association}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">
        This is not an invoice: the association’s accounts give it its number. Print this page to go with it.
      </p>
      <SummaryList
        rows={[
          { key: 'To', value: <span className="app-kept-line-breaks">{to.filter(Boolean).join('\n')}</span> },
          { key: 'For', value: pays },
          { key: 'Amount', value: money(feePence) },
          poReference !== null && { key: 'Purchase order', value: poReference },
        ]}
      />
    </div>
  </div>
)

/** A receipt for a fee of the association, to print. */
export const FeeReceipt = ({
  back,
  receipt,
  from,
  pays,
  feePence,
  paidOn,
  invoiceReference,
  poReference,
}: Sum & {
  back: { href: string; text: string }
  receipt: string
  from: string
  pays: string
  paidOn: string
  invoiceReference: string | null
}) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <BackLink href={back.href}>{back.text}</BackLink>
      <span className="govuk-caption-l">{association}</span>
      <h1 className="govuk-heading-l">Receipt {receipt}</h1>
      <SummaryList
        rows={[
          { key: 'Received from', value: from },
          { key: 'For', value: pays },
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
