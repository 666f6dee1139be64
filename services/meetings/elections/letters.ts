import type { Ctx } from '#services/core/context.ts'
import { type Letter, type LetterKind, tell } from '#services/notifications/index.ts'
import type { LockedElection } from './move-election.ts'

type Writing = {
  people: readonly (string | null)[]
  occasion: string
  kind: LetterKind<'election'>
  letter: Omit<Letter, 'action'>
  says: string
}

/** A letter about an election, with its page as the one link. */
export const tellOfElection = (
  ctx: Ctx,
  { id, ref }: Pick<LockedElection, 'id' | 'ref'>,
  { people, occasion, kind, letter, says }: Writing,
) =>
  tell(ctx, {
    people,
    about: { kind: 'election', id },
    occasion,
    kind,
    letter: { ...letter, action: { text: says, path: `/elections/${ref}` } },
  })
