import type { CaseRef } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Activity, type CaseFacts, noCaseFacts } from './facts.ts'
import { describeYot } from './facts-register.ts'
import { interestFrom } from './gather-people.ts'
import { gatherRegister } from './gather-register.ts'

const selfDeclined = async (ctx: Ctx, about: CaseRef) => {
  const rows = await ctx.db.declaration.findMany({
    where: { caseKind: about.kind, caseId: about.id, isDeclined: true },
    select: { personId: true },
    orderBy: { personId: 'asc' },
    distinct: ['personId'],
  })
  return rows.map(({ personId }) => ({ personId, on: null }))
}

const interestsOf = async (ctx: Ctx, personIds: string[]) => {
  const rows = await ctx.db.interest.findMany({
    where: { personId: { in: personIds }, withdrawnAt: null },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap((row) => interestFrom(row))
}

/** The case's side of the facts, for one activity. Null when there is no such case. */
export const gatherCase = async (ctx: Ctx, about: CaseRef, activity: Activity): Promise<CaseFacts | null> => {
  if (about.kind === 'review_request') {
    const request = await ctx.db.reviewRequest.findUnique({
      where: { id: about.id },
      select: {
        yotCode: true,
        requestedById: true,
        leadOfficerId: true,
        isNeighbourSensitive: true,
        objections: { select: { personId: true }, orderBy: { personId: 'asc' } },
      },
    })
    if (!request) return null
    const hostPersonIds = [...new Set([request.requestedById, request.leadOfficerId])].sort()
    const [register, declined, interests] = await Promise.all([
      gatherRegister(ctx),
      selfDeclined(ctx, about),
      interestsOf(ctx, hostPersonIds),
    ])
    return {
      ...noCaseFacts,
      caseId: about.id,
      activity,
      yots: [describeYot(register, request.yotCode)],
      hostPersonIds,
      interests,
      objections: request.objections.map(({ personId }) => ({ personId, on: null })),
      selfDeclined: declined,
      asksAboutNeighbours: request.isNeighbourSensitive,
    }
  }
  const application = await ctx.db.application.findUnique({
    where: { id: about.id },
    select: { personId: true, isInKind: true, person: { select: { holdings: true } } },
  })
  if (!application) return null
  const today = ctx.clock.today()
  const current = application.person.holdings.filter(
    (holding) => isoFromDate(holding.from) <= today && (holding.until === null || isoFromDate(holding.until) >= today),
  )
  const [register, declined, interests] = await Promise.all([
    gatherRegister(ctx),
    selfDeclined(ctx, about),
    interestsOf(ctx, [application.personId]),
  ])
  return {
    ...noCaseFacts,
    caseId: about.id,
    activity,
    yots: [...new Set(current.map((holding) => holding.yotCode))].sort().map((code) => describeYot(register, code)),
    applicantPersonIds: [application.personId],
    interests,
    selfDeclined: declined,
    concernsPaidWork: !application.isInKind,
  }
}
