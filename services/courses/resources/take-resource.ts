import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tables } from '#services/courses/tables.ts'
import { writeReuse } from '#services/engagements/index.ts'
import { tell } from '#services/notifications/index.ts'
import { isProvider, providedBy } from '#services/offerings/index.ts'
import { yotsOf } from '#services/yots/index.ts'

export type Taken = { kind: 'link'; url: string } | { kind: 'file'; bytes: Uint8Array; fileName: string; type: string }

const isId = (key: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)

type Taker = { yotCode: string | null; takerKey: string }

/** For whom somebody signed in can take it: their services, or themselves where they have none. */
const takersOf = (ctx: Ctx, personId: string): Taker[] => {
  const yots = yotsOf(ctx.actor).sort()
  return yots.length === 0
    ? [{ yotCode: null, takerKey: `person:${personId}` }]
    : yots.map((yotCode) => ({ yotCode, takerKey: `yot:${yotCode}` }))
}

const find = (ctx: Ctx, slug: string, id: string) =>
  isId(id)
    ? tables(ctx).resource.findFirst({
        where: {
          id,
          withdrawnAt: null,
          offering: { slug, OR: [{ status: { in: ['published', 'paused'] } }, providedBy(ctx.actor)] },
        },
        include: {
          offering: true,
          versions: { orderBy: { number: 'desc' }, take: 1, include: { bytes: true } },
        },
      })
    : null

/**
 * Takes a resource: gives the newest version of its file, or where its link leads. That a service took it is noted once; who is in two says for which (invalid where they do not); a visitor's taking is not noted at all,
 * nor the provider's own. Not found where it is not there any more, or its offering is not published.
 */
export const takeResource = async (
  ctx: Ctx,
  slug: string,
  id: string,
  chosen?: string | undefined,
): Promise<Result<Taken>> => {
  const resource = await find(ctx, slug, id)
  if (!resource) return notFound()
  const { personId } = ctx.actor
  if (personId !== null && !isProvider(ctx.actor, resource.offering)) {
    const takers = takersOf(ctx, personId)
    const taker = takers.length === 1 ? takers[0] : takers.find(({ yotCode }) => yotCode === chosen)
    if (!taker) return invalid({ yotCode: 'Choose for which service you take it' })
    const { yotCode, takerKey } = taker
    await inTransaction(ctx, async (ctx) => {
      const made = await tables(ctx).resourceTaken.createMany({
        data: [{ resourceId: id, takerKey, yotCode, personId, takenAt: ctx.clock.now() }],
        skipDuplicates: true,
      })
      if (made.count > 0)
        await audit(ctx, {
          event: 'resource.taken',
          subject: { kind: 'resource', id },
          ...(yotCode === null ? {} : { yotCode }),
        })
      return ok(undefined)
    })
  }
  if (resource.url !== null) return ok({ kind: 'link', url: resource.url })
  const [version] = resource.versions
  if (!version) return notFound()
  return ok({ kind: 'file', bytes: version.bytes.bytes, fileName: version.fileName, type: version.type })
}

/**
 * A service says that it took something up, with a line of what became of it: that stands in the ledger as reuse, without time, and the provider is told.
 * Once; not found for who never took it.
 */
export const takeUp = (
  ctx: Ctx,
  slug: string,
  { id, words }: { id: string; words: string },
): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const keys = takersOf(ctx, personId).map(({ takerKey }) => takerKey)
    await ctx.db
      .$queryRaw`select 1 from "ResourceTaken" where "resourceId" = ${id}::uuid and "takerKey" = any(${keys}) order by id for update`
    const taken = await tables(ctx).resourceTaken.findFirst({
      where: { resourceId: id, takerKey: { in: keys }, resource: { offering: { slug } } },
      // Of two services the one that has not said it yet.
      orderBy: { takenUpAt: { sort: 'asc', nulls: 'first' } },
      include: { yot: { select: { name: true } }, resource: { include: { offering: true } } },
    })
    if (!taken) return notFound()
    if (taken.takenUpAt !== null) return refused(`This was said already, on ${londonDate(taken.takenUpAt)}.`)
    const now = ctx.clock.now()
    await tables(ctx).resourceTaken.update({ where: { id: taken.id }, data: { takenUp: words, takenUpAt: now } })
    await audit(ctx, {
      event: 'resource.taken-up',
      subject: { kind: 'resource', id },
      ...(taken.yotCode === null ? {} : { yotCode: taken.yotCode }),
    })
    const { offering, title } = taken.resource
    if (taken.yotCode !== null)
      await writeReuse(ctx, {
        id: taken.id,
        title: `Taken up: ${title}`,
        offeringId: offering.id,
        giver:
          offering.yotCode === null
            ? { personId: offering.personId ?? '', outsideId: offering.outsideId }
            : { yotCode: offering.yotCode },
        region: offering.region,
        receiver: taken.yotCode,
        on: londonDate(now),
        basis: offering.basis,
      })
    await tell(ctx, {
      people: [offering.contactId],
      about: { kind: 'resource', id },
      occasion: `taken-up:${taken.id}`,
      kind: 'news',
      letter: {
        subject: `${taken.yot?.name ?? 'An associate'} took up “${title}”`,
        lines: [`${taken.yot?.name ?? 'An associate'} uses what you made:`, words],
        action: { text: 'See the offering', path: `/offerings/${offering.slug}` },
      },
    })
    return ok({ id })
  })
