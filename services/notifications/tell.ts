import type { CaseRef } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueueAll } from '#services/core/outbox.ts'
import type { Letter, LetterKind } from './mail.ts'

/**
 * Whom a letter goes to: a person of the exchange, by id, at the address they have when it is sent; or an address of
 * somebody who has no account, with what tells that reader from others of the same occasion (never the address itself).
 */
export type Addressee = string | { address: string; as: string }

export type Telling = {
  /** Each is written to once; null is nobody. */
  people: readonly (Addressee | null)[]
  /** What it is about, by the noun and id; with a case, people who may not know of that never see the letter listed. */
  about: { kind: string; id: string; case?: CaseRef }
  /** What happened and, where it can happen again, which time: "approved", "terms:2". */
  occasion: string
  kind: LetterKind
  letter: Letter
}

/**
 * The one door for a letter. Puts one for each of these people in the outbox, in the caller's transaction; at most one per
 * person goes for an occasion of one thing, ever. Who has left or has no address when it is sent gets none.
 */
export const tell = (ctx: Ctx, { people, about, occasion, kind, letter }: Telling): Promise<void> => {
  const seen = new Map(
    people.flatMap((one): [string, { person: string } | { to: string }][] => {
      if (one === null) return []
      return [typeof one === 'string' ? [one, { person: one }] : [one.as, { to: one.address }]]
    }),
  )
  return enqueueAll(
    ctx,
    [...seen].map(([who, to]) => ({
      topic: 'mail',
      key: `${about.kind}:${about.id}:${occasion}:${who}`,
      payload: { ...to, kind, ...letter },
      ...(about.case && { case: about.case }),
    })),
  )
}
