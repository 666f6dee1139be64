import { longDate } from '#app/components/dates.ts'
import { listed } from '#services/core/words.ts'
import type { MarkLine } from '#services/courses/index.ts'

/** What the catalogue says of a mark: what was observed, when, and by people from which regions. */
export const MarkWords = ({ mark }: { mark: MarkLine }) => (
  <p className="govuk-body">
    <strong>Quality mark.</strong> Observed on {longDate(mark.observedOn)} by people from {listed(mark.regions)} who
    have no stake in it: edition {mark.edition}. In force until {longDate(mark.endsOn)}.
    {mark.observeBy !== null
      ? ` The course has changed since: edition ${mark.newest} is observed by ${longDate(mark.observeBy)}, or the mark lapses.`
      : mark.newest > mark.edition
        ? ` The course is in edition ${mark.newest} now, in which only its wording changed.`
        : ''}
    {mark.isLookedAt && ' It is being looked at.'}{' '}
    <a className="govuk-link" href="/marks">
      How the mark is given
    </a>
  </p>
)
