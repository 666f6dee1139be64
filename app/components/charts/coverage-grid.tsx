import type { ReactNode } from 'react'
import { type Mark, SquareInWords } from './picture.tsx'

type GridPerson = {
  id: string
  name: ReactNode
  /** By group, in their order: what the person is in it, or null. */
  parts: readonly (string | null)[]
  /** By question, in their order: 0 to 3. */
  levels: readonly number[]
  /** In a line under the marks. */
  says: ReactNode
}

type Props = {
  caption: string
  /** Teams that stand side by side; left out where there is one. */
  groups: readonly { id: string; title: string }[]
  questions: readonly string[]
  people: readonly GridPerson[]
}

const marks: readonly Mark[] = ['none', 'part', 'full', 'full']
const levelWords = ['nothing', 'has done it', 'has led or advised on it', 'others come to them for it']

/** A level of evidence as a shape: a dash, half a square, a square, a square in a ring. */
const LevelMark = ({ level }: { level: number }) => (
  <>
    {level === 0 ? (
      <span aria-hidden="true">–</span>
    ) : level === 3 ? (
      <svg className="app-grid__mark" viewBox="0 0 22 22" aria-hidden="true">
        <rect className="app-picture__outline" x={1} y={1} width={20} height={20} />
        <rect x={5} y={5} width={12} height={12} />
      </svg>
    ) : (
      <SquareInWords mark={marks[level] ?? 'none'} />
    )}
    <span className="govuk-visually-hidden">{levelWords[level]}</span>
  </>
)

/**
 * People against questions, the level of evidence drawn in each cell, and where several teams stand side by side, who is in which. It is
 * its own table: each mark is read out in words.
 */
export const CoverageGrid = ({ caption, groups, questions, people }: Props) => (
  <>
    <table className="govuk-table app-grid">
      <caption className="govuk-table__caption govuk-table__caption--m">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          {groups.map(({ id, title }) => (
            <th scope="col" key={id}>
              {id}
              <span className="govuk-visually-hidden">: {title}</span>
            </th>
          ))}
          {questions.map((question, at) => (
            <th scope="col" key={question} className={at === 0 ? 'app-grid__edge' : undefined}>
              {letterOf(at)}
              <span className="govuk-visually-hidden">: {question}</span>
            </th>
          ))}
        </tr>
      </thead>
      {people.map(({ id, name, parts, levels, says }) => (
        <tbody key={id}>
          <tr>
            <th scope="row">{name}</th>
            {groups.map((group, at) => (
              <td key={group.id}>
                <Part part={parts[at] ?? null} />
              </td>
            ))}
            {levels.map((level, at) => (
              <td key={questions[at]} className={at === 0 ? 'app-grid__edge' : undefined}>
                <LevelMark level={level} />
              </td>
            ))}
          </tr>
          <tr>
            <td className="app-grid__says" colSpan={1 + groups.length + levels.length}>
              {says}
            </td>
          </tr>
        </tbody>
      ))}
    </table>
    <p className="govuk-body-s">
      {[1, 2, 3].map((level) => (
        <span className="app-picture__key" key={level}>
          <LevelKey level={level} /> {levelWords[level]}
        </span>
      ))}
      {groups.length > 0 && 'C co-lead, R reviewer, F facilitator, O observer, T trainee.'}
    </p>
    <ol className="govuk-list govuk-body-s app-grid__questions">
      {questions.map((question, at) => (
        <li key={question}>
          <strong>{letterOf(at)}</strong> {question.replace(/^\d+\. /, '')}
        </li>
      ))}
    </ol>
  </>
)

const LevelKey = ({ level }: { level: number }) =>
  level === 3 ? (
    <svg className="app-grid__mark" viewBox="0 0 22 22" aria-hidden="true">
      <rect className="app-picture__outline" x={1} y={1} width={20} height={20} />
      <rect x={5} y={5} width={12} height={12} />
    </svg>
  ) : (
    <SquareInWords mark={marks[level] ?? 'none'} />
  )

const letterOf = (at: number): string => String.fromCharCode(97 + at)

const Part = ({ part }: { part: string | null }) =>
  part === null ? (
    <>
      <span aria-hidden="true">–</span>
      <span className="govuk-visually-hidden">not in it</span>
    </>
  ) : (
    <>
      <strong aria-hidden="true">{part.charAt(0)}</strong>
      <span className="govuk-visually-hidden">{part}</span>
    </>
  )
