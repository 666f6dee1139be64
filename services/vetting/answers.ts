import type { Prisma } from '#prisma/generated/client.ts'
import type { BankRole, HoldingKind, PostLevel } from '#prisma/generated/enums.ts'
import { interestKinds, interestWords } from '#services/conflicts/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import { factsFrom, factsInclude } from './application-facts.ts'
import type { ApplicationFacts } from './readiness.ts'
import { needsAccount, type Rung, rungFor } from './rungs.ts'
import { dbsWords, levelWords } from './schema.ts'

/** Everything an application says, read in one go, for the applicant's pages and for those who decide. */
export const answersInclude = {
  ...factsInclude,
  themes: { include: { theme: { select: { name: true } } }, orderBy: { themeCode: 'asc' } },
  person: {
    select: {
      ...factsInclude.person.select,
      holdings: {
        include: { yot: { select: { name: true, region: true } } },
        orderBy: [{ from: 'desc' }, { id: 'asc' }],
      },
      interests: {
        where: { withdrawnAt: null },
        include: { yot: { select: { name: true } }, otherPerson: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
  },
} as const satisfies Prisma.ApplicationInclude

export type AnsweredApplication = Prisma.ApplicationGetPayload<{ include: typeof answersInclude }>

export type ThemeAnswer = {
  code: string
  name: string
  level: number
  levelWord: string
  evidence: string
  lastUsedOn: string | null
}

export type PostAnswer = {
  id: string
  yotName: string
  title: string
  level: PostLevel
  kind: HoldingKind
  from: string
  until: string | null
  /** Stated by the person, and theirs to take back; otherwise on their service's books. */
  isStated: boolean
}

type InterestAnswer = {
  id: string
  kind: string
  with: string
  from: string | null
  until: string | null
  note: string | null
}

/** What an application says, in words and ISO days. */
export type Answers = Omit<ApplicationFacts, 'themeCount' | 'posts' | 'ownAddresses' | 'referees'> & {
  applicant: string
  role: BankRole
  roleName: string
  rungAsks: { training: boolean; reviews: Rung['reviews']; account: boolean }
  maxKm: number | null
  dbsLevelWord: string | null
  themes: ThemeAnswer[]
  posts: PostAnswer[]
  isInPost: boolean
  interests: InterestAnswer[]
  declaredNil: boolean
}

const iso = (date: Date | null) => date && isoFromDate(date)
const isKind = (kind: string): kind is (typeof interestKinds)[number] => interestKinds.some((known) => known === kind)

export const answersFrom = (application: AnsweredApplication, today: string): Answers => {
  const { themeCount: _, posts, ownAddresses: __, referees: ___, ...facts } = factsFrom(application)
  const { person, roleSought } = application
  const rung = rungFor(roleSought)
  return {
    ...facts,
    applicant: person.name,
    role: roleSought,
    roleName: rung.name,
    rungAsks: { training: rung.trainedWithinMonths !== null, reviews: rung.reviews, account: needsAccount(rung) },
    maxKm: application.maxKm,
    dbsLevelWord: facts.dbsLevel && (dbsWords[facts.dbsLevel] ?? facts.dbsLevel),
    themes: application.themes.map(({ themeCode, theme, level, evidence, lastUsedOn }) => ({
      code: themeCode,
      name: theme.name,
      level,
      levelWord: levelWords[level] ?? '',
      evidence,
      lastUsedOn: iso(lastUsedOn),
    })),
    posts: person.holdings.map(({ id, yot, title, level, kind, from, until, postId }) => ({
      id,
      yotName: yot.name,
      title,
      level,
      kind,
      from: isoFromDate(from),
      until: iso(until),
      isStated: postId === null,
    })),
    isInPost: posts.some(({ from, until }) => from <= today && (until === null || until >= today)),
    interests: person.interests.map(({ id, kind, yot, otherPerson, organisation, from, until, note }) => ({
      id,
      kind: isKind(kind) ? interestWords[kind] : kind,
      with: yot?.name ?? otherPerson?.name ?? organisation ?? '',
      from: iso(from),
      until: iso(until),
      note,
    })),
    declaredNil: person.declarations[0]?.isNil ?? false,
  }
}

export type ReferenceAnswer = {
  id: string
  name: string
  email: string
  relation: string
  isCommissioner: boolean
  commissionedOn: string | null
  askedOn: string | null
  respondBy: string | null
  receivedOn: string | null
  /** Said that they cannot give one. */
  hasDeclined: boolean
}

/** Who the referees are and how far each has come; never what they wrote. */
export const referencesFrom = (application: AnsweredApplication): ReferenceAnswer[] =>
  application.references.map((reference) => ({
    id: reference.id,
    name: reference.refereeName,
    email: reference.refereeEmail,
    relation: reference.relation,
    isCommissioner: reference.isCommissioner,
    commissionedOn: iso(reference.commissionedOn),
    askedOn: reference.requestedAt && londonDate(reference.requestedAt),
    respondBy: iso(reference.respondBy),
    receivedOn: reference.receivedAt && londonDate(reference.receivedAt),
    hasDeclined: reference.receivedAt === null && reference.declinedAt !== null,
  }))
