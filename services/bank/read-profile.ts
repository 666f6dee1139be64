import type { BankRole, StandingStatus } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { postsHeldBy } from '#services/yots/posts-held.ts'
import { describeAvailability, describeTerms } from './describe-availability.ts'
import { eligibilityOf } from './eligibility.ts'
import { tables } from './tables.ts'
import { themesByCode } from './themes.ts'
import { ownLevelWords, roleWords } from './words.ts'

/** Somebody's own place in the bank, to read and to change. ISO days, money in pence. */
export type OwnProfile = {
  version: number
  summary: string
  isNamePublic: boolean
  /** Peer reviews are in kind either way; `charged` is for other work. */
  basis: 'in_kind' | 'charged'
  dayRatePence: number | null
  insuranceUntil: string | null
  insurance: string
  daysPerYear: number
  reviewsPerYear: number
  canTravel: boolean
  canWorkRemotely: boolean
  maxKm: number | null
  terms: string
  availability: string[]
  standing: { status: StandingStatus; sentence: string; conditions: string | null } | null
  roles: { role: BankRole; name: string; since: string; isOpen: boolean }[]
  noes: string[]
  themes: {
    code: string
    name: string
    level: number
    levelWords: string
    evidence: string
    lastUsedOn: string | null
  }[]
  absences: { id: string; from: string; until: string }[]
}

const standingSentence = (status: StandingStatus, expiresOn: string, today: string): string => {
  const day = longDate(expiresOn)
  switch (status) {
    case 'active':
      return expiresOn < today ? `Your approval ran out on ${day}.` : `You are approved until ${day}.`
    case 'renewal_due':
      return `Your approval runs out on ${day} and is due for renewal.`
    case 'lapsed':
      return `Your approval lapsed on ${day}.`
    case 'suspended':
      return 'Your place in the bank is suspended. The association has written to you about why.'
    case 'removed':
      return 'You are no longer in the bank. The association has written to you about why.'
  }
}

const insuranceSentence = (until: string | null, today: string): string => {
  if (until === null) return 'None recorded for charged work.'
  return until < today ? `For charged work: ended on ${longDate(until)}.` : `For charged work until ${longDate(until)}.`
}

/** The actor's own place in the bank; not found for people who have none. */
export const readProfile = async (ctx: Ctx): Promise<Result<OwnProfile>> => {
  const { personId } = ctx.actor
  if (personId === null) return forbidden('Sign in to see your place in the bank.')
  const profile = await tables(ctx).profile.findUnique({
    where: { personId },
    include: {
      person: {
        select: {
          standing: true,
          roles: { orderBy: { since: 'desc' } },
          expertise: { orderBy: { themeCode: 'asc' } },
          absences: { orderBy: { from: 'asc' } },
        },
      },
    },
  })
  if (!profile) return notFound()
  const { standing, roles, expertise, absences } = profile.person
  const [posts, themes] = await Promise.all([postsHeldBy(ctx, { id: personId }), themesByCode(ctx)])
  const today = ctx.clock.today()
  const insuranceUntil = profile.insuranceUntil && isoFromDate(profile.insuranceUntil)
  const expiresOn = standing && isoFromDate(standing.expiresOn)
  const eligibility = eligibilityOf(
    {
      standing: standing && expiresOn ? { status: standing.status, expiresOn } : null,
      roles: roles.map((row) => row.role),
      posts,
      isInKind: profile.isInKind,
      dayRatePence: profile.dayRatePence,
      insuranceUntil,
    },
    today,
  )
  const away = absences
    .map(({ id, from, until }) => ({ id, from: isoFromDate(from), until: isoFromDate(until) }))
    .filter((absence) => absence.until >= today)
  const { version, summary, isNamePublic, dayRatePence, daysPerYear, reviewsPerYear } = profile
  const { canTravel, canWorkRemotely, maxKm } = profile
  return ok({
    version,
    summary,
    isNamePublic,
    basis: dayRatePence === null ? 'in_kind' : 'charged',
    dayRatePence,
    insuranceUntil,
    insurance: insuranceSentence(insuranceUntil, today),
    daysPerYear,
    reviewsPerYear,
    canTravel,
    canWorkRemotely,
    maxKm,
    terms: describeTerms(profile, eligibility.mayCharge, true),
    availability: describeAvailability(
      { daysPerYear, reviewsPerYear, canTravel, canWorkRemotely, maxKm, absences: away },
      today,
    ),
    standing:
      standing && expiresOn
        ? {
            status: standing.status,
            sentence: standingSentence(standing.status, expiresOn, today),
            conditions: standing.conditions,
          }
        : null,
    roles: roles.map(({ role, since }) => ({
      role,
      name: roleWords[role],
      since: isoFromDate(since),
      isOpen: eligibility.roles.includes(role),
    })),
    noes: eligibility.noes.filter((no) => no.bar !== 'insurance' || dayRatePence !== null).map((no) => no.say),
    themes: expertise.map(({ themeCode, level, evidence, lastUsedOn }) => ({
      code: themeCode,
      name: themes.get(themeCode)?.name ?? themeCode,
      level,
      levelWords: ownLevelWords[level] ?? '',
      evidence,
      lastUsedOn: lastUsedOn && isoFromDate(lastUsedOn),
    })),
    absences: away,
  })
}
