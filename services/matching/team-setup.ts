import { type Bank, roleBit } from './bank.ts'
import type { Role, TeamRules } from './problem.ts'
import { type Question, rolePoints, type Scan, scanBank } from './scan.ts'
import { greatestScore } from './weights.ts'

/** What each gap costs, in points. */
export type PricePoints = Record<'region' | 'beyondLeast' | 'theme' | 'peer' | 'lead' | 'locked', number>

/** Everything the search, the evaluation and the words share about one need. */
export type TeamSetup = {
  bank: Bank
  question: Question
  rules: TeamRules
  scan: Scan
  prices: PricePoints
  /** Themes asked for, once each; bit t of a mask is themes[t]. */
  themes: readonly string[]
  /** Themes each person covers with level 2 or more. */
  masks: Int32Array
  /** Index of the host's region in the bank, -1 when nobody is from there. */
  hostRegion: number
  /** Most people of one team, an observer included. */
  largest: number
}

export const coveringLevel = 2

/** How many themes one need may have: they are the bits of a number. */
const mostThemes = 30

/** Prices in points: multiples of a whole team of the best conceivable people, so that no gap is ever worth its gain. */
export function pricePoints(bank: Bank, largestTeam: number, greatestPairScore?: number): PricePoints {
  const { region, beyondLeast, theme, peer, lead, locked } = bank.weights.prices.value
  const place = Math.max(1, greatestPairScore ?? greatestScore(bank.weights)) + bank.weights.kept.value
  const team = place * Math.max(1, largestTeam)
  return {
    region: region * team,
    beyondLeast: beyondLeast * team,
    theme: theme * team,
    peer: peer * team,
    lead: lead * team,
    locked: locked * team,
  }
}

/** Scans the bank for one need. Prices may be given, so that all needs of a round share theirs. */
export function setUpTeam(bank: Bank, question: Question, rules: TeamRules, prices?: PricePoints): TeamSetup {
  const { need, scores } = question
  const themes = [...new Set(need.themes)]
  if (themes.length > mostThemes) throw new RangeError(`A need may have at most ${mostThemes} themes.`)
  const masks = new Int32Array(bank.count)
  themes.forEach((code, bit) => {
    const levels = bank.levels.get(code)
    if (!levels) return
    for (let i = 0; i < bank.count; i += 1)
      if ((levels[i] ?? 0) >= coveringLevel) masks[i] = (masks[i] ?? 0) | (1 << bit)
  })
  const largest = need.leads + need.peers[1] + 1
  return {
    bank,
    question,
    rules,
    scan: scanBank(bank, question),
    prices: prices ?? pricePoints(bank, largest, scores && greatestGiven(scores)),
    themes,
    masks,
    hostRegion: bank.regions.indexOf(need.region),
    largest,
  }
}

const greatestGiven = (scores: ReadonlyMap<string, number>): number =>
  [...scores.values()].reduce((most, score) => Math.max(most, Math.abs(score)), 1)

/** The size that a region's share is counted of: an observer beside the team adds nothing to it. */
export const sizeOf = (people: readonly { role: Role }[]): number =>
  people.filter(({ role }) => role !== 'observer').length

/** Most people of one region in a team of `size`, observers among them; shares are rounded up. */
export const regionCap = ({ maxShareOfRegion }: TeamRules, size: number): number =>
  maxShareOfRegion === null ? size : Math.max(1, Math.ceil(size * maxShareOfRegion - 1e-9))

export const seatScore = ({ bank, question, scan }: TeamSetup, index: number, role: Role): number =>
  (scan.score[index] ?? 0) + rolePoints(bank, question.scores, index, role === 'lead')

/** Whether a person may take this role in this window, looking at nobody else. */
export function mayServe({ bank, scan }: TeamSetup, index: number, role: Role, window: number): boolean {
  return ((scan.roles[index] ?? 0) & roleBit[role]) !== 0 && scan.free[window * bank.count + index] === 1
}

/** What a team lacks and what it is worth, counted; nothing here is about whether it breaks rules. */
export type TeamCount = {
  score: number
  leads: number
  peers: number
  /** Themes nobody but observers covers, as a mask. */
  uncovered: number
  /** Regions other than the host's that are short of the rule. */
  regionsShort: number
  beyondLeast: number
  value: number
}

/** Counts a team of people of the bank; `lockedMissing` is how many locked choices it does not keep. */
export function countTeam(
  setup: TeamSetup,
  people: readonly { index: number; role: Role }[],
  lockedMissing = 0,
): TeamCount {
  const { question, rules, prices, themes, masks, bank, hostRegion } = setup
  const { need } = question
  let score = 0
  let leads = 0
  let peers = 0
  let covered = 0
  const others = new Set<number>()
  for (const { index, role } of people) {
    score += seatScore(setup, index, role)
    if (role === 'lead') leads += 1
    if (role === 'peer') peers += 1
    if (role === 'observer') continue
    covered |= masks[index] ?? 0
    const region = bank.region[index] ?? -1
    if (region !== hostRegion) others.add(region)
  }
  const uncovered = ((1 << themes.length) - 1) & ~covered
  const regionsShort = Math.max(0, (rules.minOtherRegions ?? 0) - others.size)
  const beyondLeast = Math.max(0, peers - need.peers[0])
  const value =
    score -
    prices.lead * Math.max(0, need.leads - leads) -
    prices.peer * Math.max(0, need.peers[0] - peers) -
    prices.theme * countBits(uncovered) -
    prices.region * regionsShort -
    prices.beyondLeast * beyondLeast -
    prices.locked * lockedMissing
  return { score, leads, peers, uncovered, regionsShort, beyondLeast, value }
}

function countBits(mask: number): number {
  let bits = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1
  return bits
}
