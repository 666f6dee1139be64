import type { Ctx } from './context.ts'

/**
 * What a person is, to the exchange. Nobody has a role column: `services/yots` derives grants from posts and
 * appointments in force today, `services/bank` from standing.
 */
export type Role =
  /** Anyone signed in. */
  | 'person'
  /** Holds a post at head level in a service (substantive, acting or interim) and is not on leave: speaks for it. */
  | 'service_lead'
  /** Holds any post in a service. */
  | 'manager'
  /** In the bank with standing in force. */
  | 'bank_member'
  | 'coordinator'
  | 'assessor'
  | 'board_member'
  | 'administrator'

/** A role, and the service or region it holds for. */
export type Grant = { role: Role; yotCode?: string; region?: string }

export type Actor = {
  kind: 'visitor' | 'person' | 'system'
  personId: string | null
  /** As the audit log names them. */
  name: string
  grants: Grant[]
  /** They hold an office of the association, but no second step of signing in yet: it counts for nothing until then. */
  lacksSecondStep?: boolean
}

export const visitor: Actor = { kind: 'visitor', personId: null, name: 'A visitor', grants: [] }

/** The exchange itself: its clocks, reminders and imports. */
export const system: Actor = { kind: 'system', personId: null, name: 'Critical Friend', grants: [] }

/**
 * Who may do what, before the facts of the case. Each room's policy.ts asks `may` first and then its own facts
 * (own service, own region, not conflicted).
 */
export const permissions = {
  'post.manage': ['service_lead', 'administrator'],
  'offering.write': ['service_lead', 'manager', 'bank_member'],
  'enquiry.send': ['service_lead', 'manager'],
  'course.book': ['service_lead', 'manager', 'bank_member'],
  'course.recognise': ['administrator'],
  'mark.list': ['board_member', 'administrator'],
  'application.write': ['person'],
  'application.list': ['assessor', 'administrator'],
  'application.assign': ['administrator'],
  'application.assess': ['assessor'],
  'application.decide': ['administrator'],
  'review.request': ['service_lead'],
  'review.list': ['coordinator', 'board_member', 'administrator'],
  'review.check': ['coordinator', 'administrator'],
  'review.decide': ['board_member', 'administrator'],
  'team.propose': ['coordinator', 'administrator'],
  'team.invite': ['coordinator', 'administrator'],
  'review.move': ['coordinator', 'administrator', 'bank_member', 'service_lead'],
  'conflict.manage': ['coordinator', 'administrator', 'board_member'],
  'rules.publish': ['administrator'],
  'weights.publish': ['administrator'],
  'board.keep': ['administrator'],
  'register.keep': ['administrator'],
  'interest.read': ['administrator', 'board_member'],
  'concern.look-after': ['administrator'],
  'concern.list': ['assessor', 'board_member', 'administrator'],
  'concern.decide': ['assessor', 'board_member'],
  'outside.read': ['assessor', 'administrator'],
  'outside.assess': ['assessor'],
  'outside.keep': ['administrator'],
  'bank.read': ['coordinator', 'administrator'],
  'bank.keep': ['administrator'],
  'second-step.reset': ['administrator'],
  'record.join': ['administrator'],
  'meeting.convene': ['coordinator', 'administrator'],
  'meeting.executive': ['board_member', 'administrator'],
  'election.open': ['administrator'],
  'time.log': ['coordinator'],
  'time.read': ['coordinator', 'administrator'],
  'member.list': ['administrator', 'coordinator'],
  'access.read': ['coordinator', 'assessor', 'board_member', 'administrator'],
  'member.manage': ['administrator'],
  'member.import': ['administrator'],
  'ledger.keep': ['administrator'],
  'decision.keep': ['administrator'],
  'decision.review': ['coordinator', 'board_member', 'administrator'],
  'insight.read': ['coordinator', 'assessor', 'board_member', 'administrator'],
  'insight.keep': ['administrator'],
  'briefing.edit': ['administrator'],
  'briefing.write': ['coordinator', 'administrator'],
  'audit.read': ['administrator'],
  'outbox.read': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

const offices: readonly Role[] = ['coordinator', 'assessor', 'board_member', 'administrator']

export const isOffice = (role: Role): boolean => offices.includes(role)

export const holdsOffice = (grants: readonly Grant[]): boolean => grants.some(({ role }) => isOffice(role))

/** The actor's grants that carry a permission; empty when they have none. The system may do anything. */
export const grantsOf = (actor: Actor, permission: Permission): Grant[] => {
  const roles: readonly Role[] = permissions[permission]
  return actor.grants.filter((grant) => roles.includes(grant.role))
}

export const may = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'system' || grantsOf(actor, permission).length > 0

export const hasRole = (actor: Actor, role: Role, scope: { yotCode?: string; region?: string } = {}): boolean =>
  actor.grants.some(
    (grant) =>
      grant.role === role &&
      (scope.yotCode === undefined || grant.yotCode === scope.yotCode) &&
      (scope.region === undefined || grant.region === scope.region),
  )

/** The same context, acting as somebody else. */
export const asActor = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor })

export const asSystem = (ctx: Ctx): Ctx => asActor(ctx, system)
