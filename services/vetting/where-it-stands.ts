import type { ApplicationStatus } from '#prisma/generated/enums.ts'
import { listed, longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { workingDays } from './clocks.ts'

/** Who has to do something next. */
export type WaitsOn = 'applicant' | 'referees' | 'association' | 'assessors' | 'nobody'

export const waitsOnWords: Record<WaitsOn, string> = {
  applicant: 'The applicant',
  referees: 'Referees',
  association: 'The association',
  assessors: 'Assessors',
  nobody: 'Nobody',
}

/** Who an application waits on. `hasOutstandingView`: somebody on its panel has not recorded a view. */
export const waitsOn = (status: ApplicationStatus, hasOutstandingView: boolean): WaitsOn => {
  switch (status) {
    case 'draft':
    case 'more_information':
      return 'applicant'
    case 'submitted':
      return 'referees'
    case 'checks':
      return 'association'
    case 'panel':
      return hasOutstandingView ? 'assessors' : 'association'
    default:
      return 'nobody'
  }
}

export type StandingFacts = {
  status: ApplicationStatus
  /** ISO day since when it has been in this state. */
  since: string
  /** Referees who have not answered, each with their last day. */
  awaited: readonly { name: string; respondBy: string | null }[]
  /** Referees who said that they cannot give a reference. */
  declined?: readonly string[]
  /** The last day by which a view is wanted; null when all are recorded. */
  viewsDueOn: string | null
  deferredUntil: string | null
}

/** For the applicant: where the application stands, what happens next, and by when. */
export type Standing = { now: string; next: string }

const late = (day: string, today: string) => (day < today ? 'This is taking longer than it should. ' : '')

export const whereItStands = (facts: StandingFacts, today: string): Standing => {
  switch (facts.status) {
    case 'draft':
      return {
        now: 'You have not sent this application yet.',
        next: 'Fill in each part, check your answers and send it.',
      }
    case 'submitted': {
      const names = facts.awaited.map(({ name }) => name)
      const { declined = [] } = facts
      if (declined.length > 0)
        return {
          now: `${listed(declined)} cannot give you a reference.${names.length > 0 ? ` We are waiting for one from ${listed(names)}.` : ''}`,
          next: 'Name somebody else below: we ask them at once.',
        }
      const lastDay = facts.awaited
        .flatMap(({ respondBy }) => respondBy ?? [])
        .sort()
        .at(-1)
      return {
        now: names.length === 0 ? 'Your references are in.' : `We are waiting for a reference from ${listed(names)}.`,
        next:
          lastDay === undefined
            ? 'The association then checks your application.'
            : lastDay < today
              ? 'They have not answered in time. You can name another referee below.'
              : `They have until ${longDate(lastDay)}. When both are in, the association checks your application within ${workingDays.checks} working days.`,
      }
    }
    case 'checks': {
      const by = addWorkingDays(facts.since, workingDays.checks)
      return {
        now: 'Both references are in, and the association is checking your application.',
        next: `${late(by, today)}It goes to two assessors by ${longDate(by)}.`,
      }
    }
    case 'panel': {
      if (facts.viewsDueOn === null) {
        return {
          now: 'The assessors have recorded their views.',
          next: `The association confirms the decision, usually within ${workingDays.decision} working days, and writes to you.`,
        }
      }
      return {
        now: 'Your application is with the panel. Its assessors are from other regions and have no conflict of interest with you.',
        next: `${late(facts.viewsDueOn, today)}They record their views by ${longDate(facts.viewsDueOn)}. The decision follows within ${workingDays.decision} working days.`,
      }
    }
    case 'more_information':
      return {
        now: 'We need more information from you before this can go on.',
        next: 'Change your answers, then send the application again. Your references are kept.',
      }
    case 'approved':
      return {
        now: 'Your application is approved.',
        next: 'You are in the bank. Say when you are free on your profile.',
      }
    case 'approved_with_conditions':
      return {
        now: 'Your application is approved with conditions.',
        next: 'You are in the bank. Meet each condition by its day, and tell the association.',
      }
    case 'deferred':
      return {
        now: 'Your application is deferred.',
        next: facts.deferredUntil
          ? `You can apply for this role again from ${longDate(facts.deferredUntil)}.`
          : 'You can apply for this role again later.',
      }
    case 'declined':
      return {
        now: 'Your application was declined.',
        next: 'The reasons are below. You can apply again when they no longer hold.',
      }
    case 'withdrawn':
      return { now: 'You withdrew this application.', next: 'You can apply again at any time.' }
  }
}
