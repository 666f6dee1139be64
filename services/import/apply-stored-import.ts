import { setImmediate as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { versionField } from '#services/core/whole-number.ts'
import { applyChanges, importTimeout, lockImports, recordImport, type Written } from './apply-import.ts'
import { readKeptRows } from './kept-rows.ts'
import { findRead, fingerprintOf, planKept } from './member-import.ts'
import { partsOf } from './parts-of.ts'
import type { Action, ImportPlan } from './records.ts'
import { tables } from './tables.ts'

export const applyStoredSchema = z.object({
  version: versionField,
  fingerprint: z.string(),
})

/** Imports that this process is putting into effect; each gives the sentence with which it stopped, or null. */
const running = new Map<string, Promise<string | null>>()

/** Waits until this process has put an import into effect; at once when it is not. */
export const applyingSettled = async (id: string): Promise<void> => {
  await running.get(id)
}

/** A short list is in effect before anybody would look at its progress. */
const soonMs = 3_000

/**
 * Puts an import into effect as the person saw it (`fingerprint`), in parts, so that other pages do not wait for it; each part
 * has everything about its people and services, all or nothing. Comes back when it is done, or after some seconds while it goes on.
 * Rows that need a person stay on the plan until somebody decides on them. Stale when it would now do anything else.
 */
export const applyStoredImport = async (
  ctx: Ctx,
  importId: string,
  { version, fingerprint }: z.infer<typeof applyStoredSchema>,
): Promise<Result<{ counts: Record<Action, number>; isDone: boolean }>> => {
  const begun = await inTransaction(
    ctx,
    async (ctx) => {
      await lockImports(ctx)
      const found = await findRead(ctx, importId)
      if (!found.ok) return found
      const kept = found.value
      if (readKeptRows(kept.rows).length === 0) return refused('This list has been imported already.')
      const plan = await planKept(ctx, kept)
      if (fingerprintOf(plan) !== fingerprint)
        return stale('People, posts or memberships changed since you opened this. Look at what it would do now.')
      const { count } = await tables(ctx).memberImport.updateMany({
        where: { id: importId, version },
        data: {
          isApplying: true,
          beatAt: ctx.clock.now(),
          stepsDone: 0,
          stepCount: plan.changes.length,
          says: null,
          version: { increment: 1 },
        },
      })
      if (count === 0) return overtaken('This import')
      await audit(ctx, { event: 'import.confirmed', subject: { kind: 'import', id: importId } })
      return ok(plan)
    },
    { timeout: importTimeout },
  )
  if (!begun.ok) return begun
  const plan = begun.value
  const applying = applyInBackground(ctx, importId, plan)
  running.set(
    importId,
    applying.finally(() => running.delete(importId)),
  )
  const late = Symbol('late')
  const soon = await Promise.race([
    applying,
    new Promise<typeof late>((resolve) => setTimeout(resolve, soonMs, late).unref()),
  ])
  if (typeof soon === 'string') return stale(soon)
  return ok({ counts: { ...plan.counts }, isDone: soon !== late })
}

/** Gives the sentence with which it stopped, or null when all of it is written. */
const applyInBackground = async (ctx: Ctx, importId: string, plan: ImportPlan): Promise<string | null> => {
  const keep = (ctx: Ctx, data: Prisma.MemberImportUpdateInput) =>
    tables(ctx).memberImport.update({ where: { id: importId }, data: { ...data, version: { increment: 1 } } })
  const total: Written = { people: 0, membershipsBegun: 0, membershipsChanged: 0 }
  let stepsDone = 0
  try {
    for (const part of partsOf(plan)) {
      const written = await inTransaction(
        ctx,
        async (ctx) => {
          await lockImports(ctx)
          const result = await applyChanges(ctx, part, importId)
          if (result.ok) await keep(ctx, { stepsDone: stepsDone + part.length, beatAt: ctx.clock.now() })
          return result
        },
        { timeout: importTimeout },
      )
      if (!written.ok) {
        await keep(ctx, { isApplying: false, says: stopped })
        return stopped
      }
      stepsDone += part.length
      total.people += written.value.people
      total.membershipsBegun += written.value.membershipsBegun
      total.membershipsChanged += written.value.membershipsChanged
      await pause()
    }
    await inTransaction(ctx, async (ctx) => {
      await recordImport(ctx, importId, plan.counts, total)
      await keep(ctx, { isApplying: false, appliedAt: ctx.clock.now(), ...(await leftOf(ctx, importId, plan)) })
      return ok(null)
    })
    return null
  } catch (error) {
    ctx.log.error(
      { importId, error: error instanceof Error ? error.name : 'unknown' },
      'a list was not put into effect',
    )
    await keep(ctx, { isApplying: false, says: stopped }).catch(() => undefined)
    return stopped
  }
}

const stopped =
  'People, posts or memberships changed while the list was being put into effect, and the rest of it was not written. Look at what it would do now.'

/** What is kept of a list once it is in effect: nothing, unless rows wait for a person; then all, as rows are compared. */
const leftOf = async (ctx: Ctx, importId: string, { records, counts }: ImportPlan) => {
  if (counts.ask === 0) return { waiting: 0, rows: [], corrections: {} }
  const { rows } = await tables(ctx).memberImport.findUniqueOrThrow({ where: { id: importId }, select: { rows: true } })
  const asked = new Set(records.flatMap(({ row, action }) => (action === 'ask' ? [row] : [])))
  return {
    waiting: counts.ask,
    rows: readKeptRows(rows).map((facts) => (asked.has(facts.row) ? facts : { ...facts, isSettled: true })),
  }
}
