import { dateRange, longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { counted } from '#services/core/words.ts'
import type { ReviewPage } from '#services/reviews/index.ts'

import { besideWords } from './request-rows.tsx'

/** What the service asks for, as it wrote it. */
export const RequestSummary = ({ review }: { review: Pick<ReviewPage, 'request' | 'objections' | 'team'> }) => {
  const { request, objections } = review
  return (
    <SummaryList
      rows={[
        { key: 'What they want help with', value: request.purpose },
        ...request.kloes.map((kloe) => ({
          key: `Key line of enquiry ${kloe.position}`,
          value: (
            <>
              {kloe.question}
              <br />
              <span className="govuk-hint">{kloe.themes.map(({ name }) => name).join(', ')}</span>
            </>
          ),
        })),
        {
          key: 'Dates they offer',
          value: request.windows.map(({ startsOn, endsOn }) => dateRange(startsOn, endsOn)).join('; '),
        },
        { key: 'How', value: `${request.modeWords}, ${counted(request.days, 'day')}` },
        { key: 'Beside the team', value: besideWords(request.places) },
        {
          key: 'Sponsor',
          value: `${request.sponsorName}, ${request.sponsorRole}${
            request.sponsorSignedOn ? `; agreed on ${longDate(request.sponsorSignedOn)}` : ''
          }`,
        },
        { key: 'Lead officer', value: request.leadOfficerName },
        { key: 'Travel', value: request.travelWords ?? '' },
        ...(objections
          ? [
              {
                key: 'Would rather not have',
                className: 'app-no-print',
                value:
                  objections.length === 0
                    ? 'Nobody named'
                    : objections.map(({ name, reason }) => (reason ? `${name} (${reason})` : name)).join('; '),
              },
            ]
          : []),
      ]}
    />
  )
}
