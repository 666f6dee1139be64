import type { SourceKind } from '#prisma/generated/enums.ts'
import { counted } from '#services/core/words.ts'

/** The golden thread that needs a child or carer heard, or a sentence why none was. */
export const voiceOfTheChild = 'K2'

/** A finding rests on this many entries, kinds of source and sessions or more (lessons: two kinds from two conversations). */
const least = 2

/** One entry under a finding. */
export type EntryFacts = {
  sourceKind: SourceKind
  /** What it was learned in: the group met, a document, or nothing that is named. Entries of one count as one session. */
  session: string
  isAgainst: boolean
  isSetAside: boolean
  /** Whoever wrote it turned out to be blocked from the case: it stays, and counts for nothing by itself. */
  isByBlocked: boolean
}

export type FindingFacts = {
  goldenThread: string | null
  whyDespite: string
  whyNoChildren: string
  earlierSources: readonly string[]
  entries: readonly EntryFacts[]
}

/**
 * What a finding lacks before co-leads can agree to it, in sentences; empty when nothing. Two entries or more of two kinds of
 * source or more from two sessions or more; an answer to what speaks against it; for the voice of the child, a child or carer heard or why not.
 * One written before evidence was kept rests on the sources typed then.
 */
export const whatFindingLacks = (finding: FindingFacts): string[] => {
  const standing = finding.entries.filter(({ isSetAside }) => !isSetAside)
  const counting = standing.filter(({ isAgainst, isByBlocked }) => !isAgainst && !isByBlocked)
  const kinds = new Set(counting.map(({ sourceKind }) => sourceKind))
  const sessions = new Set(counting.map(({ session }) => session))
  const lacks: string[] = []
  if (finding.earlierSources.length < least) {
    if (counting.length < least) {
      lacks.push(
        `It rests on ${counted(counting.length, 'entry', 'entries')} that ${counting.length === 1 ? 'counts' : 'count'}. Put at least two under it.`,
      )
    } else if (kinds.size < least) {
      lacks.push('Everything it rests on is of one kind of source. Put an entry of another kind under it.')
    }
    if (counting.length >= least && sessions.size < least) {
      lacks.push('Everything it rests on comes from one session. Put an entry from another session under it.')
    }
  }
  if (standing.some(({ isAgainst }) => isAgainst) && finding.whyDespite.trim() === '') {
    lacks.push('Something speaks against it. Say in a sentence why the finding stands.')
  }
  const hearsChildren = counting.some(({ sourceKind }) => sourceKind === 'children_and_carers')
  if (finding.goldenThread === voiceOfTheChild && !hearsChildren && finding.whyNoChildren.trim() === '') {
    lacks.push('No child or carer was heard. Put such an entry under it, or say why not.')
  }
  return lacks
}
