import { capitalise, distance, listed, monthAndYear } from '#services/core/words.ts'
import { type Bank, type OwnPart, ownParts, pointsForTheme, shrunkMean } from './bank.ts'
import { kilometres, unitVector } from './distance.ts'
import type { Aspect, Candidate, Need, Reason } from './problem.ts'
import { distanceTable, type Question } from './scan.ts'

/** Kilometres between a person and the host; undefined when either place is not known. */
export function distanceKm(person: Candidate, need: Need): number | undefined {
  if (person.lat === null || person.lng === null || need.lat === null || need.lng === null) return undefined
  const [ax, ay, az] = unitVector(person.lat, person.lng)
  const [bx, by, bz] = unitVector(need.lat, need.lng)
  return kilometres((ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2)
}

/**
 * The parts of a person's score for a need, in words with their facts, most points first. Their points add up to the
 * score exactly; a part worth nothing is left out unless its fact is worth knowing.
 */
export function explainScore(bank: Bank, question: Question, index: number, isLead: boolean): Reason[] {
  const person = bank.candidates[index]
  if (!person) return []
  const given = question.scores?.get(person.id)
  if (question.scores) return [{ aspect: 'given', points: given ?? 0, say: 'Score given with the request.' }]
  const { need } = question
  const reasons: Reason[] = [
    themeReason(bank, need, person),
    distanceReason(bank, need, person),
    ...ownReasons(bank, person),
    ...namedReasons(bank, question, person),
  ]
  if (isLead) reasons.push(experienceReason(bank, question, index, person))
  return inTheirWords(reasons, person)
    .filter(({ points, say }) => points !== 0 || say !== '')
    .sort((a, b) => b.points - a.points)
}

/** The caller's words in place of ours, and for what is worth saying though it is worth no points. */
function inTheirWords(reasons: readonly Reason[], { says = {} }: Candidate): Reason[] {
  const ours = new Set(reasons.map(({ aspect }) => aspect))
  return [
    ...reasons.map((reason) => ({ ...reason, say: says[reason.aspect] ?? reason.say })),
    ...sayable.flatMap((aspect) => (ours.has(aspect) ? [] : [{ aspect, points: 0, say: says[aspect] ?? '' }])),
  ]
}

/** Parts of a score that callers may speak of though they are worth nothing. */
const sayable: readonly Aspect[] = ['experience', 'region']

function themeReason(bank: Bank, need: Need, person: Candidate): Reason {
  const codes = [...new Set(need.themes)]
  let sum = 0
  const said: Record<'strong' | 'evidenced' | 'some', string[]> = { strong: [], evidenced: [], some: [] }
  for (const code of codes) {
    const level = person.themes[code] ?? 0
    const lastOn = person.lastOn?.[code]
    sum += pointsForTheme(level, lastOn, bank.asOf, bank.weights)
    const name = bank.themeNames[code] ?? code
    const words = lastOn === undefined ? name : `${name} (last in ${monthAndYear(lastOn)})`
    if (level === 3) said.strong.push(words)
    else if (level === 2) said.evidenced.push(words)
    else if (level === 1) said.some.push(words)
  }
  const parts = [
    said.strong.length > 0 ? `strong in ${listed(said.strong)}` : '',
    said.evidenced.length > 0 ? `evidence for ${listed(said.evidenced)}` : '',
    said.some.length > 0 ? `some experience of ${listed(said.some)}` : '',
  ].filter((part) => part !== '')
  const say =
    codes.length === 0
      ? ''
      : parts.length === 0
        ? 'No evidence yet for the themes asked for.'
        : `${capitalise(parts.join('; '))}.`
  return { aspect: 'themes', points: codes.length === 0 ? 0 : Math.floor(sum / codes.length), say }
}

function distanceReason(bank: Bank, need: Need, person: Candidate): Reason {
  const km = distanceKm(person, need)
  const points = distanceTable(bank, need)(km)
  if (need.mode === 'remote') return { aspect: 'distance', points, say: 'Remote, so distance does not count.' }
  if (km === undefined) return { aspect: 'distance', points, say: 'Distance not known.' }
  const limit =
    need.mode === 'on-site' && person.maxKm !== null ? `, within their limit of ${distance(person.maxKm)}` : ''
  return { aspect: 'distance', points, say: `About ${distance(km)} away${limit}.` }
}

/** Only what is carried already: in a round, somebody may be in several teams that each give reasons. */
const sayCarried = (reviews: number): string =>
  reviews === 0
    ? 'No review yet this year.'
    : reviews === 1
      ? 'One review already this year.'
      : `${reviews} reviews already this year.`

function ownReasons(bank: Bank, person: Candidate): Reason[] {
  const parts = ownParts(person, bank.weights, bank.bankMean, bank.quietRegions)
  const isLifted = parts.some(({ aspect, points }) => aspect === 'newcomer' && points !== 0)
  const sayPart: Record<OwnPart['aspect'], () => string> = {
    quality: () => sayRating(bank, person.rating, isLifted),
    newcomer: () =>
      (person.done ?? 0) + (person.led ?? 0) > 0
        ? 'Rarely rated so far, so given a fair chance.'
        : 'New to reviews, so given a fair chance.',
    workload: () => sayCarried(person.used.reviews),
    reciprocity: () => 'Their service has received more hours than it has given.',
    region: () =>
      `${bank.regionNames[person.region] ?? person.region} has been asked less than other regions this year.`,
  }
  return parts
    .filter(({ aspect, points }) => points !== 0 || aspect === 'workload' || aspect === 'quality')
    .map(({ aspect, points }) => ({ aspect, points, say: sayPart[aspect]() }))
}

/** Nothing for few ratings where the fair chance given for them says so already. */
function sayRating(bank: Bank, rating: Candidate['rating'], isLifted: boolean): string {
  if (rating === null || rating.count < 3) return isLifted ? '' : 'Not enough ratings yet.'
  const drawn = shrunkMean(rating, bank.bankMean, bank.weights.quality.value.priorCount)
  return `Rated ${drawn.toFixed(1)} by ${rating.count} hosts, drawn towards the bank’s mean.`
}

function namedReasons(bank: Bank, { need, conflicts }: Question, { id }: Candidate): Reason[] {
  const { nominated, continuity, managed } = bank.weights
  const reasons: Reason[] = []
  if (need.nominated.includes(id)) {
    reasons.push({ aspect: 'nominated', points: nominated.value, say: 'Asked for by the host.' })
  }
  if (need.servedBefore?.includes(id)) {
    reasons.push({ aspect: 'continuity', points: continuity.value, say: 'Served this host before.' })
  }
  const toManage = (conflicts ?? []).filter(
    ({ request, expert, effect }) => effect === 'manage' && request === need.id && expert === id,
  )
  if (toManage.length > 0) {
    const whys = toManage.flatMap(({ why, silent }) => (why === undefined || silent ? [] : [why]))
    const is = toManage.every(({ isManaged }) => isManaged) ? 'is' : 'must be'
    const say = `A conflict ${is} managed${whys.length > 0 ? `: ${whys.join('; ')}` : '.'}`
    reasons.push({ aspect: 'managed', points: managed.value, say })
  }
  return reasons
}

function experienceReason(bank: Bank, { need }: Question, index: number, person: Candidate): Reason {
  return { aspect: 'experience', points: bank.leadPoints[index] ?? 0, say: sayLed(bank, need, person) }
}

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const sayCount = (count: number): string => counts[count] ?? String(count)

/** "Led three reviews before, last in March 2026, two of them on Resettlement." */
function sayLed(bank: Bank, { themes }: Need, { led = 0, lastLedOn, ledOn = {} }: Candidate): string {
  if (led === 0) return ''
  const last =
    lastLedOn === undefined
      ? ''
      : led === 1
        ? `, in ${monthAndYear(lastLedOn)}`
        : `, last in ${monthAndYear(lastLedOn)}`
  const on = [...new Set(themes)].flatMap((code) => {
    const times = ledOn[code] ?? 0
    const name = bank.themeNames[code] ?? code
    return times === 0 ? [] : [{ times, name }]
  })
  const most = Math.max(0, ...on.map(({ times }) => times))
  const named = listed(on.filter(({ times }) => times === most).map(({ name }) => name))
  const share = most === 0 ? '' : most === led ? `, on ${named}` : `, ${sayCount(most)} of them on ${named}`
  return `Led ${sayCount(led)} review${led === 1 ? '' : 's'} before${last}${share}.`
}
