import { counted, listed, monthAndYear } from '#services/core/words.ts'
import {
  type Candidate,
  type Conflict,
  type Need,
  prepareBank,
  rankCandidates,
  standardWeights,
  withWords,
} from '#services/matching/index.ts'
import type { Assessor } from './panel.ts'

/** What is known of somebody appointed as an assessor, for one application. ISO days. */
export type AssessorFacts = {
  personId: string
  name: string
  /** Full names of the regions where they hold a post, or last held one; the first one's code. */
  regions: readonly string[]
  regionCode: string
  /** They assessed it before an appeal had it heard anew by others. */
  hadPart?: boolean
  /** Those regions that are the applicant's too. */
  sharedRegions: readonly string[]
  /** Applications waiting for their view now, and all they were given in the last 12 months. */
  openCases: number
  casesThisYear: number
  /** Views they have recorded, ever, and the day of the last. */
  assessed: number
  lastAssessedOn: string | null
  themes: Candidate['themes']
  lastOn: NonNullable<Candidate['lastOn']>
}

export type RankingFacts = {
  applicationId: string
  assessors: readonly AssessorFacts[]
  /** Theme codes the applicant gives evidence for. */
  themes: readonly string[]
  conflicts: readonly Conflict[]
  /** Who assessed it before more information was asked for. */
  beforeIds: readonly string[]
  today: string
  themeNames: Readonly<Record<string, string>>
  regionNames: Readonly<Record<string, string>>
}

/**
 * What counts between assessors, beside those of reviews: whoever assessed it before comes first; then load, which a shared
 * theme only tips; distance and ratings say nothing, since they read at home and nobody rates them.
 */
const assessorWeights = withWords(1, {
  themes: { ...standardWeights.themes.value, some: 10, evidenced: 40, strong: 60 },
  quality: { best: 0, priorCount: 5 },
  newcomer: { points: 0, below: 0 },
  distance: { nearest: 0, zeroAtKm: 400, hybridPercent: 50 },
  workload: { free: 150, step: 20 },
  experience: { perLed: 0, most: 0 },
  nominated: 0,
  continuity: 1000,
  managed: -80,
  reciprocity: 0,
  region: 20,
  kept: 0,
  prices: standardWeights.prices.value,
})

const sayLoad = ({ openCases, casesThisYear }: AssessorFacts): string =>
  `${openCases === 0 ? 'Nothing' : counted(openCases, 'application')} to assess now; ${casesThisYear === 0 ? 'none' : casesThisYear} given in the last 12 months.`

const sayExperience = ({ assessed, lastAssessedOn }: AssessorFacts): string =>
  lastAssessedOn === null
    ? 'Has not assessed an application yet.'
    : `Has assessed ${counted(assessed, 'application')}, last in ${monthAndYear(lastAssessedOn)}.`

const asCandidate = (facts: AssessorFacts, themes: readonly string[]): Candidate => ({
  id: facts.personId,
  name: facts.name,
  yot: null,
  region: facts.regionCode,
  lat: null,
  lng: null,
  maxKm: null,
  roles: ['peer'],
  themes: facts.themes,
  lastOn: facts.lastOn,
  rating: null,
  days: null,
  reviews: null,
  // What waits now weighs twice: it is of these months too.
  used: { days: 0, reviews: facts.casesThisYear + facts.openCases },
  busy: [],
  says: {
    workload: sayLoad(facts),
    experience: sayExperience(facts),
    continuity: 'Assessed it before more information was asked for.',
    quality: '',
    distance: '',
    ...(themes.some((code) => (facts.themes[code] ?? 0) > 0)
      ? {}
      : { themes: 'No evidence in the bank for the applicant’s themes.' }),
  },
  ...(facts.hadPart ? { barred: 'Assessed it before the appeal, so others do now.' } : {}),
  ...(!facts.hadPart && facts.sharedRegions.length > 0
    ? { barred: `From the applicant’s region, ${listed(facts.sharedRegions)}.` }
    : {}),
})

/**
 * Every assessor as seen from one application, as the matching room ranks them: those who may assess it first, best first,
 * each with why; then the others by name, each with why not. The same facts in any order give the same answer.
 */
export const rankAssessors = (facts: RankingFacts): Assessor[] => {
  const { applicationId, assessors, themes, conflicts, beforeIds, today, themeNames, regionNames } = facts
  const bank = prepareBank(
    assessors.map((one) => asCandidate(one, themes)),
    { weights: assessorWeights, asOf: today, themeNames, regionNames },
  )
  const need: Need = {
    id: applicationId,
    // The applicant's own services are in their region, which is out as a whole.
    yot: null,
    region: '',
    lat: null,
    lng: null,
    mode: 'remote',
    leads: 0,
    peers: [2, 3],
    days: 0,
    windows: [],
    themes,
    excluded: [],
    nominated: [],
    locked: [],
    servedBefore: beforeIds,
  }
  const { ranked, excluded } = rankCandidates(
    bank,
    { need, conflicts },
    { limit: assessors.length, whyNot: assessors.map(({ personId }) => personId) },
  )
  const found = new Map(ranked.map((one) => [one.id, one]))
  const bars = new Map(excluded.map(({ id, because }) => [id, because.map(({ say }) => say)]))
  const asSeen = assessors.map((one): Assessor => {
    const place = found.get(one.personId)
    return {
      personId: one.personId,
      name: one.name,
      regions: one.regions,
      openCases: one.openCases,
      casesThisYear: one.casesThisYear,
      score: place?.score ?? 0,
      reasons: (place?.reasons ?? []).map(({ say }) => say),
      hasManaged: (place?.managed ?? []).length > 0,
      bars: bars.get(one.personId) ?? [],
    }
  })
  return asSeen.sort(byRank)
}

const byRank = (a: Assessor, b: Assessor) =>
  Number(a.bars.length > 0) - Number(b.bars.length > 0) ||
  b.score - a.score ||
  a.name.localeCompare(b.name, 'en') ||
  a.personId.localeCompare(b.personId)
