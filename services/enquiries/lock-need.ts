import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate } from '#services/core/words.ts'
import { offererName } from '#services/offerings/index.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  yotCode: true,
  words: true,
  chosenId: true,
  chosenById: true,
  chosenAt: true,
  yot: { select: { name: true } },
} as const

/** A need that nobody else can choose for, withdraw or answer questions of until this transaction ends. Lock it before its enquiries. */
export const lockNeed = async (ctx: Ctx, id: string) => {
  await ctx.db.$queryRaw`select 1 from "Need" where id = ${id}::uuid for update`
  return tables(ctx).need.findUniqueOrThrow({ where: { id }, select })
}

type Locked = Awaited<ReturnType<typeof lockNeed>>

/** Who chose what for a need, for somebody whose press came after it. */
export const sayChosen = async (
  ctx: Ctx,
  { chosenId, chosenById, chosenAt }: Pick<Locked, 'chosenId' | 'chosenById' | 'chosenAt'>,
): Promise<string> => {
  const [chosen, person] = await Promise.all([
    tables(ctx).enquiry.findUnique({
      where: { id: chosenId ?? '' },
      select: {
        offering: {
          select: {
            title: true,
            yot: { select: { name: true } },
            outside: { select: { name: true } },
            contact: { select: { name: true } },
          },
        },
      },
    }),
    chosenById === null ? null : ctx.db.person.findUnique({ where: { id: chosenById }, select: { name: true } }),
  ])
  const what = chosen ? `“${chosen.offering.title}” by ${offererName(chosen.offering)}` : 'an offer'
  const on = chosenAt === null ? '' : ` on ${longDate(londonDate(chosenAt))}`
  return `${person?.name ?? 'A colleague'} chose ${what} for this need${on}. The others have been told.`
}
