import { shortDate } from '#app/components/dates.ts'
import type { ProfileRatings as Ratings } from '#services/ratings/queries.ts'

const times = (count: number) => (count === 1 ? 'one rating' : `${count} ratings`)

/** What hosts said, on a person's profile: a figure with its count and spread, never a figure alone. */
export const ProfileRatings = ({ figure, ratings }: Ratings) => (
  <section>
    <h2 className="govuk-heading-m">What hosts said</h2>
    {figure.isEnough ? (
      <p className="govuk-body">
        <strong>{figure.shown.toFixed(1)} of 5</strong> from {times(figure.count)}, between {figure.lowest.toFixed(1)}{' '}
        and {figure.highest.toFixed(1)}. The figure is drawn toward the bank’s mean while there are few.
      </p>
    ) : (
      <p className="govuk-body">
        {figure.count === 0 ? 'No ratings yet.' : `Not enough ratings yet for a figure: ${times(figure.count)}.`}
      </p>
    )}
    {ratings.map((rating) => (
      <article key={`${rating.workRef} ${rating.givenOn}`}>
        <h3 className="govuk-heading-s">{rating.title}</h3>
        <blockquote className="govuk-inset-text">{rating.comment}</blockquote>
        <p className="govuk-body-s">
          {rating.workRef}, {shortDate(rating.givenOn)}
        </p>
        {rating.reply && (
          <p className="govuk-body">
            <strong>Reply:</strong> {rating.reply}
          </p>
        )}
      </article>
    ))}
  </section>
)
