import { londonDate, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { type FieldErrors, invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { meetings } from './move-meeting.ts'
import { convenes, mayNotConvene } from './policy.ts'
import { earliestDay, workingDays } from './rules.ts'
import type { ChangeInput, MeetingInput } from './schema.ts'
import { tables } from './tables.ts'

type Times = { on: string; from: string; to: string }

/** The beginning and the end as instants. */
export const instantsOf = ({ on, from, to }: Times) => ({
  startsAt: londonInstant(on, from),
  endsAt: londonInstant(on, to),
})

/** What is wrong with a day, with the notice that people need. Empty when it is fine. */
export const noticeFaults = (ctx: Ctx, on: string, isExtraordinary: boolean): FieldErrors => {
  const earliest = earliestDay(ctx.clock.today(), isExtraordinary)
  if (on >= earliest) return {}
  const days = isExtraordinary ? workingDays.extraordinary : workingDays.notice
  return {
    on: `A meeting is called at least ${days} working days before: choose ${longDate(earliest)} or later`,
  }
}

/**
 * Plans one meeting. Its reference is given; nobody is written to before it is called.
 *
 * @returns invalid for a day gone by; forbidden for whoever does not convene such meetings
 */
export const planMeeting = async (ctx: Ctx, input: MeetingInput): Promise<Result<{ ref: string }>> => {
  const { kind, title, mode, place, on } = input
  const region = kind === 'regional' ? (input.region ?? null) : null
  if (!convenes(ctx.actor, { kind, region })) return mayNotConvene()
  if (on <= ctx.clock.today()) return invalid({ on: 'The day must be ahead of today' })
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const ref = await nextReference(ctx, 'MT')
    await tables(ctx).meeting.create({
      data: {
        ...{ id, ref, kind, region, title, mode, place, ...instantsOf(input) },
        isExtraordinary: input.isExtraordinary === 'yes',
        joiningLink: input.joiningLink ?? null,
        status: 'planned',
        createdById: ctx.actor.personId,
        createdAt: ctx.clock.now(),
      },
    })
    const row = await meetings.lock(ctx, id)
    if (!row) throw new Error('The meeting was not written')
    await meetings.begin(ctx, row, 'planned')
    return ok({ ref })
  })
}

/** Changes a meeting before it is held. While it is planned its time changes too; after that its day is moved, so that people are told. */
export const changeMeeting = (
  ctx: Ctx,
  ref: string,
  { version, title, mode, place, joiningLink, ...times }: ChangeInput,
): Promise<Result<{ ref: string }>> =>
  meetings.asMove(
    ctx,
    { ref, version, event: 'changed' },
    async (_, { row, move }) => {
      const { startsAt, endsAt } = instantsOf(times)
      const isMoved = startsAt.getTime() !== row.startsAt.getTime() || endsAt.getTime() !== row.endsAt.getTime()
      if (isMoved && row.status !== 'planned')
        return invalid({ on: 'People have been told the time: use “Move to another day”, so that they hear of it' })
      if (isMoved && londonDate(startsAt) <= ctx.clock.today()) return invalid({ on: 'The day must be ahead of today' })
      return move({
        data: { title, mode, place, joiningLink: joiningLink ?? null, startsAt, endsAt, sequence: row.sequence + 1 },
      })
    },
    (row) => (row.title === title && row.place === place && row.mode === mode ? { ref } : null),
  )
