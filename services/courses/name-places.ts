import { personIdsByAddress } from '#services/accounts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type FieldErrors, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { findDate, type LockedPlace, moveOnDate, places, readPlaces } from './move-course.ts'
import { attendeeOf, namedDate, tellOf } from './people.ts'
import { placeSidesOf } from './policy.ts'
import type { NamesInput } from './schema.ts'
import { tables } from './tables.ts'

type Typed = NamesInput['names'][number]

/** What is typed of a place, as it is kept: an address that belongs to somebody here makes it theirs. */
const asKept = (typed: Typed, byAddress: ReadonlyMap<string, string>) => ({
  attendee: typed.attendee,
  address: typed.address ?? '',
  attendeeId: typed.address === undefined ? null : (byAddress.get(typed.address) ?? null),
})

const isSame = (place: Pick<LockedPlace, 'attendee' | 'address'>, typed: Typed): boolean =>
  place.attendee === typed.attendee && place.address === (typed.address ?? '')

/** Nobody is on two places of one date. Gives the fields at fault. */
const namedTwice = (
  names: readonly Typed[],
  byAddress: ReadonlyMap<string, string>,
  others: readonly LockedPlace[],
): FieldErrors => {
  const faults: FieldErrors = {}
  const taken = new Set(
    others.flatMap(({ address, attendeeId }) => [address, attendeeId ?? '']).filter((key) => key !== ''),
  )
  names.forEach((typed, at) => {
    if (typed.address !== undefined && typed.attendee === '') faults[`names[${at}].attendee`] = 'Enter the name'
    const keys = [typed.address ?? '', byAddress.get(typed.address ?? '') ?? ''].filter((key) => key !== '')
    if (keys.some((key) => taken.has(key)))
      faults[`names[${at}].address`] = 'This person has a place on this date already'
    for (const key of keys) taken.add(key)
  })
  return faults
}

/**
 * Says who comes on places of one's service, swaps and takes names back, until the course begins; at no cost and as often as they like. Only
 * what changed is moved. Those named, and those replaced, are told.
 *
 * @returns not found for places of others; stale where somebody else changed one; invalid where somebody would be on two places
 */
export const namePlaces = async (ctx: Ctx, ref: string, { names }: NamesInput): Promise<Result<{ ref: string }>> => {
  const found = await findDate(ctx, ref)
  if (!found) return notFound()
  return moveOnDate(ctx, found.id, async (ctx, course) => {
    const rows = await readPlaces(ctx, { dateId: course.id, id: { in: names.map(({ id }) => id) } })
    const byId = new Map(rows.map((row) => [row.id, row]))
    const isOurs = ({ id }: Typed) => {
      const row = byId.get(id)
      return row !== undefined && placeSidesOf(ctx.actor, { ...row, date: course }).includes('holder')
    }
    if (!names.every(isOurs)) return notFound()
    const changed = names.filter((typed) => {
      const row = byId.get(typed.id)
      return row && !isSame(row, typed)
    })
    const byAddress = await personIdsByAddress(
      ctx,
      names.flatMap(({ address }) => address ?? []),
    )
    const others = await readPlaces(ctx, {
      dateId: course.id,
      id: { notIn: names.map(({ id }) => id) },
      status: { in: ['booked', 'attended', 'absent'] },
    })
    const faults = namedTwice(names, byAddress, others)
    if (Object.keys(faults).length > 0) return invalid(faults)
    // Two who change places are for a moment on none: nobody is ever on two.
    if (changed.length > 1)
      await tables(ctx).place.updateMany({
        where: { id: { in: changed.map(({ id }) => id) }, status: 'booked' },
        data: { address: '', attendeeId: null },
      })
    // What was not changed is still looked at: a second press finds it as it left it.
    for (const typed of changed.length > 0 ? changed : names.slice(0, 1)) {
      const before = byId.get(typed.id)
      const done = await places.asMove(
        ctx,
        { ref: typed.id, version: typed.version, event: 'named' },
        async (ctx, { move }): Promise<Result<string>> => {
          if (ctx.clock.now() >= course.startsAt) return refused('This course has begun.')
          const moved = await move({ data: asKept(typed, byAddress) })
          if (!moved.ok) return moved
          if (before) await tellNamed(ctx, course, before, { ...moved.value, ...asKept(typed, byAddress) })
          return ok(ref)
        },
        (row) => (before && isSame(row, typed) ? ref : null),
      )
      if (!done.ok) return done
    }
    return ok({ ref })
  })
}

const tellNamed = async (
  ctx: Ctx,
  course: Parameters<typeof tellOf>[1],
  before: LockedPlace,
  after: LockedPlace,
): Promise<void> => {
  const isOther = before.address !== after.address
  if (isOther && attendeeOf(before) !== null)
    await tellOf(ctx, course, {
      people: [attendeeOf(before)],
      occasion: `replaced:${after.id}:${after.version}`,
      kind: 'decision',
      letter: {
        subject: `Somebody else comes in your place: ${course.title} (${course.ref})`,
        lines: [`${ctx.actor.name} changed who comes to ${namedDate(course)}. You do not need to do anything.`],
      },
    })
  if (isOther && attendeeOf(after) !== null)
    await tellOf(ctx, course, {
      people: [attendeeOf(after)],
      occasion: `named:${after.id}:${after.version}`,
      kind: 'decision',
      letter: {
        subject: `You have a place: ${course.title} (${course.ref})`,
        lines: [
          `${ctx.actor.name} booked a place for you on ${namedDate(course)}.`,
          course.mode === 'on_site' ? `Where: ${course.place}.` : 'How to join is sent five days before.',
        ],
      },
      link: { text: 'See the course' },
    })
}
