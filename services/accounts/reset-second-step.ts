import { z } from 'zod'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { addressField } from './schema.ts'
import { tables } from './tables.ts'

/** How somebody made sure that it is really the person who asks. */
export const waysToBeSure = {
  'in-person': 'In person',
  video: 'On a video call',
  telephone: 'By telephone, on a number known before',
} as const

export const resetSecondStepSchema = z.object({
  address: addressField,
  sureBy: z.enum(['in-person', 'video', 'telephone'], { error: 'Choose how you made sure that it is really them' }),
})
type ResetInput = z.infer<typeof resetSecondStepSchema>

const mayNot = () => forbidden('A lost second step is reset by an administrator of the association.')

/** For the page. */
export const mayResetSecondStep = ({ actor }: Ctx): Result<null> =>
  may(actor, 'second-step.reset') ? ok(null) : mayNot()

/**
 * Takes away the second step of somebody who lost both phone and recovery codes, for an administrator who made sure who asks
 * and is somebody else. All their sessions end, and every address of theirs is told. In live mode an office of theirs counts
 * for nothing until they have set up another.
 */
export const resetSecondStep = (ctx: Ctx, { address, sureBy }: ResetInput): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'second-step.reset')) return mayNot()
    const { emailAddress, secondStep, recoveryCode, session } = tables(ctx)
    const found = await emailAddress.findUnique({
      where: { address },
      select: { personId: true, person: { select: { name: true, addresses: { select: { address: true } } } } },
    })
    if (!found) return nothingToReset()
    const { personId, person } = found
    if (personId === ctx.actor.personId)
      return refused('You cannot reset your own second step: another administrator has to make sure that it is you.')
    const { count } = await secondStep.deleteMany({ where: { personId, confirmedAt: { not: null } } })
    if (count === 0) return nothingToReset()
    const now = ctx.clock.now()
    await recoveryCode.deleteMany({ where: { personId } })
    await session.updateMany({ where: { personId, revokedAt: null }, data: { revokedAt: now } })
    await audit(ctx, { event: 'second_step.reset', subject: { kind: 'person', id: personId }, data: { sureBy } })
    await tell(ctx, {
      people: person.addresses.map(({ address }, index) => ({ address, as: `${personId}:${index}` })),
      about: { kind: 'second-step', id: personId },
      occasion: `reset:${now.getTime()}`,
      kind: 'security',
      letter: {
        subject: 'Your second step of signing in was reset',
        lines: [
          `${ctx.actor.name} reset it for the association, because you said that you lost your phone and your recovery codes. You are signed out everywhere.`,
          'Sign in with a link as before, then set up a new second step on your account page.',
          'If you did not ask for this, tell the association today.',
        ],
        action: { text: 'Sign in', path: '/sign-in?returnTo=/account/second-step' },
      },
    })
    return ok({ name: person.name })
  })

const nothingToReset = () =>
  refused('Nobody with that address has a second step. Check the address, or ask for another one of theirs.')
