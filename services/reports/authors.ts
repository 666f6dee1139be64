import type { Ctx } from '#services/core/context.ts'
import { isLearning } from '#services/reviews/index.ts'
import type { FoundReport } from './find-report.ts'
import { tables } from './tables.ts'

/** People of the team who may write and answer: observers do neither. */
export const writersOf = ({ review }: Pick<FoundReport, 'review'>): string[] =>
  review.facts.team.flatMap(({ personId, role, hasAccepted }) => (hasAccepted && !isLearning(role) ? personId : []))

/** Who wrote each part as it was sent to the host, the last of them last; parts by key. */
export const authorsOf = async (ctx: Ctx, reportId: string): Promise<Map<string, string[]>> => {
  const rows = await tables(ctx).reportSection.findMany({
    where: { reportId },
    select: {
      key: true,
      sentVersion: true,
      version: true,
      versions: {
        where: { isAside: false, savedById: { not: null } },
        orderBy: { number: 'asc' },
        select: { number: true, savedById: true },
      },
    },
  })
  return new Map(
    rows.map(({ key, sentVersion, version, versions }) => [
      key,
      versions.flatMap(({ number, savedById }) => (number <= (sentVersion ?? version) ? (savedById ?? []) : [])),
    ]),
  )
}

/**
 * Whether somebody may answer a comment on a part: they did not write it. Where everybody on the team wrote some of it,
 * whoever did not write it last.
 */
export const mayAnswer = (personId: string | null, authors: readonly string[], writers: readonly string[]): boolean => {
  if (personId === null || !writers.includes(personId)) return false
  if (!authors.includes(personId)) return true
  return writers.length > 1 && writers.every((writer) => authors.includes(writer)) && authors.at(-1) !== personId
}
