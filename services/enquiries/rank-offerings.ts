import type { Delivery } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { counted, listed, monthAndYear } from '#services/core/words.ts'
import {
  type Candidate,
  type Conflict,
  type Level,
  type Need as MatchNeed,
  type Mode,
  prepareBank,
  rankCandidates,
  type Weights,
} from '#services/matching/index.ts'
import type { How, Need } from './need.ts'

/** What the bank knows of somebody who would deliver. */
export type Knows = { themes: Readonly<Record<string, Level>>; lastOn: Readonly<Record<string, string>> }

/** A published offering with what counts for whether it fits. Kilometres; ISO days. */
export type OfferingFacts = {
  slug: string
  isService: boolean
  themes: readonly string[]
  delivery: readonly Delivery[]
  region: string
  lat: number | null
  lng: number | null
  /** How far an associate travels; null for a service. */
  maxKm: number | null
  /** Who delivers it, as far as the bank knows them: the associate, or the service's people. */
  people: readonly Knows[]
  rating: { mean: number; count: number } | null
  busy: readonly { from: string; to: string }[]
  /** Enquiries open with the provider now, and offers of theirs chosen in the last 12 months. */
  open: number
  chosen: number
  /** Why this service cannot ask about it, whatever it needs. */
  bars: readonly string[]
}

/** Where the service that asks is. */
type Place = { region: string; lat: number | null; lng: number | null }

export type FitFacts = {
  need: Need
  at: Place
  offerings: readonly OfferingFacts[]
  /** By slug: what would block, or would have to be managed. */
  conflicts: readonly Omit<Conflict, 'request'>[]
  weights: Weights
  today: string
  themeNames: Readonly<Record<string, string>>
  regionNames: Readonly<Record<string, string>>
}

export type Fit = {
  /** Slugs, best first, each with why in sentences. */
  ranked: { slug: string; reasons: string[]; hasManaged: boolean }[]
  /** The others, each with why not in sentences. */
  excluded: { slug: string; bars: string[] }[]
}

const modes: Record<How, Mode> = { on_site: 'on-site', remote: 'remote', either: 'hybrid' }

const comes: Record<How, readonly Delivery[]> = {
  on_site: ['on_site', 'hybrid'],
  remote: ['remote', 'hybrid', 'download'],
  either: ['on_site', 'hybrid', 'remote', 'download'],
}

const windowsOf = ({ startsOn, orOn, days = 1 }: Need) =>
  [startsOn, orOn].flatMap((from) => (from === undefined ? [] : [{ from, to: addDays(from, days - 1) }]))

const levels: readonly Level[] = [0, 1, 2, 3]

/** Themes of the offering with the best evidence that anyone who delivers has: 1 where the bank knows of none. */
const evidenceOf = ({ themes, people }: OfferingFacts) => {
  const known: Record<string, Level> = {}
  const lastOn: Record<string, string> = {}
  for (const code of themes) {
    const best = Math.max(1, ...people.map((one) => one.themes[code] ?? 0))
    known[code] = levels[best] ?? 1
    const days = people.flatMap((one) => (one.themes[code] === best && one.lastOn[code] ? [one.lastOn[code]] : []))
    const last = days.sort().at(-1)
    if (last !== undefined) lastOn[code] = last
  }
  return { themes: known, lastOn }
}

const sayThemes = (offering: OfferingFacts, { themes: asked }: Need, names: FitFacts['themeNames']): string => {
  const { themes, lastOn } = evidenceOf(offering)
  const covered = asked.filter((code) => themes[code] !== undefined)
  const nameOf = (code: string) => names[code] ?? code
  const withLast = (code: string) => {
    const name = covered.length === 1 ? 'it' : nameOf(code)
    return lastOn[code] === undefined ? name : `${name} (last in ${monthAndYear(lastOn[code])})`
  }
  const said = ([level, words]: readonly [Level, string]) => {
    const codes = covered.filter((code) => themes[code] === level)
    return codes.length === 0 ? [] : [`${words} ${listed(codes.map(withLast))}`]
  }
  const evidence = ([[3, 'strong evidence for'] as const, [2, 'evidence for'] as const] as const).flatMap(said)
  const share = covered.length === asked.length ? '' : ` (${covered.length} of the ${asked.length} themes)`
  const known =
    evidence.length === 0
      ? 'The bank holds no evidence of that yet.'
      : `${offering.isService ? 'Somebody there has' : 'They have'} ${listed(evidence)}.`
  return `Covers ${listed(covered.map(nameOf))}${share}. ${known}`
}

const times = ['', 'once', 'twice']

const sayLoad = ({ open, chosen }: OfferingFacts): string => {
  const asked =
    open === 0 ? 'Nobody else is asking them now' : `${counted(open, 'enquiry', 'enquiries')} open with them now`
  return chosen === 0 ? `${asked}.` : `${asked}; chosen ${times[chosen] ?? `${chosen} times`} in the last 12 months.`
}

const barsOf = (offering: OfferingFacts, { themes, how }: Need): string[] => [
  ...offering.bars,
  ...(themes.some((code) => offering.themes.includes(code)) ? [] : ['Not on the themes you chose.']),
  ...(offering.delivery.some((way) => comes[how].includes(way))
    ? []
    : [how === 'on_site' ? 'Not offered on site.' : 'Not offered remotely.']),
]

const asCandidate = (offering: OfferingFacts, { need, at, themeNames }: FitFacts): Candidate => {
  // What needs no journey is as near as can be.
  const isRemote = offering.delivery.every((way) => way === 'remote' || way === 'download')
  const bars = barsOf(offering, need)
  return {
    id: offering.slug,
    yot: null,
    region: offering.region,
    lat: isRemote ? at.lat : offering.lat,
    lng: isRemote ? at.lng : offering.lng,
    maxKm: offering.maxKm,
    roles: ['peer'],
    ...evidenceOf(offering),
    rating: offering.rating,
    days: null,
    reviews: null,
    used: { days: 0, reviews: offering.open + offering.chosen },
    busy: offering.busy,
    says: {
      themes: sayThemes(offering, need, themeNames),
      workload: sayLoad(offering),
      newcomer:
        offering.rating === null
          ? 'Not rated yet, so given a fair chance.'
          : 'Rarely rated so far, so given a fair chance.',
      managed: 'A conflict of interest would have to be managed in the terms you agree.',
      ...(isRemote ? { distance: 'No journey, so distance does not count.' } : {}),
    },
    ...(bars.length > 0 ? { barred: bars.join(' ') } : {}),
  }
}

const asMatchNeed = ({ need, at }: FitFacts): MatchNeed => ({
  id: 'need',
  // The service's own offerings are barred by name: an associate who works there is no colleague here.
  yot: null,
  region: at.region,
  lat: at.lat,
  lng: at.lng,
  mode: modes[need.how],
  leads: 0,
  peers: [1, 5],
  days: 0,
  windows: windowsOf(need),
  themes: need.themes,
  excluded: [],
  nominated: [],
  locked: [],
})

/** When somebody is away is theirs: it reads like any other absence. */
const sayBar = ({ bar, say }: { bar: string; say: string }): string => (bar === 'dates' ? 'Not available.' : say)

/**
 * The offerings that fit a need as the matching room ranks them, best first, each with why; and the others, each with why
 * not. The same facts in any order give the same answer.
 */
export const rankOfferings = (facts: FitFacts): Fit => {
  const { offerings, conflicts, weights, today, themeNames, regionNames } = facts
  const bank = prepareBank(
    offerings.map((offering) => asCandidate(offering, facts)),
    { weights, asOf: today, themeNames, regionNames },
  )
  const question = { need: asMatchNeed(facts), conflicts: conflicts.map((each) => ({ ...each, request: 'need' })) }
  const { ranked, excluded } = rankCandidates(bank, question, { limit: offerings.length, whyNot: 'all' })
  return {
    ranked: ranked.map(({ id, reasons, managed }) => ({
      slug: id,
      reasons: reasons.flatMap(({ say }) => (say === '' ? [] : [say])),
      hasManaged: managed.length > 0,
    })),
    excluded: excluded.map(({ id, because }) => ({ slug: id, bars: [...new Set(because.map(sayBar))] })),
  }
}
