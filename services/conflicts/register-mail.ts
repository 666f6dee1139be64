import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { counted, longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { officersOf } from '#services/yots/index.ts'
import { registerDigest } from './register-of-interests.ts'

/** The Monday of a day's week (ISO). */
export const mondayOf = (on: string): string => addDays(on, -((dateFromIso(on).getUTCDay() + 6) % 7))

/**
 * Every Monday, what changed in the register of interests in the week before, to the programme board and the
 * administrators; nothing in a week without a change. A week that was missed on its Monday goes out on the next day.
 */
export const mailRegisterDigest = async (given: Ctx): Promise<void> => {
  const ctx = asSystem(given)
  const until = mondayOf(ctx.clock.today())
  const since = addDays(until, -7)
  const digest = await registerDigest(ctx, since, until)
  if (!digest.ok || digest.value.added.length + digest.value.withdrawn.length === 0) return
  const { added, withdrawn } = digest.value
  const officers = await Promise.all([officersOf(ctx, 'administrator'), officersOf(ctx, 'board_member')])
  await tell(ctx, {
    people: officers.flat().map((officer) => officer.personId),
    about: { kind: 'register', id: 'interests' },
    occasion: `digest:${until}`,
    kind: 'news',
    letter: {
      subject: `Register of interests: ${counted(added.length + withdrawn.length, 'change')} last week`,
      lines: [
        `This is what changed in the association’s register of interests from ${longDate(since)} to ${longDate(addDays(until, -1))}.`,
        ...(added.length > 0 ? [`Declared:\n${added.join('\n')}`] : []),
        ...(withdrawn.length > 0 ? [`Withdrawn:\n${withdrawn.join('\n')}`] : []),
        'Every change has had the open work of the person checked again. You need not do anything.',
      ],
      action: { text: 'See the register', path: '/association/interests' },
    },
  })
}

export const registerMailJob: Job = {
  name: 'conflicts-mail-register',
  title: 'Tell the board each Monday what changed in the register of interests',
  everyMinutes: 12 * 60,
  run: mailRegisterDigest,
}
