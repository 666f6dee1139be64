import { fingerprint } from '#services/accounts/index.ts'
import { askSchema, askToRead } from '#services/briefing/index.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { value } from '#tests/factories/application.ts'
import { makeIssue } from '#tests/factories/issue.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import type { Who } from './world.ts'

/** An issue that went and one that is collected, a line that the editor added, a reader whose address fails, and one who has not confirmed. */
export const makeBriefing = async (ctx: Ctx, the: (who: Who) => MadePerson) => {
  const { db, clock } = ctx
  const common = { kind: 'offering', path: '/offerings', regions: [], themes: [] }
  const fortnight = [
    { ...common, section: 'offered', id: 'one', title: 'A day on plans', line: 'What we learned.' },
    { ...common, section: 'practice', id: 'two', title: 'For members', line: 'Members read this.', isForMembers: true },
  ]
  const parts = [{ region: null, text: 'A word from the *editor*.' }]
  const sent = await makeIssue(ctx, { day: '2026-05-28', status: 'sent', frozen: { fortnight, month: null, parts } })
  const open = await makeIssue(ctx, { day: '2026-06-11' })
  const notice = await db.notice.create({
    data: {
      ...{
        section: 'consultations',
        title: 'Standards',
        line: 'What should change?',
        url: 'https://www.example.org/standards',
      },
      ...{ minutes: 10, regions: [], themes: [], until: dateFromIso(addDays(clock.today(), 20)) },
      ...{ addedAt: clock.now(), addedById: the('administrator').id },
    },
  })
  const failing = await db.subscription.create({
    data: {
      personId: the('otherLead').id,
      status: 'paused',
      choice: 'fortnightly',
      refusals: 2,
      startedAt: clock.now(),
    },
  })
  value(await askToRead(ctx, askSchema.parse({ address: 'reader@example.net', choice: 'monthly' }), '10.9.9.9'))
  const asked = await db.outboxMessage.findFirstOrThrow({
    where: { key: { startsWith: 'briefing:', endsWith: ':reader' } },
  })
  const key = /\/briefing\/yours\/([\w.-]+)/.exec(JSON.stringify(asked.payload))?.[1] ?? ''
  const endKey = `${failing.id}.${fingerprint(ctx.config, 'end of briefing', failing.id)}`
  return { sent, open, notice, failing, key, endKey }
}
