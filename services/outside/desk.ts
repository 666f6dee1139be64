import type { Prisma } from '#prisma/generated/client.ts'
import { may } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { money } from '#services/core/words.ts'
import { regionName } from '#services/yots/index.ts'
import { answerDay } from './ask.ts'
import { notYet } from './decide.ts'
import { viewDay } from './draw.ts'
import { type OutsideEvent, outsideLife } from './lifecycle.ts'
import { numberKinds } from './numbers.ts'
import { outsidePeople } from './people.ts'
import { factsOf, type OutsideRow, outsideProviders, readProviders } from './providers.ts'
import { outsideReceipts } from './receipts.ts'
import { outsideClocks, outsideNoes } from './standing.ts'
import { tiedTo } from './ties.ts'
import { owesFee } from './year.ts'

const deskOnly = () => forbidden('Outside providers are looked at by administrators and assessors of the association.')

/**
 * The providers on a condition that an officer may know of: none that they are tied to; of an assessor who does not administer only
 * those that were drawn for them. Empty for anybody else.
 */
export const visibleProviders = async (ctx: Ctx, where: Prisma.OutsideProviderWhereInput): Promise<OutsideRow[]> => {
  const { actor } = ctx
  if (actor.personId === null || !may(actor, 'outside.read')) return []
  const rows = await readProviders(ctx, {
    AND: [where, may(actor, 'outside.keep') ? {} : { assessorId: actor.personId }],
  })
  const tied = await tiedTo(ctx, rows, [actor.personId])
  const me = actor.personId
  return rows.filter(({ id }) => !tied.get(id)?.has(me))
}

/** A provider as the desk lists it. ISO days. */
export type OutsideLine = {
  ref: string
  name: string
  state: string
  isOpen: boolean
  by: string | null
  next: { what: string; on: string | null } | null
  isSoon: boolean
}

const lineOf = (ctx: Ctx, row: OutsideRow): OutsideLine => {
  const today = ctx.clock.today()
  const isIn = row.status === 'approved' || row.status === 'lapsed'
  const due = isIn ? outsideClocks(factsOf(row), today).filter(({ state }) => state !== 'good') : []
  const [first] = due.sort((a, b) => (a.day ?? '').localeCompare(b.day ?? ''))
  return {
    ref: row.ref,
    name: row.name,
    state: outsideLife.states[row.status],
    isOpen: row.status === 'asked',
    by: row.status === 'asked' ? answerDay(row.askedAt) : null,
    next: first
      ? {
          what: due
            .filter(({ day }) => day === first.day)
            .map(({ title }) => title)
            .join(', '),
          on: first.day,
        }
      : null,
    isSoon: due.length > 0,
  }
}

/** The desk's list: those being looked at first, by the day they were promised; then by what runs out first. With `due`, those alone with something that runs out within 90 days, or has. */
export const outsideDesk = async (ctx: Ctx, { due = false } = {}): Promise<Result<OutsideLine[]>> => {
  if (!may(ctx.actor, 'outside.read')) return deskOnly()
  const lines = (await visibleProviders(ctx, {})).map((row) => lineOf(ctx, row))
  const rank = ({ isOpen, by, next }: OutsideLine) => (isOpen ? `0${by}` : next ? `1${next.on ?? ''}` : '2')
  return ok(lines.filter(({ isSoon }) => !due || isSoon).sort((a, b) => rank(a).localeCompare(rank(b))))
}

/** How many outside providers have something that runs out within 90 days, or has, that the reader may know of. */
export const countOutsideDue = async (ctx: Ctx): Promise<number> =>
  (await visibleProviders(ctx, { status: { in: ['approved', 'lapsed'] } })).filter((row) => lineOf(ctx, row).isSoon)
    .length

const iso = (date: Date | null) => date && isoFromDate(date)

/** A provider as the desk's own page shows it; not found for whoever is tied to it. ISO days. */
export const outsideCasePage = async (ctx: Ctx, ref: string) => {
  if (!may(ctx.actor, 'outside.read')) return deskOnly()
  const row = await outsideProviders.find(ctx, ref)
  const sides = row === null ? [] : outsideProviders.sidesOf(ctx, row).filter((side) => side !== 'speaker')
  if (row === null || sides.length === 0) return notFound()
  const today = ctx.clock.today()
  const isOffice = sides.includes('administrator')
  const history = await outsideProviders.history(ctx, row.id)
  const { title, lookUp } = numberKinds[row.numberKind]
  return ok({
    ref,
    version: row.version,
    name: row.name,
    status: row.status,
    state: outsideLife.states[row.status],
    number: { title, number: row.number, lookUp: lookUp(row.number), seenOn: iso(row.numberSeenOn) },
    website: row.website,
    region: regionName(row.region),
    does: row.does,
    contact: { name: row.contact?.name ?? row.contactName, address: row.contactAddress },
    words: [
      { says: row.wordOne, heardOn: iso(row.wordOneOn) },
      { says: row.wordTwo, heardOn: iso(row.wordTwoOn) },
    ],
    insurance: { says: isoFromDate(row.insuranceUntil), seenUntil: iso(row.insuranceSeenUntil) },
    invoicee: {
      invoiceName: row.invoiceName,
      invoiceAddress: row.invoiceAddress,
      poReference: row.poReference,
    },
    askedOn: londonDate(row.askedAt),
    answerBy: answerDay(row.askedAt),
    assessor: row.assessor && { name: row.assessor.name, by: row.drawnAt && viewDay(row.drawnAt) },
    view: row.isSupported === null ? null : { isFor: row.isSupported, reasons: row.viewReasons ?? '' },
    decision: row.decisionReasons,
    lacks: row.status === 'asked' && isOffice ? notYet(row, ctx.actor.personId, today) : [],
    clocks: outsideLife.is('known', row.status) ? outsideClocks(factsOf(row), today) : [],
    noes: outsideNoes(factsOf(row), today),
    fee:
      row.feePence === null
        ? null
        : {
            sum: money(row.feePence),
            isOwed: owesFee(row),
            invoicedOn: iso(row.invoicedOn),
            invoiceReference: row.invoiceReference,
          },
    receipts: await outsideReceipts(ctx, row.id),
    renewalAskedOn: iso(row.renewalAskedOn),
    people: (await outsidePeople(ctx, row.id)).map(({ name }) => name),
    moves: outsideLife
      .openTo(row.status, sides)
      .filter((event): event is OutsideEvent => event !== 'viewed' || row.isSupported === null)
      .filter((event) => (event !== 'invoiced' && event !== 'paid') || owesFee(row))
      .filter((event) => event !== 'renewed' || row.renewalAskedOn !== null),
    history: history.map(({ event, at, by, note }) => ({
      title: outsideLife.moveOf(event).title ?? outsideLife.moveOf(event).says,
      on: londonDate(new Date(at)),
      by,
      note,
    })),
  })
}
