import type { Prisma } from '#prisma/generated/client.ts'
import { type AuditEntry, audit, auditAll } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { insertRows, newId, updateRows } from '#services/core/insert-rows.ts'
import { notFound, ok, type Problem, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { historiesOf, historyOf } from './history.ts'
import type { Life } from './life.ts'

/** What the engine reads of a row that has a life. */
export type Standing<State extends string> = { id: string; version: number; status: State }

/** What a room says of the rows that live a life: where they are kept and who stands on which side. */
type Keeping<State extends string, Side extends string, Found extends { id: string }, Row, Data> = {
  /** As the audit log names the subject: "enquiry", "review_request". */
  kind: string
  /** The table whose row is locked by id. */
  table: Prisma.ModelName
  /** By what stands in the URL, as this actor may know of it; null where they may not. */
  find(ctx: Ctx, ref: string): Promise<Found | null>
  /** The sides the actor may act from. */
  sidesOf(ctx: Ctx, found: Found): readonly Side[]
  /** The answer to somebody on none of the sides that may; not found when left out. */
  notOnSide?(found: Found, by: readonly Side[]): { ok: false; problem: Problem }
  /** As it stands, read after the lock. */
  read(ctx: Ctx, id: string): Promise<Row | null>
  /** Writes where it stands now, its version, and what else changes. */
  write(ctx: Ctx, row: Row, change: Partial<Data> & { status: State; version: number }): Promise<unknown>
  /** What the audit entry says besides. */
  about?(row: Row): Pick<AuditEntry, 'case' | 'yotCode'>
}

/** What a move leaves behind besides the state. */
export type MoveRecord<State extends string, Data> = {
  /** Where it goes, for a move whose row names several. */
  to?: State
  /** What else changes on the row itself. */
  data?: Partial<Data>
  /** What whoever made it said with it; kept with the move, never in the audit log. */
  note?: string | undefined
  /** ISO day on which it happened; today when left out. */
  happenedOn?: string | undefined
  /** Codes, dates and states for the audit entry. */
  said?: AuditEntry['data']
}

export type MoveInput<Event extends string> = {
  event: Event
  ref: string
  /** The version that the page showed; left out by the exchange itself. */
  version?: number | undefined
  /** Ids of others of the same table that the move changes too: all are locked at once, in one order. */
  others?: readonly string[]
}

type Noted = {
  kind: string
  id: string
  event: string
  from: string | null
  to: string
  version: number
  note?: string | undefined
  happenedOn?: string | undefined
}

/** Keeps the row of a move that was made. For a room that cannot reach the frame of its own life; everybody else moves. */
export const noteMove = async (
  ctx: Ctx,
  { kind, id, event, from, to, version, note, happenedOn = ctx.clock.today() }: Noted,
): Promise<void> => {
  await ctx.db.move.create({
    data: {
      subjectKind: kind,
      subjectId: id,
      event,
      from,
      to,
      happenedOn: dateFromIso(happenedOn),
      movedAt: ctx.clock.now(),
      movedById: ctx.actor.personId,
      movedBy: ctx.actor.name,
      note: note ?? null,
      version,
    },
  })
}

/** What the work of a move is given. */
export type MoveAtHand<Row, Found, State extends string, Data> = {
  /** Locked until the transaction ends. */
  row: Row
  found: Found
  /** Makes the move; the work calls it once its guard holds. Gives the row as it stands then. */
  move(record?: MoveRecord<State, Data>): Promise<Result<Row>>
}

/**
 * The frame of every move of one kind of thing. Its parts, in their order: may the actor know of it (else not found), is
 * theirs a side that may (else what the room answers), then in one transaction with the row locked: have they done it
 * already from this very page (then it is done), was it changed since (stale, with how it stands now), does its state allow
 * it (else refused with a sentence). The work then checks its guard and makes the move: the row's new state and version, a
 * row of `Move`, an audit entry.
 */
export const keep = <
  State extends string,
  Event extends string,
  Side extends string,
  Mark extends string,
  Found extends { id: string },
  Row extends Standing<State>,
  Data extends object,
>(
  life: Life<State, Event, Side, Mark>,
  { kind, table, find, sidesOf, notOnSide, read, write, about }: Keeping<State, Side, Found, Row, Data>,
) => {
  /** Rows as they stood before they were moved: none is moved twice from where it stood once. */
  const made = new WeakSet<Row>()

  const lock = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
    await ctx.db.$queryRawUnsafe(`select 1 from "${table}" where id = any($1::uuid[]) order by id for update`, [
      ...new Set(ids),
    ])
  }

  /** Locks a row until the transaction ends and reads it as it stands; null when there is none. */
  const lockRow = async (ctx: Ctx, id: string): Promise<Row | null> => {
    await lock(ctx, [id])
    return read(ctx, id)
  }

  const note = async (
    ctx: Ctx,
    row: Row,
    event: Event,
    from: State | null,
    { note, happenedOn, said }: MoveRecord<State, Data>,
  ): Promise<void> => {
    await noteMove(ctx, { kind, id: row.id, event, from, to: row.status, version: row.version, note, happenedOn })
    await audit(ctx, {
      event: `${life.noun}.${event}`,
      subject: { kind, id: row.id },
      ...about?.(row),
      data: { ...(from === null ? {} : { from }), to: row.status, ...said },
    })
  }

  /** Notes the move that a new row began with. Call in the transaction that made it. */
  const begin = async (ctx: Ctx, row: Row, event: Event, record: MoveRecord<State, Data> = {}): Promise<void> => {
    if (!life.moveOf(event).from.includes(null) || !life.targetsOf(event, null).includes(row.status))
      throw new Error(`${life.noun}: nothing begins with "${event}" at "${row.status}"`)
    await note(ctx, row, event, null, record)
  }

  /** Moves a locked row on. The caller has asked who may; the table decides whether. Gives the row as it stands then. */
  const move = async (ctx: Ctx, row: Row, event: Event, record: MoveRecord<State, Data> = {}): Promise<Result<Row>> => {
    if (!life.moveOf(event).from.includes(row.status)) return refused(life.whyNot(event, row.status))
    const targets = life.targetsOf(event, row.status)
    const status = record.to ?? (targets.length === 1 ? targets[0] : undefined)
    if (status === undefined || !targets.includes(status))
      throw new Error(`${life.noun}: "${event}" does not lead to "${status}"`)
    if (made.has(row))
      throw new Error(`${life.noun}: "${event}" moves a row that was moved already; take what that gave`)
    const version = row.version + 1
    await write(ctx, row, { ...record.data, status, version } as Partial<Data> & { status: State; version: number })
    made.add(row)
    const moved = { ...row, status, version }
    await note(ctx, moved, event, row.status, record)
    return ok(moved)
  }

  /** Notes one event of many rows, each with the state it came from, in two statements. */
  const noteAll = async (
    ctx: Ctx,
    rows: readonly { row: Row; from: State | null }[],
    event: Event,
    note: string | undefined,
  ): Promise<void> => {
    const { clock, actor } = ctx
    await insertRows(
      ctx,
      'Move',
      rows.map(({ row, from }) => ({
        id: newId(),
        subjectKind: kind,
        subjectId: row.id,
        event,
        from,
        to: row.status,
        happenedOn: dateFromIso(clock.today()),
        movedAt: clock.now(),
        movedById: actor.personId,
        movedBy: actor.name,
        note: note ?? null,
        version: row.version,
      })),
    )
    await auditAll(
      ctx,
      rows.map(({ row, from }) => ({
        event: `${life.noun}.${event}` as const,
        subject: { kind, id: row.id },
        ...about?.(row),
        data: { ...(from === null ? {} : { from }), to: row.status },
      })),
    )
  }

  /** The same as `begin` for many new rows at once. */
  const beginAll = async (ctx: Ctx, rows: readonly Row[], event: Event): Promise<void> => {
    const strange = rows.find(({ status }) => !life.targetsOf(event, null).includes(status))
    if (strange || !life.moveOf(event).from.includes(null))
      throw new Error(`${life.noun}: nothing begins with "${event}" at "${strange?.status}"`)
    const fresh = rows.map((row) => ({ row, from: null }))
    await noteAll(ctx, fresh, event, undefined)
  }

  /**
   * One move of many locked rows, each as `move` makes it, in three statements. For a room whose rows are moved by the hundred.
   * @returns the rows as they stand then; refused where the table does not allow it of one of them
   */
  const moveAll = async (
    ctx: Ctx,
    rows: readonly Row[],
    event: Event,
    { to, data, note }: Pick<MoveRecord<State, Data>, 'to' | 'data' | 'note'> = {},
  ): Promise<Result<Row[]>> => {
    const stuck = rows.find(({ status }) => !life.moveOf(event).from.includes(status))
    if (stuck) return refused(life.whyNot(event, stuck.status))
    const moved = rows.map((row) => {
      const targets = life.targetsOf(event, row.status)
      const status = to ?? targets[0]
      if (status === undefined || !targets.includes(status) || (to === undefined && targets.length > 1))
        throw new Error(`${life.noun}: "${event}" does not lead to "${status}"`)
      if (made.has(row)) throw new Error(`${life.noun}: "${event}" moves a row that was moved already`)
      return { row, from: row.status, status }
    })
    const changes = moved.map(({ row, status }) => ({ ...data, id: row.id, version: row.version, status }))
    const changed = rows.length === 0 ? 0 : await updateRows(ctx, table, changes as Parameters<typeof updateRows>[2])
    if (changed !== rows.length) throw new Error(`${life.noun}: a row of "${event}" was not locked`)
    for (const { row } of moved) made.add(row)
    const after = moved.map(({ row, from, status }) => ({
      from,
      row: { ...row, ...data, status, version: row.version + 1 },
    }))
    await noteAll(ctx, after, event, note)
    return ok(after.map(({ row }) => row))
  }

  /**
   * Whether the actor's own press of this button is what brought it here: from this very page or, where the page shows how
   * it stands, as the last thing anybody did. What the exchange did by itself in between does not count.
   */
  const isOwnPress = async (ctx: Ctx, row: Row, { event, version }: MoveInput<Event>): Promise<boolean> => {
    const { personId } = ctx.actor
    if (personId === null) return false
    const isOlder = version !== undefined && version !== row.version
    const since = await ctx.db.move.findMany({
      where: {
        subjectKind: kind,
        subjectId: row.id,
        movedById: { not: null },
        ...(isOlder ? { version: { gt: version } } : {}),
      },
      orderBy: { version: isOlder ? 'asc' : 'desc' },
      take: isOlder ? 3 : 1,
      select: { event: true, movedById: true },
    })
    const other = since.findIndex(({ movedById }) => movedById !== personId)
    return (other === -1 ? since : since.slice(0, other)).some((made) => made.event === event)
  }

  type Work<T> = (ctx: Ctx, at: MoveAtHand<Row, Found, State, Data>) => Promise<Result<T>>

  /**
   * One move by a person.
   *
   * @param again what a second press of the same button on the same page is answered; null where what was typed differs, so
   *   that it is told that it was overtaken. When left out: the reference, where the state allows the move no more.
   * @returns what the work gave (the reference when `again` is left out); not-found, what the room answers to others,
   *   stale or refused as above, and whatever the work refuses
   */
  function asMove(ctx: Ctx, input: MoveInput<Event>, work: Work<unknown>): Promise<Result<{ ref: string }>>
  function asMove<T>(
    ctx: Ctx,
    input: MoveInput<Event>,
    work: Work<T>,
    again: (row: Row) => T | null,
  ): Promise<Result<T>>
  async function asMove<T>(
    ctx: Ctx,
    input: MoveInput<Event>,
    work: Work<T>,
    again?: (row: Row) => T | null,
  ): Promise<Result<T | { ref: string }>> {
    const { event, ref, version, others = [] } = input
    const found = await find(ctx, ref)
    if (!found) return notFound()
    const { by, from } = life.moveOf(event)
    const sides = sidesOf(ctx, found)
    if (!by.some((side) => sides.includes(side))) return notOnSide?.(found, by) ?? notFound()
    return inTransaction<T | { ref: string }>(ctx, async (ctx) => {
      await lock(ctx, [found.id, ...others])
      const row = await read(ctx, found.id)
      if (!row) return notFound()
      const isOvertaken = version !== undefined && version !== row.version
      const isAllowed = from.includes(row.status)
      if (isOvertaken || !isAllowed) {
        // What can be done again and again is a second press only where what was typed is the same.
        const answer = again !== undefined ? again(row) : isAllowed ? null : { ref }
        if (answer !== null && (await isOwnPress(ctx, row, input))) return ok(answer)
        if (!isAllowed) {
          const why = life.whyNot(event, row.status)
          return isOvertaken ? stale(why) : refused(why)
        }
        return stale(life.overtaken(row.status))
      }
      const done = await work(ctx, { row, found, move: (record) => move(ctx, row, event, record) })
      if (!done.ok) return done
      if (!made.has(row)) throw new Error(`${life.noun}: the work of "${event}" made no move`)
      return again === undefined ? ok({ ref }) : done
    })
  }

  /**
   * One move by the exchange itself, from a job or a message that may come twice: where the state does not allow it (any
   * more), nothing happens. `work` checks, with the row locked, whether its time has come, and makes the move or not.
   * @returns whether it was moved
   */
  const asSystemMove = (
    ctx: Ctx,
    { id, event }: { id: string; event: Event },
    work: (ctx: Ctx, at: Omit<MoveAtHand<Row, Found, State, Data>, 'found'>) => Promise<Result<unknown>>,
  ): Promise<Result<boolean>> =>
    inTransaction(ctx, async (ctx) => {
      const row = await lockRow(ctx, id)
      if (!row || !life.moveOf(event).from.includes(row.status)) return ok(false)
      const done = await work(ctx, { row, move: (record) => move(ctx, row, event, record) })
      return done.ok ? ok(made.has(row)) : done
    })

  /** What happened to one, the latest first. Whom it shows what is the room's to say. */
  const history = (ctx: Ctx, id: string) => historyOf(ctx, { kind, life }, id)

  const histories = (ctx: Ctx, ids: readonly string[]) => historiesOf(ctx, { kind, life }, ids)

  return { kind, life, lock: lockRow, begin, beginAll, move, moveAll, asMove, asSystemMove, history, histories }
}
