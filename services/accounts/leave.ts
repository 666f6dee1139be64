import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Leaver } from '#services/core/leaver.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { primaryAddress } from './primary-address.ts'
import { tables } from './tables.ts'

/**
 * The actor leaves the exchange: every room ends or erases what is theirs (`leavers`, asked in order), and nothing signs
 * them in any more. Their name stays beside work and decisions they took part in. Refused while something has to be
 * settled first. They are written to once more.
 */
export const leaveExchange = (ctx: Ctx, leavers: readonly Leaver[]): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return forbidden('Sign in to leave.')
    for (const leaver of leavers) {
      const left = await leaver(ctx, personId)
      if (!left.ok) return left
    }
    const now = ctx.clock.now()
    const to = await primaryAddress(ctx, personId)
    const { person, emailAddress, signInLink, session, keptForm, secondStep, recoveryCode, identity, savedView } =
      tables(ctx)
    await session.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } })
    for (const each of [emailAddress, signInLink, keptForm, secondStep, recoveryCode, identity, savedView] as const) {
      await deleteOf(each, personId)
    }
    await person.update({ where: { id: personId }, data: { leftAt: now, demoNote: null, version: { increment: 1 } } })
    await audit(ctx, { event: 'person.left', subject: { kind: 'person', id: personId } })
    // To the address itself: it finds nobody any more.
    await tell(ctx, {
      people: [to === null ? null : { address: to, as: personId }],
      about: { kind: 'person', id: personId },
      occasion: 'left',
      kind: 'security',
      letter: {
        subject: 'You have left Critical Friend',
        lines: [
          'You asked to leave, and have left. Your addresses, your profile and how you signed in are erased.',
          'Your name is kept beside work and decisions you took part in. If you come back one day, ask to join as anybody does.',
        ],
        action: { text: 'What is kept, and why', path: '/privacy' },
      },
    })
    return ok(null)
  })

type Erasable = { deleteMany(args: { where: { personId: string } }): PromiseLike<unknown> }

const deleteOf = (table: Erasable, personId: string) => table.deleteMany({ where: { personId } })
