import type { ConcernSide } from '#prisma/generated/enums.ts'
import { type Actor, hasRole, may } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type Letter, type LetterKind, tell } from '#services/notifications/index.ts'
import { lastPostOf, postsHeldBy, speaksFor } from '#services/yots/index.ts'
import type { ConcernSideName } from './lifecycle.ts'

export type Party = { side: ConcernSide; personId: string | null; yotCode: string | null; isSpeaking: boolean }

export const person = (side: ConcernSide, personId: string, isSpeaking = true): Party => ({
  side,
  personId,
  yotCode: null,
  isSpeaking,
})
export const service = (side: ConcernSide, yotCode: string): Party => ({
  side,
  personId: null,
  yotCode,
  isSpeaking: true,
})

export const caseOf = (concernId: string) => ({ kind: 'concern' as const, id: concernId })

export const otherOf = (side: ConcernSide): ConcernSide => (side === 'bringer' ? 'other' : 'bringer')

const isParty = (actor: Actor, { personId, yotCode, isSpeaking }: Party): boolean =>
  isSpeaking && ((personId !== null && personId === actor.personId) || (yotCode !== null && speaksFor(actor, yotCode)))

/** The side that the actor speaks for; on both is on neither. */
export const partySideOf = (actor: Actor, parties: readonly Party[]): ConcernSide | null => {
  const own = new Set(parties.filter((party) => isParty(actor, party)).map(({ side }) => side))
  const [side] = own
  return own.size === 1 && side !== undefined ? side : null
}

type Placed = {
  parties: readonly Party[]
  views: readonly { deciderId: string; releasedAt: Date | null; round: number }[]
  round: number
}

/** Every side that the actor may act from. Whoever is on a side, or speaks for one, looks after nothing and decides nothing here. */
export const concernSidesOf = (actor: Actor, concern: Placed): ConcernSideName[] => {
  if (actor.kind === 'system') return ['system']
  const side = partySideOf(actor, concern.parties)
  if (side !== null) return [side]
  if (concern.parties.some((party) => isParty(actor, party) || party.personId === actor.personId)) return []
  const sides: ConcernSideName[] = []
  if (isDecider(actor, concern)) sides.push('decider')
  if (may(actor, 'concern.look-after')) sides.push('administrator')
  return sides
}

export const isDecider = (actor: Actor, { views, round }: Pick<Placed, 'views' | 'round'>): boolean =>
  views.some((view) => view.deciderId === actor.personId && view.releasedAt === null && view.round === round)

/** Where somebody is written to for a service: whoever leads it today. */
const leadersOf = async (ctx: Ctx, yotCode: string): Promise<string[]> => {
  const today = dateFromIso(ctx.clock.today())
  const rows = await ctx.db.holding.findMany({
    where: {
      yotCode,
      level: 'head',
      isOnLeave: false,
      post: { abolishedOn: null },
      person: { leftAt: null },
      from: { lte: today },
      OR: [{ until: null }, { until: { gte: today } }],
    },
    select: { personId: true },
    orderBy: { personId: 'asc' },
  })
  return [...new Set(rows.map(({ personId }) => personId))]
}

/** Everybody who speaks for a side today. */
export const speakersOf = async (ctx: Ctx, parties: readonly Party[], side: ConcernSide): Promise<string[]> => {
  const ids: string[] = []
  for (const party of parties.filter((one) => one.side === side && one.isSpeaking)) {
    if (party.personId !== null) ids.push(party.personId)
    if (party.yotCode !== null) ids.push(...(await leadersOf(ctx, party.yotCode)))
  }
  return [...new Set(ids)]
}

/** Sides that somebody speaks for: who is asked, and whose statement is waited for. */
export const speakingSides = (parties: readonly Party[]): ConcernSide[] =>
  (['bringer', 'other'] as const).filter((side) => parties.some((one) => one.side === side && one.isSpeaking))

type Told = { id: string; ref: string; parties: readonly Party[] }

/** One letter to whoever speaks for these sides, once per occasion. */
export const tellParties = async (
  ctx: Ctx,
  concern: Told,
  sides: readonly ConcernSide[],
  {
    occasion,
    kind,
    letter,
  }: { occasion: string; kind: LetterKind<'concern'>; letter: Omit<Letter, 'action'> & { text: string } },
): Promise<void> => {
  const { text, ...rest } = letter
  for (const side of sides)
    await tell(ctx, {
      people: await speakersOf(ctx, concern.parties, side),
      about: { kind: 'concern', id: concern.id, case: caseOf(concern.id) },
      occasion: `${occasion}:${side}`,
      kind,
      letter: { ...rest, action: { text, path: `/concerns/${concern.ref}` } },
    })
}

/** Regions of both sides: of their services, and of where their people work or last worked. */
export const regionsOf = async (ctx: Ctx, parties: readonly Party[]): Promise<Set<string>> => {
  const yotCodes = parties.flatMap(({ yotCode }) => yotCode ?? [])
  const ids = parties.flatMap(({ personId }) => personId ?? [])
  const [yots, placed] = await Promise.all([
    ctx.db.yot.findMany({ where: { code: { in: yotCodes } }, select: { region: true } }),
    regionByPerson(ctx, ids),
  ])
  return new Set([...yots.map(({ region }) => region), ...placed.values()])
}

/** Where each of these people works today, or last did, by region. */
export const regionByPerson = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> => {
  const posts = await postsHeldBy(ctx, { id: { in: [...personIds] } })
  const today = ctx.clock.today()
  const found = new Map<string, string>()
  for (const personId of new Set(personIds)) {
    const last = lastPostOf(
      posts.filter((post) => post.personId === personId),
      today,
    )
    if (last) found.set(personId, last.yot.region)
  }
  return found
}

/** Officers who may decide: assessors and the programme board. */
export const mayDecide = (actor: Actor): boolean => hasRole(actor, 'assessor') || hasRole(actor, 'board_member')
