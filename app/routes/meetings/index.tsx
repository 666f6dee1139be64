import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { MeetingList } from '#app/components/meetings/meeting-list.tsx'
import { requireActor } from '#app/http/actor.ts'
import { listMeetings } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Meetings')

export const loader = async (args: LoaderFunctionArgs) =>
  listMeetings(await requireActor(args), new URL(args.request.url).searchParams.get('region'))

/** Meetings beyond these are folded. */
const unfolded = 8

export default function Meetings() {
  const { region, ahead, waiting, published, mayConvene } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">{region === null ? 'Meetings' : `Meetings: ${region.name}`}</h1>
        <p className="govuk-body">
          Regions, the executive and all members: when they meet, and what was said and decided.
          {region !== null && (
            <>
              {' '}
              <a className="govuk-link" href="/meetings">
                All regions
              </a>
            </>
          )}
        </p>
        {mayConvene && (
          <div className="govuk-button-group">
            <ButtonLink href="/meetings/new">Plan a meeting</ButtonLink>
            <a className="govuk-link" href="/meetings/series">
              Timetables
            </a>
          </div>
        )}
        <h2 className="govuk-heading-m">Coming</h2>
        {ahead.length === 0 ? (
          <p className="govuk-body">None is planned.</p>
        ) : (
          <MeetingList meetings={ahead.slice(0, unfolded)} />
        )}
        {ahead.length > unfolded && (
          <Details summary={`Later: ${ahead.length - unfolded}`}>
            <MeetingList meetings={ahead.slice(unfolded)} />
          </Details>
        )}
        {waiting.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Held, minutes under way</h2>
            <MeetingList meetings={waiting} />
          </>
        )}
        <h2 className="govuk-heading-m">Published minutes</h2>
        {published.length === 0 && <p className="govuk-body">None is published yet.</p>}
        <ul className="govuk-list govuk-list--spaced">
          {published.map(({ ref, title, startsAt, region, decisions }) => (
            <li key={ref}>
              <a className="govuk-link govuk-!-font-weight-bold" href={`/meetings/${ref}/minutes`}>
                {title}
              </a>
              <br />
              <span className="govuk-hint govuk-!-margin-bottom-0">
                {dateAndTime(new Date(startsAt))} · {region ?? 'All regions'}
              </span>
              {decisions.map((decision) => (
                <span key={decision.logRef} className="govuk-body-s">
                  <br />
                  Decided:{' '}
                  <a className="govuk-link" href={`/decisions/${decision.logRef}`}>
                    {decision.title}
                  </a>
                </span>
              ))}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
