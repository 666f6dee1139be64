import { may } from '#services/core/access.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { regionName } from '#services/yots/index.ts'
import type { DeskFilter, DeskSort, HiddenCases } from './desk-schema.ts'
import { type DeskSqlRow, deskCountsSql, deskSql } from './desk-sql.ts'
import { rolesFrom } from './roles.ts'
import { roleWords } from './words.ts'

export type DeskState = DeskSqlRow['state']

/** How somebody stands, as a file says it. Why somebody is not available is not for every reader. */
export const deskStateWords: Record<DeskState, string> = {
  good: 'In order',
  soon: 'Due soon',
  mend: 'To mend',
  lapsed: 'Lapsed',
  suspended: 'Not available',
}

/**
 * Somebody in the bank as the association's desk shows them. ISO days: the last good one of each clock. Null: none is recorded, or
 * none is needed, which `charges` and `needsDbs` tell apart; of practice, that they are in post.
 */
export type DeskRow = {
  id: string
  name: string
  service: string | null
  region: string | null
  role: string | null
  state: DeskState
  next: { on: string; what: string } | null
  approval: string
  declaration: string | null
  /** The last declaration was of nothing. */
  isNil: boolean
  charges: boolean
  insurance: string | null
  needsDbs: boolean
  dbs: string | null
  hasPost: boolean
  practice: string | null
  openConditions: number
  condition: string | null
}

export const deskOnly = () =>
  forbidden('Who is in the bank, and how they stand, is for administrators and coordinators.')

const iso = (date: Date | null) => date && isoFromDate(date)

const clockWords = {
  approval: 'Approval',
  declaration: 'Declaration',
  insurance: 'Insurance',
  dbs: 'DBS record',
  practice: 'Practice',
  condition: 'Condition',
} as const

const rowOf = (row: DeskSqlRow): DeskRow => {
  const next = iso(row.next)
  const names = Object.keys(clockWords) as (keyof typeof clockWords)[]
  const what = names.filter((name) => iso(row[name]) === next).map((name) => clockWords[name])
  const top = rolesFrom(row.roles)[0] ?? row.roles[0]
  return {
    id: row.id,
    name: row.name,
    service: row.service,
    region: row.region && regionName(row.region),
    role: top ? roleWords[top] : null,
    state: row.state,
    next: next === null ? null : { on: next, what: what.join(', ') },
    approval: isoFromDate(row.approval),
    declaration: iso(row.declaration),
    isNil: row.isNil ?? false,
    charges: row.charges,
    insurance: iso(row.insurance),
    needsDbs: row.needsDbs,
    dbs: iso(row.dbs),
    hasPost: row.practised,
    practice: iso(row.practice),
    openConditions: row.openConditions,
    condition: iso(row.condition),
  }
}

const rowsOnAPage = 30
/** A download has everybody; no bank is larger. */
const everybody = 100_000

type Asked = {
  filter: DeskFilter
  sort: DeskSort
  hidden: HiddenCases
  /** Whom an open complaint is about that the reader may know of; who that is, another room says. */
  concerned?: readonly string[]
}

/** Everybody in the bank who fits, a page at a time; `page` null for all of them, for a download. Two statements. */
export const bankDesk = async (
  ctx: Ctx,
  asked: Asked,
  page: number | null,
): Promise<Result<{ rows: DeskRow[]; count: number; page: number; pageCount: number }>> => {
  if (!may(ctx.actor, 'bank.read')) return deskOnly()
  const about = { ...asked, today: ctx.clock.today() }
  const limit = page === null ? everybody : rowsOnAPage
  const read = (at: number) => ctx.db.$queryRaw<DeskSqlRow[]>(deskSql(about, { limit, offset: (at - 1) * limit }))
  const rows = await read(page ?? 1)
  const isBeyond = rows.length === 0 && page !== null && page > 1
  const shown = isBeyond ? await read(1) : rows
  const count = shown[0]?.total ?? 0
  return ok({
    rows: shown.map(rowOf),
    count,
    page: isBeyond ? 1 : (page ?? 1),
    pageCount: Math.max(1, Math.ceil(count / limit)),
  })
}

export type DeskCounts = Record<DeskState, number> & { runsOut: number; conditions: number; undeclared: number }

/** How many stand how, of the whole bank. */
export const deskCounts = async (ctx: Ctx, hidden: HiddenCases): Promise<Result<DeskCounts>> => {
  if (!may(ctx.actor, 'bank.read')) return deskOnly()
  type Counted = { state: DeskState; count: number; soon: number; conditions: number; undeclared: number }
  const rows = await ctx.db.$queryRaw<Counted[]>(deskCountsSql(hidden, ctx.clock.today()))
  const countOf = (state: DeskState) => rows.find((row) => row.state === state)?.count ?? 0
  const inForce = rows.filter(({ state }) => state !== 'lapsed' && state !== 'suspended')
  const sum = (by: (row: Counted) => number) => inForce.reduce((total, row) => total + by(row), 0)
  return ok({
    good: countOf('good'),
    soon: countOf('soon'),
    mend: countOf('mend'),
    suspended: countOf('suspended'),
    lapsed: countOf('lapsed'),
    runsOut: sum(({ soon }) => soon),
    conditions: sum(({ conditions }) => conditions),
    undeclared: sum(({ undeclared }) => undeclared),
  })
}
