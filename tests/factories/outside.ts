import { randomUUID } from 'node:crypto'
import type { OutsideStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { makePerson } from './person.ts'

type OutsideTraits = {
  status?: OutsideStatus
  name?: string
  /** Who speaks for it; somebody new once it is approved, when left out. */
  contact?: { id: string; name: string; email: string }
  assessorId?: string
  /** Whether the assessor is for it; not said yet, while it is asked, when left out. */
  isSupported?: boolean | null
  isChecked?: boolean
  /** ISO days; a year from today when left out, null for none. */
  approvedUntil?: string | null
  paidUntil?: string | null
  insuranceSeenUntil?: string | null
  renewalAskedOn?: string | null
  version?: number
  /** People it sends. */
  people?: readonly string[]
}

let made = 0

/** An outside provider, put straight into the tables as its use cases would: approved, paid and insured, unless told otherwise. */
export const makeOutside = async (ctx: Ctx, traits: OutsideTraits = {}) => {
  made += 1
  const { status = 'approved', name = `Northern Lights ${made}` } = traits
  const isAsked = status === 'asked' || status === 'declined' || status === 'withdrawn'
  const today = ctx.clock.today()
  const inAYear = addDays(today, 365)
  const contact = traits.contact ?? (isAsked ? null : await makePerson(ctx, { name: `Speaker ${made}` }))
  const assessorId = traits.assessorId ?? (await makePerson(ctx, { appointments: [{ role: 'assessor' }] })).id
  const decidedById = isAsked ? null : (await makePerson(ctx, { appointments: [{ role: 'administrator' }] })).id
  const day = (iso: string | null) => iso && dateFromIso(iso)
  const isChecked = traits.isChecked ?? !isAsked
  const id = randomUUID()
  const ref = await nextReference(ctx, 'OP')
  await ctx.db.outsideProvider.create({
    data: {
      ...{ id, ref, status, name, numberKind: 'company', number: String(10_000_000 + made) },
      website: 'https://northern.example',
      region: 'North East',
      does: 'Training in restorative work, for youth justice services since 2015.',
      contactName: contact?.name ?? 'Sol Speaker',
      contactAddress: contact?.email ?? `speaker-${id}@northern.example`,
      contactId: isAsked ? null : (contact?.id ?? null),
      wordOne: 'Ada Host, Leeds Youth Justice Service, ada@leeds.example',
      wordTwo: 'Ben Host, Hull Youth Justice Service, ben@hull.example',
      insuranceUntil: dateFromIso(inAYear),
      insuranceSeenUntil: day(
        traits.insuranceSeenUntil === undefined ? (isChecked ? inAYear : null) : traits.insuranceSeenUntil,
      ),
      numberSeenOn: day(isChecked ? today : null),
      wordOneOn: day(isChecked ? today : null),
      wordTwoOn: day(isChecked ? today : null),
      askedAt: ctx.clock.now(),
      assessorId,
      drawnAt: ctx.clock.now(),
      isSupported: traits.isSupported === undefined ? (isAsked ? null : true) : traits.isSupported,
      viewReasons: traits.isSupported == null && isAsked ? null : 'Services speak well of it.',
      decidedById,
      decidedAt: isAsked ? null : ctx.clock.now(),
      decisionReasons: isAsked ? null : 'It fits.',
      approvedUntil: day(traits.approvedUntil === undefined ? (isAsked ? null : inAYear) : traits.approvedUntil),
      paidUntil: day(
        traits.paidUntil === undefined ? (isAsked ? null : (traits.approvedUntil ?? inAYear)) : traits.paidUntil,
      ),
      feePence: isAsked ? null : 15_000,
      renewalAskedOn: day(traits.renewalAskedOn ?? null),
      version: traits.version ?? 1,
      people: { create: (traits.people ?? []).map((personId) => ({ personId, since: dateFromIso(today) })) },
    },
  })
  return { id, ref, contactId: contact?.id ?? null }
}
