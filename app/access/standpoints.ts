import type { Role } from '#services/core/access.ts'

type Described = {
  /** Who that is, as a list names them. */
  words: string
  /** What they are to the exchange; a visitor is nothing. */
  roles: readonly Role[]
}

/**
 * Everybody the access matrix tells apart: a role, and how they stand to the thing a page is about. Where a page is about
 * no one thing in particular, those of the same role are answered alike.
 */
export const standpoints = {
  visitor: { words: 'a visitor who is not signed in', roles: [] },
  person: { words: 'somebody signed in who holds no post', roles: ['person'] },
  ownLead: { words: 'the head of the service it is about', roles: ['person', 'service_lead', 'manager'] },
  leadOfficer: { words: 'the lead officer of the review there', roles: ['person', 'manager'] },
  ownManager: { words: 'another manager of the service it is about', roles: ['person', 'manager'] },
  otherLead: { words: 'the head of another service', roles: ['person', 'service_lead', 'manager'] },
  lapsedLead: {
    words: 'the head of a service whose membership has lapsed',
    roles: ['person', 'service_lead', 'manager'],
  },
  asker: { words: 'a manager of the service that sent the enquiry', roles: ['person', 'manager'] },
  bankMember: { words: 'a member of the bank who has no part in it', roles: ['person', 'bank_member'] },
  coLead: { words: 'a co-lead of the review team', roles: ['person', 'bank_member'] },
  invited: { words: 'somebody invited to the review team', roles: ['person', 'bank_member'] },
  applicant: { words: 'the applicant', roles: ['person'] },
  coordinator: { words: 'the coordinator who looks after it', roles: ['person', 'coordinator'] },
  otherCoordinator: { words: 'the coordinator of another region', roles: ['person', 'coordinator'] },
  assessor: { words: 'an assessor on its panel', roles: ['person', 'assessor'] },
  otherAssessor: { words: 'an assessor of other applications', roles: ['person', 'assessor'] },
  boardMember: { words: 'a member of the programme board', roles: ['person', 'board_member'] },
  administrator: { words: 'an administrator', roles: ['person', 'administrator'] },
  conflicted: {
    words: 'an administrator and board member with a conflict in it',
    roles: ['person', 'administrator', 'board_member'],
  },
} as const satisfies Record<string, Described>

export type Standpoint = keyof typeof standpoints

export const everyStandpoint = Object.keys(standpoints).filter((key): key is Standpoint => key in standpoints)
