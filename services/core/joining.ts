import { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from './context.ts'

/** Two records of one person: everything of `from` is carried over to `into`. */
export type Pair = { from: string; into: string }

/** A room's part when two records of one person are joined, and when that is undone. All in the caller's transaction. */
export type Joining = {
  /** What speaks against it as things stand, in sentences that name no case and nobody. */
  refuses?: (ctx: Ctx, pair: Pair) => Promise<string[]>
  /** What has to be right before rows are carried over. */
  before?: (ctx: Ctx, pair: Pair) => Promise<void>
  /** What follows once they are; sentences say why it cannot stay so. */
  after?: (ctx: Ctx, pair: Pair) => Promise<string[]>
  /** What follows once rows have gone back. */
  undone?: (ctx: Ctx, pair: Pair) => Promise<void>
}

/** Rows in which two people stand against each other: the joined tables, the two columns, and what is then to be said. */
export type Sides = { rows: string; one: string; other: string; says: string }

/** Those of these sentences that are true of a pair: one record stands on the one side, and the other on the other. */
export const onBothSides =
  (all: readonly Sides[]) =>
  async ({ db }: Ctx, { from, into }: Pair): Promise<string[]> => {
    const checks = all.map(({ rows, one, other }, at) => {
      const [x, y] = [Prisma.raw(one), Prisma.raw(other)]
      return Prisma.sql`select ${at}::int as at where exists (select from ${Prisma.raw(rows)}
        ${Prisma.raw(/ where /.test(rows) ? 'and' : 'where')} ((${x} = ${from}::uuid and ${y} = ${into}::uuid) or (${x} = ${into}::uuid and ${y} = ${from}::uuid)))`
    })
    const found = await db.$queryRaw<{ at: number }[]>`${Prisma.join(checks, ' union all ')} order by at`
    return found.flatMap(({ at }) => all[at]?.says ?? [])
  }
