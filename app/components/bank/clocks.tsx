import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { Clock, Mend } from '#services/bank/index.ts'

const clockTags = {
  good: { text: 'In order', colour: 'green' },
  soon: { text: 'Runs out soon', colour: 'yellow' },
  over: { text: 'To mend', colour: 'red' },
  none: { text: 'Nothing runs out', colour: 'grey' },
} as const

/** What would mend something, as a way there. */
export const MendLink = ({ mend: { text, href } }: { mend: Mend }) =>
  href === null ? (
    text
  ) : (
    <a className="govuk-link" href={href}>
      {text}
    </a>
  )

const tagOf = ({ bar, state }: Clock) => {
  if (bar !== 'condition') return clockTags[state]
  return state === 'over' ? { text: 'Overdue', colour: 'red' as const } : { text: 'Open', colour: 'yellow' as const }
}

type Props = { clocks: readonly Clock[]; isOwn?: boolean }

/** What can run out of somebody's place in the bank, each with its day, how far it has run and, for themselves, what would mend it. */
export const Clocks = ({ clocks, isOwn = true }: Props) => (
  <SummaryList
    rows={clocks.map((clock) => ({
      key: clock.title,
      value: (
        <>
          {clock.says} <Tag colour={tagOf(clock).colour}>{tagOf(clock).text}</Tag>
          {isOwn && clock.mend !== null && (
            <>
              <br />
              <MendLink mend={clock.mend} />
            </>
          )}
        </>
      ),
    }))}
  />
)
