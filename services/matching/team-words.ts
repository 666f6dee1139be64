import { uncapitalise } from '#services/core/words.ts'
import { type Bank, roleBit } from './bank.ts'
import { sayDays } from './calendar.ts'
import type { Bar, Lock, Missing, Role } from './problem.ts'
import { coveringLevel, mayServe, seatScore, type TeamCount, type TeamSetup } from './team-setup.ts'
import { barsOf } from './why-not.ts'

/** How many people are looked at for the nearest who almost could. */
const mostAsked = 400

export const nameOf = (bank: Bank, index: number): string =>
  bank.candidates[index]?.name ?? bank.candidates[index]?.id ?? ''

/**
 * What a counted team lacks, one entry for each thing, said so that it can be mended. A team put together by hand may lack what could
 * be had.
 */
export function sayMissing(
  setup: TeamSetup,
  window: number,
  people: readonly { index: number; role: Role }[],
  count: TeamCount,
  lost: readonly Lock[],
  isByHand = false,
): Missing[] {
  const { question, themes, prices } = setup
  const { need } = question
  const inTeam = new Set(people.map(({ index }) => index))
  const missing: Missing[] = lost.map((lock) => ({
    what: 'locked',
    code: lock.expert,
    say: sayLost(setup, window, lock),
    price: prices.locked,
  }))
  const places = (what: 'lead' | 'peer', short: number) => {
    if (short <= 0) return
    const say = sayPlace(setup, window, what, inTeam, isByHand)
    for (let place = 0; place < short; place += 1) missing.push({ what, say, price: prices[what] })
  }
  places('lead', need.leads - count.leads)
  places('peer', need.peers[0] - count.peers)
  themes.forEach((code, bit) => {
    if ((count.uncovered & (1 << bit)) === 0) return
    missing.push({ what: 'theme', code, say: sayTheme(setup, window, code, inTeam, isByHand), price: prices.theme })
  })
  for (let region = 0; region < count.regionsShort; region += 1) {
    missing.push({ what: 'region', say: sayRegions(setup, window, count), price: prices.region })
  }
  return missing
}

const sayWindow = ({ question }: TeamSetup, window: number): string => {
  const days = question.need.windows[window]
  return days ? ` on ${sayDays(days)}` : ''
}

const roleNames: Record<Role, string> = { lead: 'co-lead', peer: 'reviewer', observer: 'observer' }

function sayLost(setup: TeamSetup, window: number, { expert, role }: Lock): string {
  const { bank, question } = setup
  const index = bank.indexOf.get(expert)
  const name = index === undefined ? expert : nameOf(bank, index)
  const bars = barsOf(bank, question, expert, role)
  const why = bars[0]
    ? bars.map(({ say }) => say).join(' ')
    : index !== undefined && !mayServe(setup, index, role, window)
      ? 'Not free on the dates that suit the rest of the team.'
      : 'There is no place left, or it would break a rule with the other locked choices.'
  return `${name} was locked as ${roleNames[role]} but cannot be kept: ${uncapitalise(why)}`
}

function sayPlace(
  setup: TeamSetup,
  window: number,
  role: 'lead' | 'peer',
  inTeam: ReadonlySet<number>,
  isByHand: boolean,
): string {
  const { bank } = setup
  const approved: number[] = []
  let could = 0
  for (let i = 0; i < bank.count; i += 1) {
    if (((bank.roles[i] ?? 0) & roleBit[role]) === 0 || inTeam.has(i)) continue
    if (mayServe(setup, i, role, window)) could += 1
    else approved.push(i)
  }
  const name = roleNames[role]
  if (could > 0 && isByHand) return `A ${name} is missing: ${sayCould(could)} on these dates.`
  if (could > 0) {
    return `No further ${name} can join: the ${could} who could would break a rule of the team or are needed elsewhere.`
  }
  if (approved.length === 0) return `Nobody else in the bank may serve as ${name}.`
  return `No further ${name} is available${sayWindow(setup, window)}${sayNearest(setup, approved, role)}`
}

function sayTheme(
  setup: TeamSetup,
  window: number,
  code: string,
  inTeam: ReadonlySet<number>,
  isByHand: boolean,
): string {
  const { bank, scan } = setup
  const name = bank.themeNames[code] ?? code
  const levels = bank.levels.get(code)
  const evidenced: number[] = []
  let could = 0
  for (let i = 0; i < bank.count; i += 1) {
    if ((levels?.[i] ?? 0) < coveringLevel || inTeam.has(i)) continue
    if (scan.roles[i] !== 0 && scan.free[window * bank.count + i] === 1) could += 1
    else evidenced.push(i)
  }
  if (could + evidenced.length === 0)
    return `Nobody in the bank has evidence for ${name}; experience alone does not count. Somebody who has it would have to join or add it.`
  if (could > 0 && isByHand) return `Nobody in this team covers ${name}: ${sayCould(could)} who do.`
  if (could > 0) {
    return `Nobody in the team covers ${name}: the ${could} who could would break a rule of the team or are needed elsewhere.`
  }
  return `Nobody with evidence for ${name} is available${sayWindow(setup, window)}${sayNearest(setup, evidenced)}`
}

const sayCould = (could: number): string => (could === 1 ? '1 other person could serve' : `${could} others could serve`)

/** "; nearest: Ann Lee (not free on …)": the best of those kept away by one thing only, else the commonest bars. */
function sayNearest(setup: TeamSetup, people: readonly number[], role?: Role): string {
  const { bank, question } = setup
  const hidden: ReadonlySet<Bar> = new Set<Bar>(['blocked', 'excluded', 'barred'])
  const tally = new Map<string, number>()
  let nearest: { index: number; say: string; score: number } | undefined
  for (const index of people.slice(0, mostAsked)) {
    const id = bank.candidates[index]?.id ?? ''
    const bars = barsOf(bank, question, id, role)
    const only = bars[0]
    if (!only) continue
    tally.set(only.bar, (tally.get(only.bar) ?? 0) + 1)
    if (bars.length > 1 || hidden.has(only.bar)) continue
    const score = seatScore(setup, index, role ?? 'peer')
    if (!nearest || score > nearest.score) nearest = { index, say: only.say, score }
  }
  if (nearest) return `; nearest: ${nameOf(bank, nearest.index)} (${uncapitalise(nearest.say.replace(/\.$/, ''))}).`
  const most = [...tally]
    .sort((a, b) => b[1] - a[1])
    .map(([bar, count]) => `${count} ${barNames[bar] ?? 'not available'}`)
  return most.length === 0 ? '.' : `: of ${people.length}, ${most.slice(0, 3).join(', ')}.`
}

const barNames: Record<string, string> = {
  'own-service': 'of the host’s own service',
  role: 'not approved for the role',
  dates: 'not free on the dates',
  rest: 'too close to another review',
  days: 'without days left this year',
  reviews: 'with no review left this year',
  open: 'with too many reviews open',
  distance: 'too far away',
  unscored: 'without a score for this request',
}

function sayRegions(setup: TeamSetup, window: number, { regionsShort }: TeamCount): string {
  const { bank, rules, hostRegion, scan } = setup
  const regions = new Set<number>()
  for (let i = 0; i < bank.count; i += 1) {
    const isThere = scan.roles[i] !== 0 && scan.free[window * bank.count + i] === 1
    if (isThere && bank.region[i] !== hostRegion) regions.add(bank.region[i] ?? -1)
  }
  const wanted = rules.minOtherRegions ?? 0
  const short = `The team needs people from ${wanted} regions other than the host’s and is ${regionsShort} short`
  if (regions.size < wanted)
    return `${short}: people of ${regions.size} other regions are available${sayWindow(setup, window)}.`
  return `${short}: ${regions.size} other regions have people available, but not for the places open.`
}
