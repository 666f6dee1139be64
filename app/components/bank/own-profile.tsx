import { dateRange, monthAndYear } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { OwnProfile } from '#services/bank/read-profile.ts'

type Props = { profile: OwnProfile }

/** Where somebody stands in the bank, and what that lets them do. */
export const OwnStanding = ({ profile: { standing, roles, noes } }: Props) => (
  <>
    {standing !== null && (
      <InsetText>
        <p className="govuk-body">{standing.sentence}</p>
        {standing.conditions !== null && <p className="govuk-body">Condition: {standing.conditions}</p>}
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
    {noes.map((no) => (
      <p className="govuk-body" key={no}>
        {no}
      </p>
    ))}
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
