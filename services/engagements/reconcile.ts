import { createHash } from 'node:crypto'
import { audit } from '#services/core/audit.ts'
import { findBroken } from '#services/core/invariant.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { counted } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { officersOf } from '#services/yots/index.ts'
import { invariants } from './invariants.ts'

/**
 * Every night agreed work and the ledger are looked at with the checks of `npm run db -- verify`. Administrators are told what does not
 * hold, once for the same finding: it is not said again every night, and something else that breaks is news.
 */
export const reconcile: Job = {
  name: 'engagements.reconcile',
  title: 'Look whether agreed work and the ledger come out even',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    const faults = await findBroken(ctx.db, invariants)
    if (faults.length === 0) return
    const finding = createHash('sha256').update(JSON.stringify(faults)).digest('hex').slice(0, 32)
    const said = { event: 'ledger.found-uneven', subject: { kind: 'reconciliation', id: finding } } as const
    if ((await ctx.db.auditEntry.count({ where: { event: said.event, subjectId: finding } })) > 0) return
    await inTransaction(ctx, async (ctx) => {
      await audit(ctx, { ...said, data: { rules: faults.map(({ name }) => name) } })
      await tell(ctx, {
        people: (await officersOf(ctx, 'administrator')).map(({ personId }) => personId),
        about: { kind: 'reconciliation', id: finding },
        occasion: 'found',
        kind: 'ask',
        letter: {
          subject: 'The nightly look at agreed work found something that does not hold',
          lines: [
            `${counted(faults.length, 'rule does', 'rules do')} not hold. Nothing was changed: whoever runs the exchange looks at it.`,
            ...faults.map(({ holds, broken }) => `This should hold and does not: ${holds} See ${broken.join(', ')}.`),
          ],
          action: { text: 'See what happened, in the audit log', path: '/association/audit' },
        },
      })
      return ok(undefined)
    })
  },
}
