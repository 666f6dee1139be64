import type { Prisma } from '#prisma/generated/client.ts'
import { hiddenCaseIds } from '#services/conflicts/visibility.ts'
import { grantsOf, may } from '#services/core/access.ts'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'

/*
 * Reads across rooms for the association. Writes nothing.
 */

export const perPage = 50

/** Rows about a case that the actor is blocked from do not exist for them. */
const notOfHiddenCases = async (ctx: Ctx) => {
  const hidden = (await Promise.all([hiddenCaseIds(ctx, 'review_request'), hiddenCaseIds(ctx, 'application')])).flat()
  return hidden.length === 0 ? {} : { OR: [{ caseId: null }, { caseId: { notIn: hidden } }] }
}

/** "review.team-chosen" as words: "Review: team chosen". */
const eventWords = (event: string): string => {
  const [noun = '', verb = ''] = event.split('.')
  const words = noun.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${verb.replaceAll('-', ' ')}`
}

const dataWords = (data: Prisma.JsonValue): string =>
  data !== null && typeof data === 'object' && !Array.isArray(data)
    ? Object.entries(data)
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
        .join('; ')
    : ''

export type AuditRow = {
  id: string
  at: Date
  event: string
  actor: string
  subject: string
  about: string
  more: string
}

export type AuditPage = {
  rows: AuditRow[]
  total: number
  /** Whether every entry still fits the one before it; null when that was not asked, as it reads the whole log. */
  isWhole: boolean | null
}

const caseNames = async (ctx: Ctx, rows: readonly { caseKind: string | null; caseId: string | null }[]) => {
  const idsOf = (kind: string) => [...new Set(rows.flatMap((row) => (row.caseKind === kind && row.caseId) || []))]
  const [reviews, applications] = await Promise.all([
    ctx.db.reviewRequest.findMany({ where: { id: { in: idsOf('review_request') } }, select: { id: true, ref: true } }),
    ctx.db.application.findMany({ where: { id: { in: idsOf('application') } }, select: { id: true, ref: true } }),
  ])
  return new Map([...reviews, ...applications].map(({ id, ref }) => [id, ref]))
}

/** A page of the audit log, newest first, for administrators. forbidden for everybody else. */
export const findAuditPage = async (ctx: Ctx, page: number, isChainAsked = false): Promise<Result<AuditPage>> => {
  if (!may(ctx.actor, 'audit.read')) return forbidden('The audit log is for administrators of the association.')
  const where = await notOfHiddenCases(ctx)
  const [rows, total, isWhole] = await Promise.all([
    ctx.db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, skip: (page - 1) * perPage, take: perPage }),
    ctx.db.auditEntry.count({ where }),
    isChainAsked ? findBrokenAuditEntry(ctx).then((broken) => broken === null) : null,
  ])
  const refs = await caseNames(ctx, rows)
  return ok({
    rows: rows.map((row) => ({
      id: String(row.id),
      at: row.at,
      event: eventWords(row.event),
      actor: row.actorName,
      subject: row.subjectKind.replaceAll('-', ' '),
      about: (row.caseId && refs.get(row.caseId)) || row.yotCode || '',
      more: dataWords(row.data),
    })),
    total,
    isWhole,
  })
}

export type DeliveryRow = {
  id: string
  topic: string
  key: string
  createdAt: Date
  attempts: number
  /** When the next try is due; null once given up. */
  availableAt: Date | null
  lastError: string | null
}

/** Deliveries are counted this many days back, not from the beginning. */
const deliveredDays = 30

export type DeliveriesPage = {
  /** In the last 30 days. */
  delivered: number
  waiting: DeliveryRow[]
  givenUp: DeliveryRow[]
  jobs: { name: string; lastRunAt: Date | null; lastError: string | null }[]
}

/** What the worker has delivered, what waits and what it gave up on; and when each job last ran. For administrators. */
export const findDeliveries = async (ctx: Ctx): Promise<Result<DeliveriesPage>> => {
  if (!may(ctx.actor, 'outbox.read')) return forbidden('Deliveries are for administrators of the association.')
  const seen = await notOfHiddenCases(ctx)
  const since = new Date(ctx.clock.now().getTime() - deliveredDays * 24 * 60 * 60 * 1000)
  const [delivered, waiting, givenUp, jobs] = await Promise.all([
    ctx.db.outboxMessage.count({ where: { AND: [seen, { deliveredAt: { gte: since } }] } }),
    ctx.db.outboxMessage.findMany({
      where: { AND: [seen, { deliveredAt: null, failedAt: null }] },
      orderBy: { availableAt: 'asc' },
      take: perPage,
    }),
    ctx.db.outboxMessage.findMany({
      where: { AND: [seen, { failedAt: { not: null } }] },
      orderBy: { failedAt: 'desc' },
      take: perPage,
    }),
    ctx.db.jobRun.findMany({ orderBy: { name: 'asc' } }),
  ])
  const row = (message: (typeof waiting)[number]): DeliveryRow => ({
    id: message.id,
    topic: message.topic,
    key: message.key.split(':')[0] ?? '',
    createdAt: message.createdAt,
    attempts: message.attempts,
    availableAt: message.failedAt ? null : message.availableAt,
    lastError: message.lastError,
  })
  return ok({ delivered, waiting: waiting.map(row), givenUp: givenUp.map(row), jobs })
}

export type AssociationHome = { pages: { title: string; href: string; what: string }[] }

/** What the association's pages are for this actor. forbidden for anybody without an office. */
export const findAssociationHome = async (ctx: Ctx): Promise<Result<AssociationHome>> => {
  const { actor } = ctx
  const pages = [
    {
      title: 'Requests for peer review',
      href: '/association/requests',
      what: 'Check, decide, propose teams, invite.',
      isShown: may(actor, 'review.list'),
    },
    {
      title: 'Rounds',
      href: '/association/rounds',
      what: 'Plan the teams of all approved requests together.',
      isShown: may(actor, 'team.propose'),
    },
    {
      title: 'Applications to the bank',
      href: '/association/applications',
      what: 'References, panels, decisions.',
      isShown: may(actor, 'application.list'),
    },
    {
      title: 'Who may see and do what',
      href: '/association/access',
      what: 'Every page and everything it takes, by role and by how somebody stands to it.',
      isShown: may(actor, 'access.read'),
    },
    {
      title: 'Members',
      href: '/association/members',
      what: 'Who is a member, who is due or lapsed, requests to join, fees, and importing a list.',
      isShown: may(actor, 'member.list'),
    },
    {
      title: 'Audit log',
      href: '/association/audit',
      what: 'What happened, when and by whom; sealed against change.',
      isShown: may(actor, 'audit.read'),
    },
    {
      title: 'Deliveries and jobs',
      href: '/association/deliveries',
      what: 'What waits to be sent, what could not be, and when each job last ran.',
      isShown: may(actor, 'outbox.read'),
    },
    {
      title: 'The rules on conflicts of interest',
      href: '/association/rules',
      what: 'Which rules there are, what they do, and every version of them.',
      isShown: may(actor, 'rules.publish'),
    },
    {
      title: 'Services and organisations',
      href: '/association/register',
      what: 'Which services are combined, partnered or compared, and the organisations people declare.',
      isShown: may(actor, 'register.keep'),
    },
  ].filter(({ isShown }) => isShown)
  const isOfficer = grantsOf(actor, 'review.list').length + grantsOf(actor, 'application.list').length > 0
  if (!isOfficer) return forbidden('These pages are for officers of the association.')
  return ok({ pages: pages.map(({ title, href, what }) => ({ title, href, what })) })
}
