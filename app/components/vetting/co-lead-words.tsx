import { longDate } from '#app/components/dates.ts'
import type { WordSaid } from '#services/vetting/index.ts'
import { Paragraphs } from './paragraphs.tsx'

/** What co-leads said of somebody who came along on their reviews; nothing where nobody was asked or has answered. */
export const CoLeadWords = ({ words }: { words: readonly WordSaid[] }) =>
  words.length > 0 && (
    <>
      <h3 className="govuk-heading-s">What co-leads said</h3>
      {words.map(({ id, by, role, isReady, text, givenOn }) => (
        <section key={id} className="govuk-!-margin-bottom-4">
          <Paragraphs text={text} />
          <p className="govuk-hint">
            {by}, on {longDate(givenOn)}, of a review as {role.toLowerCase()}.{' '}
            {isReady ? 'Ready for the next step.' : 'Another review first.'}
          </p>
        </section>
      ))}
    </>
  )
