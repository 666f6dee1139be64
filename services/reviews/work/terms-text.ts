import type { ReviewKind } from '#prisma/generated/enums.ts'
import { dateRange, longDate, uncapitalise } from '#services/core/words.ts'
import { hasPart, kinds, titleOf } from '#services/reviews/case/kinds.ts'
import { documentsBy } from '#services/reviews/case/stages.ts'

export type TermsFacts = {
  ref: string
  kind: ReviewKind
  yotName: string
  purpose: string
  sponsorName: string
  sponsorRole: string
  leadOfficerName: string
  modeWords: string
  days: number
  travelWords: string
  startsOn: string
  endsOn: string
  kloes: readonly { position: number; question: string }[]
  goldenThreads: readonly string[]
  team: readonly { name: string; roleWords: string }[]
}

/**
 * Terms of reference as a first text, from what the request and the team say. Whoever looks after the case edits it before
 * it goes to both sides. Plain text: a line that ends with a colon begins a section.
 */
export const composeTerms = (facts: TermsFacts): string =>
  [
    `Terms of reference: ${uncapitalise(titleOf(facts.kind, facts.yotName))} (${facts.ref})`,
    '',
    'What it is for:',
    facts.purpose,
    kinds[facts.kind].termsOf.what,
    '',
    'What the team looks at:',
    ...facts.kloes.map(({ position, question }) => `${position}. ${question}`),
    ...(facts.goldenThreads.length === 0
      ? []
      : [`In everything the team also looks at: ${facts.goldenThreads.join('; ')}.`]),
    '',
    'Who takes part:',
    `Sponsor: ${facts.sponsorName}, ${facts.sponsorRole}.`,
    `Lead officer: ${facts.leadOfficerName}.`,
    ...facts.team.map(({ name, roleWords }) => `${roleWords}: ${name}.`),
    'Everyone on the team has declared their interests and was checked for conflicts.',
    '',
    'When and how:',
    `${dateRange(facts.startsOn, facts.endsOn)}, ${facts.days} days, ${facts.modeWords.toLowerCase()}.`,
    hasPart(facts.kind, 'self-assessment')
      ? `The service sends its self-assessment and documents by ${longDate(documentsBy(facts.startsOn))}.`
      : `The service sends what is worth reading beforehand by ${longDate(documentsBy(facts.startsOn))}.`,
    ...kinds[facts.kind].termsOf.after,
    '',
    'What it costs:',
    `Reviewers give their time in kind. Travel and accommodation are paid by: ${facts.travelWords}.`,
    '',
    'What is shared:',
    hasPart(facts.kind, 'report')
      ? 'The service decides what of the report is shared, and with whom. Nobody outside sees it unless the service says so.'
      : 'What is said stays between the service and those who give the support. Nobody outside sees it unless the service says so.',
    'No names, dates of birth or record numbers of children are put in writing.',
    'Anyone who learns that a child is at risk follows the safeguarding procedures of the service at once.',
  ].join('\n')
