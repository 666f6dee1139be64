import type { NeighbourKind } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { foldName } from './names/fold-name.ts'
import { mayManagePosts } from './policy.ts'
import { type PostSeen, postsOfYot } from './posts.ts'
import { regionCode, regionName } from './regions.ts'
import { tables } from './tables.ts'

/** A council that a service covers: now, from a day still to come, or until a day gone by. ISO days. */
type Council = { name: string; from: string | null; until: string | null; isNow: boolean }

export type YotPage = {
  code: string
  name: string
  region: string
  regionName: string
  /** As the region's page has it in its URL. */
  regionCode: string
  policeForce: string
  isCombined: boolean
  councils: Council[]
  /** By name. */
  neighbours: { code: string; name: string; kind: NeighbourKind }[]
  /** Other names that say something its own does not. */
  alsoKnownAs: string[]
  posts: PostSeen[]
  mayManagePosts: boolean
}

/** The register knows no dates before it began. */
const registerBegan = '2000-01-01'

/** A service as its page shows it. Anyone may read it; who holds its posts only people who are signed in. */
export const findYot = async (ctx: Ctx, code: string): Promise<Result<YotPage>> => {
  const other = { select: { code: true, name: true } } as const
  const found = await tables(ctx).yot.findUnique({
    where: { code },
    include: {
      names: { select: { name: true } },
      authorities: { include: { authority: { select: { name: true } } } },
      neighboursA: { select: { kind: true, b: other } },
      neighboursB: { select: { kind: true, a: other } },
    },
  })
  if (!found) return notFound()
  const today = ctx.clock.today()
  const councils = found.authorities
    .map(({ authority, from, until }): Council => {
      const [first, last] = [isoFromDate(from), until && isoFromDate(until)]
      return {
        name: authority.name,
        from: first <= registerBegan ? null : first,
        until: last,
        isNow: first <= today && (last === null || last >= today),
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  const neighbours = [
    ...found.neighboursA.map(({ kind, b }) => ({ ...b, kind })),
    ...found.neighboursB.map(({ kind, a }) => ({ ...a, kind })),
  ].sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  const { name, region, policeForce, isCombined } = found
  return ok({
    code,
    name,
    region,
    regionName: regionName(region),
    regionCode: regionCode(region),
    policeForce,
    isCombined,
    councils,
    neighbours,
    alsoKnownAs: telling(
      name,
      found.names.map((row) => row.name),
    ),
    posts: await postsOfYot(ctx, code),
    mayManagePosts: mayManagePosts(ctx.actor, code),
  })
}

/** Of other names, one per way of comparing them, without those that are the service's own but for its ending. */
const telling = (name: string, others: readonly string[]): string[] => {
  const seen = new Set([foldName(name)])
  return others
    .toSorted((a, b) => a.localeCompare(b, 'en-GB'))
    .filter((other) => {
      const key = foldName(other)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
}
