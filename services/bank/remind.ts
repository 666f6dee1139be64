import { z } from 'zod'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { bankDesk, deskOnly } from './desk.ts'
import type { DeskFilter, DeskSort, HiddenCases } from './desk-schema.ts'
import { shownFacts } from './shown-facts.ts'
import { type StandingFacts, suspensionOn } from './standing.ts'
import { type Clock, clocksOn } from './standing-clocks.ts'
import { standingFacts } from './standings.ts'

/** Most people that one press writes to. */
const mostAtOnce = 300

/** Who would be written to, and what: exactly the lines of the letter. */
export type ReminderPreview = { id: string; name: string; lines: string[]; lastOn: string | null }

const sayOf = ({ title, says }: Clock): string => `${title}: ${says}`

/** What somebody can mend that is over or soon will be. */
const linesOf = (facts: StandingFacts, today: string): string[] =>
  suspensionOn(facts, today)
    ? []
    : clocksOn(facts, today)
        .filter(({ bar, state }) => bar !== 'practice' && (state === 'soon' || state === 'over'))
        .map(sayOf)

const remindedOn = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await ctx.db.auditEntry.findMany({
    where: { event: 'standing.reminded', subjectId: { in: [...personIds] } },
    select: { subjectId: true, at: true },
    orderBy: { id: 'asc' },
  })
  return new Map(rows.map(({ subjectId, at }) => [subjectId, londonDate(at)]))
}

type Asked = { filter: DeskFilter; sort: DeskSort; hidden: HiddenCases }

/** What a reminder to everybody who fits would say to each; people with nothing to mend are left out. */
export const previewReminders = async (
  ctx: Ctx,
  asked: Asked,
): Promise<Result<{ people: ReminderPreview[]; isMore: boolean }>> => {
  const desk = await bankDesk(ctx, asked, null)
  if (!desk.ok) return desk
  const rows = desk.value.rows
  const ids = rows.map(({ id }) => id)
  const [facts, reminded] = await Promise.all([shownFacts(ctx, ids, asked.hidden), remindedOn(ctx, ids)])
  const today = ctx.clock.today()
  const people = rows.flatMap(({ id, name }): ReminderPreview[] => {
    const known = facts.get(id)
    const lines = known ? linesOf(known, today) : []
    return lines.length === 0 ? [] : [{ id, name, lines, lastOn: reminded.get(id) ?? null }]
  })
  return ok({ people: people.slice(0, mostAtOnce), isMore: people.length > mostAtOnce })
}

export const remindSchema = z.object({
  personIds: z
    .array(z.uuid({ error: 'Choose people from the list' }), { error: 'Choose at least one person' })
    .min(1, 'Choose at least one person')
    .max(mostAtOnce, `Choose at most ${mostAtOnce} people`),
})

/**
 * Writes to each of these people what the preview showed, at most once a day. What they have mended in the meantime is left out, and
 * whoever has nothing left to mend gets no letter.
 */
export const sendReminders = (
  ctx: Ctx,
  personIds: readonly string[],
  hidden: HiddenCases,
): Promise<Result<{ count: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'bank.read')) return deskOnly()
    const today = ctx.clock.today()
    const ids = [...new Set(personIds)]
    const [shown, whole] = await Promise.all([shownFacts(ctx, ids, hidden), standingFacts(ctx, ids)])
    const reminded = await remindedOn(ctx, ids)
    const chosen = ids.filter((id) => {
      const facts = shown.get(id)
      return facts && reminded.get(id) !== today && linesOf(facts, today).length > 0
    })
    if (chosen.length === 0)
      return invalid({ personIds: 'Nobody you chose has anything to mend, or all have been written to today' })
    for (const id of chosen) {
      const [known, facts] = [shown.get(id), whole.get(id)]
      // What is over only as far as the sender may know is in no letter, and counts all the same: the count would tell of it.
      const stillTrue = new Set(facts ? linesOf(facts, today) : [])
      const lines = known ? linesOf(known, today).filter((line) => stillTrue.has(line)) : []
      if (lines.length > 0)
        await tell(ctx, {
          people: [id],
          about: { kind: 'standing', id },
          occasion: `asked:${today}`,
          kind: 'ask',
          letter: {
            subject: 'What is to be renewed of your place in the bank',
            lines: [
              'The association has looked at what runs out in the bank. Of yours:',
              lines.join('\n'),
              'Your page shows each with its day and what would mend it.',
            ],
            action: { text: 'See your place in the bank', path: '/profile' },
          },
        })
      await audit(ctx, { event: 'standing.reminded', subject: { kind: 'person', id }, data: { lines: lines.length } })
    }
    return ok({ count: chosen.length })
  })
