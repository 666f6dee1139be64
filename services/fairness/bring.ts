import { hasRole, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { questionMark } from '#services/courses/index.ts'
import { appealApplication } from './appeal.ts'
import { kinds, type Reason, systemReasons } from './kinds.ts'
import { openConcern } from './open-concern.ts'
import { type Party, person, service } from './parties.ts'
import { lastDayOfApplication } from './subject.ts'

export type About = 'offering' | 'person' | 'application'

/** Any member: whoever holds a post in a service, or a place in the bank, or an office. */
const isMember = ({ actor }: Ctx): boolean =>
  (
    ['service_lead', 'manager', 'bank_member', 'coordinator', 'assessor', 'board_member', 'administrator'] as const
  ).some((role) => hasRole(actor, role))

export type BringPage = {
  about: About
  id: string
  title: string
  /** What is asked first on the page. */
  heading: string
  reasons: readonly Reason[]
  /** Brought for the association, which is on no side. */
  isForAssociation: boolean
  /** The last day, where there is one. ISO. */
  lastDay: string | null
}

const memberReasons = kinds.standing.reasons.filter(({ code }) => !systemReasons.some((one) => one === code))

/** What something can be brought about, for the form; not-found for what the actor may not know of, or is their own. */
export const bringPage = async (ctx: Ctx, about: About, id: string): Promise<Result<BringPage>> => {
  const base = { about, id, isForAssociation: false, lastDay: null }
  if (about === 'application') {
    const found = await lastDayOfApplication(ctx, id)
    if (!found.ok) return found
    return ok({
      ...base,
      heading: 'Appeal the decision',
      title: `Application ${id}`,
      reasons: kinds.appeal.reasons,
      lastDay: found.value.lastDay,
    })
  }
  if (!isMember(ctx)) return notFound()
  if (about === 'offering') {
    const offering = await ctx.db.offering.findFirst({
      where: { slug: id, status: { in: ['published', 'paused'] } },
      select: { title: true },
    })
    if (!offering) return notFound()
    return ok({
      ...base,
      heading: 'Complain about an offering',
      title: offering.title,
      reasons: kinds.complaint.reasons,
    })
  }
  const found = await ctx.db.standing.findFirst({
    where: { personId: id, status: { not: 'removed' }, person: { leftAt: null } },
    select: { person: { select: { name: true } } },
  })
  if (!found || ctx.actor.personId === id) return notFound()
  return ok({
    ...base,
    heading: 'Tell the association about somebody’s conduct',
    title: found.person.name,
    reasons: memberReasons,
    isForAssociation: may(ctx.actor, 'concern.look-after'),
  })
}

/** Brings a complaint, a report about somebody in the bank, or an appeal of a decision on an application. */
export const bring = async (
  ctx: Ctx,
  { about, id, reason, statement }: { about: About; id: string; reason: string; statement: string },
): Promise<Result<{ ref: string; isForAssociation: boolean }>> => {
  if (about === 'application') {
    const opened = await appealApplication(ctx, id, { reason, statement })
    return opened.ok ? ok({ ref: opened.value.ref, isForAssociation: false }) : opened
  }
  const page = await bringPage(ctx, about, id)
  if (!page.ok) return page
  if (!page.value.reasons.some(({ code }) => code === reason)) return invalid({ reason: 'Choose what is the matter' })
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  const opened = await (about === 'offering' ? complain : report)(ctx, id, personId, reason, statement)
  return opened.ok ? ok({ ref: opened.value.ref, isForAssociation: page.value.isForAssociation }) : opened
}

const complain = async (ctx: Ctx, slug: string, personId: string, reason: string, statement: string) => {
  const offering = await ctx.db.offering.findUnique({
    where: { slug },
    select: { id: true, title: true, yotCode: true, personId: true, contactId: true },
  })
  if (!offering) return notFound()
  const others: Party[] = [
    ...(offering.yotCode === null ? [] : [service('other', offering.yotCode)]),
    ...(offering.personId === null ? [] : [person('other', offering.personId)]),
    ...(offering.personId === offering.contactId ? [] : [person('other', offering.contactId)]),
  ]
  const own = await ctx.db.holding.count({
    where: { personId, yotCode: offering.yotCode ?? '', until: null },
  })
  if (own > 0 || others.some((party) => party.personId === personId))
    return refused('This is your own side’s offering. You can change or pause it yourselves.')
  const opened = await openConcern(ctx, {
    kind: 'complaint',
    subject: { kind: 'offering', id: offering.id },
    title: `The offering “${offering.title}”`,
    parties: [person('bringer', personId), ...others],
    points: [{ reason, onceKey: `complaint:${offering.id}:${reason}:${personId}` }],
    statement,
    openKey: `complaint:${offering.id}:${personId}`,
  })
  if (!opened.ok) return opened
  const questioned = await questionMark(ctx, offering.id)
  return questioned.ok ? opened : questioned
}

/** A member tells of somebody's conduct; what an administrator passes on is the association's, so that they can look after it. */
const report = async (ctx: Ctx, aboutId: string, personId: string, reason: string, statement: string) => {
  const isForAssociation = may(ctx.actor, 'concern.look-after')
  return openConcern(ctx, {
    kind: 'standing',
    subject: { kind: 'person', id: aboutId },
    title: 'A place in the bank',
    parties: [...(isForAssociation ? [] : [person('bringer', personId)]), person('other', aboutId)],
    points: [{ reason, onceKey: `standing:${aboutId}:${reason}:${personId}:${ctx.clock.today()}` }],
    statement,
    openKey: isForAssociation ? `standing:${aboutId}` : `standing:${aboutId}:${personId}`,
  })
}
