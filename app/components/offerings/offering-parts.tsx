import { Fragment } from 'react'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { Provider } from '#services/offerings/index.ts'

/** Who offers something, linked to their page. */
export const ProviderName = ({ provider }: { provider: Provider }) => {
  if (provider.kind === 'person' && provider.name === null) return <>An associate in the bank</>
  if (provider.kind === 'outside')
    return (
      <>
        <a className="govuk-link" href={`/outside/${provider.ref}`}>
          {provider.name}
        </a>{' '}
        <Tag colour="purple">Outside provider</Tag>
      </>
    )
  const href = provider.kind === 'service' ? `/yots/${provider.code}` : `/bank/${provider.id}`
  return (
    <a className="govuk-link" href={href}>
      {provider.name}
    </a>
  )
}

/** Themes in a row, each linked to what the exchange holds about it. */
export const ThemeLinks = ({ themes }: { themes: readonly { code: string; name: string }[] }) => (
  <>
    {themes.map(({ code, name }, index) => (
      <Fragment key={code}>
        {index > 0 && '; '}
        <a className="govuk-link" href={`/themes/${code}`}>
          {name}
        </a>
      </Fragment>
    ))}
  </>
)

/** Typed text as paragraphs: an empty line parts them, a line break stays one. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place
        <p key={index} className="govuk-body app-kept-line-breaks">
          {paragraph.trim()}
        </p>
      ))}
  </>
)
