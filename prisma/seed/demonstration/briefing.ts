import {
  addNotice,
  chooseSubscription,
  enrolMembers,
  issueLife,
  noticeSchema,
  partSchema,
  tendIssues,
  writePart,
} from '#services/briefing/index.ts'
import { system } from '#services/core/access.ts'
import { addDays, clockFrom, dateFromIso, isoFromDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { rooms } from '#services/exchange.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

const editor = 'Linden Marsh'

/** The exchange by itself at a minute past eight on a morning. */
const tendAt = async (ctx: Ctx, on: string): Promise<void> => {
  const at = londonInstant(on, '08:01')
  const then = { ...ctx, actor: system, clock: clockFrom(() => at) }
  await tendIssues(then, rooms, { asksLinks: false })
}

const collected = (ctx: Ctx) =>
  ctx.db.issue.findFirst({ where: { status: { in: issueLife.marked('collecting') } }, select: { day: true } })

const addLine = async (ctx: Ctx, by: string, on: string, line: Record<string, unknown>): Promise<void> => {
  done(await addNotice(await as(ctx, by, on), noticeSchema.parse(line)))
}

/** Three issues that went, of which a few people read the last one by mail, and one that is being collected. */
export const seedBriefing = async (ctx: Ctx, days: Days): Promise<void> => {
  await tendAt(ctx, days.daysAgo(50))
  await addLine(ctx, editor, days.daysAgo(20), {
    section: 'consultations',
    title: 'Standards for children in the youth justice system',
    line: 'Which of the five standards should say more on transitions?',
    url: 'https://www.gov.uk/government/publications/national-standards-for-youth-justice-services',
    minutes: '12',
    until: days.daysAhead(40),
  })
  for (;;) {
    const next = await collected(ctx)
    if (!next || next.day >= dateFromIso(days.today)) break
    const day = isoFromDate(next.day)
    const text =
      'Thank you to everybody who answered last time. The [guide to planning a visit (guidance, 6 minutes)](https://www.gov.uk/guidance/youth-justice-services) has been read by most of you; what is missing in it?'
    if (day >= addDays(days.today, -20))
      done(
        await writePart(
          await as(ctx, editor, addDays(day, -1)),
          day,
          partSchema.parse({ region: '', version: '0', text }),
        ),
      )
    // Whoever reads it by mail is asked before the last one goes, so that not everybody's copy is made.
    if (day >= addDays(days.today, -14))
      for (const name of ['Merle Finchley', 'Rowan Ashdown'])
        done(
          await chooseSubscription(await as(ctx, name, addDays(day, -1)), {
            choice: 'fortnightly',
            regions: [],
            themes: [],
          }),
        )
    await tendAt(ctx, day)
  }
  done(await enrolMembers({ ...ctx, actor: system }))
  await tendAt(ctx, days.today)
}
