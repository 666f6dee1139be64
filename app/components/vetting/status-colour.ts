import type { TagColour } from '#app/components/govuk/tag.tsx'
import type { ApplicationStatus } from '#prisma/generated/enums.ts'

const colours: Record<ApplicationStatus, TagColour> = {
  draft: 'grey',
  submitted: 'yellow',
  checks: 'orange',
  panel: 'blue',
  approved: 'green',
  approved_with_conditions: 'green',
  more_information: 'yellow',
  deferred: 'purple',
  declined: 'red',
  withdrawn: 'grey',
}

/** The colour of a state's tag; its word says the same. */
export const statusColour = (status: ApplicationStatus): TagColour => colours[status]
