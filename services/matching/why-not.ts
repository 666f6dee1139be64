import { distance, inMiles } from '#services/core/words.ts'
import { type Bank, roleBit } from './bank.ts'
import { overlaps, sayDays } from './calendar.ts'
import type { Candidate, Need, Role, WhyNot } from './problem.ts'
import { distanceKm } from './reasons.ts'
import { type Question, wantedRoles } from './scan.ts'

const notAvailable: WhyNot = { bar: 'blocked', say: 'Not available.' }

/** Why people are not on a list; those who could be are left out of the answer. */
export function explainBars(
  bank: Bank,
  question: Question,
  ids: readonly string[] | 'all',
  role?: Role,
): { id: string; because: WhyNot[] }[] {
  const asked = ids === 'all' ? bank.candidates.map(({ id }) => id) : ids
  return asked
    .map((id) => ({ id, because: barsOf(bank, question, id, role) }))
    .filter(({ because }) => because.length > 0)
}

/**
 * Everything that keeps one person from this need, in words; empty when nothing does. A silent block hides every other
 * reason, so that nothing can be learned from what is said.
 */
export function barsOf(bank: Bank, question: Question, id: string, role?: Role): WhyNot[] {
  const { need, conflicts, scores, isPlain } = question
  const person = bank.candidates[bank.indexOf.get(id) ?? -1]
  if (!person) return [{ bar: 'role', say: 'Not in the bank.' }]
  const blocks = (conflicts ?? []).filter(
    ({ request, expert, effect }) => effect === 'block' && request === need.id && expert === id,
  )
  if (need.excluded.includes(id) || blocks.some(({ silent }) => silent)) return [notAvailable]
  const bars: WhyNot[] = blocks.map(({ why }) => ({ bar: 'blocked', say: why ?? 'A conflict of interest blocks it.' }))
  if (person.barred !== undefined) bars.push({ bar: 'barred', say: person.barred })
  if (!isPlain && need.yot !== null && person.yot === need.yot) {
    bars.push({ bar: 'own-service', say: 'Works for the service that asks.' })
  }
  const wanted = role ? roleBit[role] : wantedRoles(need)
  if (!person.roles.some((each) => (roleBit[each] & wanted) !== 0))
    bars.push({ bar: 'role', say: sayRole(person, role) })
  if (scores && !scores.has(id)) bars.push({ bar: 'unscored', say: 'No score was given for this request.' })
  return [...bars, ...capacityBars(person, need), ...placeBars(person, need), ...dateBars(person, need)]
}

const roleNames: Record<Role, string> = { lead: 'a co-lead', peer: 'a reviewer', observer: 'an observer' }

function sayRole({ roles }: Candidate, role?: Role): string {
  if (role) return `Not approved as ${roleNames[role]}.`
  return roles.length === 0 ? 'Not approved for any role.' : 'Not approved for the roles asked for.'
}

function capacityBars({ days, reviews, used, open, maxOpen }: Candidate, need: Need): WhyNot[] {
  const bars: WhyNot[] = []
  if (days !== null && used.days + need.days > days) {
    const left = Math.max(0, days - used.days)
    bars.push({ bar: 'days', say: `Has ${left} of ${days} days left this year; this takes ${need.days}.` })
  }
  if (reviews !== null && used.reviews + 1 > reviews) {
    bars.push({ bar: 'reviews', say: `Already carries ${used.reviews} of ${reviews} reviews this year.` })
  }
  if (maxOpen !== undefined && (open ?? 0) + 1 > maxOpen) {
    bars.push({ bar: 'open', say: `Already has ${open ?? 0} reviews open, the most at once is ${maxOpen}.` })
  }
  return bars
}

function placeBars(person: Candidate, need: Need): WhyNot[] {
  if (need.mode !== 'on-site' || person.maxKm === null) return []
  const km = distanceKm(person, need)
  if (km === undefined || km <= person.maxKm) return []
  return [
    {
      bar: 'distance',
      say: `${inMiles(km) === inMiles(person.maxKm) ? 'Just over' : 'About'} ${distance(km)} away, beyond their limit of ${distance(person.maxKm)} on site.`,
    },
  ]
}

function dateBars(person: Candidate, { windows }: Need): WhyNot[] {
  const bars = windows.map((_, window) => dateBar(person, windows, window))
  const first = bars[0]
  if (first === undefined || bars.some((bar) => bar === undefined)) return []
  if (bars.length === 1) return [first]
  return [{ bar: first.bar, say: 'Not free in any of the dates offered.' }]
}

/** What keeps a person from one window; undefined when they are free. */
export function dateBar(person: Candidate, windows: Need['windows'], window: number): WhyNot | undefined {
  const days = windows[window]
  if (!days) return undefined
  if (person.busy.some((span) => overlaps(span, days))) return { bar: 'dates', say: `Not free on ${sayDays(days)}.` }
  const rest = person.restDays ?? 0
  const isTooClose = (person.booked ?? []).some((span) => overlaps(widen(span, rest), days))
  if (!isTooClose) return undefined
  return (person.booked ?? []).some((span) => overlaps(span, days))
    ? { bar: 'dates', say: `On another review on ${sayDays(days)}.` }
    : { bar: 'rest', say: `Within ${rest} days of another review on ${sayDays(days)}.` }
}

function widen({ from, to }: { from: string; to: string }, days: number) {
  return { from: shiftDay(from, -days), to: shiftDay(to, days) }
}

const shiftDay = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
