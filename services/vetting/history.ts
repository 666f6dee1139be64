import type { Application, ApplicationMove, Reference } from '#prisma/generated/client.ts'
import { londonDate } from '#services/core/clock.ts'
import type { ApplicationEvent } from './lifecycle.ts'

/** One thing that happened, as a page shows it. `on` is the ISO day, `at` the instant for machines. */
export type Happening = { id: string; title: string; by: string | null; at: string; on: string; reasons: string | null }

const titles: Record<ApplicationEvent | 'start', string> = {
  start: 'Application begun',
  submit: 'Application sent',
  'references-in': 'Both references in',
  'ask-for-more': 'More information asked for',
  'send-again': 'Application sent again',
  'open-panel': 'Sent to the panel',
  approve: 'Approved',
  'approve-with-conditions': 'Approved with conditions',
  'return-to-applicant': 'More information asked for by the panel',
  defer: 'Deferred',
  decline: 'Declined',
  withdraw: 'Withdrawn',
  'hear-anew': 'To be assessed by others, after an appeal',
  'approve-on-appeal': 'Approved on appeal',
}

const isTitled = (event: string): event is keyof typeof titles => Object.hasOwn(titles, event)

type Told = {
  moves: readonly ApplicationMove[]
  references: readonly Pick<Reference, 'id' | 'refereeName' | 'receivedAt'>[]
  /** When a third assessor was asked, as an instant. */
  thirdAt?: string | null
  /** Views recorded, without what they are. */
  assessments?: readonly { id: string; recordedAt: Date | null; assessor: { name: string } }[]
}

/**
 * What happened to an application, the latest first. The applicant is told "the association" where an officer acted, and
 * nothing of who assessed it.
 */
export const historyOf = (application: Pick<Application, 'personId'>, told: Told, isOwn: boolean): Happening[] => {
  const happening = (id: string, at: Date, title: string, by: string | null, reasons: string | null = null) => ({
    id,
    title,
    by,
    at: at.toISOString(),
    on: londonDate(at),
    reasons,
  })
  const byWhom = (move: ApplicationMove) => {
    if (move.movedById === null) return null
    if (!isOwn) return move.movedBy
    return move.movedById === application.personId ? 'you' : 'the association'
  }
  const moves = told.moves.map((move) =>
    happening(
      move.id,
      move.movedAt,
      isTitled(move.event) ? titles[move.event] : move.event,
      byWhom(move),
      move.reasons,
    ),
  )
  const references = told.references.flatMap(({ id, receivedAt, refereeName }) =>
    receivedAt ? [happening(id, receivedAt, `Reference from ${refereeName} received`, null)] : [],
  )
  const views = (told.assessments ?? []).flatMap(({ id, recordedAt, assessor }) =>
    recordedAt ? [happening(id, recordedAt, 'View recorded', assessor.name)] : [],
  )
  const third = told.thirdAt
    ? [happening('third', new Date(told.thirdAt), 'The two views differ, so a third assessor was asked', null)]
    : []
  return [...moves, ...references, ...views, ...third].sort(
    (a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id),
  )
}
