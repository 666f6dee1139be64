import { listed } from '#services/core/words.ts'

type Line = { what: string; under: string[]; none: string[] } | null

const words: Record<string, string> = { people: 'people in the bank', led: 'reviews led', decided: 'decisions' }

/** Where people choose people: which regions have less than half of their share so far, by their share of services. */
export const BalanceLine = ({ line }: { line: Line }) => {
  if (line === null) return null
  const { what, under, none } = line
  return (
    <p className="govuk-body-s">
      <strong>Balance of regions, {words[what] ?? what}:</strong> {none.length > 0 && `none yet from ${listed(none)}. `}
      {under.length > 0 && `Under half of its share: ${listed(under)}. `}
      {none.length + under.length === 0 && 'every region has at least half of its share. '}
      <a className="govuk-link" href="/association/balance">
        See every region
      </a>
    </p>
  )
}
