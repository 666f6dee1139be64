import type { BankEntry } from '#services/bank/index.ts'
import { capitalise } from '#services/core/words.ts'

/** Somebody in the bank's list. */
export const BankListEntry = ({ entry }: { entry: BankEntry }) => {
  const { person, headline, roles, themes, isInKind, charges, worksRemotely } = entry
  const ways = [isInKind && 'gives time in kind', charges && 'takes charged work', worksRemotely && 'works remotely']
  const terms = ways.filter((way) => way !== false).join(', ')
  return (
    <li>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
        <a className="govuk-link" href={`/bank/${person.id}`}>
          {person.name}
        </a>
      </h3>
      <p className="govuk-body">
        {headline}
        <br />
        {roles.join(', ')}
        {themes.length > 0 && (
          <>
            <br />
            Knows: {themes.join('; ')}
          </>
        )}
        {terms !== '' && (
          <>
            <br />
            {capitalise(terms)}
          </>
        )}
      </p>
    </li>
  )
}
