import type { Ctx } from '#services/core/context.ts'
import { dateAndTime } from '#services/core/words.ts'
import { type Addressee, type Letter, type LetterKind, tell } from '#services/notifications/index.ts'
import type { LockedCourse, LockedPlace } from './move-course.ts'

/** "“Court skills”, Tuesday 14 July 2026 at 9:30am (CD-2026-417)": how letters name a date. */
export const namedDate = ({ title, startsAt, ref }: Pick<LockedCourse, 'title' | 'startsAt' | 'ref'>): string =>
  `“${title}”, ${dateAndTime(startsAt)} (${ref})`

/** Who is written to for a place's attendee: the person of the exchange, else the address that was given; nobody where there is none. */
export const attendeeOf = ({
  id,
  attendeeId,
  address,
}: Pick<LockedPlace, 'id' | 'attendeeId' | 'address'>): Addressee | null =>
  attendeeId ?? (address === '' ? null : { address, as: `place:${id}` })

type Writing = {
  people: readonly (Addressee | null)[]
  occasion: string
  kind: LetterKind<'course'>
  letter: Omit<Letter, 'action'>
  /** What its one link says, and where it leads under the date's page. */
  link?: { text: string; page?: string }
}

/** A letter about a date. */
export const tellOf = (ctx: Ctx, course: LockedCourse, { people, occasion, kind, letter, link }: Writing) =>
  tell(ctx, {
    people,
    about: { kind: 'course', id: course.id },
    occasion,
    kind,
    letter: {
      ...letter,
      ...(link && { action: { text: link.text, path: `/courses/${course.ref}${link.page ?? ''}` } }),
    },
  })
