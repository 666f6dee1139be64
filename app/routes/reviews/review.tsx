import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requestRows } from '#app/components/reviews/request-rows.tsx'
import {
  FindingsView,
  NextStep,
  ReviewHistory,
  StatusTag,
  StepTable,
  TeamTable,
  visitDates,
} from '#app/components/reviews/review-parts.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type ReviewPage, reviewPage } from '#services/reviews/review-page.ts'

export const meta = () => pageTitle('Peer review')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await reviewPage(await requireActor(args), pathPart(args, 'ref')))

export default function Review() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, team, findings, decisionReasons } = page
  return (
    <>
      <BackLink href="/reviews">Peer reviews</BackLink>
      <span className="govuk-caption-l">{ref}</span>
      <h1 className="govuk-heading-l">Peer review of {yotName}</h1>
      <p className="govuk-body">
        <StatusTag page={page} />
      </p>
      <NextStep next={page.next} />
      <Links page={page} />
      {decisionReasons !== null && (
        <InsetText>
          <h2 className="govuk-heading-s">What the programme board said</h2>
          <TypedText text={decisionReasons} />
        </InsetText>
      )}
      <Facts page={page} />
      {team.length > 0 && <TeamTable team={team} />}
      {findings?.places.some(({ version }) => version > 0) && (
        <>
          <h2 className="govuk-heading-m">Findings</h2>
          <FindingsView findings={findings} />
        </>
      )}
      <StepTable steps={page.steps} />
      <Details summary="What the service asked for">
        <SummaryList rows={requestRows({ request: page.request })} />
      </Details>
      <ReviewHistory history={page.history} />
    </>
  )
}

const Facts = ({ page }: { page: ReviewPage }) => {
  const dates = visitDates(page)
  const { objections, request, caseHolderName } = page
  return (
    <SummaryList
      rows={[
        dates !== null && { key: 'When', value: `${dates}, ${request.days} days, ${request.modeWords.toLowerCase()}` },
        caseHolderName !== null && { key: 'Looked after by', value: caseHolderName },
        request.submittedOn !== null && { key: 'Sent', value: longDate(request.submittedOn) },
        objections !== null &&
          objections.length > 0 && {
            key: 'Rather not have',
            value: objections.map(({ name, reason }) => (reason ? `${name} (${reason})` : name)).join('; '),
          },
        request.isNeighbourSensitive && { key: 'Neighbours', value: 'With care' },
      ]}
    />
  )
}

const Links = ({ page }: { page: ReviewPage }) => {
  const { ref, next, moves, hasTerms, findings, standings, sides } = page
  const links = [
    standings.includes('association') && {
      text: 'Open the case on the association’s desk',
      href: `/association/requests/${ref}`,
    },
    hasTerms && { text: 'Terms of reference', href: `/reviews/${ref}/terms` },
    findings?.mayWrite && { text: 'Write the findings', href: `/reviews/${ref}/findings` },
    ...moves.map(({ event, says }) => ({ text: says, href: `/reviews/${ref}/record/${event}` })),
    page.status === 'draft' && sides.includes('host') && { text: 'The request', href: `/reviews/${ref}/edit` },
  ].filter((link) => link !== false && link !== undefined && link.href !== next.action?.href)
  if (links.length === 0) return null
  return (
    <ul className="govuk-list app-no-print">
      {links.map((link) =>
        link ? (
          <li key={link.href}>
            <a className="govuk-link" href={link.href}>
              {link.text}
            </a>
          </li>
        ) : null,
      )}
    </ul>
  )
}
