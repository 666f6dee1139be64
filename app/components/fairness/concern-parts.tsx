import { dateAndTime, longDate } from '#app/components/dates.ts'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Timeline } from '#app/components/moj/timeline.tsx'
import type { ConcernShared } from '#services/fairness/index.ts'

/** How the two sides are called on a page: "you" for whoever reads, when they are on one. */
export const sideWords = (side: 'bringer' | 'other', own: 'bringer' | 'other' | null): string => {
  if (side === own) return 'You'
  if (own !== null) return 'The other side'
  return side === 'bringer' ? 'Whoever brought it' : 'Whom it is about'
}

type Props = { concern: ConcernShared; own: 'bringer' | 'other' | null }

/** Where it stands and by when, alike for both sides. */
export const WhereItStands = ({ concern }: Pick<Props, 'concern'>) => {
  const { kind, status, statusWord, openedOn, drawBy, decideBy, statementsBy, isLate, appealBy, isOver, subjectHref } =
    concern
  const isOpen = status === 'opened' || status === 'hearing'
  return (
    <SummaryList
      rows={[
        {
          key: 'Stands at',
          value: (
            <>
              {statusWord} {isLate && <Tag colour="red">Late</Tag>}
            </>
          ),
        },
        { key: 'Brought on', value: longDate(openedOn) },
        status === 'opened' && { key: 'Somebody is drawn by', value: longDate(drawBy) },
        status === 'hearing' &&
          concern.statements === null &&
          statementsBy !== null && {
            key: 'Statements until',
            value: longDate(statementsBy),
          },
        isOpen && { key: kind === 'mediation' ? 'Recommended by' : 'Decided by', value: longDate(decideBy) },
        !isOver && appealBy !== null && { key: 'Can be appealed until', value: longDate(appealBy) },
        subjectHref !== null && {
          key: 'About',
          value: (
            <a className="govuk-link" href={subjectHref}>
              {concern.title}
            </a>
          ),
        },
      ]}
    />
  )
}

/** What is asked, and what came of it. */
export const Points = ({ concern, own }: Props) => (
  <section aria-labelledby="points">
    <h2 className="govuk-heading-m" id="points">
      What is asked
    </h2>
    {concern.points.map((point) => (
      <div key={point.position}>
        <p className="govuk-body">
          {sideWords(point.side, own)}: <strong>{point.reason}</strong>
        </p>
        {point.rating !== null && (
          <InsetText>
            <p className="govuk-body app-kept-line-breaks">{point.rating.comment}</p>
            <p className="govuk-body-s">Given on {longDate(point.rating.givenOn)}</p>
          </InsetText>
        )}
        {point.outcome !== null && (
          <SummaryList
            rows={[
              { key: 'What was found', value: point.outcome.says },
              { key: 'Why', value: <span className="app-kept-line-breaks">{point.outcome.reasons}</span> },
              {
                key: 'What follows',
                value: point.outcome.isWaiting ? 'It waits until the appeal is decided.' : point.outcome.follows,
              },
            ]}
          />
        )}
      </div>
    ))}
    {concern.elsewhere !== null && <InsetText>{concern.elsewhere}</InsetText>}
  </section>
)

/** Statements, questions and what holds for now. */
export const Said = ({ concern, own }: Props) => (
  <>
    {concern.measures.length > 0 && (
      <section aria-labelledby="measures">
        <h2 className="govuk-heading-m" id="measures">
          For now
        </h2>
        <ul className="govuk-list govuk-list--bullet">
          {concern.measures.map(({ id, words, from, reviewOn, isRunning }) => (
            <li key={id}>
              {words} from {longDate(from)}
              {isRunning
                ? `. It ends by itself after ${longDate(reviewOn)} unless somebody renews it with a reason.`
                : '. This has ended.'}
            </li>
          ))}
        </ul>
      </section>
    )}
    {concern.statements !== null && concern.statements.length > 0 && (
      <section aria-labelledby="statements">
        <h2 className="govuk-heading-m" id="statements">
          What was said
        </h2>
        {concern.statements.map(({ side, text, on }) => (
          <div key={side}>
            <h3 className="govuk-heading-s">
              {sideWords(side, own)}, {longDate(on)}
            </h3>
            <p className="govuk-body app-kept-line-breaks">{text}</p>
          </div>
        ))}
      </section>
    )}
    {concern.questions.length > 0 && (
      <section aria-labelledby="questions">
        <h2 className="govuk-heading-m" id="questions">
          Questions of whoever decides
        </h2>
        <SummaryList
          rows={concern.questions.map(({ number, toSide, text, answer, answerBy }) => ({
            key: `To ${sideWords(toSide, own).toLowerCase()}: ${text}`,
            value: answer ?? `To be answered by ${longDate(answerBy)}`,
            id: String(number),
          }))}
        />
      </section>
    )}
  </>
)

export const ConcernHistory = ({ concern }: Pick<Props, 'concern'>) => (
  <section aria-labelledby="history">
    <h2 className="govuk-heading-m" id="history">
      What happened
    </h2>
    <Timeline
      headingLevel={3}
      events={concern.history.map(({ title, at }) => ({
        id: `${at} ${title}`,
        title,
        dateTime: at,
        date: dateAndTime(new Date(at)),
      }))}
    />
  </section>
)
