import type { Block } from '#services/documents/index.ts'
import { Markdown } from './markdown.tsx'

type Props = {
  title: string
  about: readonly string[]
  parts: readonly { key: string; title: string; tree: readonly Block[] }[]
  fingerprint: string | null
  /** A page's own title stands above it. */
  isUnderTitle?: boolean
}

/** A report as one document: on the screen, on paper, for whoever it is shared with. */
export const ReportDocument = ({ title, about, parts, fingerprint, isUnderTitle = false }: Props) => (
  <>
    {!isUnderTitle && <h1 className="govuk-heading-l">{title}</h1>}
    {about.map((line) => (
      <p className="govuk-body" key={line}>
        {line}
      </p>
    ))}
    {parts.map(({ key, title, tree }) => (
      <section key={key}>
        <h2 className="govuk-heading-m">{title}</h2>
        {tree.length === 0 ? <p className="govuk-body">Nothing is written here.</p> : <Markdown tree={tree} />}
      </section>
    ))}
    {fingerprint !== null && (
      <p className="govuk-body-s">
        Fingerprint of this report: <span className="app-fingerprint">{fingerprint}</span>
      </p>
    )}
  </>
)
