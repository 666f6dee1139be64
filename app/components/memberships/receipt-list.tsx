import { longDate } from '#app/components/dates.ts'
import { money } from '#services/core/words.ts'

type Receipt = { ref: string; paidOn: string; feePence: number }

/** A membership's receipts, each a page that prints. */
export const ReceiptList = ({ receipts }: { receipts: readonly Receipt[] }) => (
  <ul className="govuk-list">
    {receipts.map(({ ref, paidOn, feePence }) => (
      <li key={ref}>
        <a className="govuk-link" href={`/membership/receipts/${ref}`}>
          {ref}
        </a>
        , {money(feePence)}, {longDate(paidOn)}
      </li>
    ))}
  </ul>
)
