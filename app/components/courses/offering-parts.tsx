import { dateAndTime, longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { OfferingDate, ResourceLine } from '#services/courses/index.ts'
import { freeWords, whereWords } from './when.tsx'

/** The dates of an offering, on its page. */
export const OfferingDates = ({
  slug,
  dates,
  isOwn,
}: {
  slug: string
  dates: readonly OfferingDate[]
  isOwn: boolean
}) => {
  if (dates.length === 0 && !isOwn) return null
  return (
    <section>
      <h2 className="govuk-heading-m">Dates</h2>
      <ul className="govuk-list">
        {dates.map((date) => (
          <li key={date.ref}>
            <a className="govuk-link" href={`/courses/${date.ref}${date.isDraft ? '/manage' : ''}`}>
              {date.isOff ? <s>{dateAndTime(new Date(date.startsAt))}</s> : dateAndTime(new Date(date.startsAt))}
            </a>
            , {whereWords(date)}.{' '}
            {date.isOff ? 'Called off' : date.isDraft ? 'Draft' : freeWords({ ...date, waiting: 0 })}.
          </li>
        ))}
      </ul>
      {isOwn && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/offerings/${slug}/dates/new`}>
            Add a date
          </a>{' '}
          <a className="govuk-link" href={`/offerings/${slug}/mark`}>
            Quality mark
          </a>
        </p>
      )}
    </section>
  )
}

/** What can be taken of an offering without asking: a press each. */
export const OfferingResources = ({
  slug,
  resources,
  isOwn,
}: {
  slug: string
  resources: readonly ResourceLine[]
  isOwn: boolean
}) => {
  if (resources.length === 0 && !isOwn) return null
  return (
    <section>
      <h2 className="govuk-heading-m">Take it</h2>
      {resources.map(({ id, title, host, file, own }) => (
        <PostForm key={id} action={`/offerings/${slug}/resources/${id}/take`}>
          <p className="govuk-body govuk-!-margin-bottom-1">
            {title}
            {file !== null && `: ${file.words}, ${file.size}, version ${file.number} of ${longDate(file.on)}`}
            {own !== null && (
              <>
                {' '}
                <a className="govuk-link" href={`/offerings/${slug}/resources/${id}`}>
                  {own.isTakenUp ? 'Taken up' : 'Say that you took it up'}
                  <span className="govuk-visually-hidden">: {title}</span>
                </a>
              </>
            )}
          </p>
          <Button variant="secondary">
            {host === null ? 'Download' : `Go to ${host}`}
            <span className="govuk-visually-hidden"> {title}</span>
          </Button>
        </PostForm>
      ))}
      {isOwn && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/offerings/${slug}/resources`}>
            Files and links to take
          </a>
        </p>
      )}
    </section>
  )
}
