import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { TextDifference } from '#app/components/reports/text-difference.tsx'
import type { Remark } from '#services/reviews/index.ts'
import { Remarks } from './remarks.tsx'

type Props = {
  at: string
  said: { remarks: readonly Remark[]; terms: { number: number; text: string } | null; mayAnswer: boolean }
}

const Answer = ({ remark }: { remark: Remark }) => {
  const form = useForm({}, `answer-${remark.id}`)
  return (
    <>
      <FormProblems reply={form.reply} />
      <PostForm intent={`answer-${remark.id}`}>
        <input type="hidden" name="id" value={remark.id} />
        <Textarea
          {...form.text('answer')}
          id={`answer-${remark.id}`}
          label="Your answer"
          hint="The service reads it. Nothing else follows by itself."
          rows={3}
        />
        <Button variant="secondary" preventDoubleClick>
          Answer
          <span className="govuk-visually-hidden"> what {remark.by} said</span>
        </Button>
      </PostForm>
    </>
  )
}

/** What the service said of the team or the terms, on the desk: what it would change, and the answer. */
export const DeskRemarks = ({ at, said: { remarks, terms, mayAnswer } }: Props) =>
  remarks.length === 0 ? null : (
    <div className="app-no-print">
      <h2 className="govuk-heading-m">What the service says</h2>
      <Remarks remarks={remarks}>
        {(remark) => (
          <>
            {remark.proposed !== null && terms?.number === remark.number && (
              <>
                <Details summary="What it would change in the terms">
                  <TextDifference before={terms.text} after={remark.proposed} />
                </Details>
                {mayAnswer && (
                  <p className="govuk-body">
                    <a className="govuk-link" href={`${at}/terms?from=${remark.id}`}>
                      Write the next version from this text
                    </a>
                  </p>
                )}
              </>
            )}
            {mayAnswer && remark.answer === null && <Answer remark={remark} />}
          </>
        )}
      </Remarks>
    </div>
  )
