import { shortDate } from '#app/components/dates.ts'
import { money } from '#services/core/words.ts'

type Props = { value: { pence: number; dayRatePence: number; source: string; version: number; publishedOn: string } }

/** What time given in kind is worth, never without the rate that it is counted by and where that comes from. */
export const InKindValue = ({ value }: Props) => (
  <p className="govuk-body">
    Time given in kind is worth <strong>{money(Math.round(value.pence / 100) * 100)}</strong>, at{' '}
    {money(value.dayRatePence)} a day of 7 hours 24 minutes. Source: {value.source} (version {value.version},{' '}
    {shortDate(value.publishedOn)}).
  </p>
)
