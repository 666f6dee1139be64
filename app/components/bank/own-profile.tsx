import { dateRange, monthAndYear } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { OwnProfile, StandingState } from '#services/bank/index.ts'
import { Clocks, MendLink } from './clocks.tsx'

const stateSays: Record<StandingState, string> = {
  active: 'Your place in the bank is in force, and nothing is in the way.',
  limited: 'Your place in the bank is in force. Some things are closed to you until they are mended.',
  closed: 'Your place in the bank is in force, but new work is closed to you until what is in the way is mended.',
  lapsed: 'Your approval has lapsed. You can apply again at any time.',
  suspended: 'Your place in the bank is suspended. The association has written to you about why.',
  outside: 'You are no longer in the bank. The association has written to you about why.',
}

type Props = { profile: OwnProfile }

/** Where somebody stands in the bank, and what that lets them do. */
export const OwnStanding = ({ profile: { standing, roles, noes } }: Props) => (
  <>
    {standing !== null && (
      <InsetText>
        <p className="govuk-body">{stateSays[standing.state]}</p>
      </InsetText>
    )}
    <h2 className="govuk-heading-m">What you may do</h2>
    <ul className="govuk-list govuk-list--bullet">
      {roles.map(({ role, name, since, isOpen }) => (
        <li key={role}>
          {name}, since {monthAndYear(since)}
          {!isOpen && ' (not at present)'}
        </li>
      ))}
    </ul>
    {standing !== null && standing.clocks.length > 0 && (
      <>
        <h2 className="govuk-heading-m">What runs out, and when</h2>
        <Clocks clocks={standing.clocks} />
      </>
    )}
    <h2 className="govuk-heading-m">What is in the way</h2>
    {noes.length === 0 ? (
      <p className="govuk-body">Nothing.</p>
    ) : (
      <ul className="govuk-list govuk-list--bullet">
        {noes.map(({ bar, say, mend }) => (
          <li key={bar}>
            {say} <MendLink mend={mend} />
          </li>
        ))}
      </ul>
    )}
  </>
)

/** How somebody works: summary, terms, availability, absences; each with a way to change it. */
export const OwnWork = ({ profile }: Props) => {
  const change = (hiddenText: string) => [{ text: 'Change', hiddenText, href: '/profile/details' }]
  return (
    <>
      <h2 className="govuk-heading-m">How you work</h2>
      <SummaryList
        rows={[
          { key: 'About you', value: profile.summary, actions: change('what you say about yourself') },
          {
            key: 'Your name',
            value: profile.isNamePublic
              ? 'Shown to everybody'
              : 'Shown to people of services, the bank and the association only',
            actions: change('who sees your name'),
          },
          { key: 'Terms', value: profile.terms, actions: change('your terms') },
          {
            key: 'Insurance',
            value: profile.insurance,
            actions: change('your insurance'),
          },
          {
            key: 'Availability',
            value: profile.availability.slice(0, 2).join(' '),
            actions: change('your availability'),
          },
          {
            key: 'Not free',
            value:
              profile.absences.length === 0
                ? 'No days recorded'
                : profile.absences.map(({ from, until }) => dateRange(from, until)).join('; '),
            actions: [{ text: 'Change', hiddenText: 'when you are not free', href: '/profile/absences' }],
          },
        ]}
      />
    </>
  )
}

/** The themes somebody knows, each with a way to change it. */
export const OwnThemes = ({ profile: { themes } }: Props) => (
  <>
    <h2 className="govuk-heading-m">Themes you know</h2>
    {themes.map(({ code, name, levelWords, evidence, lastUsedOn }) => (
      <SummaryList
        key={code}
        card={{ title: name, headingLevel: 3, actions: [{ text: 'Change', href: `/profile/themes/${code}` }] }}
        rows={[
          { key: 'How well', value: levelWords },
          { key: 'What you did', value: evidence },
          lastUsedOn !== null && { key: 'Last worked on', value: monthAndYear(lastUsedOn) },
        ]}
      />
    ))}
    <ButtonLink href="/profile/themes/add" variant="secondary">
      Add a theme
    </ButtonLink>
  </>
)
