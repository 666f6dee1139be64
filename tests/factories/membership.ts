import type { MembershipStatus } from '#prisma/generated/enums.ts'
import { addDays, addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'

type MembershipTraits = ({ yotCode: string } | { personId: string }) & {
  status?: MembershipStatus
  /** ISO days; the year around today when left out. */
  startsOn?: string
  endsOn?: string
  poReference?: string
}

/** A year's membership, paid by a service for its managers or by a person. */
export const makeMembership = async (ctx: Ctx, traits: MembershipTraits): Promise<{ id: string }> => {
  const { status = 'active', startsOn = addMonths(ctx.clock.today(), -6), poReference, ...payer } = traits
  const { endsOn = addDays(addMonths(startsOn, 12), -1) } = traits
  return ctx.db.membership.create({
    data: {
      kind: 'yotCode' in payer ? 'group' : 'individual',
      yotCode: 'yotCode' in payer ? payer.yotCode : null,
      personId: 'personId' in payer ? payer.personId : null,
      status,
      startsOn: dateFromIso(startsOn),
      endsOn: dateFromIso(endsOn),
      feePence: 15_000,
      poReference: poReference ?? null,
      paidOn: status === 'applied' ? null : dateFromIso(startsOn),
    },
    select: { id: true },
  })
}
