import type { MembershipStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { cast } from './cast.ts'
import { type Days, idOf, morningOf } from './identity.ts'

type Seeded = {
  payer: { yotCode: string } | { personName: string }
  status: MembershipStatus
  endsOn: string
  isPaid?: boolean
  renewalAskedOn?: string
  leavingReason?: 'cost' | 'retired'
  po?: string
}

const feePence = 15_000

/** Memberships in every state: of the cast's services, of others around the country, and a few people's own. */
const listed = (days: Days): Seeded[] => {
  const services = [...new Set(cast.flatMap((member) => member.yotCode ?? []))]
  return [
    ...services.map((yotCode, index): Seeded => {
      const po = index % 3 === 0 ? { po: `PO-${4100 + index}` } : {}
      if (yotCode === 'reading') return { payer: { yotCode }, status: 'lapsed', endsOn: days.daysAgo(120) }
      if (yotCode === 'luton') return { payer: { yotCode }, status: 'due', endsOn: days.daysAhead(9), ...po }
      return { payer: { yotCode }, status: 'active', endsOn: days.monthsAhead(10 - (index % 7)), ...po }
    }),
    { payer: { yotCode: 'torbay' }, status: 'due', endsOn: days.daysAgo(20) },
    {
      payer: { yotCode: 'hartlepool' },
      status: 'due',
      endsOn: days.daysAhead(25),
      renewalAskedOn: days.daysAgo(3),
      po: 'PO-77120',
    },
    { payer: { yotCode: 'blackpool' }, status: 'lapsed', endsOn: days.daysAgo(200) },
    { payer: { yotCode: 'slough' }, status: 'lapsed', endsOn: days.daysAgo(150) },
    { payer: { yotCode: 'thurrock' }, status: 'ended', endsOn: days.daysAgo(90), leavingReason: 'cost' },
    { payer: { yotCode: 'swindon' }, status: 'active', endsOn: days.monthsAhead(11), isPaid: false },
    { payer: { yotCode: 'southend-on-sea' }, status: 'applied', endsOn: days.today },
    { payer: { personName: 'Gwen Egret' }, status: 'active', endsOn: days.monthsAhead(6) },
    { payer: { personName: 'Perry Bittern' }, status: 'due', endsOn: days.daysAgo(5) },
    { payer: { personName: 'Jude Scoter' }, status: 'lapsed', endsOn: days.daysAgo(110) },
    { payer: { personName: 'Opal Wigeon' }, status: 'ended', endsOn: days.daysAgo(60), leavingReason: 'retired' },
  ]
}

/** Memberships with their payments, and somebody new who asks to join. */
export const seedMemberships = async (ctx: Ctx, days: Days): Promise<void> => {
  const rows = listed(days).map(({ payer, status, endsOn, ...more }, index) => {
    const isGroup = 'yotCode' in payer
    const isApplied = status === 'applied'
    const startsOn = isApplied ? endsOn : addDays(addMonths(endsOn, -12), 1)
    const isPaid = isApplied ? false : (more.isPaid ?? true)
    return {
      id: idOf('membership', isGroup ? payer.yotCode : payer.personName),
      kind: isGroup ? ('group' as const) : ('individual' as const),
      status,
      yotCode: isGroup ? payer.yotCode : null,
      personId: isGroup ? null : idOf('person', payer.personName),
      joinedOn: isApplied ? null : dateFromIso(addMonths(startsOn, -12 * (index % 5))),
      startsOn: dateFromIso(startsOn),
      endsOn: dateFromIso(endsOn),
      feePence,
      poReference: more.po ?? null,
      invoiceReference: isPaid ? `INV-${2300 + index}` : null,
      isPaid,
      paidOn: isPaid ? dateFromIso(startsOn) : null,
      requestedAt: isApplied ? morningOf(days.daysAgo(4)) : null,
      decidedAt: isApplied ? null : morningOf(startsOn),
      renewalAskedOn: more.renewalAskedOn ? dateFromIso(more.renewalAskedOn) : null,
      endedOn: status === 'ended' ? dateFromIso(endsOn) : null,
      leavingReason: more.leavingReason ?? null,
    }
  })
  await ctx.db.membership.createMany({ data: rows })
  await ctx.db.membershipPayment.createMany({
    data: rows
      .filter(({ isPaid }) => isPaid)
      .map(({ id, startsOn, endsOn, poReference, invoiceReference }, index) => ({
        id: idOf('payment', id),
        ref: `ME-${startsOn.getUTCFullYear()}-${String(9000 + index)}`,
        membershipId: id,
        startsOn,
        endsOn,
        feePence,
        poReference,
        invoiceReference,
        paidOn: startsOn,
        recordedAt: startsOn,
      })),
  })
  const ref = `JR-${days.today.slice(0, 4)}-417`
  await ctx.db.givenReference.create({ data: { ref } })
  await ctx.db.joinRequest.create({
    data: {
      id: idOf('join request'),
      ref,
      name: 'Bryony Dunnock',
      address: 'bryony.dunnock@example.org',
      yotCode: 'knowsley',
      title: 'Operations manager',
      kind: 'individual',
      requestedAt: morningOf(days.daysAgo(2)),
    },
  })
}
