import { longDate } from '#app/components/dates.ts'
import { money } from '#services/core/words.ts'

type Receipt = { ref: string; paidOn: string; feePence: number }

/** Receipts for fees, each a page that prints; a membership's, where nothing else is said. */
export const ReceiptList = ({
  receipts,
  at = '/membership/receipts',
}: {
  receipts: readonly Receipt[]
  at?: string
}) => (
  <ul className="govuk-list">
    {receipts.map(({ ref, paidOn, feePence }) => (
      <li key={ref}>
        <a className="govuk-link" href={`${at}/${ref}`}>
          {ref}
        </a>
        , {money(feePence)}, {longDate(paidOn)}
      </li>
    ))}
  </ul>
)
