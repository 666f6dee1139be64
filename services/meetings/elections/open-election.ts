import { may } from '#services/core/access.ts'
import { addDays, addMonths, dateFromIso, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { type FieldErrors, forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { meetingLife } from '#services/meetings/lifecycle.ts'
import { onMeeting } from '#services/meetings/move-meeting.ts'
import { workingDays } from '#services/meetings/rules.ts'
import type { ElectionInput } from '#services/meetings/schema.ts'
import { tables } from '#services/meetings/tables.ts'
import { appointmentsOf, regionName, regions } from '#services/yots/index.ts'
import { electorsOf } from './electors.ts'
import { tellOfElection } from './letters.ts'
import { elections } from './move-election.ts'
import { officeName, offices } from './words.ts'

/** What is wrong with the days of an election at a meeting on `day`. Each step has five working days at least. */
const dayFaults = (ctx: Ctx, { nominationsUntil, votesUntil, handoverOn }: ElectionInput, day: string): FieldErrors => {
  const faults: FieldErrors = {}
  const first = addWorkingDays(ctx.clock.today(), workingDays.election)
  if (nominationsUntil < first) faults.nominationsUntil = `Give five working days: ${longDate(first)} or later`
  const second = addWorkingDays(nominationsUntil, workingDays.election)
  if (votesUntil < second) faults.votesUntil = `Give five working days for the vote: ${longDate(second)} or later`
  if (votesUntil > day) faults.votesUntil = `The vote must end by the day of the meeting, ${longDate(day)}`
  if (handoverOn <= day) faults.handoverOn = 'The office is handed over after the day of the meeting'
  return faults
}

/** The choices of an election's form: who holds each office today; forbidden for everybody but administrators. */
export const electionChoices = async (ctx: Ctx, ref: string) => {
  if (!may(ctx.actor, 'election.open')) return forbidden('Administrators of the association open elections.')
  return onMeeting(ctx, ref, async (ctx, meeting) => {
    const rows = await ctx.db.appointment.findMany({
      where: {
        person: { leftAt: null },
        OR: [{ until: null }, { until: { gte: dateFromIso(ctx.clock.today()) } }],
      },
      orderBy: [{ role: 'asc' }, { region: 'asc' }, { person: { name: 'asc' } }],
      select: { id: true, role: true, region: true, person: { select: { name: true } } },
    })
    return ok({
      ref,
      title: meeting.title,
      day: londonDate(meeting.startsAt),
      roles: Object.entries(offices).map(([value, label]) => ({ value, label })),
      regions: regions.map((value) => ({ value, text: regionName(value) })),
      holders: rows.map(({ id, role, region, person }) => ({
        value: id,
        text: `${officeName({ role, region })}: ${person.name}`,
      })),
    })
  })
}

/**
 * Opens nominations for one office at an annual general meeting that is called.
 *
 * @returns forbidden for all but administrators; refused at other meetings; invalid where days are too short or somebody else holds the office
 */
export const openElection = async (ctx: Ctx, ref: string, input: ElectionInput): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  if (!may(ctx.actor, 'election.open') || personId === null)
    return forbidden('Administrators of the association open elections.')
  return onMeeting(ctx, ref, async (ctx, meeting) => {
    if (meeting.kind !== 'agm' || !meetingLife.is('announced', meeting.status))
      return refused('Elections are held at an annual general meeting that is called.')
    const faults = dayFaults(ctx, input, londonDate(meeting.startsAt))
    if (Object.keys(faults).length > 0) return invalid(faults)
    const { role, outgoingId = null } = input
    const region = input.region ?? null
    if (outgoingId !== null) {
      const held = await appointmentsOf(ctx, { role, region })
      if (!held.some(({ id }) => id === outgoingId))
        return invalid({ outgoingId: 'They hold another office: choose who holds this one' })
      const twice = await tables(ctx).election.findFirst({
        where: { outgoingId, status: { in: ['nominating', 'voting', 'declared'] } },
        select: { id: true },
      })
      if (twice) return invalid({ outgoingId: 'An election of who follows them is open already' })
    }
    const id = newId()
    const electionRef = await nextReference(ctx, 'EL')
    await tables(ctx).election.create({
      data: {
        ...{ id, ref: electionRef, meetingId: meeting.id, role, region, outgoingId, status: 'nominating' },
        nominationsUntil: dateFromIso(input.nominationsUntil),
        votesUntil: dateFromIso(input.votesUntil),
        handoverOn: dateFromIso(input.handoverOn),
        termUntil: dateFromIso(addDays(addMonths(input.handoverOn, input.years * 12), -1)),
        openedById: personId,
        openedAt: ctx.clock.now(),
      },
    })
    const row = await elections.lock(ctx, id)
    if (!row) throw new Error('The election was not written')
    await elections.begin(ctx, row, 'opened')
    await tellOfElection(ctx, row, {
      people: await electorsOf(ctx, row),
      occasion: 'opened',
      kind: 'news',
      letter: {
        subject: `Nominations are open: ${officeName(row)}`,
        lines: [
          `The ${officeName(row)} is elected at “${meeting.title}”. Put somebody forward by ${longDate(input.nominationsUntil)}; another member has to second it, and they have to consent.`,
          `If more than one stands, each member service votes once until ${longDate(input.votesUntil)}.`,
        ],
      },
      says: 'Nominate or second',
    })
    return ok({ ref: electionRef })
  })
}
