import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'

type Comment = {
  quoted: string
  kind: string
  text: string
  evidence: string
  datedOn: string | null
  madeBy: string
  answer: string | null
  reason: string
  answeredBy: string | null
}

const kinds: Record<string, string> = {
  slip: 'A slip',
  fact: 'A fact behind a judgement',
  left_out: 'Something left out',
}

/** A comment of the host on one paragraph, with its answer where it has one. */
export const CommentFacts = ({ comment }: { comment: Comment }) => {
  const { quoted, kind, text, evidence, datedOn, madeBy, answer, reason, answeredBy } = comment
  return (
    <SummaryList
      rows={[
        { key: 'As it was sent', value: quoted },
        { key: kinds[kind] ?? kind, value: <TypedText text={text} /> },
        evidence !== '' && { key: 'What shows it', value: <TypedText text={evidence} /> },
        datedOn !== null && { key: 'From', value: longDate(datedOn) },
        { key: 'Made by', value: madeBy },
        answer !== null && {
          key: `Answer of ${answeredBy ?? 'the team'}`,
          value:
            answer === 'accepted' ? (
              <TypedText text={reason === '' ? 'Accepted.' : `Accepted. ${reason}`} />
            ) : (
              <TypedText text={`Not accepted. ${reason}`} />
            ),
        },
      ]}
    />
  )
}
