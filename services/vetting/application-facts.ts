import type { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { ApplicationFacts } from './readiness.ts'

/** What must be read of an application to say what is missing from it. */
export const factsInclude = {
  themes: { select: { themeCode: true } },
  references: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  person: {
    select: {
      name: true,
      addresses: { select: { address: true } },
      holdings: { select: { from: true, until: true } },
      declarations: { where: { kind: 'annual' }, orderBy: { statedAt: 'desc' }, take: 1 },
    },
  },
} as const satisfies Prisma.ApplicationInclude

export type ApplicationWithFacts = Prisma.ApplicationGetPayload<{ include: typeof factsInclude }>

const iso = (date: Date | null) => date && isoFromDate(date)

/** The facts of an application as its rules want them. */
export const factsFrom = (application: ApplicationWithFacts): ApplicationFacts => {
  const { person, references, themes, ...own } = application
  const declaration = person.declarations[0]
  return {
    roleSought: own.roleSought,
    trainedOn: iso(own.trainedOn),
    reviewsDone: own.reviewsDone,
    roleEvidence: own.roleEvidence,
    summary: own.summary,
    themeCount: themes.length,
    postsConfirmed: own.postsConfirmedAt !== null,
    posts: person.holdings.map(({ from, until }) => ({ from: isoFromDate(from), until: iso(until) })),
    referees: references.map((reference) => ({
      name: reference.refereeName,
      email: reference.refereeEmail,
      isCommissioner: reference.isCommissioner,
      commissionedOn: iso(reference.commissionedOn),
    })),
    ownAddresses: person.addresses.map(({ address }) => address),
    declaredOn: declaration ? londonDate(declaration.statedAt) : null,
    isInKind: own.isInKind,
    daysPerYear: own.daysPerYear,
    dayRatePence: own.dayRatePence,
    consentName: own.consentName,
    consentOn: iso(own.consentOn),
    insuranceUntil: iso(own.insuranceUntil),
    dbsLevel: own.dbsLevel,
    dbsSeenOn: iso(own.dbsSeenOn),
    dbsSeenBy: own.dbsSeenBy,
    dbsNotNeededBecause: own.dbsNotNeededBecause,
    hasAcceptedCode: own.acceptedCodeAt !== null,
  }
}
