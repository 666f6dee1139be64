import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { markLife } from '#services/courses/lifecycle.ts'
import { tables } from '#services/courses/tables.ts'
import { isProvider } from '#services/offerings/index.ts'

const select = {
  id: true,
  ref: true,
  version: true,
  status: true,
  offeringId: true,
  dateId: true,
  askedById: true,
  awardedOn: true,
  endsOn: true,
  reasons: true,
  askAgainOn: true,
  mean: true,
  answers: true,
  edition: true,
  observeBy: true,
  offering: {
    select: {
      id: true,
      slug: true,
      title: true,
      yotCode: true,
      personId: true,
      contactId: true,
      region: true,
      yot: { select: { name: true } },
      outside: { select: { name: true } },
    },
  },
  observers: { orderBy: { drawnAt: 'asc' } },
} satisfies Prisma.MarkSelect

/** A mark that nobody else can change until this transaction ends. */
export type LockedMark = Prisma.MarkGetPayload<{ select: typeof select }>

export const readMark = (ctx: Ctx, id: string): Promise<LockedMark | null> =>
  tables(ctx).mark.findUnique({ where: { id }, select })

/** Marks and their moves, by reference: for the provider's side; to anybody else there is nothing to move. */
export const marks = keep(markLife, {
  kind: 'mark',
  table: 'Mark',
  find: (ctx: Ctx, ref: string) =>
    tables(ctx).mark.findUnique({
      where: { ref },
      select: { id: true, offering: { select: { yotCode: true, personId: true } } },
    }),
  sidesOf: ({ actor }, { offering }) => (isProvider(actor, offering) ? (['provider'] as const) : []),
  read: readMark,
  write: (ctx, { id }, data: Prisma.MarkUncheckedUpdateInput) => tables(ctx).mark.update({ where: { id }, data }),
  about: ({ offering: { yotCode } }) => (yotCode === null ? {} : { yotCode }),
})
