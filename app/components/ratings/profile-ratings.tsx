import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { ProfileRatings as Ratings } from '#services/ratings/index.ts'
import { HiddenWords } from './rating-view.tsx'
import { SpreadChart } from './spread-chart.tsx'

/** What hosts said, on a profile: a figure with its count, spread and year, never a figure alone; and words that name nobody. */
export const ProfileRatings = ({
  figure,
  byCriterion,
  ratings,
  heading = 'What hosts said',
}: Ratings & { heading?: string }) => (
  <section aria-labelledby="ratings">
    <h2 className="govuk-heading-m" id="ratings">
      {heading}
    </h2>
    {figure.isEnough ? (
      <>
        <p className="govuk-body">
          <strong>{figure.shown.toFixed(1)} of 5</strong> from {figure.count} ratings, the latest of {figure.latest}. It
          is drawn toward everybody’s mean while there are few, and made anew once a month:{' '}
          <a className="govuk-link" href="/how-it-works/ratings">
            how figures are made
          </a>
          .
        </p>
        <SpreadChart shown={figure.shown} spread={figure.spread} />
        <SummaryList
          rows={byCriterion.map(({ name, title, shown, isTeams }) => ({
            key: isTeams ? `${title} (the team’s)` : title,
            value: shown === null ? 'Not marked often enough' : `${shown.toFixed(1)} of 5`,
            id: name,
          }))}
        />
      </>
    ) : (
      <p className="govuk-body">
        {ratings.length === 0 ? 'No ratings yet.' : 'Not enough ratings yet for a figure.'}{' '}
        <a className="govuk-link" href="/how-it-works/ratings">
          How figures are made
        </a>
      </p>
    )}
    {ratings.map((rating) => (
      <article key={rating.id}>
        <h3 className="govuk-heading-s">
          {rating.named === null
            ? `${rating.kind}, ${rating.year}, ${rating.region}`
            : `${rating.named.title} (${rating.named.ref}), ${rating.named.host}`}
        </h3>
        {rating.wordsHiddenOn !== null && <HiddenWords on={rating.wordsHiddenOn} />}
        {rating.comment !== null && <blockquote className="govuk-inset-text">{rating.comment}</blockquote>}
        {rating.reply && (
          <p className="govuk-body">
            <strong>Reply:</strong> {rating.reply}
          </p>
        )}
      </article>
    ))}
  </section>
)
