import type { EvidenceKind, SourceKind } from '#prisma/generated/enums.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { gathering, teamPart } from '#services/fieldwork/case/part.ts'
import { sessionKeyOf } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { evidenceWords, sourceKinds, sourceWords } from '#services/fieldwork/case/words.ts'
import { evidences, sidesOnEvidence } from '#services/fieldwork/evidence/move-evidence.ts'
import { clockTime } from '#services/fieldwork/programme/clashes.ts'
import { type ReadSession, readSessions } from '#services/fieldwork/programme/read-sessions.ts'
import { type Place, placeId, placesOf } from '#services/reviews/index.ts'

/** An entry that arrived more than this after it was typed was sent later, from a phone without a connection. */
const sentLaterMs = 5 * 60_000

const isSentLater = ({ writtenAt, loggedAt }: { writtenAt: Date; loggedAt: Date }): boolean =>
  loggedAt.getTime() - writtenAt.getTime() > sentLaterMs

const entrySelect = {
  id: true,
  status: true,
  version: true,
  kloeId: true,
  goldenThread: true,
  kind: true,
  sourceKind: true,
  sessionId: true,
  documentId: true,
  text: true,
  authorId: true,
  writtenAt: true,
  loggedAt: true,
  author: { select: { name: true } },
  session: { select: { title: true, with: true, groupKey: true, day: true } },
  document: { select: { title: true } },
  findings: { select: { findingId: true } },
} as const

type EntryRow = {
  id: string
  status: 'logged' | 'set_aside'
  version: number
  kloeId: string | null
  goldenThread: string | null
  kind: EvidenceKind
  sourceKind: SourceKind
  sessionId: string | null
  documentId: string | null
  text: string
  authorId: string
  writtenAt: Date
  loggedAt: Date
  author: { name: string }
  session: { title: string; with: string; groupKey: string; day: Date } | null
  document: { title: string } | null
  findings: { findingId: string }[]
}

/** An entry as the team reads it. */
const shownEntry = (row: EntryRow, places: readonly Place[]) => {
  const place = places.find((one) => placeId(one) === placeId(row))
  return {
    id: row.id,
    version: row.version,
    isSetAside: row.status === 'set_aside',
    place: place?.key ?? '',
    placeTitle: place?.title ?? '',
    kind: row.kind,
    kindWords: evidenceWords[row.kind],
    sourceKind: row.sourceKind,
    sourceWords: sourceWords[row.sourceKind],
    where: row.session ? `${row.session.title}, ${row.session.with}` : (row.document?.title ?? null),
    text: row.text,
    by: row.author.name,
    writtenAt: row.writtenAt,
    isSentLater: isSentLater(row),
    isInFinding: row.findings.length > 0,
  }
}

export type ShownEntry = ReturnType<typeof shownEntry>

/** Entries of some places, for pages of findings; the latest first. */
export const readEntries = async (
  ctx: Ctx,
  requestId: string,
  places: readonly Place[],
  where: { kloeId?: string | null; goldenThread?: string | null; status?: 'logged' } = {},
): Promise<ShownEntry[]> => {
  const rows = await tables(ctx).evidence.findMany({
    where: { requestId, ...where },
    select: entrySelect,
    orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map((row) => shownEntry(row, places))
}

/** Entries that one page shows. */
const perPage = 50

type Filter = { place?: string | undefined; kind?: string | undefined; mine?: string | undefined; page?: number }

/** The evidence log of a review, for its team: the latest first, fifty a page, by place and kind of source. */
export const evidencePage = async (ctx: Ctx, ref: string, { place: key, kind, mine, page = 1 }: Filter) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const places = await placesOf(ctx, part.id)
  const place = places.find((one) => one.key === key)
  const sourceKind = sourceKinds.find((one) => one === kind)
  const where = {
    requestId: part.id,
    ...(place ? { kloeId: place.kloeId, goldenThread: place.goldenThread } : {}),
    ...(sourceKind ? { sourceKind } : {}),
    ...(mine === 'yes' ? { authorId: ctx.actor.personId ?? '' } : {}),
  }
  const { evidence } = tables(ctx)
  const [total, rows] = await Promise.all([
    evidence.count({ where }),
    evidence.findMany({
      where,
      select: entrySelect,
      orderBy: [{ writtenAt: 'desc' }, { id: 'desc' }],
      take: perPage,
      skip: (page - 1) * perPage,
    }),
  ])
  return ok({
    ref,
    yotName: part.yotName,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    entries: rows.map((row) => shownEntry(row, places)),
    places: places.map(({ key, title }) => ({ key, title })),
    mayLog: gathering.includes(part.status),
    isCoLead: part.teamRole === 'co_lead',
  })
}

/** One entry with what it said before, and what this reader may do with it; for the team. */
export const entryPage = async (ctx: Ctx, ref: string, id: string) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const row = await tables(ctx).evidence.findFirst({
    where: { id, requestId: part.id },
    select: { ...entrySelect, requestId: true, request: { select: { ref: true, yotCode: true } } },
  })
  if (!row) return notFound()
  const [places, history, sessions, documents] = await Promise.all([
    placesOf(ctx, part.id),
    evidences.history(ctx, id),
    readSessions(ctx, part.id),
    readDocuments(ctx, part.id),
  ])
  const sides = sidesOnEvidence(ctx, part, row)
  const isOpen = gathering.includes(part.status)
  return ok({
    ref,
    yotName: part.yotName,
    entry: shownEntry(row, places),
    source:
      row.sessionId !== null
        ? `session:${row.sessionId}`
        : row.documentId !== null
          ? `document:${row.documentId}`
          : `kind:${row.sourceKind}`,
    mayChange: isOpen && row.status === 'logged' && (sides.includes('author') || sides.includes('co-lead')),
    mayRestore: isOpen && row.status === 'set_aside' && sides.includes('co-lead'),
    places: places.map(({ key, title }) => ({ key, title })),
    sources: sourceChoices(ctx, sessions, documents),
    history: history.map(({ id, event, at, by, note }) => ({
      id,
      title: evidences.life.moveOf(event).title ?? event,
      at,
      by,
      note: event === 'edited' ? `It said before: ${note ?? ''}` : note,
    })),
  })
}

type Titled = { id: string; title: string }

const readDocuments = (ctx: Ctx, requestId: string): Promise<Titled[]> =>
  tables(ctx).caseDocument.findMany({
    where: { requestId, withdrawnAt: null },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    select: { id: true, title: true },
  })

/** Where something can have been learned, as the form offers it: sessions, those of today first, then documents. */
const sourceChoices = (ctx: Ctx, sessions: readonly ReadSession[], documents: readonly Titled[]) => {
  const today = ctx.clock.today()
  const held = sessions.filter(({ isCalledOff }) => !isCalledOff)
  const named = documents.map(({ id, title }) => ({
    value: `document:${id}`,
    label: title,
    isToday: false,
    sourceWords: sourceWords.document,
  }))
  return [...held.filter(({ day }) => day === today), ...held.filter(({ day }) => day !== today)]
    .map(({ id, title, with: whom, day, startsAt, sourceKind }) => ({
      value: `session:${id}`,
      label: `${clockTime(startsAt)} ${title}: ${whom}`,
      isToday: day === today,
      sourceWords: sourceWords[sourceKind],
    }))
    .concat(named)
}

/** What the page on which evidence is logged needs; for the team, while evidence is gathered. */
export const addEvidencePage = async (ctx: Ctx, ref: string) => {
  const part = await teamPart(ctx, ref)
  if (!part || !gathering.includes(part.status)) return notFound()
  const [places, sessions, documents] = await Promise.all([
    placesOf(ctx, part.id),
    readSessions(ctx, part.id),
    readDocuments(ctx, part.id),
  ])
  return ok({
    ref,
    yotName: part.yotName,
    places: places.map(({ key, title }) => ({ key, title })),
    sources: sourceChoices(ctx, sessions, documents),
  })
}

/** What a row of the wall still wants, in words. */
const wallWords = (kinds: number, sessions: number): string => {
  if (kinds === 0) return 'Nothing yet'
  if (kinds === 1) return 'One kind of source only'
  return sessions === 1 ? 'One session only' : 'Two kinds or more'
}

/** The wall: how much is logged by place and kind of source, and what rests on one source only; for the team. */
export const wallPage = async (ctx: Ctx, ref: string) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const [places, rows] = await Promise.all([
    placesOf(ctx, part.id),
    tables(ctx).evidence.findMany({
      where: { requestId: part.id, status: 'logged' },
      select: {
        kloeId: true,
        goldenThread: true,
        sourceKind: true,
        documentId: true,
        session: { select: { groupKey: true } },
      },
    }),
  ])
  return ok({
    ref,
    yotName: part.yotName,
    total: rows.length,
    kinds: sourceKinds.map((kind) => ({ kind, words: sourceWords[kind] })),
    rows: places.map((place) => {
      const own = rows.filter((row) => placeId(row) === placeId(place))
      const kinds = new Set(own.map((row) => row.sourceKind))
      const sessions = new Set(own.map(sessionKeyOf))
      return {
        key: place.key,
        title: place.title,
        counts: Object.fromEntries(
          sourceKinds.map((kind) => [kind, own.filter((row) => row.sourceKind === kind).length]),
        ),
        total: own.length,
        says: wallWords(kinds.size, sessions.size),
        isSingle: own.length > 0 && (kinds.size < 2 || sessions.size < 2),
      }
    }),
  })
}

/** What the team logged since it last corroborated: everything under no finding yet, by place; for the team's evening. */
export const tonightPage = async (ctx: Ctx, ref: string) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const places = await placesOf(ctx, part.id)
  const rows = await tables(ctx).evidence.findMany({
    where: { requestId: part.id, status: 'logged', findings: { none: {} } },
    select: entrySelect,
    orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
  })
  const today = ctx.clock.today()
  return ok({
    ref,
    yotName: part.yotName,
    isCoLead: part.teamRole === 'co_lead',
    places: places.map((place) => {
      const own = rows.filter((row) => placeId(row) === placeId(place))
      return {
        key: place.key,
        title: place.title,
        loggedToday: own.filter(({ loggedAt }) => londonDate(loggedAt) === today).length,
        entries: own.map((row) => shownEntry(row, places)),
      }
    }),
  })
}
