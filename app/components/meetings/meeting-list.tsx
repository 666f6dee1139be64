import { whereWords } from '#app/components/courses/when.tsx'
import { dateAndTime } from '#app/components/dates.ts'
import type { MeetingLine } from '#services/meetings/index.ts'

/** Meetings as a list: what, when, where, and how each stands. */
export const MeetingList = ({ meetings }: { meetings: readonly MeetingLine[] }) => (
  <ul className="govuk-list govuk-list--spaced">
    {meetings.map((meeting) => (
      <li key={meeting.ref}>
        <a className="govuk-link govuk-!-font-weight-bold" href={`/meetings/${meeting.ref}`}>
          {meeting.title}
        </a>
        <br />
        <span className="govuk-hint govuk-!-margin-bottom-0">
          {dateAndTime(new Date(meeting.startsAt))} · {whereWords(meeting)} · {meeting.region ?? 'All regions'} ·{' '}
          {meeting.stands}
        </span>
      </li>
    ))}
  </ul>
)
