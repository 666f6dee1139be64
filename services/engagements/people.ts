import { type Actor, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Letter, type LetterKind, type Reminding, remind, tell } from '#services/notifications/index.ts'
import { isProvider } from '#services/offerings/index.ts'
import { holdersToday, yotsOf } from '#services/yots/index.ts'
import { caseOf } from './audit-engagement.ts'
import type { EngagementSide } from './lifecycle.ts'

/** What decides which sides of an engagement somebody stands on. */
export type Parties = {
  hostYotCode: string
  hostContactId: string
  providerYotCode: string | null
  providerPersonId: string | null
  providerContactId: string
}

/** The sides that the actor may act from: anyone who holds a post in a service stands in for their colleagues. */
export const engagementSidesOf = (actor: Actor, parties: Parties): EngagementSide[] => {
  if (actor.kind === 'system') return ['system']
  const sides: EngagementSide[] = []
  if (may(actor, 'enquiry.send') && yotsOf(actor).includes(parties.hostYotCode)) sides.push('host')
  if (isProvider(actor, { yotCode: parties.providerYotCode, personId: parties.providerPersonId }))
    sides.push('provider')
  return sides
}

/** Rows that the actor is on a side of. */
export const engagementsOf = ({ actor }: Ctx) => {
  const yots = yotsOf(actor)
  return {
    OR: [
      { hostYotCode: { in: yots } },
      { providerYotCode: { in: yots } },
      ...(actor.personId === null ? [] : [{ providerPersonId: actor.personId }]),
    ],
  }
}

/** This person while they hold a post in the service, everybody who does once they have left it. */
const standingIn = async (ctx: Ctx, yotCode: string, personId: string): Promise<string[]> => {
  const holders = (await holdersToday(ctx, yotCode)).map((holder) => holder.personId)
  return holders.includes(personId) ? [personId] : holders
}

/** Who answers for a side. */
export const peopleOf = (ctx: Ctx, parties: Parties, side: 'host' | 'provider'): Promise<string[]> => {
  if (side === 'host') return standingIn(ctx, parties.hostYotCode, parties.hostContactId)
  return parties.providerYotCode === null
    ? Promise.resolve([parties.providerPersonId ?? parties.providerContactId])
    : standingIn(ctx, parties.providerYotCode, parties.providerContactId)
}

/** The other of the two. */
export const otherSide = (side: 'host' | 'provider'): 'host' | 'provider' => (side === 'host' ? 'provider' : 'host')

type Told = { id: string; ref: string; enquiryId: string | null } & Parties

/** One letter about an engagement to whoever answers for these sides, once per occasion, in the caller's transaction. */
export const tellSides = async (
  ctx: Ctx,
  engagement: Told,
  sides: readonly ('host' | 'provider')[],
  {
    occasion,
    kind,
    letter,
  }: {
    occasion: string
    kind: LetterKind<'engagement'>
    letter: Omit<Letter, 'action'> & { text: string; page?: string }
  },
): Promise<void> => {
  const { text, page = '', ...rest } = letter
  for (const side of sides) {
    await tell(ctx, {
      people: await peopleOf(ctx, engagement, side),
      about: {
        kind: 'engagement',
        id: engagement.id,
        ...caseOf(engagement),
      },
      occasion: `${occasion}:${side}`,
      kind,
      letter: { ...rest, action: { text, path: `/engagements/${engagement.ref}${page}` } },
    })
  }
}

/** Reminds whoever answers for these sides of a day, once per occasion. */
export const remindSides = async (
  ctx: Ctx,
  engagement: Told,
  sides: readonly ('host' | 'provider')[],
  { occasion, page = '', ...reminder }: { occasion: string; page?: string } & Omit<Reminding['reminder'], 'path'>,
): Promise<void> => {
  for (const side of sides)
    await remind(ctx, {
      people: await peopleOf(ctx, engagement, side),
      about: { kind: 'engagement', id: engagement.id, ...caseOf(engagement) },
      occasion: `${occasion}:${side}`,
      reminder: { ...reminder, path: `/engagements/${engagement.ref}${page}` },
    })
}
