import type { Prisma } from '#prisma/generated/client.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import { inForce } from '#services/yots/index.ts'
import { consentLife } from './consent-lifecycle.ts'
import { tables } from './tables.ts'

/** Days to answer, and months for which it is given. */
export const consentTimes = { daysToAnswer: 21, months: 12 } as const

export const consentAnswerBy = (today: string): string => addDays(today, consentTimes.daysToAnswer)
/** The last day of a consent that is given today. */
export const consentUntil = (today: string): string => addDays(addMonths(today, consentTimes.months), -1)

const select = {
  id: true,
  personId: true,
  yotCode: true,
  status: true,
  words: true,
  daysPerYear: true,
  mayCharge: true,
  leadName: true,
  leadAddress: true,
  askedAt: true,
  answerBy: true,
  until: true,
  version: true,
  person: { select: { name: true, leftAt: true } },
  yot: { select: { name: true } },
} satisfies Prisma.OwnNameConsentSelect

export type Consent = Prisma.OwnNameConsentGetPayload<{ select: typeof select }>

/** How a move finds a consent: by the key of the link that its lead was sent, or by its id for whoever asked. */
export const byKey = (key: string) => `key:${key}`

const find = (ctx: Ctx, ref: string): Promise<Consent | null> => {
  const { ownNameConsent } = tables(ctx)
  return ref.startsWith('key:')
    ? ownNameConsent.findUnique({ where: { tokenHash: hashOfLinkKey(ref.slice(4)) }, select })
    : ownNameConsent.findFirst({ where: { id: ref, personId: ctx.actor.personId ?? undefined }, select })
}

const kept = keep(consentLife, {
  kind: 'consent',
  table: 'OwnNameConsent',
  find: async (ctx: Ctx, ref: string) => {
    const found = await find(ctx, ref)
    return found && { ...found, isByKey: ref.startsWith('key:') }
  },
  sidesOf: ({ actor }, { isByKey, personId }) =>
    isByKey
      ? // Nobody agrees to what they ask themselves.
        actor.personId === personId
        ? []
        : (['lead'] as const)
      : actor.personId === personId
        ? (['person'] as const)
        : [],
  read: (ctx, id): Promise<Consent | null> => tables(ctx).ownNameConsent.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.OwnNameConsentUncheckedUpdateInput) =>
    tables(ctx).ownNameConsent.update({ where: { id }, data }),
  about: ({ yotCode }) => ({ yotCode }),
})

/** Consents and their moves: whoever has the link stands for the service, whoever asked for themselves. */
export const consents = { ...kept, find }

/** The consent that is open or was open last, of each service where this person holds a post. */
export const lastConsents = async (ctx: Ctx, personId: string): Promise<Map<string, Consent>> => {
  const rows = await tables(ctx).ownNameConsent.findMany({ where: { personId }, orderBy: { askedAt: 'asc' }, select })
  return new Map(rows.map((row) => [row.yotCode, row]))
}

/** Services in which somebody holds a post today. */
export const servicesOf = async (ctx: Ctx, personId: string): Promise<{ code: string; name: string }[]> => {
  const rows = await ctx.db.holding.findMany({
    where: { personId, postId: { not: null }, ...inForce(ctx.clock.today()) },
    distinct: ['yotCode'],
    orderBy: { yotCode: 'asc' },
    select: { yotCode: true, yot: { select: { name: true } } },
  })
  return rows.map(({ yotCode, yot }) => ({ code: yotCode, name: yot.name }))
}

/** Consents that hold on a day, by their own days. */
const givenOn = (ctx: Ctx, personId: string, on: string) =>
  tables(ctx).ownNameConsent.findMany({
    where: { personId, status: 'given', until: { gte: dateFromIso(on) } },
    orderBy: { yotCode: 'asc' },
    select: { yotCode: true, mayCharge: true, daysPerYear: true, until: true },
  })

/**
 * What somebody in post lacks to offer in their own name on a day: the name of a service of theirs that has not agreed, or not to a
 * charge; null where nothing is missing, or where they hold no post. Counts by its own days, whatever has run.
 */
export const missingConsent = async (
  ctx: Ctx,
  personId: string,
  { charges = false, on = ctx.clock.today() }: { charges?: boolean; on?: string } = {},
): Promise<string | null> => {
  const services = await servicesOf(ctx, personId)
  if (services.length === 0) return null
  const given = (await givenOn(ctx, personId, on)).filter(({ mayCharge }) => mayCharge || !charges)
  return services.find(({ code }) => !given.some(({ yotCode }) => yotCode === code))?.name ?? null
}

/**
 * Locks what services have agreed to for somebody until the transaction ends: whoever counts their days after that sees what was agreed
 * before.
 */
export const lockConsents = async (ctx: Ctx, personId: string): Promise<void> => {
  await ctx.db.$queryRaw`
    select 1 from "OwnNameConsent" where "personId" = ${personId}::uuid and status = 'given' order by id for update`
}

/** What services have agreed to for somebody who holds a post in them today: days a year, until an ISO day. */
export const consentsOf = async (
  ctx: Ctx,
  personId: string,
): Promise<{ name: string; daysPerYear: number; until: string }[]> => {
  const services = await servicesOf(ctx, personId)
  const given = await givenOn(ctx, personId, ctx.clock.today())
  return given.flatMap(({ yotCode, daysPerYear, until }) => {
    const service = services.find(({ code }) => code === yotCode)
    return service && until !== null ? [{ name: service.name, daysPerYear, until: isoFromDate(until) }] : []
  })
}

export const isoOrNull = (date: Date | null): string | null => date && isoFromDate(date)
