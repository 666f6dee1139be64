import type { BankRole } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { postsHeldBy } from '#services/yots/index.ts'
import { describeAvailability, describeTerms } from './describe-availability.ts'
import { isTheirs, type No, type StandingState, standingOn } from './standing.ts'
import { type Clock, clocksOn } from './standing-clocks.ts'
import { factsFrom, standingSelect } from './standings.ts'
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
  /** Null: no place in the bank. */
  standing: { state: StandingState; clocks: Clock[] } | null
  roles: { role: BankRole; name: string; since: string; isOpen: boolean }[]
  /** What is in the way of something they are in the bank for, each with what would mend it. */
  noes: No[]
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
          ...standingSelect,
          roles: { orderBy: { since: 'desc' } },
          expertise: { orderBy: { themeCode: 'asc' } },
          absences: { orderBy: { from: 'asc' } },
        },
      },
    },
  })
  if (!profile) return notFound()
  const { roles, expertise, absences } = profile.person
  const [posts, themes] = await Promise.all([postsHeldBy(ctx, { id: personId }), themesByCode(ctx)])
  const today = ctx.clock.today()
  const insuranceUntil = profile.insuranceUntil && isoFromDate(profile.insuranceUntil)
  const facts = factsFrom(profile.person, posts)
  const standing = standingOn(facts, today)
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
    terms: describeTerms(profile, standing.mayCharge, true),
    availability: describeAvailability(
      { daysPerYear, reviewsPerYear, canTravel, canWorkRemotely, maxKm, absences: away },
      today,
    ),
    standing: facts.place && { state: standing.state, clocks: clocksOn(facts, today) },
    roles: roles.map(({ role, since }) => ({
      role,
      name: roleWords[role],
      since: isoFromDate(since),
      isOpen: standing.roles.includes(role),
    })),
    noes: standing.noes.filter((no) => isTheirs(no, facts)),
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
