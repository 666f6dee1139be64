import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { localPath } from '#services/core/local-path.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { deliver } from '#services/notifications/index.ts'
import { linkMinutes } from './request-sign-in-link.ts'
import { tables } from './tables.ts'
import { fingerprint, newToken } from './token.ts'

const payloadShape = z.object({
  address: z.string(),
  returnTo: z.string().transform(localPath).nullable(),
  /** Set when somebody signed in adds this address to those that find them. */
  personId: z.string().nullable(),
})

type SignInMail = { to: string; subject: string; lines: string[]; action: { text: string; path: string } }

/**
 * Makes the mail for an outbox message of topic "sign-in-link", and the link in it. The token is nowhere but in that mail.
 * Called again for the same message, it replaces the link: only the last one sent works.
 */
export const makeSignInMail = async (ctx: Ctx, message: { id: string; payload: unknown }): Promise<SignInMail> => {
  const { address, returnTo, personId } = payloadShape.parse(message.payload)
  const owner = await tables(ctx).emailAddress.findFirst({
    where: { address, person: { leftAt: null } },
    select: { personId: true },
  })
  if (personId !== null && owner !== null && owner.personId !== personId) return addressInUse(address)
  const recipient = personId ?? owner?.personId
  if (recipient === undefined) return nobodyHere(ctx, address)

  const token = newToken()
  const now = ctx.clock.now()
  const link = {
    tokenHash: fingerprint(ctx.config, 'sign-in link', token),
    address,
    personId: recipient,
    returnTo,
    createdAt: now,
    expiresAt: new Date(now.getTime() + linkMinutes * 60_000),
  }
  await inTransaction(ctx, async (ctx) => {
    await tables(ctx).signInLink.upsert({
      where: { id: message.id },
      create: { id: message.id, ...link },
      update: link,
    })
    await audit(ctx, { event: 'sign_in_link.sent', subject: { kind: 'person', id: recipient } })
    return ok(null)
  })
  const path = `/sign-in/link/${token}`
  return personId === null ? signInMail(address, path) : confirmationMail(address, path)
}

const signInMail = (to: string, path: string): SignInMail => ({
  to,
  subject: 'Your link to sign in to Critical Friend',
  lines: [
    'You asked to sign in to Critical Friend.',
    `Open this link and press the button there. It works once, for ${linkMinutes} minutes.`,
    'If you did not ask for it, you need do nothing: nobody can sign in without this message.',
  ],
  action: { text: 'Sign in to Critical Friend', path },
})

const confirmationMail = (to: string, path: string): SignInMail => ({
  to,
  subject: 'Confirm your e-mail address for Critical Friend',
  lines: [
    'You asked to use this address to sign in to Critical Friend.',
    `Open this link and press the button there. It works once, for ${linkMinutes} minutes.`,
    'If you did not ask for it, you need do nothing.',
  ],
  action: { text: 'Confirm this address', path },
})

const nobodyHere = ({ config }: Ctx, to: string): SignInMail => ({
  to,
  subject: 'Signing in to Critical Friend',
  lines: [
    'You, or somebody who typed your address, asked to sign in to Critical Friend. We do not know this address.',
    'If you have used Critical Friend before, try another address: a previous employer’s still finds you, even if you can no longer read its mail, once you have added this one. Ask your service’s head or the association to add it for you.',
    `If you are new: ask to join at ${config.publicUrl}/join. Applying to the bank needs no membership.`,
    'If this has nothing to do with you, you need do nothing. We have not kept your address.',
  ],
  action: { text: 'Try another address', path: '/sign-in' },
})

const addressInUse = (to: string): SignInMail => ({
  to,
  subject: 'This address is in use on Critical Friend',
  lines: [
    'Somebody signed in to Critical Friend asked to add this address, but it already finds another person there. Nothing has changed.',
    'If you have two accounts, sign in with this address, or ask the association to join them.',
  ],
  action: { text: 'Sign in with this address', path: '/sign-in' },
})

/** What the worker does with a link that was asked for. */
export const signInLinkHandlers: Record<string, Handler> = {
  'sign-in-link': async (ctx, message) =>
    deliver(ctx, { ...message, key: `${message.key}:mail` }, await makeSignInMail(ctx, message)),
}
