import { markWords } from '#app/components/fieldwork/answer-fields.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'

type Answer = { mark: number | null; whyNotApplicable: string; evidence: string }
type Props = {
  statements: readonly { position: number; group: string; text: string; answer: Answer | null }[]
  scale: readonly string[]
}

/** Every statement with its mark in words and what shows it. */
export const MarkedStatements = ({ statements, scale }: Props) => (
  <>
    {[...new Set(statements.map(({ group }) => group))].map((group) => (
      <section key={group}>
        <h2 className="govuk-heading-m">{group}</h2>
        {statements
          .filter((one) => one.group === group)
          .map(({ position, text, answer }) => (
            <div key={position} className="app-finding">
              <h3 className="govuk-heading-s">
                {position}. {text}
              </h3>
              <p className="govuk-body">{markWords(answer, scale)}</p>
              <TypedText text={answer?.evidence ?? ''} />
            </div>
          ))}
      </section>
    ))}
  </>
)
