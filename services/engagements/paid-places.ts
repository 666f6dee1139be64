import type { Basis } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { sealAgreed } from '#services/core/life/sealed-text.ts'
import { type Line, sumOf } from '#services/core/price-lines.ts'
import { nextReference } from '#services/core/reference.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted, longDate, money } from '#services/core/words.ts'
import { clocks } from './lifecycle.ts'
import { engagements, type LockedEngagement } from './move-engagement.ts'
import { tellSides } from './people.ts'
import { writePlan } from './plan-of-terms.ts'
import { tables } from './tables.ts'
import { type Deliverer, type Session, spanOf, type TermsParts, termsContent } from './terms.ts'
import { termsOf } from './terms-draft.ts'

/** What a service has booked on a paid date, as the room of courses counts it. Money in pence. */
export type PaidPlaces = {
  course: { id: string; ref: string; title: string; sessions: Session[]; people: Deliverer[] }
  offering: { id: string; basis: Basis; yotCode: string | null; personId: string | null; contactId: string }
  provider: { name: string }
  host: { yotCode: string; name: string; contactId: string }
  /** What one place costs; from how many working days before a cancellation is late, and what percent that costs. */
  pricePence: number
  lateDays: number
  latePercent: number
  /** How many it holds, and how many it cancelled late. */
  places: number
  late: number
}

/** What one late cancellation costs, halves up. */
const latePence = ({ pricePence, latePercent }: Pick<PaidPlaces, 'pricePence' | 'latePercent'>): number =>
  Math.floor((2 * pricePence * latePercent + 100) / 200)

/** The terms of a place, as they stand where it is booked: what it costs, and what a late cancellation does. */
export const placeTerms = (of: Pick<PaidPlaces, 'pricePence' | 'lateDays' | 'latePercent'>): string[] => [
  `A place costs ${money(of.pricePence)}.`,
  latePence(of) === 0
    ? 'A place that is cancelled before it begins costs nothing.'
    : `A place that is cancelled less than ${counted(of.lateDays, 'working day')} before it begins costs ${money(latePence(of))}; before that, nothing.`,
  'Somebody else can come instead, until it begins, at no cost. Whoever does not come is charged for. If it is called off, nothing is owed.',
]

const linesOf = ({ course, places, late, ...of }: PaidPlaces): Line[] => {
  const line = (what: string, count: number, pricePence: number): Line[] =>
    count === 0 || pricePence === 0
      ? []
      : [{ what, quantity: count * 100, unit: 'place', pricePence, vat: 'outside-scope' }]
  return [
    ...line(`${course.title} (${course.ref})`, places, of.pricePence),
    ...line('Cancelled late', late, latePence(of)),
  ]
}

const termsFor = (paid: PaidPlaces) => {
  const { course, offering } = paid
  const parts: TermsParts = {
    people: course.people,
    work: `${counted(paid.places, 'place')} on ${course.title} (${course.ref}). ${placeTerms(paid).join(' ')}`,
    sessions: course.sessions,
    period: null,
    lines: linesOf(paid),
    expenses: 'None.',
    // Of single places, by the sentence above.
    cancellation: null,
    documents: 'What is handed out may be used by the service within the service.',
    data: 'Names of those who come, and addresses where they are given, to run the course.',
    conflicts: '',
  }
  const of = { basis: offering.basis, title: course.title, provider: paid.provider.name, host: paid.host.name }
  return { parts, content: termsContent(parts, of), totalPence: sumOf(parts.lines).totalPence }
}

/** Seals what follows from the terms of the date: the service accepted them by booking, the provider by opening it. */
const seal = (ctx: Ctx, id: string, { content }: ReturnType<typeof termsFor>, { host, offering }: PaidPlaces) =>
  sealAgreed(ctx, termsOf(id), content, { host: host.contactId, provider: offering.contactId })

const inForce = (number: number, { parts, totalPence }: ReturnType<typeof termsFor>) => {
  const span = spanOf(parts)
  return {
    termsInForce: number,
    totalPence,
    firstSessionOn: span && dateFromIso(span.from),
    lastSessionOn: span && dateFromIso(span.to),
  }
}

const beginPlaces = async (ctx: Ctx, paid: PaidPlaces): Promise<Result<{ ref: string }>> => {
  const { course, offering, host } = paid
  const [id, ref, terms] = [newId(), await nextReference(ctx, 'TE'), termsFor(paid)]
  await tables(ctx).engagement.create({
    data: {
      ...{ id, ref, courseDateId: course.id, offeringId: offering.id, title: course.title, basis: offering.basis },
      status: 'agreed',
      hostYotCode: host.yotCode,
      hostContactId: host.contactId,
      providerYotCode: offering.yotCode,
      providerPersonId: offering.yotCode === null ? offering.personId : null,
      providerContactId: offering.contactId,
      createdAt: ctx.clock.now(),
      ...inForce(1, terms),
    },
  })
  const sealed = await seal(ctx, id, terms, paid)
  if (!sealed.ok) return sealed
  await writePlan(ctx, id, terms.parts)
  const row = await engagements.lock(ctx, id)
  if (!row) throw new Error('The engagement was not written')
  await engagements.begin(ctx, row, 'booked', { said: { number: 1, hash: sealed.value.hash } })
  return ok({ ref })
}

/**
 * Keeps the engagement of a service and a paid date as its places are: born agreed with the first, its terms counted again with every change, in
 * the transaction that changes them; the date is locked. What is no longer only agreed stays as it is.
 *
 * @returns its reference; null where nothing was ever booked
 */
export const settlePlaces = async (ctx: Ctx, paid: PaidPlaces): Promise<Result<{ ref: string } | null>> => {
  const { engagement } = tables(ctx)
  const where = { courseDateId_hostYotCode: { courseDateId: paid.course.id, hostYotCode: paid.host.yotCode } }
  const found = await engagement.findUnique({ where, select: { id: true } })
  if (!found) return paid.places === 0 ? ok(null) : beginPlaces(ctx, paid)
  const row = await engagements.lock(ctx, found.id)
  if (row?.status !== 'agreed') return ok(row && { ref: row.ref })
  const terms = termsFor(paid)
  const sealed = await seal(ctx, row.id, terms, paid)
  if (!sealed.ok) return sealed
  await writePlan(ctx, row.id, terms.parts)
  const moved = await engagements.move(asSystem(ctx), row, 'recounted', {
    data: inForce(sealed.value.number, terms),
    said: { number: sealed.value.number, totalPence: terms.totalPence },
  })
  return moved.ok ? ok({ ref: row.ref }) : moved
}

const agreedOf = async (ctx: Ctx, courseDateId: string): Promise<LockedEngagement[]> => {
  const found = await tables(ctx).engagement.findMany({
    where: { courseDateId, status: 'agreed' },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const rows: LockedEngagement[] = []
  for (const { id } of found) {
    const row = await engagements.lock(ctx, id)
    if (row?.status === 'agreed') rows.push(row)
  }
  return rows
}

/** The time that each trainer gave to the people of a service, on the day it was. */
export type GivenTo = { hostYotCode: string; personId: string; on: string; minutes: number }

/**
 * The date was held and who came is written down: what is paid for counts as delivered, and the service has fourteen days to say what was
 * missing. Where all places were cancelled in time nothing is owed; where some were late, that is.
 */
export const deliverPlaces = async (
  given: Ctx,
  courseDateId: string,
  { hosts, time }: { hosts: readonly string[]; time: readonly GivenTo[] },
): Promise<Result<undefined>> => {
  const ctx = asSystem(given)
  const today = ctx.clock.today()
  const silentOn = addDays(today, clocks.silenceDays)
  for (const row of await agreedOf(ctx, courseDateId)) {
    if (!hosts.includes(row.hostYotCode)) {
      const ended = await engagements.move(ctx, row, 'cancelled', {
        note: 'No place was left.',
        data: { silentOn: null, confirmedOn: dateFromIso(today) },
      })
      if (!ended.ok) return ended
      continue
    }
    await tables(ctx).given.createMany({
      data: time
        .filter(({ hostYotCode, minutes }) => hostYotCode === row.hostYotCode && minutes > 0)
        .map(({ personId, on, minutes }) => ({ engagementId: row.id, personId, on: dateFromIso(on), minutes })),
    })
    const moved = await engagements.move(ctx, row, 'delivered', {
      data: { silentOn: dateFromIso(silentOn), deliveredOn: dateFromIso(today) },
    })
    if (!moved.ok) return moved
    await tellSides(ctx, row, ['host'], {
      occasion: 'places-delivered',
      kind: 'ask',
      letter: {
        subject: `${money(row.totalPence ?? 0)} for places on “${row.title}” (${row.ref})`,
        lines: [
          `“${row.title}” was held. By its terms ${money(row.totalPence ?? 0)} is owed for your places.`,
          `Confirm it, or say what is missing, by ${longDate(silentOn)}. After that day it counts as confirmed by silence.`,
        ],
        text: 'Confirm, or say what is missing',
      },
    })
  }
  return ok(undefined)
}

/** The date was called off: nothing is owed for it, not even what was cancelled late. */
export const callOffPlaces = async (given: Ctx, courseDateId: string, reason: string): Promise<Result<undefined>> => {
  const ctx = asSystem(given)
  for (const row of await agreedOf(ctx, courseDateId)) {
    const moved = await engagements.move(ctx, row, 'cancelled', {
      note: `The date was called off: ${reason}`,
      data: { silentOn: null, totalPence: 0, confirmedOn: dateFromIso(ctx.clock.today()) },
    })
    if (!moved.ok) return moved
  }
  return ok(undefined)
}

/** Why something cannot be done about an engagement by itself: it follows the places of a date. Null for all other work. */
export const whyByPlaces = ({ courseDateId }: Pick<LockedEngagement, 'courseDateId'>) =>
  courseDateId === null
    ? null
    : refused('This follows the places on the course. Change or cancel places there, and what is owed follows.')

/** Moves that places make, and no button. */
export const movesOfPlaces = ['accepted', 'proposed', 'change-asked', 'cancelled', 'session-marked'] as const
