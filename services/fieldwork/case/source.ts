import type { SourceKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { sourceKinds } from '#services/fieldwork/case/words.ts'

/** Where something was learned, as the form's one field says it, looked up in this review. */
export type Source = { sourceKind: SourceKind; sessionId: string | null; documentId: string | null }

/** Filling words, and marks, tell nobody's group from another's. */
const filling = new Set(['the', 'a', 'of', 'and', 'team', 'group', 'our', 'some', 'with'])

/** A group as it counts: "Staff" and "The staff team" are one. */
export const groupKeyOf = (whom: string): string => {
  const words = whom
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
  const telling = words.filter((word) => !filling.has(word))
  return (telling.length === 0 ? words : telling).join(' ')
}

/** What a source names in this review; null where there is no such session or document in it. */
export const readSource = async (ctx: Ctx, requestId: string, source: string): Promise<Source | null> => {
  const [what = '', id = ''] = source.split(':')
  if (what === 'kind') {
    const sourceKind = sourceKinds.find((kind) => kind === id)
    return sourceKind ? { sourceKind, sessionId: null, documentId: null } : null
  }
  if (what === 'session' && isUuid(id)) {
    const session = await tables(ctx).programmeSession.findFirst({ where: { id, requestId } })
    return session && { sourceKind: session.sourceKind, sessionId: id, documentId: null }
  }
  if (what === 'document' && isUuid(id)) {
    const document = await tables(ctx).caseDocument.findFirst({ where: { id, requestId, withdrawnAt: null } })
    return document && { sourceKind: 'document', sessionId: null, documentId: id }
  }
  return null
}

export const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/**
 * What an entry counts as learned in, for "two sessions or more": the group that was met, however often; a document; or all that
 * names neither, as one.
 */
export const sessionKeyOf = (entry: { documentId: string | null; session: { groupKey: string } | null }): string => {
  if (entry.session) return `group:${entry.session.groupKey}`
  return entry.documentId === null ? 'not-said' : `document:${entry.documentId}`
}
