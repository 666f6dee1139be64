import type { OutsideStatus } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'

/** What the standing of an outside provider rests on. ISO days: the last good one of each. */
export type OutsideFacts = {
  status: OutsideStatus
  approvedUntil: string | null
  paidUntil: string | null
  insuranceSeenUntil: string | null
}

export type OutsideBar = 'status' | 'approval' | 'fee' | 'insurance'

/** One reason why an outside provider may not offer, and what would mend it. */
export type OutsideNo = { bar: OutsideBar; say: string; mend: string }

const mends = {
  approval: 'ask for another year on its page',
  fee: 'pay the fee of the year',
  insurance: 'let the association see insurance that is in force',
} as const

const states: Partial<Record<OutsideStatus, { say: string; mend: string }>> = {
  asked: { say: 'It is not approved yet.', mend: 'wait for the decision' },
  declined: { say: 'It was not approved.', mend: 'ask anew' },
  withdrawn: { say: 'It took back what it asked.', mend: 'ask anew' },
  suspended: { say: 'It is suspended.', mend: 'write to the association' },
  ended: { say: 'Its place here has ended.', mend: 'ask anew' },
}

/**
 * How an outside provider stands towards what it has announced: it may offer; something has run out, which it can mend; the association
 * has suspended it; or its place here has ended, or never began.
 */
export type OutsideStand = 'may' | 'run-out' | 'suspended' | 'over'

const isOver = (until: string | null, on: string): boolean => until === null || until < on

/**
 * Why an outside provider may not offer on a day, and what would mend it; empty when it may. The one answer for every page and job:
 * everything counts by its own day, so that nothing waits for a job, and what is said today of a day is what is said on it.
 */
export const outsideNoes = (facts: OutsideFacts, on: string): OutsideNo[] => {
  const state = states[facts.status]
  if (state) return [{ bar: 'status', ...state }]
  const { approvedUntil, paidUntil, insuranceSeenUntil } = facts
  const ran = (until: string | null) => (until === null ? '' : ` ran out on ${longDate(until)}.`)
  return [
    ...(isOver(approvedUntil, on)
      ? [
          {
            bar: 'approval' as const,
            say: approvedUntil === null ? 'It has no approval.' : `Its approval${ran(approvedUntil)}`,
            mend: mends.approval,
          },
        ]
      : []),
    ...(isOver(paidUntil, on)
      ? [{ bar: 'fee' as const, say: 'The fee of the year has not been paid.', mend: mends.fee }]
      : []),
    ...(isOver(insuranceSeenUntil, on)
      ? [
          {
            bar: 'insurance' as const,
            say:
              insuranceSeenUntil === null
                ? 'Nobody has seen its insurance.'
                : `Its insurance${ran(insuranceSeenUntil)}`,
            mend: mends.insurance,
          },
        ]
      : []),
  ]
}

/** How a provider stands on a day. */
export const outsideStand = (facts: OutsideFacts, on: string): OutsideStand => {
  if (facts.status === 'suspended') return 'suspended'
  if (states[facts.status]) return 'over'
  return outsideNoes(facts, on).length === 0 ? 'may' : 'run-out'
}

/** Days before the end of something on which an outside provider is told. */
export const warningDays = [90, 30, 7] as const

/** One thing that runs out, with its last good day. */
export type OutsideClock = {
  bar: Exclude<OutsideBar, 'status'>
  title: string
  day: string | null
  state: 'good' | 'soon' | 'over'
}

const titles = { approval: 'Approval', fee: 'Fee', insurance: 'Insurance' } as const

/** Every clock of an outside provider that the association knows, with how far it has run. */
export const outsideClocks = (facts: OutsideFacts, on: string): OutsideClock[] => {
  const { approvedUntil, paidUntil, insuranceSeenUntil } = facts
  const of = (bar: OutsideClock['bar'], day: string | null): OutsideClock => ({
    bar,
    title: titles[bar],
    day,
    state: day === null || day < on ? 'over' : day <= addDays(on, warningDays[0]) ? 'soon' : 'good',
  })
  return [of('approval', approvedUntil), of('fee', paidUntil), of('insurance', insuranceSeenUntil)]
}
