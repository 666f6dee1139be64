import type { Prisma } from '#prisma/generated/client.ts'
import type { HoldingKind, PostLevel } from '#prisma/generated/enums.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { tables } from './tables.ts'

/** A person's time in a service, on the register's books or only stated by them. ISO days, both included. */
export type PostHeld = {
  personId: string
  yotCode: string
  title: string
  level: PostLevel
  kind: HoldingKind
  from: string
  until: string | null
  isOnLeave: boolean
  yot: { name: string; region: string; latitude: number; longitude: number }
}

/**
 * Every post, past ones too, of the people that a condition names (`{ id }`, `{ standing: { … } }`), by person and
 * then from the first. One statement and one more for the services.
 */
export const postsHeldBy = async (ctx: Ctx, person: Prisma.PersonWhereInput): Promise<PostHeld[]> => {
  const rows = await tables(ctx).holding.findMany({
    where: { person },
    select: {
      personId: true,
      yotCode: true,
      title: true,
      level: true,
      kind: true,
      from: true,
      until: true,
      isOnLeave: true,
      yot: { select: { name: true, region: true, latitude: true, longitude: true } },
    },
    orderBy: [{ personId: 'asc' }, { from: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...row, from: isoFromDate(row.from), until: row.until && isoFromDate(row.until) }))
}

type Placing = Pick<PostHeld, 'yotCode' | 'level' | 'from' | 'until'>

const levels: readonly PostLevel[] = ['head', 'second_tier', 'manager']
const endless = '9999-12-31'

/**
 * The post that places a person on a day: of those begun, the one that goes on (or went on) longest, then the most
 * senior, then the latest begun. Null when none has begun.
 */
export const lastPostOf = <Post extends Placing>(posts: readonly Post[], on: string): Post | null =>
  posts
    .filter((post) => post.from <= on)
    .sort(
      (a, b) =>
        (b.until ?? endless).localeCompare(a.until ?? endless) ||
        levels.indexOf(a.level) - levels.indexOf(b.level) ||
        b.from.localeCompare(a.from) ||
        a.yotCode.localeCompare(b.yotCode),
    )[0] ?? null
