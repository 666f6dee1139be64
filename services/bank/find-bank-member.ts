import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { monthAndYear } from '#services/core/words.ts'
import { lastPostOf, postsHeldBy, regionName } from '#services/yots/index.ts'
import { describeAvailability, describeTerms } from './describe-availability.ts'
import { maySeeNames } from './policy.ts'
import { isTheirs, type Standing, sayToOthers, standingOn } from './standing.ts'
import { factsFrom, standingSelect } from './standings.ts'
import { tables } from './tables.ts'
import { themesByCode } from './themes.ts'
import { levelWords, postLevelWords, roleWords } from './words.ts'

/** Somebody in the bank, as their page shows them. ISO days. */
export type BankMemberPage = {
  id: string
  name: string
  /** "Head of service at Leeds Youth Justice Service", or what they did last and until when. */
  post: string | null
  region: string | null
  summary: string
  /** What they may do today, with the day each role was given; rungs below their own are not repeated. */
  roles: { name: string; since: string; isOpen: boolean }[]
  themes: { code: string; name: string; level: string; evidence: string; lastUsedOn: string | null }[]
  /** Regions they have worked in, the latest first. */
  regions: string[]
  availability: string[]
  terms: string
  /** What they may not do, in sentences; the reason for a suspension is never among them. */
  noes: string[]
  standing: Pick<Standing, 'roles' | 'mayTrain' | 'mayCharge'>
  /** Only those who deal with the bank see more than a visitor does of somebody who chose to be named. */
  isWholePage: boolean
}

const orNull = (date: Date | null | undefined) => (date ? isoFromDate(date) : null)

/**
 * Somebody's page in the bank. People of a service, the bank and the association see everybody's; the person sees their
 * own; anybody else sees those who chose to be named, and the rest are not found.
 */
export const findBankMember = async (ctx: Ctx, personId: string): Promise<Result<BankMemberPage>> => {
  const found = await tables(ctx).standing.findFirst({
    where: { personId, status: { not: 'removed' }, person: { leftAt: null } },
    select: {
      person: {
        select: {
          ...standingSelect,
          name: true,
          roles: { orderBy: { since: 'desc' } },
          expertise: { orderBy: [{ level: 'desc' }, { themeCode: 'asc' }] },
          absences: { orderBy: { from: 'asc' } },
        },
      },
    },
  })
  const isWholePage = maySeeNames(ctx.actor) || ctx.actor.personId === personId
  if (!found || !(isWholePage || found.person.profile?.isNamePublic)) return notFound()
  const { profile, expertise, absences, roles, name } = found.person
  const [posts, themes] = await Promise.all([postsHeldBy(ctx, { id: personId }), themesByCode(ctx)])
  const today = ctx.clock.today()
  const facts = factsFrom(found.person, posts)
  const standing = standingOn(facts, today)
  const last = lastPostOf(posts, today)
  return ok({
    id: personId,
    name,
    post: last && describePost(last, standing.practice.state === 'in-post'),
    region: last && regionName(last.yot.region),
    summary: profile?.summary ?? '',
    roles: roles.map(({ role, since }) => ({
      name: roleWords[role],
      since: isoFromDate(since),
      isOpen: standing.roles.includes(role),
    })),
    themes: expertise.map(({ themeCode, level, evidence, lastUsedOn }) => ({
      code: themeCode,
      name: themes.get(themeCode)?.name ?? themeCode,
      level: levelWords[level] ?? '',
      evidence: isWholePage ? evidence : '',
      lastUsedOn: orNull(lastUsedOn),
    })),
    regions: [...new Set(posts.toReversed().map((post) => regionName(post.yot.region)))],
    availability: isWholePage
      ? describeAvailability(
          {
            daysPerYear: profile?.daysPerYear ?? 0,
            reviewsPerYear: profile?.reviewsPerYear ?? 0,
            canTravel: profile?.canTravel ?? true,
            canWorkRemotely: profile?.canWorkRemotely ?? true,
            maxKm: profile?.maxKm ?? null,
            absences: absences.map(({ from, until }) => ({ from: isoFromDate(from), until: isoFromDate(until) })),
          },
          today,
        )
      : [],
    terms: describeTerms(profile, standing.mayCharge, isWholePage),
    // Whether somebody has declared is theirs and the association's, as long as they are not to be paid.
    noes: isWholePage
      ? [
          ...new Set(
            standing.noes
              .filter((no) => isTheirs(no, facts) && (no.bar !== 'declaration' || facts.dayRatePence !== null))
              .map((no) => (ctx.actor.personId === personId ? no.say : sayToOthers(no))),
          ),
        ]
      : [],
    standing: { roles: standing.roles, mayTrain: standing.mayTrain, mayCharge: standing.mayCharge },
    isWholePage,
  })
}

type Held = NonNullable<ReturnType<typeof lastPostOf<Awaited<ReturnType<typeof postsHeldBy>>[number]>>>

const describePost = ({ title, level, yot, until }: Held, isInPost: boolean): string => {
  const what = title || postLevelWords[level]
  if (isInPost || until === null) return `${what} at ${yot.name}`
  return `${what} at ${yot.name} until ${monthAndYear(until)}`
}
