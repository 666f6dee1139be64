import { monthAndYear } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import type { BankMemberPage } from '#services/bank/index.ts'

/** What somebody in the bank may do, where and on what terms. */
export const MemberFacts = ({ member }: { member: BankMemberPage }) => (
  <>
    {member.noes.length > 0 && (
      <WarningText>
        {member.noes.map((no) => (
          <span key={no}>{no} </span>
        ))}
      </WarningText>
    )}
    <SummaryList
      rows={[
        {
          key: 'Roles',
          value: (
            <ul className="govuk-list">
              {member.roles.map(({ name, since, isOpen }) => (
                <li key={name}>
                  {name}, since {monthAndYear(since)}
                  {!isOpen && ' (not at present)'}
                </li>
              ))}
            </ul>
          ),
        },
        member.regions.length > 0 && { key: 'Worked in', value: member.regions.join(', ') },
        { key: 'Terms', value: member.terms },
        member.availability.length > 0 && { key: 'Availability', value: member.availability.join(' ') },
      ]}
    />
  </>
)

/** The themes somebody knows, the best known first. */
export const MemberThemes = ({ themes }: Pick<BankMemberPage, 'themes'>) =>
  themes.length === 0 ? (
    <p className="govuk-body">None recorded yet.</p>
  ) : (
    <SummaryList
      rows={themes.map(({ code, name, level, evidence, lastUsedOn }) => ({
        key: (
          <a className="govuk-link" href={`/themes/${code}`}>
            {name}
          </a>
        ),
        value: (
          <>
            <strong>{level}</strong>
            {lastUsedOn !== null && `, last in ${monthAndYear(lastUsedOn)}`}
            {evidence !== '' && (
              <>
                <br />
                {evidence}
              </>
            )}
          </>
        ),
      }))}
    />
  )
