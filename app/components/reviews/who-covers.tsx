import type { Covers } from '#services/reviews/index.ts'

/** Question by question, who of the team covers it. */
export const WhoCovers = ({ covers }: { covers: Covers[] }) => (
  <ul className="govuk-list govuk-list--bullet">
    {covers.map(({ title, people, lacks }) => (
      <li key={title}>
        {/[?.!]$/.test(title) ? title : `${title}:`}{' '}
        <strong>{people.length === 0 ? 'Nobody' : people.join(', ')}</strong>
        {people.length > 0 && lacks.length > 0 && ` (nobody for ${lacks.join(', ')})`}
      </li>
    ))}
  </ul>
)
