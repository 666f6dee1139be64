import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { criteria, ShownRating } from '#services/ratings/index.ts'

/** What the loader sends of the criteria and the words of the marks. */
export type RatingWords = { criteria: typeof criteria; marks: readonly string[] }

/** What stands where words were hidden by a decision. */
export const HiddenWords = ({ on }: { on: string }) => (
  <p className="govuk-body">
    <em>Words set aside on {longDate(on)}, reasons given to both.</em>
  </p>
)

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
    {rating.setAsideOn !== null && (
      <p className="govuk-body">
        <strong>Set aside on {longDate(rating.setAsideOn)}:</strong> it counts for nothing any more.
      </p>
    )}
    <SummaryList
      rows={words.criteria.map((criterion) => {
        const mark = rating.marks[criterion.name]
        return {
          key: criterion.title,
          value: mark === null ? 'Not applicable' : `${words.marks[mark - 1]} (${mark} of 5)`,
        }
      })}
    />
    {rating.wordsHiddenOn !== null && <HiddenWords on={rating.wordsHiddenOn} />}
    {rating.comment !== null && (
      <blockquote className="govuk-inset-text app-kept-line-breaks">{rating.comment}</blockquote>
    )}
    <p className="govuk-body-s">Given on {longDate(rating.givenOn)}.</p>
    {rating.reply && (
      <>
        <h3 className="govuk-heading-s">Reply</h3>
        <p className="govuk-body">{rating.reply}</p>
      </>
    )}
  </section>
)
