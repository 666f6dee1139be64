import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EditorsWords, IssueSections } from '#app/components/briefing/issue-parts.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { regionNamesByCode } from '#app/http/briefing-choices.ts'
import { orThrow } from '#app/http/respond.ts'
import { type Asked, issuePage, readAsked } from '#services/briefing/index.ts'
import { listed } from '#services/core/words.ts'
import { rooms } from '#services/exchange.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `Briefing of ${longDate(data.issue.day)}` : 'Briefing')

export const loader = async (args: LoaderFunctionArgs) => {
  const asked = readAsked(new URL(args.request.url).searchParams)
  const issue = orThrow(await issuePage(await getCtx(args), rooms, pathPart(args, 'day'), asked))
  return { issue, names: regionNamesByCode() }
}

/** The address of an issue as somebody asked for it. */
const hrefOf = (day: string, { regions, edition, isWhole }: Asked): string => {
  const asked = new URLSearchParams([
    ...(edition === 'monthly' ? [['edition', 'month']] : []),
    ...regions.map((region) => ['region', region]),
    ...(isWhole ? [['all', 'yes']] : []),
  ])
  return asked.size === 0 ? `/briefing/${day}` : `/briefing/${day}?${asked}`
}

export default function Issue() {
  const { issue, names } = useLoaderData<typeof loader>()
  const { day, asked, sections, parts, correction } = issue
  const isMonth = asked.edition === 'monthly'
  return (
    <>
      <BackLink href="/briefing">The briefing</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">
            {asked.regions.length === 0
              ? 'Every region'
              : listed(asked.regions.map((region) => names[region] ?? region))}
            {isMonth && ', the month'}
          </span>
          <h1 className="govuk-heading-l">Briefing of {longDate(day)}</h1>
          {correction !== null && (
            <InsetText>
              Corrected on {longDate(correction.on)}: {correction.text}
            </InsetText>
          )}
          {issue.late !== null && <p className="govuk-body">This issue was late. {issue.late}</p>}
          <p className="govuk-body">
            {sections.length + parts.length === 0
              ? 'Nothing new from the exchange.'
              : `${issue.minutes === 1 ? 'A minute' : `${issue.minutes} minutes`} to read.`}
            {issue.isCut && ' Some lines are for members, who read all of them once signed in.'}
          </p>
          <IssueSections
            sections={sections}
            wholeHref={asked.isWhole ? null : hrefOf(day, { ...asked, isWhole: true })}
          />
          <EditorsWords parts={parts} names={names} />
          <hr className="govuk-section-break govuk-section-break--l govuk-section-break--visible" />
          {issue.isMonthly && (
            <p className="govuk-body app-no-print">
              <a
                className="govuk-link"
                href={hrefOf(day, { ...asked, edition: isMonth ? 'fortnightly' : 'monthly', isWhole: false })}
              >
                {isMonth ? 'Read the fortnight alone' : 'Read the month'}
              </a>
            </p>
          )}
          <Details summary="Read it for another region" className="app-no-print">
            <ul className="govuk-list">
              <li>
                <a className="govuk-link" href={hrefOf(day, { ...asked, regions: [], isWhole: false })}>
                  Every region
                </a>
              </li>
              {Object.entries(names).map(([region, name]) => (
                <li key={region}>
                  <a className="govuk-link" href={hrefOf(day, { ...asked, regions: [region], isWhole: false })}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </Details>
          <p className="govuk-body app-no-print">
            {issue.next !== null && `The next one goes on ${longDate(issue.next)}. `}
            <a className="govuk-link" href="/briefing/settings">
              Choose how often you get it
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
