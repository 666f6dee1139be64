import type { AppointmentRole } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { inForce } from './in-force.ts'
import { tables } from './tables.ts'

export type HeldOffice = { id: string; personId: string; name: string; from: string; until: string | null }

/** Who holds one office today, with the days of it; an office of a region where it has one. */
export const appointmentsOf = async (
  ctx: Ctx,
  { role, region }: { role: AppointmentRole; region: string | null },
): Promise<HeldOffice[]> => {
  const rows = await tables(ctx).appointment.findMany({
    where: { role, region, ...inForce(ctx.clock.today()), person: { leftAt: null } },
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    select: { id: true, personId: true, from: true, until: true, person: { select: { name: true } } },
  })
  return rows.map(({ id, personId, from, until, person }) => ({
    id,
    personId,
    name: person.name,
    from: isoFromDate(from),
    until: until && isoFromDate(until),
  }))
}

type Succession = {
  personId: string
  role: AppointmentRole
  region: string | null
  /** ISO days, the first and the last in the office. */
  from: string
  until: string
  /** Whose time ends the day before; null for an office that nobody holds. */
  outgoingId: string | null
}

/**
 * Gives somebody an office from a day, and ends the time of whoever held it on the day before. Both happen by themselves on their days:
 * an office counts while it is in force. Call in the transaction of what decided it.
 */
export const appointOfficer = async (ctx: Ctx, { outgoingId, from, until, ...office }: Succession): Promise<void> => {
  const { appointment } = tables(ctx)
  const lastDay = dateFromIso(addDays(from, -1))
  if (outgoingId !== null) {
    const ended = await appointment.updateMany({
      where: { id: outgoingId, OR: [{ until: null }, { until: { gt: lastDay } }] },
      data: { until: lastDay },
    })
    if (ended.count > 0)
      await audit(ctx, {
        event: 'appointment.ended',
        subject: { kind: 'appointment', id: outgoingId },
        data: { role: office.role, region: office.region, lastDay: isoFromDate(lastDay) },
      })
  }
  const id = newId()
  await appointment.create({ data: { id, ...office, from: dateFromIso(from), until: dateFromIso(until) } })
  await audit(ctx, {
    event: 'appointment.given',
    subject: { kind: 'appointment', id },
    data: { personId: office.personId, role: office.role, region: office.region, from, until },
  })
}
