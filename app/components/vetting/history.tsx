import { longDate } from '#app/components/dates.ts'
import { Timeline } from '#app/components/moj/timeline.tsx'
import type { Happening } from '#services/vetting/index.ts'
import { Paragraphs } from './paragraphs.tsx'

/** What happened to an application, the latest first. */
export const History = ({ happenings }: { happenings: readonly Happening[] }) => (
  <>
    <h2 className="govuk-heading-m">What has happened</h2>
    <Timeline
      headingLevel={3}
      events={happenings.map(({ id, title, by, at, on, reasons }) => ({
        id,
        title,
        by,
        dateTime: at,
        date: longDate(on),
        description: reasons === null ? undefined : <Paragraphs text={reasons} />,
      }))}
    />
  </>
)
