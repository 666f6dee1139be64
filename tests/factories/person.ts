import { randomUUID } from 'node:crypto'
import type { AppointmentRole, BankRole, HoldingKind, PostLevel, StandingStatus } from '#prisma/generated/enums.ts'
import { allGrantsFor, refreshLastPractice } from '#services/bank/index.ts'
import type { Actor } from '#services/core/access.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

type PostTraits = {
  yotCode: string
  level?: PostLevel
  title?: string
  kind?: HoldingKind
  /** ISO date; two years ago when left out. */
  from?: string
  until?: string | null
  isOnLeave?: boolean
  /** History the person stated: no post on the register's books. */
  isStated?: boolean
}

type AppointmentTraits = { role: AppointmentRole; region?: string; from?: string; until?: string | null }

/** A place in the bank: a reviewer in kind, approved a year ago for three years, unless told otherwise. */
type BankTraits = {
  roles?: BankRole[]
  status?: StandingStatus
  approvedOn?: string
  expiresOn?: string
  conditions?: { text: string; dueOn: string; confirmedOn?: string }[]
  /** ISO date a DBS certificate was seen; not needed when left out, null for no record. */
  dbsSeenOn?: string | null
  /** Theme code → level. */
  themes?: Record<string, number>
  dayRatePence?: number
  daysPerYear?: number
  reviewsPerYear?: number
  maxKm?: number
  insuranceUntil?: string
  isNamePublic?: boolean
  absences?: { from: string; until: string }[]
}

export type PersonTraits = {
  name?: string
  email?: string
  posts?: PostTraits[]
  appointments?: AppointmentTraits[]
  bank?: BankTraits
  /** ISO date of a yearly declaration without interests; today for officers and for who charges, who may not act without; null for none. */
  declaredOn?: string | null
}

export type MadePerson = { id: string; name: string; email: string; actor: Actor }

const titles: Record<PostLevel, string> = {
  head: 'Head of service',
  second_tier: 'Operations manager',
  manager: 'Team manager',
}

const optionalDate = (iso: string | null | undefined) => (iso ? dateFromIso(iso) : null)

let made = 0

/** A person with an address, posts, appointments and a place in the bank as asked, and the actor they are today. */
export const makePerson = async (ctx: Ctx, traits: PersonTraits = {}): Promise<MadePerson> => {
  made += 1
  const id = randomUUID()
  const name = traits.name ?? `Person ${made}`
  const email = traits.email ?? `person-${id}@example.org`
  const addedAt = ctx.clock.now()
  await ctx.db.person.create({
    data: { id, name, createdAt: addedAt, addresses: { create: { address: email, isPrimary: true, addedAt } } },
  })
  const twoYearsAgo = addMonths(ctx.clock.today(), -24)
  for (const post of traits.posts ?? []) {
    const level = post.level ?? 'head'
    const title = post.title ?? titles[level]
    const from = dateFromIso(post.from ?? twoYearsAgo)
    const onTheBooks = post.isStated
      ? null
      : await ctx.db.post.create({ data: { yotCode: post.yotCode, title, level, createdOn: from } })
    await ctx.db.holding.create({
      data: {
        personId: id,
        yotCode: post.yotCode,
        postId: onTheBooks?.id ?? null,
        title,
        level,
        kind: post.kind ?? 'substantive',
        from,
        until: optionalDate(post.until),
        isOnLeave: post.isOnLeave ?? false,
      },
    })
  }
  for (const { role, region, from, until } of traits.appointments ?? []) {
    await ctx.db.appointment.create({
      data: {
        personId: id,
        role,
        region: region ?? null,
        from: dateFromIso(from ?? twoYearsAgo),
        until: optionalDate(until),
      },
    })
  }
  const declaredOn =
    traits.declaredOn === undefined && (traits.appointments?.length || traits.bank?.dayRatePence !== undefined)
      ? ctx.clock.today()
      : traits.declaredOn
  if (declaredOn) {
    await ctx.db.declaration.create({
      data: { personId: id, kind: 'annual', isNil: true, statedAt: dateFromIso(declaredOn) },
    })
  }
  if (traits.bank) await placeInBank(ctx, id, traits.bank)
  return { id, name, email, actor: { kind: 'person', personId: id, name, grants: await allGrantsFor(ctx, id) } }
}

const placeInBank = async (ctx: Ctx, personId: string, bank: BankTraits): Promise<void> => {
  const today = ctx.clock.today()
  const approvedOn = dateFromIso(bank.approvedOn ?? addMonths(today, -12))
  const evidence = 'Says how they know it.'
  await ctx.db.profile.create({
    data: {
      personId,
      summary: 'Has worked in youth justice for years.',
      isNamePublic: bank.isNamePublic ?? false,
      isInKind: bank.dayRatePence === undefined,
      dayRatePence: bank.dayRatePence ?? null,
      daysPerYear: bank.daysPerYear ?? 10,
      reviewsPerYear: bank.reviewsPerYear ?? 2,
      maxKm: bank.maxKm ?? null,
      insuranceUntil: optionalDate(bank.insuranceUntil),
      dbsNotNeededBecause: bank.dbsSeenOn === undefined ? 'Meets no child alone.' : null,
      dbsSeenOn: optionalDate(bank.dbsSeenOn),
    },
  })
  await ctx.db.standing.create({
    data: {
      personId,
      status: bank.status ?? 'active',
      approvedOn,
      expiresOn: dateFromIso(bank.expiresOn ?? (bank.status === 'lapsed' ? addDays(today, -1) : addMonths(today, 24))),
    },
  })
  if (bank.status === 'suspended')
    await ctx.db.suspension.create({ data: { personId, restsOn: `test:${personId}`, from: dateFromIso(today) } })
  await ctx.db.standingCondition.createMany({
    data: (bank.conditions ?? []).map(({ text, dueOn, confirmedOn }, index) => ({
      personId,
      restsOn: `test:${personId}:${index}`,
      text,
      dueOn: dateFromIso(dueOn),
      confirmedOn: optionalDate(confirmedOn),
    })),
  })
  await ctx.db.standingRole.createMany({
    data: (bank.roles ?? ['reviewer']).map((role) => ({ personId, role, since: approvedOn, evidence })),
  })
  await ctx.db.expertise.createMany({
    data: Object.entries(bank.themes ?? {}).map(([themeCode, level]) => ({
      personId,
      themeCode,
      level,
      evidence,
      lastUsedOn: approvedOn,
    })),
  })
  await ctx.db.absence.createMany({
    data: (bank.absences ?? []).map(({ from, until }) => ({
      personId,
      from: dateFromIso(from),
      until: dateFromIso(until),
    })),
  })
  await refreshLastPractice(ctx, [personId])
}
