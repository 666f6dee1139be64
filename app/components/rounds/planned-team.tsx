import { dateRange } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import type { RoundPage } from '#services/reviews/rounds/round-page.ts'

type Team = RoundPage['teams'][number]

const Member = ({ member }: { member: Team['members'][number] }) => (
  <li>
    <strong>{member.role}:</strong> {member.name}
    {member.toManage.map((say) => (
      <p key={say} className="govuk-body-s govuk-!-margin-bottom-0">
        To be managed first: {say}
      </p>
    ))}
  </li>
)

/** Who else would have suited, and why the round is better as it is. */
const PassedOver = ({ team }: { team: Team }) => (
  <>
    <h4 className="govuk-heading-s govuk-!-margin-bottom-1">Why not somebody else</h4>
    <ul className="govuk-list govuk-list--bullet">
      {team.passedOver.map(({ say, refs }) => (
        <li key={say}>
          {say}
          {refs.map((ref) => (
            <span key={ref}>
              {' '}
              See{' '}
              <a className="govuk-link" href={`#${ref}`}>
                {ref}
              </a>
              .
            </span>
          ))}
        </li>
      ))}
    </ul>
  </>
)

/** One team of a round: what it lacks first, then who, what changed, and why. */
export const PlannedTeam = ({ team, hasEarlier }: { team: Team; hasEarlier: boolean }) => (
  <section id={team.ref} className="govuk-!-margin-bottom-6">
    <h3 className="govuk-heading-m govuk-!-margin-bottom-1">
      <a className="govuk-link" href={`/association/requests/${team.ref}/team`}>
        {team.ref}
      </a>
      , {team.yotName} {team.isAccepted && <Tag colour="green">Accepted</Tag>}
      {team.missing.length > 0 && <Tag colour="red">Something is missing</Tag>}
    </h3>
    <p className="govuk-body govuk-!-margin-bottom-2">{dateRange(team.startsOn, team.endsOn)}</p>
    {team.missing.map((say, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two places can be missing for the same reason
      <WarningText key={at}>{say}</WarningText>
    ))}
    <ul className="govuk-list">
      {team.members.map((member) => (
        <Member key={member.name} member={member} />
      ))}
    </ul>
    {hasEarlier && (
      <p className="govuk-body">
        {team.difference.isNew
          ? 'New since the last round.'
          : team.difference.says.length === 0
            ? 'The same team as in the last round.'
            : `Since the last round: ${team.difference.says.join(', ')}.`}
      </p>
    )}
    <Details summary={`Why these people for ${team.ref}`}>
      <ul className="govuk-list govuk-list--bullet">
        {team.members.map(({ name, reasons }) => (
          <li key={name}>
            <strong>{name}</strong>: {reasons.join(' ')}
          </li>
        ))}
      </ul>
      {team.passedOver.length > 0 && <PassedOver team={team} />}
    </Details>
  </section>
)
