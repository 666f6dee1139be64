import { InsetText } from '#app/components/govuk/inset-text.tsx'
import type { YotLink, YotSearch } from '#services/yots/index.ts'

export const YotAnchor = ({ code, name }: YotLink) => (
  <a className="govuk-link" href={`/yots/${code}`}>
    {name}
  </a>
)

/** What a search of the register found: services, guesses, and what became of an old name. */
export const YotSearchResults = ({ query, search }: { query: string; search: YotSearch }) => {
  const { found, isGuess, oldName } = search
  const isEmpty = found.length === 0 && oldName === null
  return (
    <section aria-labelledby="results">
      <h2 className="govuk-heading-m" id="results">
        {isEmpty ? `No service found for “${query}”` : `Results for “${query}”`}
      </h2>
      {oldName !== null && <OldName {...oldName} />}
      {isEmpty && (
        <p className="govuk-body">
          Check the spelling, or type the name of a council or of the place. You can also look under its region below.
        </p>
      )}
      {isGuess && found.length > 0 && <p className="govuk-body">No service has quite that name. Did you mean:</p>}
      {found.length > 0 && (
        <ul className="govuk-list">
          {found.map(({ matched, ...link }) => (
            <li key={link.code}>
              <YotAnchor {...link} />
              {matched !== null && ` – covers ${matched}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const OldName = ({ name, note, now }: NonNullable<YotSearch['oldName']>) => {
  const [only] = now
  return (
    <InsetText>
      {now.length === 1 && only ? (
        <p className="govuk-body">
          {name} is now part of <YotAnchor {...only} />.
        </p>
      ) : (
        <>
          <p className="govuk-body">There is more than one service for {name} now:</p>
          <ul className="govuk-list govuk-list--bullet">
            {now.map((link) => (
              <li key={link.code}>
                <YotAnchor {...link} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="govuk-body-s">{note}.</p>
    </InsetText>
  )
}
