import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import { may } from '#services/core/access.ts'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { addDays, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { foldText } from '#services/core/fold.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { dataWords, eventWords, idsIn, isUuid } from './audit-words.ts'
import { notOfHiddenCases, perPage } from './hidden.ts'

/**
 * What narrows the log, as the URL says it: a case by its reference, a person by a part of their name, what happened by words of it,
 * ISO days from and until.
 */
export const auditFilterSchema = z.object({
  case: z.string().trim().max(40).default('').catch(''),
  person: z.string().trim().max(100).default('').catch(''),
  event: z.string().trim().max(60).default('').catch(''),
  from: typedDay('Enter the first day', theseYears).optional(),
  until: typedDay('Enter the last day', theseYears).optional(),
})
export type AuditFilter = z.output<typeof auditFilterSchema>

type AuditRow = {
  id: string
  at: Date
  event: string
  actor: string
  about: string
  more: string
}

export type AuditPage = {
  rows: AuditRow[]
  total: number
  /** Whether every entry still fits the one before it; null when that was not asked, as it reads the whole log. */
  isWhole: boolean | null
}

type Entry = Prisma.AuditEntryGetPayload<object>

const selectRef = { id: true, ref: true } as const

/** Cases that `where` chooses, of every kind, each with its reference. */
const findCases = async (ctx: Ctx, where: { id: { in: string[] } } | { ref: string }) => {
  const found = await Promise.all([
    ctx.db.reviewRequest.findMany({ where, select: selectRef }),
    ctx.db.application.findMany({ where, select: selectRef }),
    ctx.db.enquiry.findMany({ where, select: selectRef }),
    ctx.db.concern.findMany({ where, select: selectRef }),
  ])
  return found.flat()
}

/** People found at most by one part of a name: more would be no filter. */
const mostPeople = 100

/** What somebody did, and what was done about them themselves. */
const ofPeople = async (ctx: Ctx, name: string): Promise<Prisma.AuditEntryWhereInput> => {
  const people = await ctx.db.person.findMany({
    where: { foldedName: { contains: foldText(name) } },
    select: { id: true },
    take: mostPeople,
  })
  const ids = people.map(({ id }) => id)
  return { OR: [{ actorId: { in: ids } }, { subjectKind: 'person', subjectId: { in: ids } }] }
}

/** "rating revealed" is "rating.revealed", and so is "revealed". */
const ofEvents = (typed: string): Prisma.AuditEntryWhereInput[] =>
  (typed.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => ({ event: { contains: word } }))

const onDays = ({ from, until }: AuditFilter): Prisma.AuditEntryWhereInput => ({
  at: {
    ...(from && { gte: londonInstant(from, '00:00') }),
    ...(until && { lt: londonInstant(addDays(until, 1), '00:00') }),
  },
})

const wanted = async (ctx: Ctx, filter: AuditFilter): Promise<Prisma.AuditEntryWhereInput[]> => {
  const cases = filter.case === '' ? null : await findCases(ctx, { ref: filter.case.toUpperCase() })
  return [
    ...(cases === null ? [] : [{ caseId: { in: cases.map(({ id }) => id) } }]),
    ...(filter.person === '' ? [] : [await ofPeople(ctx, filter.person)]),
    ...ofEvents(filter.event),
    onDays(filter),
  ]
}

/** What the ids in some entries stand for: cases' references, services' and people's names. One statement for each kind. */
const namesFor = async (ctx: Ctx, entries: readonly Entry[]) => {
  const personIds = new Set(
    entries.flatMap(({ data, subjectKind, subjectId }) => [
      ...idsIn(data),
      ...(subjectKind === 'person' && isUuid(subjectId) ? [subjectId] : []),
    ]),
  )
  const caseIds = new Set(entries.flatMap(({ caseId }) => caseId ?? []))
  const codes = new Set(entries.flatMap(({ yotCode }) => yotCode ?? []))
  const [people, cases, yots] = await Promise.all([
    ctx.db.person.findMany({ where: { id: { in: [...personIds] } }, select: { id: true, name: true } }),
    findCases(ctx, { id: { in: [...caseIds] } }),
    ctx.db.yot.findMany({ where: { code: { in: [...codes] } }, select: { code: true, name: true } }),
  ])
  return {
    people: new Map(people.map(({ id, name }) => [id, name])),
    cases: new Map(cases.map(({ id, ref }) => [id, ref])),
    yots: new Map(yots.map(({ code, name }) => [code, name])),
  }
}

/** Rows of a file at most: what is older is in another one, by its days. */
const mostInFile = 20_000

/**
 * A page of the audit log, the latest event first, for administrators, or as much of it as a file holds where `page` is null;
 * `filter` narrows it. forbidden for everybody else. A case that the reader is blocked from answers like one that does not exist.
 */
export const findAuditPage = async (
  ctx: Ctx,
  page: number | null,
  filter: AuditFilter,
  isChainAsked = false,
): Promise<Result<AuditPage>> => {
  if (!may(ctx.actor, 'audit.read')) return forbidden('The audit log is for administrators of the association.')
  const where = { AND: [await notOfHiddenCases(ctx), ...(await wanted(ctx, filter))] }
  const [rows, total, isWhole] = await Promise.all([
    // By when it happened: what was written later may have happened earlier.
    ctx.db.auditEntry.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: page === null ? 0 : (page - 1) * perPage,
      take: page === null ? mostInFile : perPage,
    }),
    ctx.db.auditEntry.count({ where }),
    isChainAsked ? findBrokenAuditEntry(ctx).then((broken) => broken === null) : null,
  ])
  const names = await namesFor(ctx, rows)
  const about = ({ caseId, yotCode, subjectId }: Entry) =>
    (caseId !== null && names.cases.get(caseId)) ||
    (yotCode !== null && (names.yots.get(yotCode) ?? yotCode)) ||
    (names.people.get(subjectId) ?? '')
  return ok({
    rows: rows.map((row) => ({
      id: String(row.id),
      at: row.at,
      event: eventWords(row.event),
      actor: row.actorName,
      about: about(row),
      more: dataWords(row.data, names.people, row.caseKind),
    })),
    total,
    isWhole,
  })
}
