import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { courseSchema, draftCourse, findPlaces, namePlaces, namesSchema, openCourse } from '#services/courses/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import { as, done } from './steps.ts'

type Dated = { about: string; by: string; on: string; drafted: string; places: number; more?: Record<string, unknown> }

/** A date on an offering of the demonstration, drafted by its head, and opened where it is not left a draft. */
export const dated = async (
  ctx: Ctx,
  { about, by, on, drafted, places, more = {} }: Dated,
  isOpen = true,
): Promise<string> => {
  const provider = await as(ctx, by, drafted)
  const input = courseSchema.parse({
    sessions: [{ on, from: '09:30', to: '12:30' }],
    mode: 'remote',
    joiningLink: 'https://meet.example.org/courses',
    places,
    bookUntil: addDays(on, -1),
    trainers: [provider.actor.personId],
    ...more,
  })
  const { ref } = done(await draftCourse(provider, slugFrom(about), input))
  if (isOpen) done(await openCourse(provider, ref, { version: 1 }))
  return ref
}

/** Names who comes on the places of whoever this is, in their order. */
export const names = async (ctx: Ctx, ref: string, typed: readonly (readonly [string, string])[]) => {
  const { booked } = done(await findPlaces(ctx, ref))
  done(
    await namePlaces(
      ctx,
      ref,
      namesSchema.parse({
        names: typed.map(([attendee, address], at) => ({ ...booked[at], attendee, address })),
      }),
    ),
  )
}
