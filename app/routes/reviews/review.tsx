import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StepTimeline } from '#app/components/charts/step-timeline.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DecidedBy } from '#app/components/reviews/decide.tsx'
import { requestRows } from '#app/components/reviews/request-rows.tsx'
import {
  ChosenTeam,
  FindingsView,
  NextStep,
  ReviewHistory,
  StatusTag,
  TeamTable,
  visitDates,
} from '#app/components/reviews/review-parts.tsx'
import { AcceptedGaps } from '#app/components/reviews/team-gaps.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import { findingsOnReview, workLinks } from '#services/fieldwork/index.ts'
import { type ReviewPage, reviewPage } from '#services/reviews/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.page.title ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const page = orThrow(await reviewPage(ctx, ref))
  const [findings, work] = await Promise.all([findingsOnReview(ctx, ref), workLinks(ctx, ref)])
  return { page, findings, work }
}

export default function Review() {
  const { page, findings, work } = useLoaderData<typeof loader>()
  const { ref, team, accepted, decisionReasons } = page
  return (
    <>
      <BackLink href="/reviews">Peer reviews</BackLink>
      <span className="govuk-caption-l">{ref}</span>
      <h1 className="govuk-heading-l">{page.title}</h1>
      <p className="govuk-body">
        <StatusTag page={page} />
      </p>
      <NextStep next={page.next} />
      <Links page={page} work={work} />
      {decisionReasons !== null && (
        <InsetText className="app-no-print">
          <h2 className="govuk-heading-s">What the programme board said</h2>
          <TypedText text={decisionReasons} />
          <PointedTo to={page.pointedTo} />
          <DecidedBy by={page.decidedBy} />
        </InsetText>
      )}
      <Facts page={page} />
      {page.chosen !== null && <ChosenTeam chosen={page.chosen} />}
      {page.chosen !== null && (
        <p className="govuk-body app-no-print">
          <a className="govuk-link" href={`/reviews/${ref}/remarks/team`}>
            Say something about this team before it is asked
          </a>
        </p>
      )}
      {team.length > 0 && <TeamTable team={team} />}
      <div className="app-no-print">
        <AcceptedGaps accepted={accepted} />
      </div>
      {findings !== null && findings.length > 0 && (
        <>
          <h2 className="govuk-heading-m">Findings</h2>
          <Details
            summary={`Read what was found under ${counted(findings.length, 'question or thread', 'questions and threads')}`}
          >
            <FindingsView places={findings} />
          </Details>
        </>
      )}
      <StepTimeline title="From request to close" steps={page.steps} isFolded />
      <Details summary="What the service asked for">
        <SummaryList rows={requestRows({ request: page.request })} />
      </Details>
      <ReviewHistory history={page.history} />
    </>
  )
}

/** What the board pointed to instead of a review. */
const PointedTo = ({ to }: { to: ReviewPage['pointedTo'] }) =>
  to === null ? null : (
    <p className="govuk-body">
      It points to{' '}
      {to.path === null ? (
        to.name
      ) : (
        <a className="govuk-link" href={to.path}>
          {to.name}
        </a>
      )}
      .
    </p>
  )

const saysOfSponsor = ({ about, name, sentOn, answeredOn, agrees, words }: ReviewPage['sponsor'][number]) => {
  const matter = about === 'request' ? 'the request' : 'the final report'
  if (answeredOn === null) return `${name} was asked on ${longDate(sentOn)} to agree to ${matter}.`
  const said = agrees ? 'agreed' : 'did not agree'
  return `${name} ${said} to ${matter} on ${longDate(answeredOn)}${words === '' ? '.' : `: ${words}`}`
}

const Facts = ({ page }: { page: ReviewPage }) => {
  const dates = visitDates(page)
  const { objections, request, caseHolderName } = page
  return (
    <SummaryList
      rows={[
        dates !== null && {
          key: page.isVisitRecorded ? 'It was' : 'When',
          value: `${dates}, ${counted(request.days, 'day')}, ${request.modeWords.toLowerCase()}`,
        },
        caseHolderName !== null && { key: 'Looked after by', value: caseHolderName },
        request.submittedOn !== null && { key: 'Request sent', value: longDate(request.submittedOn) },
        page.sponsor.length > 0 && {
          key: 'Sponsor',
          className: 'app-no-print',
          value: page.sponsor.map(saysOfSponsor).join(' '),
        },
        objections !== null &&
          objections.length > 0 && {
            key: 'Rather not have',
            className: 'app-no-print',
            value: objections.map(({ name, reason }) => (reason ? `${name} (${reason})` : name)).join('; '),
          },
        request.isNeighbourSensitive && { key: 'Neighbours', value: 'With care', className: 'app-no-print' },
      ]}
    />
  )
}

/** What came of the visit, from when each is there for this reader (services/reports). */
const reportLinks = ({ ref, status, standings, isReported }: ReviewPage) => {
  if (!isReported) return []
  const [isTeam, isHost, isSighted] = ['team', 'host', 'sight'].map((one) => standings.some((own) => own === one))
  const after = ['presented', 'draft_report', 'accuracy', 'final', 'action_plan', 'progress_review', 'closed']
  const at = after.indexOf(status)
  return [
    ((isTeam && at >= 0) || (isHost && at >= 1) || (isSighted && at >= 3)) && {
      text: 'The report',
      href: `/reviews/${ref}/report`,
    },
    ((isHost && at >= 3) || ((isTeam || isSighted) && at >= 4)) && {
      text: 'The action plan',
      href: `/reviews/${ref}/plan`,
    },
    (isHost || isTeam) && at >= 4 && { text: 'The progress review', href: `/reviews/${ref}/progress` },
    isHost && at >= 3 && { text: 'What is shared, and with whom', href: `/reviews/${ref}/sharing` },
  ]
}

/** Links that matter most while a review stands here, in their order, by how their addresses end; the others are folded when they are many. */
const firstAt: Partial<Record<ReviewPage['status'], readonly string[]>> = {
  approved: ['/edit/kloes', '/edit/places'],
  scoping: ['/edit/kloes', '/edit/places'],
  confirmed: ['/terms', '/people'],
  preparing: ['/workbook', '/documents', '/programme', '/people'],
  on_site: ['/evidence/add', '/evidence', '/programme', '/people'],
  presented: ['/evidence', '/report', '/presentation', '/people'],
  draft_report: ['/report', '/people'],
  accuracy: ['/report', '/people'],
  final: ['/report', '/plan', '/sharing'],
  action_plan: ['/plan', '/progress', '/report'],
  progress_review: ['/progress', '/plan', '/report'],
  closed: ['/report', '/progress', '/sharing'],
}

/** More links than this are too many to look through. */
const mostUnfolded = 5

type Link = { text: string; href: string }

const LinkList = ({ links }: { links: readonly Link[] }) => (
  <ul className="govuk-list">
    {links.map(({ text, href }) => (
      <li key={href}>
        <a className="govuk-link" href={href}>
          {text}
        </a>
      </li>
    ))}
  </ul>
)

const Links = ({ page, work }: { page: ReviewPage; work: Link[] }) => {
  const { ref, status, next, moves, hasTerms, standings, sides } = page
  const isHosts = sides.some((side) => side === 'lead-officer' || side === 'host')
  const links: Link[] = [
    standings.includes('association') && {
      text: 'Open the case on the association’s desk',
      href: `/association/requests/${ref}`,
    },
    (status === 'approved' || status === 'scoping') &&
      isHosts && {
        text: 'Change the questions, as the scoping call settles them',
        href: `/reviews/${ref}/edit/kloes`,
      },
    (status === 'approved' || status === 'scoping') &&
      isHosts && {
        text: 'Change who may come beside the team',
        href: `/reviews/${ref}/edit/places`,
      },
    status !== 'draft' && isHosts && { text: 'Who can follow the review', href: `/reviews/${ref}/sight` },
    hasTerms && {
      text: page.isChangeAsked ? 'Terms of reference: a change is asked for' : 'Terms of reference',
      href: `/reviews/${ref}/terms`,
    },
    ...work,
    ...reportLinks(page),
    ...moves.map(({ event, says }) => ({ text: says, href: `/reviews/${ref}/record/${event}` })),
    page.status === 'draft' && sides.includes('host') && { text: 'The request', href: `/reviews/${ref}/edit` },
  ].flatMap((link) => (link && link.href !== next.action?.href ? [link] : []))
  if (links.length === 0) return null
  const ends = firstAt[status] ?? []
  const isFirst = ({ href }: Link) =>
    href.startsWith('/association/') ||
    (page.isChangeAsked && href.endsWith('/terms')) ||
    ends.some((end) => href === `/reviews/${ref}${end}`)
  const first = links.filter(isFirst)
  const others = links.filter((link) => !isFirst(link))
  if (links.length <= mostUnfolded || first.length === 0) {
    return (
      <div className="app-no-print">
        <LinkList links={links} />
      </div>
    )
  }
  return (
    <div className="app-no-print">
      <LinkList links={first} />
      <Details summary={`All else on this review: ${others.length} pages`}>
        <LinkList links={others} />
      </Details>
    </div>
  )
}
