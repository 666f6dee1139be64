import type { AssessmentView } from '#prisma/generated/enums.ts'
import { isUnsealed } from '#services/core/life/sealed.ts'

/** Somebody appointed as an assessor, seen from one application. */
export type Assessor = {
  personId: string
  name: string
  /** Full names of the regions where they hold a post, or last held one. */
  regions: readonly string[]
  /** Applications waiting for their view now, and all they were given in the last 12 months. */
  openCases: number
  casesThisYear: number
  /** How they rank among those who may. Nobody's number is shown to anyone. */
  score: number
  /** Why them, in sentences, what speaks for them most first. */
  reasons: readonly string[]
  /** They may assess it because a conflict of theirs is managed. */
  hasManaged: boolean
  /** Why they may not assess this one, in sentences; empty when they may. */
  bars: readonly string[]
}

/** What a page shows of an assessor. */
export type AssessorSeen = Pick<Assessor, 'personId' | 'name' | 'regions' | 'reasons' | 'hasManaged' | 'bars'>

export const asSeen = ({ personId, name, regions, reasons, hasManaged, bars }: Assessor): AssessorSeen => ({
  personId,
  name,
  regions,
  reasons,
  hasManaged,
  bars,
})

const byScore = (a: Assessor, b: Assessor) =>
  b.score - a.score || a.name.localeCompare(b.name, 'en') || a.personId.localeCompare(b.personId)

/**
 * Who to ask: the best ranked; between equals, somebody from a region not yet on the panel. The same assessors always
 * give the same answer. Fewer than `count` when there are not enough.
 */
export const proposeAssessors = (
  assessors: readonly Assessor[],
  count: number,
  onPanel: readonly Assessor[] = [],
): Assessor[] => {
  const free = assessors
    .filter(({ bars, personId }) => bars.length === 0 && !onPanel.some((other) => other.personId === personId))
    .sort(byScore)
  const [first] = free
  if (!first || count === 0) return []
  const known = new Set(onPanel.flatMap(({ regions }) => regions))
  const equals = free.filter(({ score }) => score === first.score)
  const next = equals.find(({ regions }) => !regions.some((region) => known.has(region))) ?? first
  return [next, ...proposeAssessors(free, count - 1, [...onPanel, next])]
}

/** One place on a panel; the view is null until it is recorded. */
export type Place = { assessorId: string; view: AssessmentView | null }

/**
 * What a panel has come to.
 * - `waiting`: somebody has not recorded a view
 * - `split`: two views differ; a third assessor decides between them
 * - `agreed`: both, or two of three, take this view
 * - `open`: three took three views; the decision must be one of them
 */
export type PanelState =
  | { kind: 'waiting'; outstanding: number }
  | { kind: 'split' }
  | { kind: 'agreed'; view: AssessmentView }
  | { kind: 'open'; views: AssessmentView[] }

export const panelState = (places: readonly Place[]): PanelState => {
  const views = places.flatMap(({ view }) => (view === null ? [] : [view]))
  const outstanding = Math.max(2, places.length) - views.length
  if (outstanding > 0) return { kind: 'waiting', outstanding }
  const shared = views.find((view, index) => views.indexOf(view) !== index)
  if (shared !== undefined) return { kind: 'agreed', view: shared }
  return views.length === 2 ? { kind: 'split' } : { kind: 'open', views }
}

/**
 * Whose views somebody may read: their own, and everybody's once nobody is left to record one. Until then the others'
 * are not merely hidden on the page: no query returns them.
 */
export const mayReadViews = (places: readonly Place[]): boolean => {
  const { kind } = panelState(places)
  const given = places.filter(({ view }) => view !== null).length
  return isUnsealed({ given, wanted: kind === 'split' ? 3 : Math.max(2, places.length) })
}
