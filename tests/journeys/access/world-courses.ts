import { createHash } from 'node:crypto'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import type { Who } from './world.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

const pdf = Buffer.from('%PDF-1.7\n% A form\n%%EOF\n')

/** A date with two places of the asker's, one that was held, resources to take, and a mark that a co-lead observes. */
export const makeCourses = async (ctx: Ctx, the: (who: Who) => MadePerson, published: { id: string; slug: string }) => {
  const { db, clock } = ctx
  const today = clock.today()
  const createdById = the('ownManager').id
  const asker = the('asker').id
  const common = { offeringId: published.id, createdById, places: 40 }
  const open = await makeCourse(ctx, { ...common, on: addDays(today, 60), joiningLink: 'https://meet.example.org/x' })
  const held = await makeCourse(ctx, { ...common, on: addDays(today, -3), status: 'held' })
  const groupId = '0190a8f0-0000-7000-8000-0000000000f0'
  const place = (id: string, dateId: string, status: 'booked' | 'attended', certificate: string | null = null) =>
    db.place.create({
      data: {
        id: `0190a8f0-0000-7000-8000-0000000000f${id}`,
        dateId,
        groupId,
        yotCode: 'essex',
        bookedById: asker,
        status,
        certificate,
        createdAt: clock.now(),
      },
    })
  const [first, second] = [await place('1', open.id, 'booked'), await place('2', open.id, 'booked')]
  const attended = await place('3', held.id, 'attended', 'ABCD-EFGH-JKMN')
  const token = 'how-it-was'
  await db.evaluation.create({
    data: {
      placeId: attended.id,
      when: 'first',
      tokenHash: hashOf(token),
      askedAt: clock.now(),
      closesOn: dateFromIso(addDays(today, 10)),
    },
  })
  const hash = createHash('sha256').update(pdf).digest('hex')
  await db.resourceBytes.create({ data: { hash, bytes: pdf } })
  const resource = await db.resource.create({
    data: {
      offeringId: published.id,
      title: 'A form',
      addedById: createdById,
      addedAt: clock.now(),
      versions: {
        create: {
          number: 1,
          hash,
          fileName: 'a-form.pdf',
          type: 'application/pdf',
          size: pdf.length,
          addedAt: clock.now(),
        },
      },
    },
  })
  const observed = await makeOffering(ctx, { by: { yotCode: 'leeds', contactId: createdById }, title: 'Observed' })
  const watched = await makeCourse(ctx, { offeringId: observed.id, createdById, on: addDays(today, 40) })
  const other = await makePerson(ctx, {})
  const mark = await db.mark.create({
    data: {
      ref: 'QM-2026-123',
      offeringId: observed.id,
      dateId: watched.id,
      status: 'observing',
      askedById: createdById,
      askedAt: clock.now(),
      observers: {
        create: [
          { observerId: the('coLead').id, side: 'first', region: 'East Mids', drawnAt: clock.now() },
          { observerId: other.id, side: 'second', region: 'London', drawnAt: clock.now() },
        ],
      },
    },
    include: { observers: true },
  })
  const observation = mark.observers.find(({ observerId }) => observerId === the('coLead').id)
  return { open, held, watched, first, second, attended, token, resource, observationId: observation?.id ?? '' }
}
