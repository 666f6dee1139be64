import { Markdown } from '#app/components/reports/markdown.tsx'
import type { IssuePage } from '#services/briefing/index.ts'

type Section = { name: string; heading: string; items: readonly Line[]; more: number }
type Line = { kind: string; id: string; title: string; line: string; path: string; gone?: string | null }

/** The lines of an issue, section by section. `wholeHref` leads to what is only counted here. */
export const IssueSections = ({ sections, wholeHref }: { sections: readonly Section[]; wholeHref: string | null }) => (
  <>
    {sections.map(({ name, heading, items, more }) => (
      <section key={name} id={name}>
        <h2 className="govuk-heading-m">{heading}</h2>
        <ul className="govuk-list govuk-list--spaced">
          {items.map((item) => (
            <li key={`${item.kind}:${item.id}`}>
              <IssueLine {...item} />
            </li>
          ))}
          {more > 0 && wholeHref !== null && (
            <li>
              <a className="govuk-link" href={`${wholeHref}#${name}`}>
                {more} more under {heading}
              </a>
            </li>
          )}
        </ul>
      </section>
    ))}
  </>
)

/** One line: its title leads to the page that says more. */
export const IssueLine = ({ title, line, path, gone }: Pick<Line, 'title' | 'line' | 'path' | 'gone'>) => (
  <>
    {gone ? (
      <>
        {title}. <strong>{gone}.</strong>
      </>
    ) : (
      <a
        className="govuk-link govuk-!-font-weight-bold"
        href={path}
        {...(path.startsWith('/') ? {} : { rel: 'noreferrer noopener' })}
      >
        {title}
      </a>
    )}
    {line !== '' && (
      <>
        <br />
        {line}
      </>
    )}
  </>
)

/** What editors wrote, each under who it is from. */
export const EditorsWords = ({ parts, names }: { parts: IssuePage['parts']; names: Record<string, string> }) => (
  <>
    {parts.map(({ region, blocks }) => (
      <section key={region ?? 'everybody'}>
        <h2 className="govuk-heading-m">
          {region === null ? 'From the editor' : `From the coordinator, ${names[region] ?? region}`}
        </h2>
        <Markdown tree={blocks} />
      </section>
    ))}
  </>
)
