import type { Ctx } from '#services/core/context.ts'
import {
  fingerprintOf,
  readText,
  type Sealed,
  type SealedContent,
  sealText,
  type TextOf,
} from '#services/core/life/sealed-text.ts'
import type { Result } from '#services/core/result.ts'
import type { Block } from '#services/documents/index.ts'
import { tables } from './tables.ts'

/** One part of a report as it is read. */
export type ReportPart = { key: string; title: string; text: string; tree: Block[] }

const draftKind = 'report-draft'
const finalKind = 'report'

/** The text that was sent to the host to check. */
export const draftOf = (reportId: string): TextOf => ({ kind: draftKind, subjectId: reportId })
/** The text that is final. */
export const finalOf = (reportId: string): TextOf => ({ kind: finalKind, subjectId: reportId })

/** A tree that this room made itself, as the database gives it back. */
const asTree = (json: unknown): Block[] => json as Block[]

/** The parts of a report as they stand now, in their order. */
export const currentParts = async (ctx: Ctx, reportId: string): Promise<ReportPart[]> => {
  const rows = await tables(ctx).reportSection.findMany({
    where: { reportId },
    orderBy: { position: 'asc' },
    select: { key: true, title: true, text: true, tree: true },
  })
  return rows.map(({ tree, ...row }) => ({ ...row, tree: asTree(tree) }))
}

/** The words of a report, each part under its title. */
const wordsOf = (parts: readonly ReportPart[]): string =>
  parts.map(({ title, text }) => `# ${title}\n\n${text}`).join('\n\n')

const contentOf = (parts: readonly ReportPart[]): SealedContent => ({
  text: wordsOf(parts),
  parts: { sections: parts.map((part) => ({ ...part, tree: JSON.parse(JSON.stringify(part.tree)) })) },
})

/** The fingerprint of a report as it stands. */
export const hashOfParts = (parts: readonly ReportPart[]): string => fingerprintOf(contentOf(parts))

/** Seals a report as it stands. Call with the report locked. */
export const sealParts = (ctx: Ctx, of: TextOf, parts: readonly ReportPart[]): Promise<Result<{ hash: string }>> =>
  sealText(ctx, of, contentOf(parts))

const partsIn = ({ parts }: Sealed): ReportPart[] => (parts?.sections ?? []) as unknown as ReportPart[]

/** The parts of a sealed text, with when it was sealed and its fingerprint; null when there is none. */
export const sealedParts = async (ctx: Ctx, of: TextOf) => {
  const sealed = await readText(ctx, of)
  return sealed && { parts: partsIn(sealed), sealedAt: sealed.sealedAt, hash: sealed.hash }
}
