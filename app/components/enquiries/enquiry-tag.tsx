import { Tag, type TagColour } from '#app/components/govuk/tag.tsx'
import type { EnquiryStatus } from '#prisma/generated/enums.ts'

const colours: Record<EnquiryStatus, TagColour> = {
  sent: 'blue',
  interested: 'green',
  undecided: 'yellow',
  declined: 'red',
  expired: 'grey',
  chosen: 'teal',
  not_chosen: 'grey',
  withdrawn: 'grey',
}

/** How an enquiry stands. */
export const EnquiryTag = ({ status, says }: { status: EnquiryStatus; says: string }) => (
  <Tag colour={colours[status]}>{says}</Tag>
)
