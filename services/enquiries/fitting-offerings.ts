import type { Prisma } from '#prisma/generated/client.ts'
import {
  type BankCandidate,
  bankCandidates,
  type KnownElsewhere,
  maySeeNames,
  standings,
  themesByCode,
} from '#services/bank/index.ts'
import { groupBy, hiddenCaseIds, previewEnquiry } from '#services/conflicts/index.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { isLone, isProvider, type Provider, priceInWords, providerSeen, ratedAsOf } from '#services/offerings/index.ts'
import { whyNotOutside } from '#services/outside/index.ts'
import { weightsInForce } from '#services/reviews/index.ts'
import { inForce, regionName, regionNames } from '#services/yots/index.ts'
import { enquiryLife } from './lifecycle.ts'
import { type Need, sayNeed } from './need.ts'
import { isCaught, paidBases, peopleOfServices } from './paid-conflicts.ts'
import { type Knows, type OfferingFacts, rankOfferings } from './rank-offerings.ts'
import { tables } from './tables.ts'

/** How many are shown of those who fit, and of those who do not. */
const mostShown = 10
const mostAbsent = 8
/** So many, the newest on the themes, are looked at. */
const mostMatches = 500

/** An offering as the list of those who fit shows it. */
export type FittingOffering = {
  slug: string
  title: string
  provider: Provider
  region: string
  price: string
  /** Why them, in sentences, what speaks for them most first. */
  reasons: string[]
  /** A conflict would have to be managed in the terms. */
  hasManaged: boolean
}

export type AbsentOffering = Pick<FittingOffering, 'slug' | 'title' | 'provider'> & { bars: string[] }

export type FittingOfferings = {
  need: { key: string; value: string }[]
  yotName: string
  /** Best first. */
  offerings: FittingOffering[]
  /** How many fit in all. */
  count: number
  /** Those whose absence may be wondered at: on the themes, or of the name looked for. */
  absent: AbsentOffering[]
}

const select = {
  id: true,
  slug: true,
  title: true,
  basis: true,
  pricePence: true,
  priceUnit: true,
  delivery: true,
  region: true,
  yotCode: true,
  yot: { select: { name: true, latitude: true, longitude: true } },
  personId: true,
  person: { select: { name: true, profile: { select: { isNamePublic: true } } } },
  outsideId: true,
  outside: { select: { ref: true, name: true } },
  themes: { select: { themeCode: true } },
} satisfies Prisma.OfferingSelect

type Row = Prisma.OfferingGetPayload<{ select: typeof select }>

/** What has this word in its title or in its provider's name, as far as the reader may see that. */
const named = (ctx: Ctx, who: string): Prisma.OfferingWhereInput[] => {
  if (who === '') return []
  const contains = { contains: who, mode: 'insensitive' as const }
  const seen = maySeeNames(ctx.actor) ? {} : { profile: { isNamePublic: true } }
  return [
    { title: contains },
    { yot: { name: contains } },
    { outside: { name: contains } },
    { outsideId: null, person: { name: contains, ...seen } },
  ]
}

/** Offers open with each provider, and chosen in the last 12 months, of enquiries that the reader may know of. By provider. */
const loadOf = async (ctx: Ctx, codes: readonly string[], personIds: readonly string[]) => {
  const hidden = await hiddenCaseIds(ctx, 'enquiry')
  const since = dateFromIso(addMonths(ctx.clock.today(), -12))
  const rows = await ctx.db.$queryRaw<{ provider: string; open: number; chosen: number }[]>`
    select coalesce(o."yotCode", o."outsideId"::text, o."personId"::text) as provider,
      count(*) filter (where e.status = any(${enquiryLife.marked('open')}::"EnquiryStatus"[]))::int as open,
      count(*) filter (where e.status = 'chosen')::int as chosen
    from "Offering" o join "Enquiry" e on e."offeringId" = o.id
    where (o."yotCode" = any(${[...codes]}::text[]) or o."personId" = any(${[...personIds]}::uuid[]))
      and e."sentAt" >= ${since} and not e.id = any(${hidden}::uuid[])
    group by 1`
  return new Map(rows.map(({ provider, open, chosen }) => [provider, { open, chosen }]))
}

const distinct = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
]

/** What is known of everybody behind these offerings. A fixed number of statements. */
const gather = async (ctx: Ctx, need: Need, rows: readonly Row[], known: KnownElsewhere) => {
  const today = ctx.clock.today()
  const codes = distinct(rows.map(({ yotCode }) => yotCode))
  const personIds = distinct(rows.map(({ personId }) => personId))
  const paidIds = distinct(rows.map(({ basis, personId }) => (paidBases.includes(basis) ? personId : null)))
  const chargingIds = distinct(
    rows.map((row) => (row.basis === 'charged' && row.outsideId === null ? row.personId : null)),
  )
  const outsideIds = distinct(rows.map(({ outsideId }) => outsideId))
  const atWork = {
    holdings: { some: { yotCode: { in: codes }, ...inForce(today) } },
    expertise: { some: { themeCode: { in: need.themes }, level: { gte: 2 } } },
  }
  const paidServices = distinct(rows.map(({ basis, yotCode }) => (paidBases.includes(basis) ? yotCode : null)))
  const services = await peopleOfServices(ctx, paidServices)
  const [people, eligible, whyNot, asked, load, foreseen] = await Promise.all([
    bankCandidates(ctx, { ...known, on: today, among: { OR: [{ id: { in: personIds } }, atWork] } }),
    standings(ctx, chargingIds),
    whyNotOutside(ctx, outsideIds),
    tables(ctx).enquiry.findMany({
      where: {
        yotCode: need.yotCode,
        status: { in: enquiryLife.marked('open') },
        offeringId: { in: rows.map(({ id }) => id) },
      },
      select: { offeringId: true, ref: true },
    }),
    loadOf(ctx, codes, personIds),
    previewEnquiry(ctx, {
      yotCode: need.yotCode,
      personIds: [...new Set([...paidIds, ...[...services.values()].flat()])],
    }),
  ])
  const byId = new Map(people.map((person) => [person.id, person]))
  const byYot = groupBy(people, ({ yot }) => yot ?? '')
  return {
    // Nobody knows whom of its people an outside provider would send.
    peopleOf: ({ yotCode, personId, outsideId }: Row): readonly BankCandidate[] =>
      outsideId !== null
        ? []
        : yotCode === null
          ? [byId.get(personId ?? '')].filter((one) => one !== undefined)
          : (byYot.get(yotCode) ?? []),
    mayCharge: ({ basis, personId, outsideId }: Row) => {
      if (outsideId !== null) return (whyNot.get(outsideId) ?? null) === null
      return basis !== 'charged' || personId === null || (eligible.get(personId)?.mayCharge ?? false)
    },
    // A service and an outside provider are rated as such, an associate as a person.
    ratingOf: (row: Row) => known.ratings?.get(ratedAsOf(row)) ?? null,
    openRef: new Map(asked.map(({ offeringId, ref }) => [offeringId, ref])),
    loadOf: (row: Row) => load.get(ratedAsOf(row)) ?? { open: 0, chosen: 0 },
    foreseenOf: ({ basis, yotCode, personId }: Row) => {
      if (!paidBases.includes(basis)) return []
      if (personId !== null) return foreseen.get(personId) ?? []
      const caught = (services.get(yotCode ?? '') ?? []).map((id) => foreseen.get(id) ?? []).find(isCaught)
      return caught?.filter((one) => isCaught([one])) ?? []
    },
  }
}

type Gathered = Awaited<ReturnType<typeof gather>>

const factsOf = (ctx: Ctx, row: Row, known: Gathered): OfferingFacts => {
  const people = known.peopleOf(row)
  const associate = isLone(row) ? people[0] : undefined
  const open = known.openRef.get(row.id)
  return {
    slug: row.slug,
    isService: row.yotCode !== null,
    themes: row.themes.map(({ themeCode }) => themeCode),
    delivery: row.delivery,
    region: row.region,
    lat: row.yot?.latitude ?? associate?.lat ?? null,
    lng: row.yot?.longitude ?? associate?.lng ?? null,
    maxKm: associate?.maxKm ?? null,
    people: people.map(({ themes, lastOn }): Knows => ({ themes, lastOn })),
    rating: known.ratingOf(row),
    busy: associate?.busy ?? [],
    ...known.loadOf(row),
    bars: [
      ...(isProvider(ctx.actor, row) ? ['Offered by your own side.'] : []),
      ...(open === undefined ? [] : [`Your service has asked about it, and that enquiry, ${open}, is still open.`]),
      ...(known.mayCharge(row)
        ? []
        : [row.outsideId === null ? 'Takes no charged work at present.' : 'Takes no work at present.']),
    ],
  }
}

/** What the rules foresee, as the matching room takes it. It says nothing of itself: it may be another's secret. */
const asConflicts = (row: Row, known: Gathered) =>
  known
    .foreseenOf(row)
    .flatMap(({ ruleId, effect }) =>
      effect === 'note' || ruleId === 'STALE' ? [] : [{ expert: row.slug, effect, silent: true }],
    )

/**
 * The published offerings that fit a need, ranked by the matching room with why, and why the others do not: one candidate for
 * each offering, known by the people who would deliver it. Looks among the newest on the themes, and for what `who` names.
 * Writes to nobody and keeps nothing. The same statements for any number of offerings.
 */
export const fittingOfferings = async (
  ctx: Ctx,
  need: Need,
  { who = '', ...known }: { who?: string } & KnownElsewhere = {},
): Promise<FittingOfferings> => {
  const [rows, host, themes, weights] = await Promise.all([
    ctx.db.offering.findMany({
      where: {
        status: 'published',
        OR: [{ themes: { some: { themeCode: { in: need.themes } } } }, ...named(ctx, who)],
      },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: mostMatches,
      select,
    }),
    ctx.db.yot.findUniqueOrThrow({
      where: { code: need.yotCode },
      select: { region: true, latitude: true, longitude: true },
    }),
    themesByCode(ctx),
    weightsInForce(ctx),
  ])
  const gathered = await gather(ctx, need, rows, known)
  const { ranked, excluded } = rankOfferings({
    need,
    at: { region: host.region, lat: host.latitude, lng: host.longitude },
    offerings: rows.map((row) => factsOf(ctx, row, gathered)),
    conflicts: rows.flatMap((row) => asConflicts(row, gathered)),
    weights,
    today: ctx.clock.today(),
    themeNames: Object.fromEntries([...themes].map(([code, theme]) => [code, theme.name])),
    regionNames,
  })
  const rowOf = new Map(rows.map((row) => [row.slug, row]))
  const seesNames = maySeeNames(ctx.actor)
  const shown = ({ slug, title, yotCode, yot, personId, person, outsideId, outside }: Row) => ({
    slug,
    title,
    provider: providerSeen(
      {
        ...{ yotCode, yotName: yot?.name ?? null, personId, personName: person?.name ?? null },
        ...{ outsideId, outsideRef: outside?.ref ?? null, outsideName: outside?.name ?? null },
      },
      seesNames || person?.profile?.isNamePublic === true,
    ),
  })
  const isNamed = (row: Row) =>
    who !== '' && [row.title, shown(row).provider.name].some((name) => name?.toLowerCase().includes(who.toLowerCase()))
  const coversOf = (row: Row) => row.themes.filter(({ themeCode }) => need.themes.includes(themeCode)).length
  return {
    need: await sayNeed(ctx, need),
    yotName: need.yotName,
    count: ranked.length,
    offerings: ranked.flatMap(({ slug, reasons, hasManaged }, index) => {
      const row = rowOf.get(slug)
      if (!row || (index >= mostShown && !isNamed(row))) return []
      return [{ ...shown(row), region: regionName(row.region), price: priceInWords(row), reasons, hasManaged }]
    }),
    absent: excluded
      .flatMap(({ slug, bars }) => {
        const row = rowOf.get(slug)
        return row ? [{ row, bars, rank: (isNamed(row) ? 100 : 0) + coversOf(row) }] : []
      })
      .sort((a, b) => b.rank - a.rank || a.row.title.localeCompare(b.row.title, 'en'))
      .slice(0, mostAbsent)
      .map(({ row, bars }) => ({ ...shown(row), bars })),
  }
}
