import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { tell } from '#services/notifications/index.ts'
import { tables } from './tables.ts'

export type BroughtIn = { personId: string; isNew: boolean }

/** The words of a name as compared: no case, accents or punctuation. */
const foldedWords = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')

/** Whether two names may be one person's: "Sam Jones" and "Samantha Jones", not "Ann Jones" and "Ann Smith". */
const mayBeSameName = (one: string, other: string): boolean => foldedWords(one).at(-1) === foldedWords(other).at(-1)

/**
 * Gives somebody who is known by a former address a new one, on the word of whoever the calling room lets vouch for them:
 * mail goes there from now on, and every address they had is told. Invalid when the former address is not known, or is
 * known under another name, or the new one is somebody else's.
 */
export const vouchForAddress = (
  ctx: Ctx,
  { name, address, formerAddress }: { name: string; address: string; formerAddress: string },
): Promise<Result<{ personId: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { emailAddress } = tables(ctx)
    const known = await emailAddress.findUnique({
      where: { address: formerAddress },
      select: { personId: true, person: { select: { name: true, leftAt: true, addresses: true } } },
    })
    if (!known || known.person.leftAt !== null)
      return invalid({ formerAddress: 'We do not know this address. Check it, or leave it empty if they are new here' })
    const { personId, person } = known
    if (!mayBeSameName(person.name, name))
      return invalid({ name: 'The former address is known under another name. Check both, or ask the association' })
    const owner = await emailAddress.findUnique({ where: { address }, select: { personId: true } })
    if (owner && owner.personId !== personId)
      return invalid({ address: 'This address finds another person. Ask the association to join the two' })
    if (owner) return ok({ personId })
    const now = ctx.clock.now()
    await emailAddress.updateMany({ where: { personId, isPrimary: true }, data: { isPrimary: false } })
    const { count } = await emailAddress.createMany({
      data: [{ personId, address, isPrimary: true, addedAt: now }],
      skipDuplicates: true,
    })
    if (count === 0) return stale('Somebody else recorded this address a moment ago. Try again.')
    await audit(ctx, { event: 'address.vouched', subject: { kind: 'person', id: personId } })
    await tell(ctx, {
      people: person.addresses.map(({ address }, index) => ({ address, as: `${personId}:${index}` })),
      about: { kind: 'person', id: personId },
      occasion: `address-vouched:${now.getTime()}`,
      kind: 'security',
      letter: {
        subject: 'A new address signs you in to Critical Friend',
        lines: [
          `${ctx.actor.name} says that you have a new post, and gave us a new e-mail address of yours. It signs you in now, and our mail goes there. This address still signs you in too.`,
          'If this is not right, sign in with this address, remove the new one from your account, and tell the association.',
        ],
        action: { text: 'See your addresses', path: '/account' },
      },
    })
    return ok({ personId })
  })

/**
 * The person an address belongs to, or a new person when it is nobody's: for rooms whose own policy lets the actor
 * bring people in. The address proves itself the first time somebody signs in with it. Invalid (`name`) when the address
 * is known under another name; whose is not said.
 */
export const bringInPerson = (
  ctx: Ctx,
  { name, address }: { name: string; address: string },
): Promise<Result<BroughtIn>> =>
  inTransaction(ctx, async (ctx) => {
    const { person, emailAddress } = tables(ctx)
    const known = await emailAddress.findUnique({
      where: { address },
      select: { personId: true, person: { select: { name: true, leftAt: true } } },
    })
    if (known) {
      if (!mayBeSameName(known.person.name, name))
        return invalid({
          name: 'This address is known under another name. Check both, or ask the association to correct the name.',
        })
      if (known.person.leftAt !== null)
        return refused('The person with this address has left the exchange. Ask the association to bring them back.')
      return ok<BroughtIn>({ personId: known.personId, isNew: false })
    }
    const now = ctx.clock.now()
    const { id } = await person.create({ data: { name, createdAt: now }, select: { id: true } })
    const { count } = await emailAddress.createMany({
      data: [{ personId: id, address, isPrimary: true, addedAt: now }],
      skipDuplicates: true,
    })
    if (count === 0) return stale('Somebody else recorded this address a moment ago. Try again.')
    await audit(ctx, { event: 'person.added', subject: { kind: 'person', id } })
    return ok<BroughtIn>({ personId: id, isNew: true })
  })
