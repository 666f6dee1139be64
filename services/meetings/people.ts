import type { Ctx } from '#services/core/context.ts'
import { dateAndTime } from '#services/core/words.ts'
import { type Addressee, type Letter, type LetterKind, tell } from '#services/notifications/index.ts'
import { coordinatorsFor, headsOf, officersOf } from '#services/yots/index.ts'
import type { LockedMeeting } from './move-meeting.ts'
import type { Whose } from './policy.ts'
import { tables } from './tables.ts'

/** "“North West forum”, Tuesday 14 July 2026 at 10:00am (MT-2026-417)": how letters name a meeting. */
export const namedMeeting = ({ title, startsAt, ref }: Pick<LockedMeeting, 'title' | 'startsAt' | 'ref'>): string =>
  `“${title}”, ${dateAndTime(startsAt)} (${ref})`

/** Who convenes such meetings today: the coordinators of the region, or the administrators. */
export const convenersOf = async (ctx: Ctx, { kind, region }: Whose): Promise<string[]> =>
  (kind === 'regional' && region !== null
    ? await coordinatorsFor(ctx, region)
    : await officersOf(ctx, 'administrator')
  ).map(({ personId }) => personId)

/** Who is written to when such a meeting is called: heads of the services it is for and its conveners, or the executive itself. */
export const calledTo = async (ctx: Ctx, whose: Whose): Promise<string[]> => {
  const conveners = await convenersOf(ctx, whose)
  const others = whose.kind === 'executive' ? await officersOf(ctx, 'board_member') : await headsOf(ctx, whose.region)
  return [...new Set([...others.map(({ personId }) => personId), ...conveners])]
}

/** Guests as letters are addressed to them. */
export const guestsOf = async (ctx: Ctx, meetingId: string): Promise<Addressee[]> => {
  const guests = await tables(ctx).meetingGuest.findMany({
    where: { meetingId },
    orderBy: { id: 'asc' },
    select: { id: true, address: true },
  })
  return guests.map(({ id, address }) => ({ address, as: `guest:${id}` }))
}

/** Those who said that they come, or those who came. */
export const answeredOf = async (
  ctx: Ctx,
  meetingId: string,
  where: { isComing: true } | { hasCome: true },
): Promise<string[]> => {
  const rows = await tables(ctx).meetingAnswer.findMany({
    where: { meetingId, ...where },
    orderBy: { personId: 'asc' },
    select: { personId: true },
  })
  return rows.map(({ personId }) => personId)
}

/** Names of people by their ids. */
export const namesOf = async (ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const rows = await ctx.db.person.findMany({
    where: { id: { in: [...new Set(ids.flatMap((id) => id ?? []))] } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}

type Writing = {
  people: readonly (Addressee | null)[]
  occasion: string
  kind: LetterKind<'meeting'>
  letter: Omit<Letter, 'action'>
  /** What its one link says, and where it leads under the meeting's page. */
  link?: { text: string; page?: string }
}

/** A letter about a meeting. */
export const tellOf = (
  ctx: Ctx,
  meeting: Pick<LockedMeeting, 'id' | 'ref'>,
  { people, occasion, kind, letter, link }: Writing,
) =>
  tell(ctx, {
    people,
    about: { kind: 'meeting', id: meeting.id },
    occasion,
    kind,
    letter: {
      ...letter,
      ...(link && { action: { text: link.text, path: `/meetings/${meeting.ref}${link.page ?? ''}` } }),
    },
  })
