import type { DecisionBody } from '#prisma/generated/enums.ts'
import { regionName } from '#services/yots/index.ts'

export const bodyWords: Readonly<Record<DecisionBody, string>> = {
  board: 'Programme board',
  administrators: 'Administrators of the association',
  general_meeting: 'General meeting of members',
  regional_meeting: 'Regional meeting',
}

/** "Regional meeting, Wales". */
export const bodyName = ({ body, region }: { body: DecisionBody; region: string | null }): string =>
  region === null ? bodyWords[body] : `${bodyWords[body]}, ${regionName(region)}`

/** The parts of a decision by their names, in the order of the Openness Regulations 2014. */
export const partNames = {
  title: 'Title',
  day: 'Day it was decided',
  decided: 'What was decided',
  reasons: 'Reasons',
  alternatives: 'Alternatives considered and rejected',
  conflicts: 'Conflicts of interest declared',
  decidedBy: 'Who decided',
  restsOn: 'What it rests on',
  reviewOn: 'Review day',
} as const
