import { byPerson, expertiseOf, themesByCode } from '#services/bank/index.ts'
import { checkPeople, type FoundConflict, hiddenCaseIds, verdictOf } from '#services/conflicts/index.ts'
import { addMonths, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Conflict } from '#services/matching/index.ts'
import { lastPostOf, officersOf, type PostHeld, postsHeldBy, regionName, regionNames } from '#services/yots/index.ts'
import type { Assessor } from './panel.ts'
import { caseOf } from './policy.ts'
import { type AssessorFacts, rankAssessors } from './rank-assessors.ts'
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

type About = { id: string; personId: string; region: string | null; heardAnewRound?: number | null }

/**
 * The rules' findings as the matching room takes them: what blocks, and what is still to be managed, rules out; what is
 * managed marks. A reason that is not said aloud stays "not available".
 */
const asMatchConflicts = (applicationId: string, found: ReadonlyMap<string, FoundConflict[]>): Conflict[] =>
  [...found].flatMap(([expert, conflicts]) => {
    const verdict = verdictOf(conflicts)
    if (verdict === 'clear' || verdict === 'noted') return []
    return conflicts.flatMap((conflict): Conflict[] => {
      const { effect, isManaged, isSilent, sentence } = conflict
      const asked = { expert, request: applicationId, why: sentence, silent: isSilent }
      if (verdict === 'managed') return effect === 'manage' ? [{ ...asked, effect, isManaged: true }] : []
      const counts = effect === (verdict === 'blocked' ? 'block' : 'manage') && !isManaged
      return counts ? [{ ...asked, effect: 'block' }] : []
    })
  })

/** What assessors carry and have done, by person, of the applications that the reader may know of. */
const workOf = async (ctx: Ctx, personIds: readonly string[]) => {
  const { assessment } = tables(ctx)
  const since = dateFromIso(addMonths(ctx.clock.today(), -12))
  // What the reader may not know of does not show in a count either. The exchange itself counts everything.
  const hidden = await hiddenCaseIds(ctx, 'application')
  const own = ctx.actor.personId === null ? {} : { personId: { not: ctx.actor.personId } }
  const theirs = { assessorId: { in: [...personIds] }, application: { ...own, id: { notIn: hidden } } }
  const by: ['assessorId'] = ['assessorId']
  const [open, year, done] = await Promise.all([
    assessment.groupBy({ by, where: { ...theirs, recordedAt: null, releasedAt: null }, _count: true }),
    assessment.groupBy({ by, where: { ...theirs, assignedAt: { gte: since } }, _count: true }),
    assessment.groupBy({
      by,
      where: { ...theirs, recordedAt: { not: null } },
      _count: true,
      _max: { recordedAt: true },
    }),
  ])
  const of = <Row extends { assessorId: string }>(rows: readonly Row[]) =>
    new Map(rows.map((row) => [row.assessorId, row]))
  const [openOf, yearOf, doneOf] = [of(open), of(year), of(done)]
  return (personId: string) => {
    const last = doneOf.get(personId)?._max.recordedAt ?? null
    return {
      openCases: openOf.get(personId)?._count ?? 0,
      casesThisYear: yearOf.get(personId)?._count ?? 0,
      assessed: doneOf.get(personId)?._count ?? 0,
      lastAssessedOn: last && londonDate(last),
    }
  }
}

/**
 * Everybody appointed as an assessor, as seen from one application: those who may assess it as the matching room ranks
 * them, with why; then the others, with why not. Checks them for conflicts with it now. The same statements for any number
 * of assessors.
 */
export const assessorsFor = async (ctx: Ctx, about: About): Promise<Assessor[]> => {
  const { applicationTheme, assessment } = tables(ctx)
  const officers = await officersOf(ctx, 'assessor')
  const personIds = officers.map(({ personId }) => personId)
  const today = ctx.clock.today()
  const [posts, work, found, known, asked, before, themes] = await Promise.all([
    postsHeldBy(ctx, { id: { in: [...personIds, about.personId] } }),
    workOf(ctx, personIds),
    checkPeople(ctx, { case: caseOf(about.id), activity: 'deciding', personIds, moment: 'proposal' }),
    expertiseOf(ctx, { id: { in: personIds } }),
    applicationTheme.findMany({ where: { applicationId: about.id }, select: { themeCode: true } }),
    assessment.findMany({
      where: { applicationId: about.id, recordedAt: { not: null }, releasedAt: null },
      select: { assessorId: true, round: true },
    }),
    themesByCode(ctx),
  ])
  // After an appeal that had it heard anew, nobody who assessed it before does so again.
  const anewFrom = about.heardAnewRound ?? 0
  const postsOf = byPerson(posts)
  const placeOf = (personId: string) => postsOf.get(personId) ?? []
  const homeRegions = new Set([
    ...regionsOf(placeOf(about.personId), today),
    ...(about.region ? [regionName(about.region)] : []),
  ])
  return rankAssessors({
    applicationId: about.id,
    assessors: officers.map(({ personId, name }): AssessorFacts => {
      const regions = regionsOf(placeOf(personId), today)
      return {
        personId,
        name,
        regions,
        regionCode: lastPostOf(placeOf(personId), today)?.yot.region ?? '',
        sharedRegions: personId === about.personId ? [] : regions.filter((region) => homeRegions.has(region)),
        hadPart: before.some(({ assessorId, round }) => assessorId === personId && round < anewFrom),
        ...work(personId),
        ...(known.get(personId) ?? { themes: {}, lastOn: {} }),
      }
    }),
    themes: asked.map(({ themeCode }) => themeCode),
    conflicts: asMatchConflicts(about.id, found),
    beforeIds: before.flatMap(({ assessorId, round }) => (round >= anewFrom ? [assessorId] : [])),
    today,
    themeNames: Object.fromEntries([...themes].map(([code, theme]) => [code, theme.name])),
    regionNames,
  })
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

type Eligible = {
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
