import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { whereWords } from '#app/components/courses/when.tsx'
import { dateAndTime } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { PublishedGapTable } from '#app/components/insight/published-gap-table.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { MeetingList } from '#app/components/meetings/meeting-list.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { listed } from '#services/core/words.ts'
import { hoursWords } from '#services/engagements/index.ts'
import { balanceOfRegion, gapsOfRegion } from '#services/insight/index.ts'
import { findRegion } from '#services/meetings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.region.name ?? 'Region')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const region = orThrow(await findRegion(ctx, pathPart(args, 'code')))
  const { exchange } = region
  const [gaps, balance] = await Promise.all([gapsOfRegion(ctx, region.region), balanceOfRegion(ctx, region.region)])
  const words =
    exchange === null ? null : { given: hoursWords(exchange.given), received: hoursWords(exchange.received) }
  return { region, exchange: words, gaps: gaps.quarters[0] ?? null, bank: balance?.counts.people ?? null }
}

const Yots = ({ yots }: { yots: readonly { code: string; name: string }[] }) => (
  <ul className="govuk-list">
    {yots.map(({ code, name }) => (
      <li key={code}>
        <a className="govuk-link" href={`/yots/${code}`}>
          {name}
        </a>
      </li>
    ))}
  </ul>
)

export default function Region() {
  const { region, exchange, gaps, bank } = useLoaderData<typeof loader>()
  const { code, name, isSignedIn, coordinators, yots, meetings, courses } = region
  const members = yots.filter(({ isMember }) => isMember)
  const others = yots.filter(({ isMember }) => !isMember)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">Region</span>
        <h1 className="govuk-heading-l">{name}</h1>
        {isSignedIn ? (
          <p className="govuk-body-l">
            {coordinators.length === 0
              ? 'Nobody coordinates it at present; the administrators of the association look after it.'
              : `Coordinated by ${listed(coordinators)}.`}
          </p>
        ) : (
          <p className="govuk-body">
            <a className="govuk-link" href={`/sign-in?${new URLSearchParams({ returnTo: `/regions/${code}` })}`}>
              Sign in
            </a>{' '}
            to see who coordinates it, its members and its meetings.
          </p>
        )}
        {isSignedIn && (
          <>
            <h2 className="govuk-heading-m">Next meetings</h2>
            {meetings.length === 0 ? (
              <p className="govuk-body">None is planned.</p>
            ) : (
              <MeetingList meetings={meetings} />
            )}
            <p className="govuk-body">
              <a className="govuk-link" href={`/meetings?${new URLSearchParams({ region: code })}`}>
                All its meetings, with published minutes
              </a>
              {region.convenes && (
                <>
                  {' '}
                  ·{' '}
                  <a className="govuk-link" href="/meetings/new">
                    Plan a meeting
                  </a>
                </>
              )}
            </p>
            <p className="govuk-body">
              What is new, for this region too, is in{' '}
              <a className="govuk-link" href="/briefing">
                the briefing
              </a>
              .
            </p>
          </>
        )}
        <h2 className="govuk-heading-m">Courses here</h2>
        {courses.length === 0 && <p className="govuk-body">None is open for booking.</p>}
        <ul className="govuk-list govuk-list--spaced">
          {courses.map((course) => (
            <li key={course.ref}>
              <a className="govuk-link" href={`/courses/${course.ref}`}>
                {course.title}
              </a>
              <span className="govuk-hint govuk-!-margin-bottom-0">
                {dateAndTime(new Date(course.startsAt))} · {whereWords(course)}
              </span>
            </li>
          ))}
        </ul>
        {isSignedIn && (
          <>
            <h2 className="govuk-heading-m">Given and received in {region.year}</h2>
            {exchange === null ? (
              <p className="govuk-body">
                Too few of its services gave or received to tell; it is counted together with other regions.
              </p>
            ) : (
              <SummaryList
                rows={[
                  { key: 'Given', value: exchange.given },
                  { key: 'Received', value: exchange.received },
                ]}
              />
            )}
            <p className="govuk-body">
              <a className="govuk-link" href={`/ledger/${region.year}/exchange`}>
                All regions
              </a>
            </p>
          </>
        )}
        <h2 className="govuk-heading-m">Where help is missing</h2>
        {gaps === null ? <p className="govuk-body">Nothing is published yet.</p> : <PublishedGapTable gaps={gaps} />}
        <p className="govuk-body">
          {bank !== null && bank.words !== '' && `It has ${bank.words} of the people in the bank. `}
          <a className="govuk-link" href="/gaps">
            All gaps
          </a>{' '}
          and the{' '}
          <a className="govuk-link" href="/balance">
            balance of regions
          </a>
          .
        </p>
        {isSignedIn && members.length > 0 ? (
          <>
            <h2 className="govuk-heading-m">
              Members: {members.length} of {yots.length} services
            </h2>
            <Yots yots={members} />
            {others.length > 0 && (
              <Details summary={`Other services: ${others.length}`}>
                <Yots yots={others} />
              </Details>
            )}
          </>
        ) : (
          <>
            <h2 className="govuk-heading-m">Services</h2>
            <Yots yots={yots} />
          </>
        )}
      </div>
    </div>
  )
}
