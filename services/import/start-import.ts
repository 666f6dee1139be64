import type { Prisma } from '#prisma/generated/client.ts'
import { type Actor, asSystem, may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import { forbidden, invalid, ok, type Result } from '#services/core/result.ts'
import { yotRegister } from '#services/yots/index.ts'
import { type ReadTask, readList } from './read-list.ts'
import { tables } from './tables.ts'

export const mayImport = (actor: Actor) => may(actor, 'member.import')
export const mayNot = () => forbidden('Members’ lists are imported by an administrator of the association.')

/** For the page that takes the file. */
export const mayStartImport = (ctx: Ctx): Result<null> => (mayImport(ctx.actor) ? ok(null) : mayNot())

const mostRows = 10_000
const beatMs = 1_000
const deadAfterMs = 60_000
/** A short list is read before anybody would look at its progress. */
const soonMs = 3_000

/** Whether the process that read a list went away: it is read no further. */
export const isDead = (ctx: Ctx, { isReading, beatAt }: { isReading: boolean; beatAt: Date | null }): boolean =>
  isReading && ctx.clock.now().getTime() - (beatAt?.getTime() ?? 0) > deadAfterMs

/** Lists that this process is reading; each gives why it could not be read, or null. */
const running = new Map<string, Promise<string | null>>()

/** Waits until this process has read a list; at once when it is not reading it. */
export const importSettled = async (id: string): Promise<void> => {
  await running.get(id)
}

/**
 * Reads a members' list (CSV or XLSX, told by its content) in a thread of its own and keeps what its rows say for a person to
 * look at. Nothing is applied. `sheetName` chooses a sheet of a workbook. Comes back when the list is read, or after some seconds while it is being read. Invalid (`file`)
 * when it turns out by then not to be readable, to be too long or to have no people.
 * @param formKey names the form as it was sent: sent twice, it is read once
 */
export const startImport = async (
  ctx: Ctx,
  bytes: Uint8Array,
  { sheetName = '', formKey = null }: { sheetName?: string | undefined; formKey?: string | null } = {},
): Promise<Result<{ id: string }>> => {
  const { personId } = ctx.actor
  if (personId === null || !mayImport(ctx.actor)) return mayNot()
  const { register } = await yotRegister(ctx)
  const now = ctx.clock.now()
  let isNew = false
  const started = await once(ctx, formKey, async (ctx) => {
    const { id } = await tables(ctx).memberImport.create({
      data: { startedById: personId, startedAt: now, beatAt: now, isReading: true, rows: [], rowCount: 0 },
      select: { id: true },
    })
    await audit(ctx, { event: 'import.started', subject: { kind: 'import', id } })
    isNew = true
    return ok({ id })
  })
  if (!started.ok || !isNew) return started
  const { id } = started.value
  const reading = readInBackground(asSystem(ctx), id, {
    bytes,
    sheetName,
    register,
    today: ctx.clock.today(),
    mostRows,
  })
  running.set(
    id,
    reading.finally(() => running.delete(id)),
  )
  const soon = await Promise.race([reading, new Promise<null>((resolve) => setTimeout(resolve, soonMs, null).unref())])
  return soon === null ? started : invalid({ file: soon })
}

/** Gives why the list could not be read, or null when it was. */
const readInBackground = async (ctx: Ctx, id: string, task: ReadTask): Promise<string | null> => {
  let progress = { rowsRead: 0, rowCount: 0 }
  const keep = (data: Prisma.MemberImportUpdateInput) => tables(ctx).memberImport.updateMany({ where: { id }, data })
  const beat = setInterval(() => {
    keep({ ...progress, beatAt: ctx.clock.now() }).catch(() =>
      ctx.log.warn({ importId: id }, 'a list could not say how far it is read'),
    )
  }, beatMs)
  beat.unref()
  try {
    const read = await readList(task, (rowsRead, rowCount) => {
      progress = { rowsRead, rowCount }
    })
    clearInterval(beat)
    if (!read.isRead) {
      await keep({ isReading: false, says: read.why })
      return read.why
    }
    const { sheetName, unread, otherSheets, rows } = read
    await keep({ isReading: false, sheetName, unread, otherSheets, rows, rowsRead: rows.length, rowCount: rows.length })
    return null
  } catch (error) {
    clearInterval(beat)
    ctx.log.error({ importId: id, error: error instanceof Error ? error.name : 'unknown' }, 'a list was not read')
    await keep({ isReading: false, says: failed }).catch(() => undefined)
    return failed
  }
}

const failed = 'The list could not be read. Save it again as CSV or as an Excel workbook (.xlsx), and try once more.'
