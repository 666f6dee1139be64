import type { MeetingKind, MeetingStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { meetingSchema, minutesSchema } from '#services/meetings/index.ts'

type MeetingTraits = {
  kind?: MeetingKind
  region?: string | null
  status?: MeetingStatus
  /** ISO day; in thirty working days when left out, or three days ago for one that was held. */
  on?: string
  title?: string
  joiningLink?: string
  version?: number
  /** Who came. */
  came?: string[]
  /** Whether a move says how it came there. */
  isNoted?: boolean
}

const past: readonly MeetingStatus[] = ['held', 'minutes_drafted', 'agreed', 'published']

export const words = {
  notes: [{ title: 'Referrals', text: 'Three services see fewer of them.' }],
  decisions: [
    {
      title: 'One form for referrals',
      decided: 'All services of the region use one form from April.',
      reasons: 'Partners asked for it.',
      alternatives: 'A form for each council was rejected: nobody could compare.',
      conflicts: 'None was declared.',
    },
  ],
}

/** What a convener would type for minutes. */
export const typedMinutes = (version: number, more: Record<string, unknown> = {}) =>
  minutesSchema.parse({ version, ...words, ...more })

/** A meeting of Yorkshire and the Humber from 10:00 to 12:00, put straight into the tables as its use cases would. */
export const makeMeeting = async (ctx: Ctx, traits: MeetingTraits = {}): Promise<{ id: string; ref: string }> => {
  const { kind = 'regional', status = 'called', version = 1 } = traits
  const isPast = past.includes(status)
  const today = ctx.clock.today()
  const on = traits.on ?? (isPast ? addDays(today, -3) : addWorkingDays(today, 30))
  const region = kind === 'regional' ? (traits.region ?? 'Yorks Hum') : null
  const id = newId()
  const ref = await nextReference(ctx, 'MT')
  const now = ctx.clock.now()
  await ctx.db.meeting.create({
    data: {
      ...{ id, ref, kind, region, status, version },
      title: traits.title ?? 'Forum of the region',
      startsAt: londonInstant(on, '10:00'),
      endsAt: londonInstant(on, '12:00'),
      mode: 'hybrid',
      place: 'Town hall, Leeds',
      joiningLink: traits.joiningLink ?? null,
      calledAt: status === 'planned' || status === 'called_off' ? null : now,
      publishedAt: status === 'published' ? now : null,
      createdAt: now,
      answers: { create: (traits.came ?? []).map((personId) => ({ personId, hasCome: true })) },
    },
  })
  const [savedById] = traits.came ?? []
  if (savedById !== undefined && isPast && status !== 'held')
    await ctx.db.minutes.create({
      data: {
        ...{ meetingId: id, number: 1, savedById, savedAt: now, sentAt: now },
        content: words,
        objectBy: dateFromIso(addWorkingDays(today, 10)),
      },
    })
  if (traits.isNoted !== false)
    await ctx.db.move.create({
      data: {
        ...{ subjectKind: 'meeting', subjectId: id, event: 'planned', from: null, to: status, version },
        happenedOn: dateFromIso(today),
        movedAt: now,
        movedBy: 'Somebody',
      },
    })
  return { id, ref }
}

/** What a convener would type for a meeting. */
export const typedMeeting = (on: string, more: Record<string, unknown> = {}) =>
  meetingSchema.parse({
    title: 'Forum of the region',
    kind: 'regional',
    region: 'Yorks Hum',
    on,
    from: '10:00',
    to: '12:00',
    mode: 'hybrid',
    place: 'Town hall, Leeds',
    ...more,
  })
