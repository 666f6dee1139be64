import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { overtaken } from '#services/core/transaction.ts'
import { type LockedCourse, readPlaces } from '#services/courses/move-course.ts'
import type { AttendanceInput } from '#services/courses/schema.ts'
import { tables } from '#services/courses/tables.ts'

/** What is said of each place: whether it came to a step, by place and then by position. */
export const stepsOf = async (ctx: Ctx, dateId: string): Promise<Map<string, Map<number, boolean>>> => {
  const rows = await tables(ctx).stepAttendance.findMany({
    where: { dateId },
    orderBy: [{ placeId: 'asc' }, { position: 'asc' }],
  })
  const steps = new Map<string, Map<number, boolean>>()
  for (const { placeId, position, came } of rows)
    steps.set(placeId, (steps.get(placeId) ?? new Map<number, boolean>()).set(position, came))
  return steps
}

const answers = { yes: true, no: false }

/**
 * Says who came to one step of a cohort, once it has begun. Once the last step is said, whoever came to any of them attended, and gets a
 * certificate that says of how many; whoever came to none was absent. The date is locked.
 *
 * @param settle marks a place as attended or absent
 */
export const recordStep = async (
  ctx: Ctx,
  course: LockedCourse,
  { step, marks }: { step: number; marks: AttendanceInput['marks'] },
  settle: (place: { id: string; version: number; event: 'attended' | 'absent' }) => Promise<Result<unknown>>,
): Promise<Result<undefined>> => {
  const sessions = await tables(ctx).courseSession.findMany({
    where: { dateId: course.id },
    orderBy: { position: 'asc' },
    select: { position: true, startsAt: true },
  })
  const session = sessions.find(({ position }) => position === step)
  if (!session) return notFound()
  if (session.startsAt > ctx.clock.now()) return refused('Who came to a step is recorded once it has begun.')
  const ids = new Set((await readPlaces(ctx, { dateId: course.id })).map(({ id }) => id))
  const before = await stepsOf(ctx, course.id)
  for (const { id, came, was } of marks) {
    if (!ids.has(id)) return notFound()
    if (came === undefined || came === was) continue
    if (before.get(id)?.get(step) !== (was && answers[was])) return overtaken('Who came')
    const data = { came: answers[came], saidAt: ctx.clock.now() }
    await tables(ctx).stepAttendance.upsert({
      where: { placeId_position: { placeId: id, position: step } },
      create: { placeId: id, dateId: course.id, position: step, ...data },
      update: data,
    })
  }
  await audit(ctx, { event: 'course.step-recorded', subject: { kind: 'course', id: course.id }, data: { step } })
  const last = sessions.at(-1)?.position ?? 0
  const steps = await stepsOf(ctx, course.id)
  for (const { id, version, status } of await readPlaces(ctx, { dateId: course.id })) {
    const own = steps.get(id)
    if (!own?.has(last)) continue
    const event = [...own.values()].some((came) => came) ? 'attended' : 'absent'
    if (event === status || !['booked', 'attended', 'absent'].includes(status)) continue
    const settled = await settle({ id, version, event })
    if (!settled.ok) return settled
  }
  return ok(undefined)
}
