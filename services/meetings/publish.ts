import type { MeetingKind } from '#prisma/generated/enums.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { publishDecision } from '#services/decisions/index.ts'
import { meetings } from './move-meeting.ts'
import { minutesContent } from './schema.ts'
import { tables } from './tables.ts'

const bodies = {
  regional: 'regional_meeting',
  executive: 'administrators',
  agm: 'general_meeting',
} as const satisfies Record<MeetingKind, string>

/**
 * Publishes agreed minutes to every member, and what they say was decided to the decision log, in one press and one transaction: either
 * all of it is there, or nothing. Refused with the log's own sentence where it does not take a decision.
 */
export const publishMinutes = (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(ctx, { ref, version, event: 'published' }, async (ctx, { row, move }) => {
    const [sent] = row.minutes
    if (!sent) return refused('There are no minutes that went round.')
    const { decisions } = minutesContent.parse(sent.content)
    const [came, guests] = await Promise.all([
      tables(ctx).meetingAnswer.count({ where: { meetingId: row.id, hasCome: true } }),
      tables(ctx).meetingGuest.count({ where: { meetingId: row.id, hasCome: true } }),
    ])
    for (const [position, { title, decided, reasons, alternatives, conflicts, reviewOn }] of decisions.entries()) {
      const id = newId()
      const logged = await publishDecision(ctx, {
        source: { kind: 'meeting', id },
        day: londonDate(row.startsAt),
        ...{ title, decided, reasons, alternatives, conflicts },
        restsOn: `Minutes of the meeting ${row.ref}, version ${sent.number}.`,
        decidedBy: {
          body: bodies[row.kind],
          count: Math.max(1, came + guests),
          ...(row.kind === 'regional' && row.region !== null ? { region: row.region } : {}),
        },
        ...(reviewOn === undefined ? {} : { reviewOn }),
      })
      if (!logged.ok)
        return logged.problem.kind === 'invalid'
          ? refused(`The decision log does not take “${title}”: ${Object.values(logged.problem.fields).join('. ')}.`)
          : logged
      await tables(ctx).meetingDecision.create({
        data: { id, meetingId: row.id, position, title, logRef: logged.value.ref },
      })
    }
    const published = await move({ data: { publishedAt: ctx.clock.now() }, said: { decisions: decisions.length } })
    return published.ok ? ok(null) : published
  })
