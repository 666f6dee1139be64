import type { BankRole } from '#prisma/generated/enums.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate } from '#services/core/words.ts'
import { tables } from './tables.ts'
import { roleWords } from './words.ts'

/** One thing that happened to somebody's place in the bank. ISO day. */
export type StandingLine = { on: string; says: string }

type Said = { role?: BankRole; expiresOn?: string; until?: string | null; dueOn?: string; confirmedOn?: string }

const until = (day: string | null | undefined) => (day ? ` until ${longDate(day)}` : '')
const as = (role: BankRole | undefined) => (role ? ` as ${roleWords[role].toLowerCase()}` : '')

/** What each entry of the log says to the person it is about. */
const words: Record<string, (said: Said) => string> = {
  'standing.granted': ({ role, expiresOn }) => `Approved${as(role)}${until(expiresOn)}.`,
  'standing.renewal-due': ({ expiresOn }) => `Renewal became due: approved${until(expiresOn)}.`,
  'standing.lapsed': () => 'The approval ran out.',
  'standing.suspended': ({ until: last }) => `Suspended${until(last) || ' until it is lifted'}.`,
  'standing.reinstated': () => 'In force again.',
  'standing.removed': () => 'Removed from the bank.',
  'standing.condition-set': ({ dueOn }) => `A condition was set${dueOn ? `, to be met by ${longDate(dueOn)}` : ''}.`,
  'standing.condition-lifted': () => 'A condition was taken back.',
  'standing.condition-confirmed': () => 'A condition was met.',
}

/**
 * What happened to the actor's own place in the bank, the latest first: approved, renewed, lapsed, suspended and in force again, as the
 * log has it. Empty for whoever was never in it.
 */
export const standingHistory = async (ctx: Ctx): Promise<StandingLine[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const [place, entries] = await Promise.all([
    tables(ctx).standing.findUnique({ where: { personId }, select: { approvedOn: true, expiresOn: true } }),
    ctx.db.auditEntry.findMany({
      where: { subjectKind: 'person', subjectId: personId, event: { in: Object.keys(words) } },
      orderBy: { id: 'desc' },
      select: { event: true, at: true, data: true },
    }),
  ])
  const lines = entries.map(({ event, at, data }) => ({
    on: londonDate(at),
    says: words[event]?.(data as Said) ?? event,
  }))
  if (place === null || entries.some(({ event }) => event === 'standing.granted')) return lines
  // Approved before the exchange kept a log.
  const [on, last] = [place.approvedOn, place.expiresOn].map((day) => day.toISOString().slice(0, 10))
  return [...lines, ...(on ? [{ on, says: `Approved${until(last)}.` }] : [])]
}
