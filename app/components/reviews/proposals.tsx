import { CoverageGrid } from '#app/components/charts/coverage-grid.tsx'
import { dateRange } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { counted } from '#services/core/words.ts'
import type { TeamPage } from '#services/reviews/index.ts'
import { ProposedMember } from './team-member.tsx'
import { WhoCovers } from './who-covers.tsx'

type Proposal = TeamPage['proposals'][number]

/** The proposals as one grid, those who tell them apart first; once one is chosen, that one alone. */
const Compared = ({ page: { compared, seats } }: { page: TeamPage }) => {
  const isOne = compared.proposals.length < 2
  if (compared.people.length === 0) return null
  return (
    <CoverageGrid
      caption={seats.length > 0 ? 'What the chosen team covers' : 'The proposals side by side'}
      groups={isOne ? [] : compared.proposals.map((number) => ({ id: `P${number}`, title: `proposal ${number}` }))}
      questions={compared.questions}
      people={compared.people.map(
        ({ personId, name, parts, levels, service, region, miles, reason, verdict, isInAll }) => ({
          id: personId,
          name: (
            <a className="govuk-link" href={`/bank/${personId}`}>
              {name}
            </a>
          ),
          parts: isOne ? [] : parts,
          levels,
          says: (
            <>
              {[isOne ? parts[0] : isInAll && 'In each', service, region, miles !== null && counted(miles, 'mile')]
                .filter(Boolean)
                .join(', ')}
              . {reason} {verdict && <Tag colour="yellow">{verdict}</Tag>}
            </>
          ),
        }),
      )}
    />
  )
}

/** What can be done with one proposal. */
const Moves = ({ page, proposal }: { page: TeamPage; proposal: Proposal }) =>
  page.status === 'team_proposed' ? (
    <div className="govuk-button-group">
      {!proposal.isChosen && (
        <PostForm intent="choose" version={page.version}>
          <input type="hidden" name="number" value={proposal.number} />
          <Button preventDoubleClick>Choose this team</Button>
        </PostForm>
      )}
      <PostForm intent="check" version={page.version}>
        <input type="hidden" name="numbers[0]" value={proposal.number} />
        <Button variant="secondary">Check these people for conflicts</Button>
      </PostForm>
      <a className="govuk-link" href={`/association/requests/${page.ref}/team/${proposal.number}/edit`}>
        Change by hand
        <span className="govuk-visually-hidden"> proposal {proposal.number}</span>
      </a>
    </div>
  ) : null

/** One proposal: what tells it from the first, what it lacks, what to do with it; its people's reasons folded away. */
const One = ({ page, proposal }: { page: TeamPage; proposal: Proposal }) => (
  <section>
    <h2 className="govuk-heading-m">
      Proposal {proposal.number}: {dateRange(proposal.startsOn, proposal.endsOn)}{' '}
      {proposal.isChosen && <Tag colour="green">Chosen</Tag>}
    </h2>
    {proposal.differs && <p className="govuk-body">{proposal.differs}</p>}
    {proposal.missing.map((say) => (
      <WarningText key={say}>{say}</WarningText>
    ))}
    <Moves page={page} proposal={proposal} />
    <Details summary={`Everything about the people of proposal ${proposal.number}`}>
      <ul className="govuk-list">
        {proposal.members.map((member) => (
          <ProposedMember key={member.personId} member={member} />
        ))}
      </ul>
      {proposal.covers.length > 0 && (
        <>
          <h3 className="govuk-heading-s">Who covers which question</h3>
          <WhoCovers covers={proposal.covers} />
        </>
      )}
    </Details>
  </section>
)

/** What is proposed, at a glance first; once a team is chosen, the others are folded away. */
export const Proposals = ({ page }: { page: TeamPage }) => {
  const chosen = page.proposals.filter(({ isChosen }) => isChosen)
  const others = page.proposals.filter(({ isChosen }) => !isChosen)
  const show = (proposals: readonly Proposal[]) =>
    proposals.map((proposal) => <One key={proposal.number} page={page} proposal={proposal} />)
  return (
    <>
      <Compared page={page} />
      {show(chosen.length > 0 ? chosen : others)}
      {chosen.length > 0 && others.length > 0 && (
        <Details summary={`The other proposals (${others.length})`}>{show(others)}</Details>
      )}
    </>
  )
}
