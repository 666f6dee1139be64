import type { Prisma } from '#prisma/generated/client.ts'
import type { ConflictStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { type AuditEntry, auditAll, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId } from '#services/core/insert-rows.ts'
import type { Conflict } from './evaluate.ts'
import type { Activity } from './facts.ts'
import { asJson } from './json.ts'
import { tables } from './tables.ts'

/** What the rules found between one person and one case. */
export type Finding = { about: CaseRef; personId: string; conflicts: readonly Conflict[] }

/** How a conflict stands once it is kept. ISO days. */
export type Kept = { id: string; status: ConflictStatus; reviewOn: string | null; mitigation: string | null }

type Scope = {
  kind: CaseRef['kind']
  caseIds: readonly string[]
  /** Whom the rules were run for; everybody when null. */
  personIds: readonly string[] | null
  activity: Activity
  /**
   * A sweep looks only for what can block: it keeps what is new only where it does, and lets go only of blocks. The rest is
   * found when somebody asks.
   */
  isSweep: boolean
}

export const keyOf = (caseId: string, personId: string, conflict: { ruleId: string; factsKey: string }) =>
  `${caseId} ${personId} ${conflict.ruleId} ${conflict.factsKey}`

const isoOrNull = (date: Date | null) => date && isoFromDate(date)
const dateOrNull = (iso: string | null) => iso && dateFromIso(iso)

const saved = (conflict: Conflict) => ({
  ruleSetVersion: conflict.ruleSetVersion,
  effect: conflict.effect,
  isSilent: conflict.isSilent,
  isPublic: conflict.isPublic,
  effectUntil: dateOrNull(conflict.effectUntil),
  countsUntil: dateOrNull(conflict.countsUntil),
})

/** Said by somebody about this case, rather than seen by a rule. */
const isSpoken = ({ ruleId }: Conflict) => ruleId === 'SELF_DECLINED' || ruleId === 'HOST_OBJECTION'

const freshRow = ({ about, personId }: Finding, activity: Activity, conflict: Conflict, foundAt: Date) => ({
  id: newId(),
  personId,
  caseKind: about.kind,
  caseId: about.id,
  activity,
  ruleId: conflict.ruleId,
  factsKey: conflict.factsKey,
  facts: asJson(conflict.facts),
  ...saved(conflict),
  status: isSpoken(conflict) ? ('declared' as const) : ('detected' as const),
  foundAt,
})

const knownSelect = {
  id: true,
  personId: true,
  caseId: true,
  ruleId: true,
  factsKey: true,
  ruleSetVersion: true,
  effect: true,
  effectUntil: true,
  countsUntil: true,
  status: true,
  reviewOn: true,
  mitigation: true,
} satisfies Prisma.ConflictSelect

type Known = Prisma.ConflictGetPayload<{ select: typeof knownSelect }>

/** What a known conflict becomes now that it was found again; null when it stays as it is. */
const changeOf = (row: Known, conflict: Conflict, today: string): Prisma.ConflictUncheckedUpdateManyInput | null => {
  const reviewPassed = row.status === 'managed' && row.reviewOn !== null && isoFromDate(row.reviewOn) < today
  const becameBlock = row.status === 'managed' && conflict.effect === 'block'
  const status = row.status === 'expired' ? 'detected' : reviewPassed || becameBlock ? 'confirmed' : row.status
  const isSame =
    status === row.status &&
    row.effect === conflict.effect &&
    row.ruleSetVersion === conflict.ruleSetVersion &&
    isoOrNull(row.countsUntil) === conflict.countsUntil &&
    isoOrNull(row.effectUntil) === conflict.effectUntil
  if (isSame) return null
  const mitigationEnds = row.status === 'managed' && status !== 'managed'
  return { ...saved(conflict), status, ...(mitigationEnds ? { mitigation: null, reviewOn: null } : {}) }
}

/** Rows that change alike, in one statement for each way. */
const changeRows = async (
  ctx: Ctx,
  changes: readonly { id: string; data: Prisma.ConflictUncheckedUpdateManyInput }[],
) => {
  const alike = new Map<string, { ids: string[]; data: Prisma.ConflictUncheckedUpdateManyInput }>()
  for (const { id, data } of changes) {
    const way = JSON.stringify(data)
    const group = alike.get(way)
    if (group) group.ids.push(id)
    else alike.set(way, { ids: [id], data })
  }
  for (const { ids, data } of alike.values()) {
    await tables(ctx).conflict.updateMany({
      where: { id: { in: ids } },
      data: { ...data, version: { increment: 1 } },
    })
  }
}

/** A decision of somebody's that no longer stands, because the review date passed or the facts are others. */
const sayUndone = async (
  ctx: Ctx,
  kind: CaseRef['kind'],
  changes: readonly { row: Known; data: Prisma.ConflictUncheckedUpdateManyInput }[],
) => {
  const entries = changes.flatMap(({ row, data }): AuditEntry[] => {
    const wasDecided = row.status === 'managed' || row.status === 'confirmed'
    if (!wasDecided || typeof data.status !== 'string' || data.status === row.status) return []
    return [
      {
        event: 'conflict.decided',
        subject: { kind: 'conflict', id: row.id },
        case: { kind, id: row.caseId },
        data: { ruleId: row.ruleId, from: row.status, to: data.status, reviewOn: null },
      },
    ]
  })
  // Nobody decided it: time passed, or facts changed, whoever happened to look.
  if (entries.length > 0) await auditAll(asSystem(ctx), entries)
}

/**
 * Keeps what was found, with what people decided about the same facts before: what was marked false stays so, what is no
 * longer found expires, a mitigation ends when its review date has passed or when the conflict became a block.
 * The same statements for any number of pairs, more only where something is new or changed.
 *
 * @returns how each finding stands, by `keyOf`, and those that were kept for the first time
 */
export const keepConflicts = async (
  ctx: Ctx,
  findings: readonly Finding[],
  { kind, caseIds, personIds, activity, isSweep }: Scope,
): Promise<{ standing: Map<string, Kept>; isNew: Finding[] }> => {
  const { conflict: table } = tables(ctx)
  const today = ctx.clock.today()
  const scope: Prisma.ConflictWhereInput = {
    caseKind: kind,
    caseId: { in: [...caseIds] },
    activity,
    ...(personIds ? { personId: { in: [...personIds] } } : {}),
  }
  const known = await table.findMany({ where: scope, select: knownSelect })
  const knownBy = new Map(known.map((row) => [keyOf(row.caseId, row.personId, row), row]))
  const found = new Set<string>()
  const fresh: Prisma.ConflictCreateManyInput[] = []
  const isNew: Finding[] = []
  const changes: { row: Known; data: Prisma.ConflictUncheckedUpdateManyInput }[] = []
  for (const finding of findings) {
    const added: Conflict[] = []
    for (const conflict of finding.conflicts) {
      const key = keyOf(finding.about.id, finding.personId, conflict)
      const row = knownBy.get(key)
      if (row) {
        found.add(key)
        const data = changeOf(row, conflict, today)
        if (data) changes.push({ row, data })
      } else if (!isSweep || conflict.effect === 'block') {
        fresh.push(freshRow(finding, activity, conflict, ctx.clock.now()))
        added.push(conflict)
      }
    }
    if (added.length > 0) isNew.push({ ...finding, conflicts: added })
  }
  const gone = known.filter(
    (row) =>
      // What was marked false stays marked, in case the same facts come back.
      row.status !== 'expired' &&
      row.status !== 'false_alarm' &&
      (!isSweep || row.effect === 'block') &&
      !found.has(keyOf(row.caseId, row.personId, row)),
  )
  const letGo = { status: 'expired' as const, mitigation: null, reviewOn: null }
  const changed = [...changes, ...gone.map((row) => ({ row, data: letGo }))]
  await changeRows(
    ctx,
    changed.map(({ row, data }) => ({ id: row.id, data })),
  )
  await sayUndone(ctx, kind, changed)
  await insertRows(ctx, 'Conflict', fresh, { skipDuplicates: true })
  if (isSweep) return { standing: new Map(), isNew }
  const rows = await table.findMany({ where: { ...scope, status: { not: 'expired' } }, select: knownSelect })
  const standing = new Map(
    rows.map(({ id, status, reviewOn, mitigation, ...row }) => [
      keyOf(row.caseId, row.personId, row),
      { id, status, reviewOn: isoOrNull(reviewOn), mitigation },
    ]),
  )
  return { standing, isNew }
}
