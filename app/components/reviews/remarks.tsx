import type { ReactNode } from 'react'
import { longDate } from '#app/components/dates.ts'
import type { Remark } from '#services/reviews/index.ts'
import { TypedText } from './typed-text.tsx'

type Props = { remarks: readonly Remark[]; children?: (remark: Remark) => ReactNode }

/** What the service said of a team or of terms, the latest first, each with its answer. */
export const Remarks = ({ remarks, children }: Props) => (
  <>
    {remarks.map((remark) => (
      <article key={remark.id} className="govuk-!-margin-bottom-6">
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
          {remark.by}, {longDate(remark.at.slice(0, 10))}, on{' '}
          {remark.about === 'team' ? `proposal ${remark.number}` : `version ${remark.number} of the terms`}
        </h3>
        <TypedText text={remark.text} />
        {remark.answer !== null && (
          <>
            <p className="govuk-body govuk-!-margin-bottom-1">
              <strong>
                {remark.answer.by} answered on {longDate(remark.answer.at.slice(0, 10))}:
              </strong>
            </p>
            <TypedText text={remark.answer.text} />
          </>
        )}
        {children?.(remark)}
      </article>
    ))}
  </>
)
