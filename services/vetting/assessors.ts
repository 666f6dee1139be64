import { checkPeople, type FoundConflict, verdictOf } from '#services/conflicts/check-people.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import { addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { listed } from '#services/core/words.ts'
import { officersOf } from '#services/yots/officers.ts'
import { lastPostOf, type PostHeld, postsHeldBy } from '#services/yots/posts-held.ts'
import { regionName } from '#services/yots/regions.ts'
import type { Assessor } from './panel.ts'
import { caseOf } from './policy.ts'
import { tables } from './tables.ts'

/** Full names of the regions where somebody holds a post on a day, or last held one. */
const regionsOf = (posts: readonly PostHeld[], on: string): string[] => {
  const now = posts.filter(({ from, until }) => from <= on && (until === null || until >= on))
  const last = lastPostOf(posts, on)
  const placing = now.length > 0 ? now : last ? [last] : []
  return [...new Set(placing.map((post) => regionName(post.yot.region)))].sort()
}

/** Why conflicts keep somebody from deciding: those not said aloud stay "not available". */
const barsFrom = (conflicts: readonly FoundConflict[]): string[] => {
  const verdict = verdictOf(conflicts)
  if (verdict !== 'blocked' && verdict !== 'to-manage') return []
  return conflicts
    .filter(({ effect, isManaged }) => effect === (verdict === 'blocked' ? 'block' : 'manage') && !isManaged)
    .map((conflict) => (conflict.isSilent ? conflict.safeSentence : conflict.sentence))
}

type About = { id: string; personId: string; region: string | null }

const loadOf = async (ctx: Ctx, personIds: readonly string[]) => {
  const { assessment } = tables(ctx)
  const since = dateFromIso(addMonths(ctx.clock.today(), -12))
  // What the reader may not know of does not show in a count either. The exchange itself counts everything.
  const hidden = await hiddenCaseIds(ctx, 'application')
  const own = ctx.actor.personId === null ? {} : { personId: { not: ctx.actor.personId } }
  const theirs = { assessorId: { in: [...personIds] }, application: { ...own, id: { notIn: hidden } } }
  const [open, year] = await Promise.all([
    assessment.groupBy({ by: ['assessorId'], where: { ...theirs, recordedAt: null, releasedAt: null }, _count: true }),
    assessment.groupBy({ by: ['assessorId'], where: { ...theirs, assignedAt: { gte: since } }, _count: true }),
  ])
  const counts = (rows: readonly { assessorId: string; _count: number }[]) =>
    new Map(rows.map((row) => [row.assessorId, row._count]))
  return { open: counts(open), year: counts(year) }
}

/**
 * Everybody appointed as an assessor, as seen from one application: their load, their regions and, for those who may not
 * assess it, why not. Checks them for conflicts with it now. By name; the same statements for any number of assessors.
 */
export const assessorsFor = async (ctx: Ctx, about: About): Promise<Assessor[]> => {
  const officers = await officersOf(ctx, 'assessor')
  const personIds = [...new Set(officers.map(({ personId }) => personId))]
  const today = ctx.clock.today()
  const [posts, load, found] = await Promise.all([
    postsHeldBy(ctx, { id: { in: [...personIds, about.personId] } }),
    loadOf(ctx, personIds),
    checkPeople(ctx, { case: caseOf(about.id), activity: 'deciding', personIds, moment: 'proposal' }),
  ])
  const postsOf = (personId: string) => posts.filter((post) => post.personId === personId)
  const homeRegions = new Set([
    ...regionsOf(postsOf(about.personId), today),
    ...(about.region ? [regionName(about.region)] : []),
  ])
  const assessors = personIds.map((personId): Assessor => {
    const regions = regionsOf(postsOf(personId), today)
    const shared = regions.filter((region) => homeRegions.has(region))
    const sameRegion = shared.length > 0 && personId !== about.personId
    return {
      personId,
      name: officers.find((officer) => officer.personId === personId)?.name ?? '',
      regions,
      openCases: load.open.get(personId) ?? 0,
      casesThisYear: load.year.get(personId) ?? 0,
      bars: [
        ...barsFrom(found.get(personId) ?? []),
        ...(sameRegion ? [`From the applicant’s region, ${listed(shared)}.`] : []),
      ],
    }
  })
  return assessors.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.personId.localeCompare(b.personId))
}

/** Whether one person may decide on an application now, and why not in sentences. Null: they may not know of it. */
export const barsOf = async (ctx: Ctx, applicationId: string, personId: string): Promise<string[] | null> => {
  const found = await checkPeople(ctx, {
    case: caseOf(applicationId),
    activity: 'deciding',
    personIds: [personId],
    moment: 'opening',
  })
  const conflicts = found.get(personId)
  if (!conflicts || verdictOf(conflicts) === 'blocked') return null
  return barsFrom(conflicts)
}

export type Eligible = {
  eligible: Assessor[]
  /** Everybody else, each with why not. */
  others: Assessor[]
}

/** The assessors who may assess an application, and the others with their reasons. */
export const eligibleAssessors = async (ctx: Ctx, about: About): Promise<Eligible> => {
  const assessors = await assessorsFor(ctx, about)
  return {
    eligible: assessors.filter(({ bars }) => bars.length === 0),
    others: assessors.filter(({ bars }) => bars.length > 0),
  }
}

/** The ISO date in a database date column, or null. */
export const isoOrNull = (date: Date | null): string | null => date && isoFromDate(date)
