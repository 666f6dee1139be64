import { diffWordsWithSpace } from 'diff'

/** A moment: what takes longer is shown as two texts and no difference. */
const atMostMs = 400

/** What differs between two texts, word by word, said in words as well as marked. Reads on after a missing difference. */
export const TextDifference = ({ before, after }: { before: string; after: string }) => {
  const pieces = diffWordsWithSpace(before, after, { timeout: atMostMs })
  if (!pieces) return <p className="govuk-body">The two texts differ too much to show word by word.</p>
  if (pieces.every(({ added, removed }) => !added && !removed)) return <p className="govuk-body">They say the same.</p>
  return (
    <p className="govuk-body app-kept-line-breaks app-difference">
      {pieces.map(({ added, removed, value }, at) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: a stretch is its place in the text
        if (added)
          return (
            <ins key={at}>
              <span className="govuk-visually-hidden"> added: </span>
              {value}
            </ins>
          )
        if (removed)
          return (
            <del key={at}>
              <span className="govuk-visually-hidden"> removed: </span>
              {value}
            </del>
          )
        return <span key={at}>{shortened(value, at === 0, at === pieces.length - 1)}</span>
        // biome-ignore-end lint/suspicious/noArrayIndexKey: a stretch is its place in the text
      })}
    </p>
  )
}

const kept = 240

/** What is the same on both sides, with only as much around the differences as places them. */
const shortened = (text: string, isFirst: boolean, isLast: boolean): string => {
  if (text.length <= kept * 2) return text
  const [head, tail] = [text.slice(0, kept), text.slice(-kept)]
  if (isFirst) return `… ${tail}`
  return isLast ? `${head} …` : `${head} … ${tail}`
}
