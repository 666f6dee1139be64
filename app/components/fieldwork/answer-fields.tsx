import { Fragment } from 'react'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'

type Props = { form: FormState; scale: readonly string[]; confidence: Readonly<Record<string, string>> }

/** What each mark of the scale means, folded away. */
export const ScaleMeaning = ({ scale, means }: { scale: readonly string[]; means: readonly string[] }) => (
  <Details summary="What the marks mean">
    <dl className="govuk-body">
      {scale.map((words, mark) => (
        <Fragment key={words}>
          <dt>
            <strong>
              {mark}. {words}
            </strong>
          </dt>
          <dd className="govuk-!-margin-left-0 govuk-!-margin-bottom-2">{means[mark]}</dd>
        </Fragment>
      ))}
    </dl>
  </Details>
)

/** What is asked of one statement. */
export const AnswerFields = ({ form, scale, confidence }: Props) => (
  <>
    <Radios
      {...form.text('mark')}
      legend="How far is this so?"
      legendSize="s"
      isSmall
      items={[
        ...scale.map((words, mark) => ({ value: String(mark), label: `${mark}. ${words}` })),
        {
          value: 'none',
          label: 'It does not apply to us',
          conditional: <Input {...form.text('whyNotApplicable')} label="Why not?" />,
        },
      ]}
    />
    <Radios
      {...form.text('confidence')}
      legend="How sure are you?"
      legendSize="s"
      isSmall
      isInline
      items={Object.entries(confidence).map(([value, label]) => ({ value, label }))}
    />
    <CharacterCount
      {...form.text('evidence')}
      label="What shows it?"
      hint={leaveOutChildren}
      maxLength={4000}
      threshold={75}
    />
  </>
)

type Answer = { mark: number | null; confidence: string; evidence: string; whyNotApplicable: string; version: number }

/** What a form shows of an answer that is there. */
export const answerAsTyped = (answer: Answer | null) =>
  answer === null
    ? { confidence: 'some' }
    : {
        mark: answer.mark === null ? 'none' : String(answer.mark),
        confidence: answer.confidence,
        evidence: answer.evidence,
        whyNotApplicable: answer.whyNotApplicable,
      }

/** "7. In place, with gaps", "Does not apply", "No mark yet". */
export const markWords = (
  answer: Pick<Answer, 'mark' | 'whyNotApplicable'> | null,
  scale: readonly string[],
): string => {
  if (answer === null) return 'No mark yet'
  return answer.mark === null
    ? `Does not apply: ${answer.whyNotApplicable}`
    : `${answer.mark}. ${scale[answer.mark] ?? ''}`
}
