import { createHash } from 'node:crypto'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { ok, type Result, refused, stale } from '#services/core/result.ts'
import { listed } from '#services/core/words.ts'

/*
 * A text that sides accept, once for all rooms. It has versions, and each version a fingerprint. An acceptance belongs to one
 * version's fingerprint: a new version starts with none, and nothing that was sealed or accepted is ever changed.
 */

/** Plain data: integers, sentences, lists and records of them. */
export type Part = string | number | boolean | null | readonly Part[] | { readonly [name: string]: Part | undefined }

/** What a version says: its text as people read it, and the same in parts where programs count with it. */
export type SealedContent = { text: string; parts: Readonly<Record<string, Part | undefined>> | null }

/** Which text: what it is the text of ("review-terms"), and the id of that. */
export type TextOf = { kind: string; subjectId: string }

const canonicalPart = (part: Part): unknown => {
  if (typeof part === 'string') return part.replaceAll(/\r\n?/g, '\n').normalize('NFC')
  if (typeof part === 'number' && !Number.isSafeInteger(part)) throw new Error(`${part} is no whole number`)
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) return part.map(canonicalPart)
  const named = Object.entries(part).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  named.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(named.map(([name, value]) => [name, canonicalPart(value)]))
}

/**
 * What the fingerprint is of: the same whatever order the parts were written in, however a line ends and an accent is
 * composed. Throws for a number that is not whole: sums are pence, times are minutes.
 */
export const canonical = ({ parts, text }: SealedContent): string =>
  JSON.stringify({ parts: canonicalPart(parts), text: canonicalPart(text) })

/** SHA-256 of the canonical content, in hexadecimal. */
export const fingerprintOf = (content: SealedContent): string =>
  createHash('sha256').update(canonical(content), 'utf8').digest('hex')

const headSelect = {
  id: true,
  subjectId: true,
  number: true,
  hash: true,
  sealedAt: true,
  sealedById: true,
  acceptances: { select: { side: true, personId: true, acceptedAt: true } },
} satisfies Prisma.SealedTextSelect

/** A version without what it says: its number, its fingerprint, and who has accepted it. */
export type SealedHead = Prisma.SealedTextGetPayload<{ select: typeof headSelect }>
export type Sealed = SealedHead & SealedContent

const opened = ({ content, ...head }: SealedHead & { content: string }): Sealed => ({ ...head, ...JSON.parse(content) })

/** When a side accepted this version; null when it has not. */
export const acceptedAt = (text: SealedHead, side: string): Date | null =>
  text.acceptances.find((acceptance) => acceptance.side === side)?.acceptedAt ?? null

/** A version of a text by its number, or the newest; null when there is none. */
export const readText = async (ctx: Ctx, { kind, subjectId }: TextOf, number?: number): Promise<Sealed | null> => {
  const row = await ctx.db.sealedText.findFirst({
    where: { kind, subjectId, ...(number === undefined ? {} : { number }) },
    orderBy: { number: 'desc' },
    select: { ...headSelect, content: true },
  })
  return row && opened(row)
}

/** The newest version of each of many subjects' texts, by subject, without what it says. */
export const newestOf = async (
  ctx: Ctx,
  kind: string,
  subjectIds: readonly string[],
): Promise<Map<string, SealedHead>> => {
  if (subjectIds.length === 0) return new Map()
  const rows = await ctx.db.sealedText.findMany({
    where: { kind, subjectId: { in: [...subjectIds] } },
    orderBy: { number: 'asc' },
    select: headSelect,
  })
  return new Map(rows.map((row) => [row.subjectId, row]))
}

/** The same with what it says. */
export const newestTexts = async (
  ctx: Ctx,
  kind: string,
  subjectIds: readonly string[],
): Promise<Map<string, Sealed>> => {
  if (subjectIds.length === 0) return new Map()
  const rows = await ctx.db.sealedText.findMany({
    where: { kind, subjectId: { in: [...subjectIds] } },
    orderBy: { number: 'asc' },
    select: { ...headSelect, content: true },
  })
  return new Map(rows.map((row) => [row.subjectId, opened(row)]))
}

/** Every version of a text, the first first. */
export const versionsOf = async (ctx: Ctx, { kind, subjectId }: TextOf): Promise<Sealed[]> => {
  const rows = await ctx.db.sealedText.findMany({
    where: { kind, subjectId },
    orderBy: { number: 'asc' },
    select: { ...headSelect, content: true },
  })
  return rows.map(opened)
}

/** Versions and acceptances of one text happen one after the other, whatever else its room locks. */
const lockText = (ctx: Ctx, { kind, subjectId }: TextOf) =>
  ctx.db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${subjectId}`}, 0))::text`

/**
 * Seals the next version of a text, which nobody has accepted. `basedOn` is the number it was written from (0 for the
 * first): when there is another by now, nothing is sealed. Call inside the transaction, with the subject locked.
 */
export const sealText = async (
  ctx: Ctx,
  of: TextOf,
  content: SealedContent,
  basedOn?: number,
): Promise<Result<{ id: string; number: number; hash: string }>> => {
  await lockText(ctx, of)
  const newest = await readText(ctx, of)
  const before = newest?.number ?? 0
  if (basedOn !== undefined && basedOn !== before)
    return stale(
      `Version ${before} was written while you wrote yours from version ${basedOn}. Read it, then write yours.`,
    )
  const sealed = { id: newId(), number: before + 1, hash: fingerprintOf(content) }
  await ctx.db.sealedText.create({
    data: {
      ...sealed,
      kind: of.kind,
      subjectId: of.subjectId,
      content: canonical(content),
      sealedAt: ctx.clock.now(),
      sealedById: ctx.actor.personId,
    },
  })
  return ok(sealed)
}

/**
 * Seals the next version of a text that its sides have agreed to before it is written: what it says follows from a text that they
 * accepted, or from a press that said so. Call inside the transaction, with the subject locked.
 *
 * @param by who accepted it for each side
 */
export const sealAgreed = async (
  ctx: Ctx,
  of: TextOf,
  content: SealedContent,
  by: Readonly<Record<string, string>>,
): Promise<Result<{ id: string; number: number; hash: string }>> => {
  const sealed = await sealText(ctx, of, content)
  if (!sealed.ok) return sealed
  const { id: textId, hash } = sealed.value
  await ctx.db.textAcceptance.createMany({
    data: Object.entries(by).map(([side, personId]) => ({
      ...{ textId, side, hash, personId },
      acceptedAt: ctx.clock.now(),
    })),
  })
  return sealed
}

/** Sections of a plain text: a line that ends with a colon begins one. */
const sectionsOf = (text: string): Map<string, Part> => {
  const sections = new Map<string, string[]>()
  let name = 'the beginning'
  for (const line of text.split('\n')) {
    if (line.endsWith(':')) name = line.slice(0, -1)
    if (line.trim() !== '') sections.set(name, [...(sections.get(name) ?? []), line])
  }
  return sections
}

/**
 * The names of the parts that differ between two versions, in the order of the newer; of the sections of the text where
 * there are no parts. Empty when they say the same.
 */
export const changedParts = (older: SealedContent, newer: SealedContent): string[] => {
  const byName = ({ text, parts }: SealedContent): Map<string, Part | undefined> =>
    older.parts && newer.parts && parts ? new Map(Object.entries(parts)) : sectionsOf(text)
  const [before, after] = [byName(older), byName(newer)]
  const says = (part: Part | undefined) => (part === undefined ? '' : JSON.stringify(canonicalPart(part)))
  const names = [...new Set([...after.keys(), ...before.keys()])]
  return names.filter((name) => says(before.get(name)) !== says(after.get(name)))
}

const whatChanged = (older: SealedContent, newer: Sealed, nameOf: (part: string) => string): string => {
  const changed = changedParts(older, newer).map((part) => `“${nameOf(part)}”`)
  if (changed.length === 0) return 'It says the same'
  return changed.length === 1 ? `What changed is ${changed[0]}` : `What changed: ${listed(changed)}`
}

/** An acceptance as it is pressed: what the page showed, and for which side. */
export type Accepting = { number: number; hash: string; side: string }

/**
 * Accepts, in the name of the actor and for one side, the version that they read. Only the newest can be accepted, and only
 * by its fingerprint: an older one is refused (stale) with the names of what changed since. A side that has accepted
 * this version has accepted it, whoever presses again. Call inside the transaction, with the subject locked.
 *
 * @param nameOf what a part is called on pages; sections of plain text are called as they are
 * @param read the newest version, where the caller has read it already with the subject locked
 * @returns the sides that have accepted it by now, and whether this one is new
 */
export const acceptText = async (
  ctx: Ctx,
  of: TextOf,
  { number, hash, side }: Accepting,
  nameOf: (part: string) => string = (part) => part,
  read: Sealed | null = null,
): Promise<Result<{ sides: string[]; isNew: boolean }>> => {
  const { personId } = ctx.actor
  if (personId === null) throw new Error('A text is accepted by a person')
  await lockText(ctx, of)
  const newest = read ?? (await readText(ctx, of))
  if (!newest) return refused('There is nothing to accept yet.')
  if (number < newest.number) {
    const older = await readText(ctx, of, number)
    const since = older ? ` ${whatChanged(older, newest, nameOf)}.` : ''
    return stale(
      `You read version ${number}, and version ${newest.number} has replaced it.${since} Read it before you accept.`,
    )
  }
  if (number !== newest.number || hash !== newest.hash)
    return stale('What you accept is not the text that is kept. Open it again and read it before you accept.')
  const sides = newest.acceptances.map((acceptance) => acceptance.side)
  if (sides.includes(side)) return ok({ sides, isNew: false })
  if (newest.acceptances.some((acceptance) => acceptance.personId === personId))
    return refused('You have accepted it for the other side. Somebody else accepts it for this one.')
  await ctx.db.textAcceptance.create({
    data: { textId: newest.id, side, hash, personId, acceptedAt: ctx.clock.now() },
  })
  return ok({ sides: [...sides, side], isNew: true })
}
