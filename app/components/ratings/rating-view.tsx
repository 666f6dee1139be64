import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { ShownRating } from '#services/ratings/queries.ts'
import type { criteria } from '#services/ratings/schema.ts'

/** What the loader sends of the criteria and the words of the marks. */
export type RatingWords = { criteria: typeof criteria; marks: readonly string[] }

/** One rating: five marks in words, the comment, and the reply where there is one. */
export const RatingView = ({
  rating,
  words,
  heading,
}: {
  rating: ShownRating
  words: RatingWords
  heading: string
}) => (
  <section>
    <h2 className="govuk-heading-m">{heading}</h2>
    <SummaryList
      rows={words.criteria.map((criterion) => {
        const mark = rating.marks[criterion.name]
        return { key: criterion.title, value: `${words.marks[mark - 1]} (${mark} of 5)` }
      })}
    />
    <blockquote className="govuk-inset-text">{rating.comment}</blockquote>
    <p className="govuk-body-s">Given on {longDate(rating.givenOn)}.</p>
    {rating.reply && (
      <>
        <h3 className="govuk-heading-s">Reply</h3>
        <p className="govuk-body">{rating.reply}</p>
      </>
    )}
  </section>
)
