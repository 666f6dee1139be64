import { goldenThreads } from '#services/bank/index.ts'

/**
 * What a report still lacks before its draft can be sent or it can be made final: an agreed finding under each key line of enquiry and
 * each golden thread. `agreedPlaces` names those that have one, by a question's id or a thread's code. In words; empty when nothing is missing.
 */
export const whatReportLacks = (
  kloes: readonly { id: string; position: number }[],
  agreedPlaces: readonly string[],
  threadName: (code: string) => string,
): string[] => [
  ...kloes.filter(({ id }) => !agreedPlaces.includes(id)).map(({ position }) => `key line of enquiry ${position}`),
  ...goldenThreads.filter((code) => !agreedPlaces.includes(code)).map((code) => `“${threadName(code)}”`),
]
