import { dateRange, longDate } from '#app/components/dates.ts'
import type { SummaryRow } from '#app/components/govuk/summary-list.tsx'
import type { RequestText } from '#services/reviews/index.ts'
import { TypedText } from './typed-text.tsx'

type Shown = Omit<RequestText, 'id' | 'version'> & { modeWords: string; travelWords: string | null }

type Props = {
  request: Shown
  /** Where each section is changed; left out where nothing can be. */
  changeHref?: (section: string) => string
}

const placeWords = { facilitator: 'A facilitator', observer: 'An observer', trainee: 'A trainee' } as const

/** Who may come beside the team. */
export const besideWords = (places: Shown['places']): string =>
  places.length === 0 ? 'Nobody' : places.map((role) => placeWords[role]).join('; ')

const nothing = <span className="govuk-hint">Not answered yet</span>

/** Dates a host could do, or what stands in for them. */
const WindowList = ({ windows }: { windows: readonly { id: string; startsOn: string; endsOn: string }[] }) =>
  windows.length === 0 ? (
    nothing
  ) : (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {windows.map(({ id, startsOn, endsOn }) => (
        <li key={id}>{dateRange(startsOn, endsOn)}</li>
      ))}
    </ul>
  )

/** Key lines of enquiry with their themes. */
export const KloeList = ({ kloes }: Pick<Shown, 'kloes'>) =>
  kloes.length === 0 ? (
    nothing
  ) : (
    <ol className="govuk-list govuk-list--number govuk-!-margin-bottom-0">
      {kloes.map(({ position, question, themes }) => (
        <li key={position}>
          <TypedText text={question} />
          <p className="govuk-hint govuk-!-margin-bottom-1">
            {themes.length === 0 ? 'No theme yet' : themes.map(({ name }) => name).join('; ')}
          </p>
        </li>
      ))}
    </ol>
  )

/** What a request says, as rows of a summary list. */
export const requestRows = ({ request, changeHref }: Props): SummaryRow[] => {
  const change = (section: string, hiddenText: string) =>
    changeHref ? { actions: [{ text: 'Change', href: changeHref(section), hiddenText }] } : {}
  const { sponsorName, sponsorRole, sponsorSignedOn } = request
  return [
    { key: 'Service', value: request.yotName },
    { key: 'What for', value: <TypedText text={request.purpose} />, ...change('purpose', 'what it is for') },
    {
      key: 'Sponsor',
      value:
        sponsorName === ''
          ? nothing
          : `${sponsorName}, ${sponsorRole}${sponsorSignedOn ? `; agreed on ${longDate(sponsorSignedOn)}` : ''}`,
      ...change('sponsor', 'the sponsor'),
    },
    { key: 'Lead officer', value: request.leadOfficerName, ...change('lead-officer', 'the lead officer') },
    {
      key: 'Key lines of enquiry',
      value: <KloeList kloes={request.kloes} />,
      ...change('kloes', 'the key lines of enquiry'),
    },
    {
      key: 'The visit',
      value: request.travelWords
        ? `${request.days} days, ${request.modeWords.toLowerCase()}. Travel paid by: ${request.travelWords}`
        : nothing,
      ...change('visit', 'the visit'),
    },
    {
      key: 'Beside the team',
      value: besideWords(request.places),
      ...change('places', 'who may come beside the team'),
    },
    { key: 'Dates', value: <WindowList windows={request.windows} />, ...change('dates', 'the dates') },
  ]
}
