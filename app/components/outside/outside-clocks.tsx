import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'

type Clock = { title: string; day: string | null; state: 'good' | 'soon' | 'over' }

const tags = {
  good: { text: 'In order', colour: 'green' },
  soon: { text: 'Runs out soon', colour: 'yellow' },
  over: { text: 'To mend', colour: 'red' },
} as const

const says = ({ title, day, state }: Clock) => {
  if (day === null) return title === 'Fee' ? 'Not paid yet.' : 'Not seen yet.'
  return `${state === 'over' ? 'Ran out on' : 'Until'} ${longDate(day)}.`
}

/** What can run out of an outside provider's standing, each with its day. */
export const OutsideClocks = ({ clocks }: { clocks: readonly Clock[] }) => (
  <SummaryList
    rows={clocks.map((clock) => ({
      key: clock.title,
      value: (
        <>
          {says(clock)} <Tag colour={tags[clock.state].colour}>{tags[clock.state].text}</Tag>
        </>
      ),
    }))}
  />
)
