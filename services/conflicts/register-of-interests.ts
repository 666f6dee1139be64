import type { AppointmentRole } from '#prisma/generated/enums.ts'
import { inForceOn } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import { addMonths, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { foldText } from '#services/core/fold.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { listed } from '#services/core/words.ts'
import { regionName } from '#services/yots/index.ts'
import { type InterestKind, interestKinds } from './facts.ts'
import { addPeriod } from './facts-dates.ts'
import { ruleSetInForce } from './rule-sets.ts'
import { interestWords } from './schema.ts'
import { tables } from './tables.ts'

const officeWords = {
  coordinator: 'Coordinator',
  assessor: 'Assessor',
  board_member: 'Member of the programme board',
  administrator: 'Administrator',
} as const

const officeOf = ({ role, region }: { role: AppointmentRole; region: string | null }): string =>
  `${officeWords[role]}${region ? `, ${regionName(region)}` : ''}`

/** How a yearly declaration stands. ISO days; both null before the first. */
type Declared = {
  declaredOn: string | null
  /** The last day it counts. */
  lastsUntil: string | null
  /** They said that they have nothing to declare. */
  isNil: boolean
  /** None yet, or it lasts no longer. */
  isOverdue: boolean
}

/** One person in the public register: what they are to the exchange, and the interests that come with their roles. */
export type PublicEntry = {
  name: string
  /** `since` is null for the bank: when somebody was approved is not public. */
  roles: { title: string; since: string | null }[]
  interests: string[]
} & Declared

const lastAnnual = {
  where: { kind: 'annual' as const },
  orderBy: { statedAt: 'desc' as const },
  take: 1,
  select: { statedAt: true, isNil: true },
}

/** How the last yearly declaration of somebody stands on a day, where one lasts so long. */
const declaredOf = (
  declarations: readonly { statedAt: Date; isNil: boolean }[],
  { today, lasts }: { today: string; lasts: Parameters<typeof addPeriod>[1] },
): Declared => {
  const [last] = declarations
  if (!last) return { declaredOn: null, lastsUntil: null, isNil: false, isOverdue: true }
  const declaredOn = londonDate(last.statedAt)
  const lastsUntil = addPeriod(declaredOn, lasts)
  return { declaredOn, lastsUntil, isNil: last.isNil, isOverdue: lastsUntil < today }
}

const inForce = (today: Date) => ({ from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] })

/**
 * The public register: officers of the association, and those of the bank who chose to be named, with the interests that come with a role (posts now
 * held, offices, paid work offered, trusteeships and elected office with a body of the register). No free text, no family,
 * friends, disputes or health: those are for whoever decides. Every officer is there, also who declared nothing or owes a declaration; whether
 * somebody of the bank declared nothing is not said. For everybody.
 */
export const publicRegister = async (ctx: Ctx): Promise<{ officers: PublicEntry[]; bank: PublicEntry[] }> => {
  const today = dateFromIso(ctx.clock.today())
  const { settings } = await ruleSetInForce(ctx)
  const people = await ctx.db.person.findMany({
    where: {
      leftAt: null,
      OR: [{ appointments: { some: inForce(today) } }, { standing: inForceOn(ctx.clock.today()) }],
    },
    select: {
      id: true,
      name: true,
      appointments: { where: inForce(today), orderBy: { from: 'asc' } },
      standing: { select: { status: true } },
      profile: { select: { isNamePublic: true } },
      holdings: { where: inForce(today), select: { title: true, yot: { select: { name: true } } } },
      offerings: { where: { status: 'published', basis: 'charged' }, select: { id: true } },
      declarations: lastAnnual,
      interests: {
        where: { withdrawnAt: null, kind: { in: ['trustee', 'elected'] } },
        select: {
          kind: true,
          until: true,
          yot: { select: { name: true } },
          registered: { select: { name: true } },
        },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const entryOf = (person: (typeof people)[number]): PublicEntry => {
    const { appointments, standing, holdings, offerings, interests, declarations } = person
    const declared = interests.flatMap(({ kind, until, yot, registered }) => {
      const body = yot?.name ?? registered?.name
      if (!body || (until !== null && until < today)) return []
      return [kind === 'elected' ? `Elected office over the area of ${body}` : `Trustee or board member: ${body}`]
    })
    return {
      name: person.name,
      roles: [
        ...appointments.map((office) => ({ title: officeOf(office), since: isoFromDate(office.from) })),
        ...(standing ? [{ title: 'In the bank', since: null }] : []),
      ],
      interests: [
        ...holdings.map(({ title, yot }) => `${title} at ${yot.name}`),
        ...(offerings.length > 0 ? ['Offers paid work through the exchange'] : []),
        ...declared,
      ],
      ...declaredOf(declarations, { today: ctx.clock.today(), lasts: settings.declarationLasts }),
      ...(appointments.length === 0 ? { isNil: false } : {}),
    }
  }
  const officers = people.filter(({ appointments }) => appointments.length > 0)
  const bank = people.filter(
    ({ appointments, standing, profile }) => appointments.length === 0 && standing && profile?.isNamePublic,
  )
  return { officers: officers.map(entryOf), bank: bank.map(entryOf) }
}

/** One interest in the association's own register. ISO days. */
export type RegisterRow = {
  id: string
  person: string
  kind: string
  with: string
  from: string | null
  until: string | null
  declaredOn: string
  withdrawnOn: string | null
}

const onlyReaders = () => forbidden('The register of interests is for the programme board and administrators.')

const isKind = (kind: string): kind is InterestKind => interestKinds.some((known) => known === kind)

export const registerPageSize = 50

/**
 * The association's own register of interests with its history: everything declared, by whom, with whom, when, and when it
 * was withdrawn. What somebody declared for one case is left out, because it would tell of the case; so are notes. Forbidden
 * to all but the programme board and administrators. `page` null gives everything, for a download.
 */
export const centralRegister = async (
  ctx: Ctx,
  { page, isHistoryToo, q }: { page: number | null; isHistoryToo: boolean; q?: string },
): Promise<Result<{ rows: RegisterRow[]; total: number }>> => {
  if (!may(ctx.actor, 'interest.read')) return onlyReaders()
  const where = {
    declaration: { caseId: null },
    ...(isHistoryToo ? {} : { withdrawnAt: null }),
    ...(q ? { person: { foldedName: { contains: foldText(q) } } } : {}),
  }
  const { interest } = tables(ctx)
  const [total, rows] = await Promise.all([
    interest.count({ where }),
    interest.findMany({
      where,
      orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
      ...(page === null ? {} : { skip: (page - 1) * registerPageSize, take: registerPageSize }),
      include: {
        person: { select: { name: true } },
        yot: { select: { name: true } },
        otherPerson: { select: { name: true } },
        registered: { select: { name: true } },
        declaration: { select: { statedAt: true } },
      },
    }),
  ])
  return ok({
    total,
    rows: rows.map((row) => ({
      id: row.id,
      person: row.person.name,
      kind: isKind(row.kind) ? interestWords[row.kind] : row.kind,
      with: row.yot?.name ?? row.otherPerson?.name ?? row.registered?.name ?? row.organisation ?? '',
      from: row.from && isoFromDate(row.from),
      until: row.until && isoFromDate(row.until),
      declaredOn: londonDate(row.declaration.statedAt),
      withdrawnOn: row.withdrawnAt && londonDate(row.withdrawnAt),
    })),
  })
}

/** What one officer owes the register: a yearly declaration, of interests or of none. ISO days. */
export type OfficerReturn = {
  name: string
  offices: string[]
  /** Interests declared for the year and not withdrawn. */
  interests: number
} & Declared

/**
 * Every officer of the association by name, whatever they declared: a nil return is a declaration too, and who owes one is seen. Same
 * readers as the register. What was declared for one case is not counted.
 */
export const officersReturns = async (ctx: Ctx): Promise<Result<OfficerReturn[]>> => {
  if (!may(ctx.actor, 'interest.read')) return onlyReaders()
  const today = ctx.clock.today()
  const { settings } = await ruleSetInForce(ctx)
  const officers = await ctx.db.person.findMany({
    where: { leftAt: null, appointments: { some: inForce(dateFromIso(today)) } },
    select: {
      name: true,
      appointments: { where: inForce(dateFromIso(today)), orderBy: { from: 'asc' } },
      declarations: lastAnnual,
      interests: { where: { withdrawnAt: null, declaration: { caseId: null } }, select: { id: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return ok(
    officers.map(({ name, appointments, declarations, interests }) => ({
      name,
      offices: appointments.map(officeOf),
      interests: interests.length,
      ...declaredOf(declarations, { today, lasts: settings.declarationLasts }),
    })),
  )
}

/** What changed from one day (ISO, included) until another (not included; today is the last when it is left out). */
export type RegisterDigest = { since: string; until: string | null; added: string[]; withdrawn: string[] }

/**
 * What changed in the register since a day: interests added and withdrawn. Same readers. How many people declared is
 * not said: saying yes to an invitation renews a declaration, so the number would tell of cases that must not exist for them.
 */
export const registerDigest = async (
  ctx: Ctx,
  since = addMonths(ctx.clock.today(), -1),
  until: string | null = null,
): Promise<Result<RegisterDigest>> => {
  const all = await centralRegister(ctx, { page: null, isHistoryToo: true })
  if (!all.ok) return all
  const line = (row: RegisterRow) => `${row.person}: ${row.kind} (${listed([row.with])})`
  const isIn = (on: string | null) => on !== null && on >= since && (until === null || on < until)
  return ok({
    since,
    until,
    added: all.value.rows.filter((row) => isIn(row.declaredOn)).map(line),
    withdrawn: all.value.rows.filter((row) => isIn(row.withdrawnOn)).map(line),
  })
}
