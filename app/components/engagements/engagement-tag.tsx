import { Tag, type TagColour } from '#app/components/govuk/tag.tsx'

const colours: Record<string, TagColour> = {
  terms_proposed: 'yellow',
  agreed: 'blue',
  delivered: 'purple',
  to_put_right: 'orange',
  confirmed: 'teal',
  disputed: 'red',
  settled: 'green',
  closed: 'grey',
  cancelled: 'grey',
  withdrawn: 'grey',
}

/** Where an engagement stands, in a word or two. */
export const EngagementTag = ({ status, says }: { status: string; says: string }) => (
  <Tag colour={colours[status]}>{says}</Tag>
)
