import type { Ctx } from '#services/core/context.ts'
import { acceptedAt, changedParts, readText } from '#services/core/life/sealed-text.ts'
import { notFound, ok, type Result } from '#services/core/result.ts'
import { mayAcceptFor } from './accept-terms.ts'
import { possibleDeliverers } from './deliverers.ts'
import { findForActor, providerName } from './move-engagement.ts'
import { partCalled } from './send-terms.ts'
import { type Deliverer, isPaid, lackingParts, type PartName, partsIn, type TermsParts } from './terms.ts'
import { ownSide, readDraft, termsOf } from './terms-draft.ts'

/** The terms that the actor's side is writing. */
export type TermsForm = {
  ref: string
  title: string
  /** Version of the draft, for saving; and of the engagement, for sending. */
  draftVersion: number
  version: number
  side: 'host' | 'provider'
  isPaid: boolean
  isChange: boolean
  parts: TermsParts
  lacking: PartName[]
  possible: Deliverer[]
  /** Set when the other side has sent a version since this was begun. */
  overtakenBy: number | null
}

/** The terms as the actor's side is writing them; not found for others. */
export const readTermsForm = async (ctx: Ctx, ref: string): Promise<Result<TermsForm>> => {
  const row = await findForActor(ctx, ref)
  const side = row && ownSide(ctx, row)
  if (!row || side === null) return notFound()
  const [draft, possible, newest] = await Promise.all([
    readDraft(ctx, row.id, side),
    possibleDeliverers(ctx, row),
    readText(ctx, termsOf(row.id)),
  ])
  return ok({
    ref,
    title: row.title,
    draftVersion: draft.version,
    version: row.version,
    side,
    isPaid: isPaid(row.basis),
    isChange: row.status === 'agreed',
    parts: draft.parts,
    lacking: lackingParts(draft.parts, row.basis),
    possible,
    overtakenBy: newest !== null && newest.number > draft.basedOn ? newest.number : null,
  })
}

/** A version of the terms, as either side reads it. */
export type TermsVersion = {
  ref: string
  title: string
  version: number
  number: number
  newest: number
  hash: string
  text: string
  parts: TermsParts
  /** What differs from the version before; empty for the first. */
  changed: string[]
  before: string | null
  sealedAt: Date
  accepted: { host: Date | null; provider: Date | null }
  side: 'host' | 'provider'
  isInForce: boolean
  hostName: string
  providerName: string
  mayAccept: boolean
  /** The newest, still to be answered, and not yet accepted by this side. */
  isToAccept: boolean
}

/** A version of the terms by its number, or the newest; not found for others, and for one that there is not. */
export const readTermsVersion = async (ctx: Ctx, ref: string, number: number | null): Promise<Result<TermsVersion>> => {
  const row = await findForActor(ctx, ref)
  const side = row && ownSide(ctx, row)
  if (!row || side === null) return notFound()
  const newest = await readText(ctx, termsOf(row.id))
  const text = number === null ? newest : await readText(ctx, termsOf(row.id), number)
  if (!text || !newest) return notFound()
  const before = text.number > 1 ? await readText(ctx, termsOf(row.id), text.number - 1) : null
  const accepted = { host: acceptedAt(text, 'host'), provider: acceptedAt(text, 'provider') }
  const isOpen = row.status === 'terms_proposed' || (row.status === 'agreed' && row.changeAsked === text.number)
  return ok({
    ref,
    title: row.title,
    version: row.version,
    number: text.number,
    newest: newest.number,
    hash: text.hash,
    text: text.text,
    parts: partsIn(text),
    changed: before === null ? [] : [...new Set(changedParts(before, text).map(partCalled))],
    before: before?.text ?? null,
    sealedAt: text.sealedAt,
    accepted,
    side,
    isInForce: row.termsInForce === text.number,
    hostName: row.hostYot.name,
    providerName: providerName(row),
    mayAccept: mayAcceptFor(ctx, row, side),
    isToAccept: isOpen && text.number === newest.number && accepted[side] === null,
  })
}
