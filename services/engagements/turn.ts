import { isoFromDate } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'
import type { LockedEngagement } from './move-engagement.ts'
import { isPaid } from './terms.ts'

/** Whose turn it is, what they do, and by when (ISO day). */
export type Turn = { side: 'host' | 'provider' | 'both' | null; says: string; page: string; dueOn: string | null }

type Facts = Pick<
  LockedEngagement,
  | 'status'
  | 'silentOn'
  | 'changeAsked'
  | 'needsSubstitute'
  | 'firstSessionOn'
  | 'lastSessionOn'
  | 'basis'
  | 'totalPence'
  | 'settledOn'
  | 'isUnresolved'
  | 'courseDateId'
> & {
  /** The newest terms: which sides have accepted them. Null before the first. */
  terms: { accepted: readonly string[] } | null
}

/**
 * Whether something is still to be invoiced or paid: of work that was done, and of work that was cancelled where the terms or a
 * resolution say so. Not where a dispute over what was cancelled ended without agreement.
 */
export const isOwed = ({
  status,
  basis,
  totalPence,
  settledOn,
  isUnresolved,
}: Omit<Facts, 'terms' | 'courseDateId'>): boolean =>
  isPaid(basis) &&
  (totalPence ?? 0) > 0 &&
  (status === 'confirmed' || (status === 'cancelled' && settledOn === null && !isUnresolved))

const iso = (date: Date | null) => date && isoFromDate(date)

/** What happens next in an engagement, on a day (ISO). */
export const turnOf = (facts: Facts, today: string): Turn => {
  const dueOn = iso(facts.silentOn)
  switch (facts.status) {
    case 'terms_proposed': {
      if (facts.terms === null)
        return { side: 'provider', says: 'Complete the terms and send them', page: '/terms', dueOn }
      const missing = (['host', 'provider'] as const).filter((side) => !facts.terms?.accepted.includes(side))
      const [only] = missing
      const side = missing.length === 1 && only !== undefined ? only : 'both'
      return { side, says: 'Read the terms and accept, or send your own', page: '/terms/latest', dueOn }
    }
    case 'agreed': {
      if (facts.needsSubstitute && facts.courseDateId === null)
        return { side: 'provider', says: 'Name somebody else who delivers', page: '/terms', dueOn: null }
      if (facts.changeAsked !== null)
        return { side: 'both', says: 'Answer the change of terms that is asked for', page: '/terms/latest', dueOn }
      const last = iso(facts.lastSessionOn)
      if (last !== null && last > today) {
        const first = iso(facts.firstSessionOn) ?? last
        return {
          side: null,
          says: first > today ? `It begins on ${longDate(first)}` : `It runs until ${longDate(last)}`,
          page: '',
          dueOn: null,
        }
      }
      if (facts.courseDateId !== null)
        return { side: null, says: 'It was held: who came is being written down', page: '', dueOn: null }
      return {
        side: 'provider',
        says: 'Say that it is delivered, and who gave how much time',
        page: '/delivered',
        dueOn: last,
      }
    }
    case 'delivered':
      return { side: 'host', says: 'Confirm that it was delivered, or say what is missing', page: '', dueOn }
    case 'to_put_right':
      return { side: 'provider', says: 'Put right what was missing', page: '/delivered', dueOn }
    case 'confirmed':
      return { side: 'both', says: 'Record the invoice, the order and the payment', page: '/settle', dueOn: null }
    case 'disputed':
      return { side: 'both', says: 'Settle the dispute between you', page: '/dispute', dueOn: null }
    case 'settled':
      return { side: null, says: 'Rate each other while it is fresh', page: '', dueOn: null }
    case 'closed':
      return { side: null, says: 'This is closed. Its page stays to be read', page: '', dueOn: null }
    case 'cancelled':
      return isOwed(facts)
        ? { side: 'both', says: 'Record the invoice and the payment of what is owed', page: '/settle', dueOn: null }
        : { side: null, says: 'This was cancelled', page: '', dueOn: null }
    case 'withdrawn':
      return { side: null, says: 'No terms were agreed', page: '', dueOn: null }
  }
}

/** Whether it waits for this side. */
export const waitsFor = (turn: Turn, side: 'host' | 'provider' | null): boolean =>
  side !== null && (turn.side === side || turn.side === 'both')
