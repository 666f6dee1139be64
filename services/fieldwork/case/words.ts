import type { EvidenceKind, FindingKind, Publication, SourceKind } from '#prisma/generated/enums.ts'

/** How the team came to know something, as people read it. */
export const sourceWords: Record<SourceKind, string> = {
  interview: 'Interview',
  focus_group: 'Focus group',
  children_and_carers: 'Children and carers',
  case_records: 'Case records',
  observation: 'Observation',
  data: 'Data',
  document: 'Document',
  partner: 'Partner',
  self_assessment: 'Self-assessment',
}

export const sourceKinds = Object.keys(sourceWords) as SourceKind[]

export const evidenceWords: Record<EvidenceKind, string> = {
  strength: 'A strength',
  area: 'An area to consider',
  question: 'A question',
}

export const findingWords: Record<FindingKind, string> = {
  strength: 'Strength',
  area: 'Area for consideration',
  practice: 'Practice to share',
}

/** Whether a document may be given out, as people read it. Public bodies are asked. */
export const publicationWords: Record<Publication, string> = {
  published: 'Published already',
  releasable: 'May be given to whoever asks for it',
  withheld: 'Not to be given out without asking its owner',
}
