import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { WhoCovers } from '#app/components/reviews/who-covers.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { uncapitalise } from '#services/core/words.ts'
import { roundTeamPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('A team of a round')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await roundTeamPage(await requireActor(args), pathNumber(args, 'number'), pathPart(args, 'ref')))

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Member = ({ member }: { member: Page['members'][number] }) => (
  <li className="govuk-!-margin-bottom-4">
    <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
      <a className="govuk-link" href={`/bank/${member.personId}`}>
        {member.name}
      </a>
      , {member.role.toLowerCase()}
    </h3>
    <ul className="govuk-list govuk-list--bullet govuk-body-s govuk-!-margin-bottom-1">
      {member.reasons.map((say) => (
        <li key={say}>{say}</li>
      ))}
    </ul>
    {member.toManage.map((say) => (
      <p className="govuk-body-s govuk-!-margin-bottom-1" key={say}>
        To be managed first: {say}
      </p>
    ))}
    {member.alternates.length > 0 && (
      <p className="govuk-body-s">
        Could step in: {member.alternates.map(({ name, say }) => `${name}: ${uncapitalise(say)}`).join(' ')}
      </p>
    )}
  </li>
)

/** Who else would have suited, and why the round is better as it is. */
const PassedOver = ({ page }: { page: Page }) => (
  <>
    <h2 className="govuk-heading-m">Why not somebody else</h2>
    <ul className="govuk-list govuk-list--bullet">
      {page.passedOver.map(({ say, elsewhere }) => (
        <li key={say}>
          {say}
          {elsewhere.map((other) => (
            <span key={other.ref}>
              {' '}
              See{' '}
              <a className="govuk-link" href={`/association/rounds/${page.number}/${other.ref}`}>
                {other.yotName}
              </a>
              : {uncapitalise(other.say)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  </>
)

export default function RoundTeam() {
  const page = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/association/rounds/${page.number}`}>Round {page.number}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">
            {page.ref}, {dateRange(page.startsOn, page.endsOn)}
          </span>
          <h1 className="govuk-heading-l">
            {page.yotName} in round {page.number} {page.isAccepted && <Tag colour="green">Accepted</Tag>}
          </h1>
          {page.missing.map((say) => (
            <WarningText key={say}>{say}</WarningText>
          ))}
          {page.earlierNumber !== null && (
            <p className="govuk-body">
              {page.difference.length === 0
                ? `The same team as in round ${page.earlierNumber}.`
                : `Since round ${page.earlierNumber}: ${page.difference.join(', ')}.`}
            </p>
          )}
          <h2 className="govuk-heading-m">Why these people</h2>
          <ul className="govuk-list">
            {page.members.map((member) => (
              <Member key={member.personId} member={member} />
            ))}
          </ul>
          {page.covers.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Who covers which question</h2>
              <WhoCovers covers={page.covers} />
            </>
          )}
          {page.passedOver.length > 0 && <PassedOver page={page} />}
          {page.cannotAccept && !page.isAccepted && <p className="govuk-body">{page.cannotAccept}.</p>}
          <p className="govuk-body">
            <a className="govuk-link" href={`/association/requests/${page.ref}`}>
              Open the request
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
