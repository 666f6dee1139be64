import { dateRange, longDate } from '#services/core/words.ts'
import { documentsBy } from '#services/reviews/case/stages.ts'

export type TermsFacts = {
  ref: string
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
    `Terms of reference: peer review of ${facts.yotName} (${facts.ref})`,
    '',
    'What it is for:',
    facts.purpose,
    'This is a review by peers, at the invitation of the service. It is not an inspection and gives no judgement.',
    '',
    'What the team looks at:',
    ...facts.kloes.map(({ position, question }) => `${position}. ${question}`),
    `In everything the team also looks at: ${facts.goldenThreads.join('; ')}.`,
    '',
    'Who takes part:',
    `Sponsor: ${facts.sponsorName}, ${facts.sponsorRole}.`,
    `Lead officer: ${facts.leadOfficerName}.`,
    ...facts.team.map(({ name, roleWords }) => `${roleWords}: ${name}.`),
    'Everyone on the team has declared their interests and was checked for conflicts.',
    '',
    'When and how:',
    `${dateRange(facts.startsOn, facts.endsOn)}, ${facts.days} days, ${facts.modeWords.toLowerCase()}.`,
    `The service sends its self-assessment and documents by ${longDate(documentsBy(facts.startsOn))}.`,
    'The team gives its feedback on the last day, writes a letter within 10 working days and a draft report within 3 weeks.',
    'The service comments on factual accuracy within 2 weeks. The report is then final.',
    'The service writes an action plan within 3 months. Progress is looked at after about 10 months.',
    '',
    'What it costs:',
    `Reviewers give their time in kind. Travel and accommodation are paid by: ${facts.travelWords}.`,
    '',
    'What is shared:',
    'The service decides what of the report is shared, and with whom. Nobody outside sees it unless the service says so.',
    'No names, dates of birth or record numbers of children are put in writing.',
    'Anyone who learns that a child is at risk follows the safeguarding procedures of the service at once.',
  ].join('\n')
