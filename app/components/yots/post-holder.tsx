import { longDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { Holder } from '#services/yots/index.ts'

/** Who holds a post: name, how they hold it, and where their time in it stands. */
export const PostHolder = ({ name, kindWords, state, from, until }: Holder) => (
  <>
    {name}
    {kindWords !== null && ` (${kindWords})`}
    {state === 'on_leave' && (
      <>
        {' '}
        <Tag colour="yellow">On leave</Tag>
      </>
    )}
    {state === 'to_come' && `, from ${longDate(from)}`}
    {state !== 'to_come' && until !== null && `, until ${longDate(until)}`}
  </>
)

export const VacantTag = () => <Tag colour="orange">Vacant</Tag>
