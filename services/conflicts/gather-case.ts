import type { CaseKind, Holding } from '#prisma/generated/client.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Activity, type CaseFacts, type Interest, noCaseFacts, type YotParty } from './facts.ts'
import { describeYot } from './facts-register.ts'
import { businessRoles, groupBy, interestFrom } from './gather-people.ts'
import { gatherRegister } from './gather-register.ts'

/** Who said about which of these cases that they are conflicted with it. */
const selfDeclined = async (ctx: Ctx, kind: CaseKind, ids: readonly string[]) => {
  const rows = await ctx.db.declaration.findMany({
    where: { caseKind: kind, caseId: { in: [...ids] }, isDeclined: true },
    select: { personId: true, caseId: true },
    orderBy: { personId: 'asc' },
    distinct: ['personId', 'caseId'],
  })
  const byCase = groupBy(rows, ({ caseId }) => caseId)
  return (id: string) => (byCase.get(id) ?? []).map(({ personId }) => ({ personId, on: null }))
}

const interestsOf = async (ctx: Ctx, personIds: readonly string[]) => {
  const rows = await ctx.db.interest.findMany({
    where: { personId: { in: [...new Set(personIds)] }, withdrawnAt: null },
    orderBy: { id: 'asc' },
  })
  const byPerson = groupBy(rows, ({ personId }) => personId)
  const of = (id: string): Interest[] => (byPerson.get(id) ?? []).flatMap((row) => interestFrom(row))
  /** What these people declared, and the organisations in which they are in business. */
  return (ids: readonly string[]): Pick<CaseFacts, 'interests' | 'organisations'> => ({
    // Business in an organisation is in `organisations`: once is enough.
    interests: ids
      .flatMap(of)
      .filter((interest) => interest.kind !== 'co-business' || interest.with.kind !== 'organisation'),
    organisations: ids.flatMap((personId) =>
      businessRoles(of(personId)).flatMap(({ organisation, role, from, to }) =>
        organisation.kind === 'organisation'
          ? [{ organisationId: organisation.organisationId, personId, role, from, to }]
          : [],
      ),
    ),
  })
}

/** Services as parties to a case; each is described once, however many cases it is in. */
const partiesFrom = async (ctx: Ctx) => {
  const register = await gatherRegister(ctx)
  const described = new Map<string, YotParty>()
  return (code: string): YotParty => {
    const known = described.get(code) ?? describeYot(register, code)
    described.set(code, known)
    return known
  }
}

const gatherRequests = async (ctx: Ctx, ids: readonly string[], activity: Activity): Promise<CaseFacts[]> => {
  const requests = await ctx.db.reviewRequest.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      yotCode: true,
      requestedById: true,
      leadOfficerId: true,
      isNeighbourSensitive: true,
      objections: { select: { personId: true }, orderBy: { personId: 'asc' } },
    },
  })
  const hostsOf = (request: (typeof requests)[number]) =>
    [...new Set([request.requestedById, request.leadOfficerId])].sort()
  const [party, declined, interests] = await Promise.all([
    partiesFrom(ctx),
    selfDeclined(ctx, 'review_request', ids),
    interestsOf(ctx, requests.flatMap(hostsOf)),
  ])
  return requests.map((request) => ({
    ...noCaseFacts,
    caseId: request.id,
    activity,
    yots: [party(request.yotCode)],
    hostPersonIds: hostsOf(request),
    ...interests(hostsOf(request)),
    objections: request.objections.map(({ personId }) => ({ personId, on: null })),
    selfDeclined: declined(request.id),
    asksAboutNeighbours: request.isNeighbourSensitive,
  }))
}

const isHeldOn = (holding: Holding, on: string) =>
  isoFromDate(holding.from) <= on && (holding.until === null || isoFromDate(holding.until) >= on)

const gatherApplications = async (ctx: Ctx, ids: readonly string[], activity: Activity): Promise<CaseFacts[]> => {
  const applications = await ctx.db.application.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, personId: true, isInKind: true, person: { select: { holdings: true } } },
  })
  const today = ctx.clock.today()
  const [party, declined, interests] = await Promise.all([
    partiesFrom(ctx),
    selfDeclined(ctx, 'application', ids),
    interestsOf(
      ctx,
      applications.map(({ personId }) => personId),
    ),
  ])
  return applications.map(({ id, personId, isInKind, person }) => {
    const held = person.holdings.filter((holding) => isHeldOn(holding, today))
    return {
      ...noCaseFacts,
      caseId: id,
      activity,
      yots: [...new Set(held.map(({ yotCode }) => yotCode))].sort().map(party),
      applicantPersonIds: [personId],
      ...interests([personId]),
      selfDeclined: declined(id),
      concernsPaidWork: !isInKind,
    }
  })
}

type Asked = { id: string; yotCode: string; fromId: string }

/** Enquiries about paid work, sent or only thought of: the host is the service that asks and the person who does so. */
export const enquiryFacts = async (ctx: Ctx, asked: readonly Asked[], activity: Activity): Promise<CaseFacts[]> => {
  const [party, interests] = await Promise.all([
    partiesFrom(ctx),
    interestsOf(
      ctx,
      asked.map(({ fromId }) => fromId),
    ),
  ])
  return asked.map(({ id, yotCode, fromId }) => ({
    ...noCaseFacts,
    caseId: id,
    activity,
    yots: [party(yotCode)],
    hostPersonIds: [fromId],
    ...interests([fromId]),
    concernsPaidWork: true,
  }))
}

const gatherEnquiries = async (ctx: Ctx, ids: readonly string[], activity: Activity): Promise<CaseFacts[]> => {
  const enquiries = await ctx.db.enquiry.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, yotCode: true, fromId: true },
  })
  return enquiryFacts(ctx, enquiries, activity)
}

/**
 * Something brought to the association: everybody on either side, their services, and whoever decided in it before. Those who are
 * drawn for it now are not among them.
 */
const gatherConcerns = async (ctx: Ctx, ids: readonly string[], activity: Activity): Promise<CaseFacts[]> => {
  const concerns = await ctx.db.concern.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      kind: true,
      chainId: true,
      round: true,
      parties: { select: { personId: true, yotCode: true } },
    },
  })
  const today = ctx.clock.today()
  const personIds = concerns.flatMap(({ parties }) => parties.flatMap(({ personId }) => personId ?? []))
  const [before, people] = await Promise.all([
    ctx.db.concernView.findMany({
      where: { chainId: { in: concerns.map(({ chainId }) => chainId) } },
      select: { concernId: true, chainId: true, round: true, deciderId: true },
    }),
    ctx.db.holding.findMany({ where: { personId: { in: personIds } } }),
  ])
  const hostsOf = ({ id, chainId, round, parties }: (typeof concerns)[number]) =>
    [
      ...new Set([
        ...parties.flatMap(({ personId }) => personId ?? []),
        ...before.flatMap((view) =>
          view.chainId === chainId && (view.concernId !== id || view.round < round) ? [view.deciderId] : [],
        ),
      ]),
    ].sort()
  const [party, declined, interests] = await Promise.all([
    partiesFrom(ctx),
    selfDeclined(ctx, 'concern', ids),
    interestsOf(ctx, concerns.flatMap(hostsOf)),
  ])
  return concerns.map((concern) => {
    const own = concern.parties.flatMap(({ personId }) => personId ?? [])
    const held = people.filter((row) => own.includes(row.personId) && isHeldOn(row, today))
    const yots = [...concern.parties.flatMap(({ yotCode }) => yotCode ?? []), ...held.map(({ yotCode }) => yotCode)]
    return {
      ...noCaseFacts,
      caseId: concern.id,
      activity,
      yots: [...new Set(yots)].sort().map(party),
      hostPersonIds: hostsOf(concern),
      ...interests(hostsOf(concern)),
      selfDeclined: declined(concern.id),
    }
  })
}

const gatherers = {
  concern: gatherConcerns,
  review_request: gatherRequests,
  application: gatherApplications,
  enquiry: gatherEnquiries,
} satisfies Record<CaseKind, typeof gatherRequests>

/** The cases' side of the facts, for one activity, by case id; those that do not exist are left out. A fixed number of statements. */
export const gatherCases = async (
  ctx: Ctx,
  about: { kind: CaseKind; ids: readonly string[] },
  activity: Activity,
): Promise<Map<string, CaseFacts>> => {
  const cases = await gatherers[about.kind](ctx, about.ids, activity)
  return new Map(cases.map((facts) => [facts.caseId, facts]))
}

/** One case's side of the facts. Null when there is no such case. */
export const gatherCase = async (ctx: Ctx, about: CaseRef, activity: Activity): Promise<CaseFacts | null> =>
  (await gatherCases(ctx, { kind: about.kind, ids: [about.id] }, activity)).get(about.id) ?? null
