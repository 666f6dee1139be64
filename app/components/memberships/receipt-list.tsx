import { longDate } from '#app/components/dates.ts'
import { money } from '#services/core/words.ts'

type Receipt = { ref: string; paidOn: string; feePence: number }

/** Receipts for fees, each a page that prints. */
export const ReceiptList = ({
  receipts,
  pageOf,
}: {
  receipts: readonly Receipt[]
  pageOf: (ref: string) => string
}) => (
  <ul className="govuk-list">
    {receipts.map(({ ref, paidOn, feePence }) => (
      <li key={ref}>
        <a className="govuk-link" href={pageOf(ref)}>
          {ref}
        </a>
        , {money(feePence)}, {longDate(paidOn)}
      </li>
    ))}
  </ul>
)
