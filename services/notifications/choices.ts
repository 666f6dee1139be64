import { z } from 'zod'
import type { MailTiming } from '#prisma/generated/enums.ts'
import { holdsOffice } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { dailyHours } from './daily-time.ts'
import { type Area, areas, type MailKind, mustCome, saidIn } from './mailings.ts'
import { tables } from './tables.ts'

/** What is chosen about beside the areas: reminders of all of them. */
const reminders = 'reminders'

/** What each of these people chose about one area; who chose nothing is not in it. */
export const chosenOf = async (
  ctx: Ctx,
  area: Area | typeof reminders,
  personIds: readonly string[],
): Promise<Map<string, MailTiming>> => {
  if (personIds.length === 0) return new Map()
  const rows = await tables(ctx).mailChoice.findMany({ where: { area, personId: { in: [...personIds] } } })
  return new Map(rows.map(({ personId, timing }) => [personId, timing]))
}

/** Everything that somebody chose, by area. */
export const choicesOf = async (ctx: Ctx, personId: string): Promise<Map<string, MailTiming>> => {
  const rows = await tables(ctx).mailChoice.findMany({ where: { personId } })
  return new Map(rows.map(({ area, timing }) => [area, timing]))
}

export const wantsReminders = (choices: Map<string, MailTiming>): boolean => choices.get(reminders) !== 'off'

const isArea = (name: string): name is Area => name in areas
const areaNames = Object.keys(areas).filter(isArea)

/** Topics that have something to choose about: news. */
const chosenAreas = areaNames.filter((area) => saidIn(area, 'news').length > 0)

const timing = z.enum(['at_once', 'daily', 'off'], { error: 'Choose when this mail comes' })
/** One answer for each area with something to choose, and one for reminders; officers are asked about the association as well. */
export const choicesSchema = z.object({
  reminders: z.enum(['daily', 'off'], { error: 'Choose whether you are reminded' }),
  ...Object.fromEntries(chosenAreas.map((area) => [area, area === 'association' ? timing.optional() : timing])),
}) as z.ZodType<Partial<Record<Area, MailTiming>> & { reminders: 'daily' | 'off' }>

/** What the actor is written to about, why, which of it must come, and what they chose. */
export const mailPage = async (ctx: Ctx) => {
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  const chosen = await choicesOf(ctx, personId)
  return ok({
    dailyAt: dailyHours.from,
    reminders: wantsReminders(chosen) ? ('daily' as const) : ('off' as const),
    areas: areaNames
      .filter((area) => area !== 'association' || holdsOffice(ctx.actor.grants))
      .map((area) => ({
        area,
        ...areas[area],
        must: mustCome.flatMap((kind: MailKind) => saidIn(area, kind)),
        news: saidIn(area, 'news'),
        reminders: saidIn(area, 'reminder'),
        timing: chosenAreas.includes(area) ? (chosen.get(area) ?? ('at_once' as const)) : null,
      })),
  })
}

/** Keeps what the actor chose; what must come comes all the same. */
export const chooseMail = (ctx: Ctx, choices: z.output<typeof choicesSchema>): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return notFound()
    const chosenAt = ctx.clock.now()
    const said: [string, MailTiming | undefined][] = [
      [reminders, choices.reminders],
      ...chosenAreas.map((area): [string, MailTiming | undefined] => [area, choices[area]]),
    ]
    for (const [area, timing] of said) {
      if (timing === undefined) continue
      await tables(ctx).mailChoice.upsert({
        where: { personId_area: { personId, area } },
        create: { personId, area, timing, chosenAt },
        update: { timing, chosenAt },
      })
    }
    await audit(ctx, { event: 'mail.chosen', subject: { kind: 'person', id: personId } })
    return ok(null)
  })
