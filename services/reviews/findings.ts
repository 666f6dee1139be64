import { goldenThreads } from '#services/bank/themes.ts'

/** Where a finding belongs: a key line of enquiry, or a golden thread. */
export type FindingPlace = { kloeId: string } | { goldenThread: string }

export type FindingFacts = {
  kloeId: string | null
  goldenThread: string | null
  strengths: string
  areas: string
  sources: readonly string[]
}

/** A finding rests on this many different sources or more. */
export const leastSources = 2

/** Sources as typed, without blanks and repeats. */
export const differentSources = (sources: readonly string[]): string[] => {
  const seen = new Map<string, string>()
  for (const source of sources) {
    const text = source.trim()
    if (text !== '' && !seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text)
  }
  return [...seen.values()]
}

const isWhole = ({ strengths, areas, sources }: FindingFacts) =>
  (strengths.trim() !== '' || areas.trim() !== '') && differentSources(sources).length >= leastSources

/**
 * What a report still lacks before it can be final: a finding under each key line of enquiry and each golden thread, each
 * on two sources or more. In words; empty when nothing is missing.
 */
export const whatReportLacks = (
  kloes: readonly { id: string; position: number }[],
  findings: readonly FindingFacts[],
  threadName: (code: string) => string,
): string[] => [
  ...kloes
    .filter(({ id }) => !findings.some((finding) => finding.kloeId === id && isWhole(finding)))
    .map(({ position }) => `key line of enquiry ${position}`),
  ...goldenThreads
    .filter((code) => !findings.some((finding) => finding.goldenThread === code && isWhole(finding)))
    .map((code) => `“${threadName(code)}”`),
]
