import { dateAndTime } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { AnswerFields, markWords } from './answer-fields.tsx'

type Marked = Parameters<typeof markWords>[0]
type Answer = NonNullable<Marked> & { evidence: string; version: number }

type Props = {
  answer: Answer | null
  mayWrite: boolean
  /** What was said before, newest first or not at all. */
  versions: readonly (Answer & { by: string; at: Date | string })[]
  form: FormState
  scale: readonly string[]
  confidence: Readonly<Record<string, string>>
}

/** One statement of a workbook: to be marked by whoever may, to be read by others, with everything that was said of it before. */
export const StatementAnswer = ({ answer, mayWrite, versions, form, scale, confidence }: Props) => (
  <>
    {mayWrite ? (
      <PostForm version={answer?.version ?? 0}>
        <AnswerFields form={form} scale={scale} confidence={confidence} />
        <Button preventDoubleClick>Save</Button>
      </PostForm>
    ) : (
      <>
        <p className="govuk-body">{markWords(answer, scale)}</p>
        <TypedText text={answer?.evidence ?? ''} />
      </>
    )}
    {versions.length > 0 && (
      <Details summary={`What was said: ${versions.length}`}>
        {versions.map((version) => (
          <div key={version.version} className="app-finding">
            <p className="govuk-body">
              {markWords(version, scale)}. {version.by}, {dateAndTime(new Date(version.at))}
            </p>
            <TypedText text={version.evidence} />
          </div>
        ))}
      </Details>
    )}
  </>
)
