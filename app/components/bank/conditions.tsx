import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import type { ConditionLine } from '#services/bank/index.ts'

const confirmedWords = ({ by, on, note }: NonNullable<ConditionLine['confirmed']>) =>
  `Confirmed by ${by ?? 'somebody who has left'} on ${longDate(on)}${note ? `: ${note}` : ''}`

/** The conditions on somebody's place in the bank and, for who may, the ways to confirm an open one and to take a confirmation back. */
export const Conditions = ({
  conditions,
  form,
  takeBack,
}: {
  conditions: readonly ConditionLine[]
  form: FormState | null
  takeBack: FormState | null
}) => {
  const open = conditions.filter(({ confirmed }) => confirmed === null)
  const met = conditions.filter(({ confirmed }) => confirmed !== null)
  return (
    <>
      <h2 className="govuk-heading-m">Conditions</h2>
      {conditions.length === 0 ? (
        <p className="govuk-body">None.</p>
      ) : (
        <SummaryList
          rows={conditions.map(({ text, dueOn, state, confirmed }) => ({
            key: `By ${longDate(dueOn)}`,
            value: (
              <>
                {text}{' '}
                {confirmed !== null ? (
                  <Tag colour="green">Met</Tag>
                ) : state === 'over' ? (
                  <Tag colour="red">Overdue</Tag>
                ) : (
                  <Tag colour="yellow">Open</Tag>
                )}
                {confirmed !== null && (
                  <>
                    <br />
                    {confirmedWords(confirmed)}
                  </>
                )}
              </>
            ),
          }))}
        />
      )}
      {form !== null && open.length > 0 && (
        <PostForm intent="confirm">
          <h3 className="govuk-heading-s">Confirm that a condition is met</h3>
          <Radios
            {...form.text('conditionId')}
            {...(open.length === 1 && open[0] ? { defaultValue: open[0].id } : {})}
            legend="Which condition?"
            items={open.map(({ id, text }) => ({ value: id, label: text }))}
          />
          <DateInput {...form.date('confirmedOn')} legend="When did you see that it is met?" />
          <Textarea
            {...form.text('note')}
            label="What did you see?"
            hint="Such as a certificate, or who told you. They can read it under “What the exchange holds about you”."
            rows={2}
          />
          <Button preventDoubleClick>Confirm it</Button>
        </PostForm>
      )}
      {takeBack !== null && met.length > 0 && (
        <Details summary="A confirmation was a mistake" open={takeBack.isTyped}>
          <PostForm intent="take-back">
            <Radios
              {...takeBack.text('conditionId')}
              id="taken-back"
              legend="Which condition is not met after all?"
              items={met.map(({ id, text }) => ({ value: id, label: text }))}
            />
            <Textarea {...takeBack.text('reason')} label="Why?" hint="They are told as you write it." rows={2} />
            <Button variant="secondary" preventDoubleClick>
              Take it back
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}
