import type { CaseKind } from '#prisma/generated/enums.ts'
import type { Ctx } from './context.ts'
import { insertRows } from './insert-rows.ts'

/** A case that somebody may be conflicted with; whatever could reveal it carries this. */
export type CaseRef = { kind: CaseKind; id: string }

/**
 * One thing that happened. `event` is "noun.past-participle" ("review.requested"); `data` holds codes, states and
 * dates, never typed text or personal data.
 */
export type AuditEntry = {
  event: `${string}.${string}`
  subject: { kind: string; id: string }
  case?: CaseRef
  yotCode?: string
  data?: Record<string, string | number | boolean | null | string[]>
}

/** Appends to the audit log. The database itself chains the hashes and refuses changes. Call inside the transaction. */
export const audit = (ctx: Ctx, entry: AuditEntry): Promise<void> => auditAll(ctx, [entry])

/** The same for many entries, in their order. */
export const auditAll = async (ctx: Ctx, entries: readonly AuditEntry[]): Promise<void> => {
  const at = ctx.clock.now()
  await insertRows(
    ctx,
    'AuditEntry',
    entries.map((entry) => ({
      at,
      event: entry.event,
      actorId: ctx.actor.personId,
      actorName: ctx.actor.name,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      caseKind: entry.case?.kind ?? null,
      caseId: entry.case?.id ?? null,
      yotCode: entry.yotCode ?? null,
      data: entry.data ?? {},
      requestId: ctx.requestId,
    })),
  )
}

/** When each of these things was last changed, by id, as the log has it: for what has no moves. */
export const lastAuditedAt = async (
  { db }: Pick<Ctx, 'db'>,
  subjectKind: string,
  ids: readonly string[],
): Promise<Map<string, Date>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.auditEntry.groupBy({
    by: ['subjectId'],
    where: { subjectKind, subjectId: { in: [...ids] } },
    _max: { at: true },
  })
  return new Map(rows.flatMap(({ subjectId, _max }) => (_max.at ? [[subjectId, _max.at] as const] : [])))
}

/**
 * Recomputes the chain: each entry's hash is SHA-256 of the previous entry's hash and its own content.
 * @returns the id of the first entry that does not fit, or null when all do
 */
export const findBrokenAuditEntry = async ({ db }: Pick<Ctx, 'db'>): Promise<bigint | null> => {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    select id from (
      select id, hash, "previousHash",
        coalesce(lag(hash) over (order by id), '') as "hashBefore",
        audit_entry_hash("AuditEntry") as computed
      from "AuditEntry"
    ) as chain
    where "previousHash" <> "hashBefore" or hash <> computed
    order by id limit 1`
  return rows[0]?.id ?? null
}
