import { randomUUID } from 'node:crypto'
import type { MarkStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import {
  askForMark,
  keepMark,
  type MarkEvent,
  markLife,
  questionMark,
  restoreMark,
  room,
  saveLine,
  sendObservation,
  standDownAsObserver,
  withdrawMark,
} from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject } from './driver.ts'

/** Marks of Plymouth's, observed by people of the north. */
export const markDriver: MakeDriver<MarkStatus, MarkEvent> = async (database) => {
  const { db } = database.ctx()
  const provider = await makePerson(database.ctx(), { posts: [{ yotCode: 'plymouth' }] })
  await makeMembership(database.ctx(), { yotCode: 'plymouth' })
  const observers = new Map<string, MadePerson>()
  for (const yotCode of ['york', 'hull', 'leeds', 'bradford', 'salford', 'stockport']) {
    const made = await makePerson(database.ctx(), {
      posts: [{ yotCode, level: 'manager' }],
      bank: { roles: ['reviewer', 'mentor'] },
      declaredOn: database.ctx().clock.today(),
    })
    observers.set(made.id, made)
  }
  const dated = async () => {
    const ctx = database.ctx()
    const offering = await makeOffering(ctx, { by: { yotCode: 'plymouth', contactId: provider.id } })
    return { offering, date: await makeCourse(ctx, { offeringId: offering.id, createdById: provider.id }) }
  }
  const job = async (name: string) => {
    await room.jobs?.find((one) => one.name === name)?.run(database.ctx())
  }
  const offeringOf = async ({ id }: Subject) =>
    (await db.mark.findUniqueOrThrow({ where: { id }, select: { offeringId: true } })).offeringId
  const asIf =
    (does: (ctx: ReturnType<typeof database.ctx>, offeringId: string) => Promise<unknown>) => async (of: Subject) =>
      does(database.ctx(), await offeringOf(of))
  /** Two observers whom we know, who both say this of every line, once: the second time there is nobody left to say it. */
  const seen = (level: '1' | '3') => async (of: Subject) => {
    const own = await db.observation.findMany({ where: { markId: of.id, recordedAt: null }, orderBy: { side: 'asc' } })
    const { dateId } = await db.mark.findUniqueOrThrow({ where: { id: of.id }, select: { dateId: true } })
    await db.courseDate.update({ where: { id: dateId }, data: { startsAt: new Date('2020-01-01T09:00:00Z') } })
    for (const { id, observerId } of own) {
      const who = observers.get(observerId)
      if (!who) throw new Error('Somebody else was drawn')
      for (let position = 1; position <= 8; position += 1)
        value(await saveLine(database.ctx(who.actor), id, { position, version: 0, level, evidence: 'Seen.' }))
      await sendObservation(database.ctx(who.actor), id)
    }
  }
  const driver: Driver<MarkStatus, MarkEvent> = {
    life: markLife,
    kind: 'mark',
    make: async (status) => {
      const { offering, date } = await dated()
      const id = randomUUID()
      const isIn = ['awarded', 'questioned', 'withdrawn', 'lapsed'].includes(status)
      await db.mark.create({
        data: {
          ...{ id, ref: `QM-${id.slice(0, 8)}`, offeringId: offering.id, dateId: date.id, status, version: madeAt },
          askedById: provider.id,
          askedAt: database.ctx().clock.now(),
          awardedOn: isIn ? dateFromIso('2024-01-10') : null,
          endsOn: isIn ? dateFromIso('2026-01-09') : null,
        },
      })
      const [first, second] = [...observers.keys()]
      if (status === 'observing')
        await db.observation.createMany({
          data: [first, second].map((observerId, at) => ({
            markId: id,
            observerId: observerId ?? '',
            side: at === 0 ? 'first' : 'second',
            region: 'Yorks Hum',
            drawnAt: database.ctx().clock.now(),
          })),
        })
      return { id, ref: `QM-${id.slice(0, 8)}` }
    },
    moves: {
      asked: {
        begins: async () => {
          const { offering, date } = await dated()
          const { ref } = value(await askForMark(database.ctx(provider.actor), offering.slug, { dateId: date.id }))
          return db.mark.findUniqueOrThrow({ where: { ref }, select: { id: true, ref: true } })
        },
      },
      drawn: { happens: () => job('courses.observers') },
      redrawn: {
        happens: async ({ id }) => {
          const { version } = await db.mark.findUniqueOrThrow({ where: { id }, select: { version: true } })
          const own = await db.observation.findFirst({ where: { markId: id, releasedAt: null, side: 'first' } })
          const who = observers.get(own?.observerId ?? '')
          if (version === madeAt && own && who) await standDownAsObserver(database.ctx(who.actor), own.id)
        },
      },
      awarded: { happens: seen('3') },
      'not-awarded': { happens: seen('1') },
      confirmed: {
        happens: async ({ id }) => {
          const mark = await db.mark.findUniqueOrThrow({ where: { id }, include: { observers: true } })
          const [observerId = ''] = [...observers.keys()]
          const who = observers.get(observerId)
          if (mark.observers.length > 0 || !who) return
          const later = dateFromIso('2027-01-09')
          await db.mark.update({ where: { id }, data: { observeBy: later, endsOn: later } })
          await db.courseDate.update({
            where: { id: mark.dateId },
            data: { startsAt: new Date('2020-01-01T09:00:00Z') },
          })
          const { id: own } = await db.observation.create({
            data: {
              ...{ markId: id, observerId, side: 'again', dateId: mark.dateId, region: 'Yorks Hum' },
              drawnAt: database.ctx().clock.now(),
            },
          })
          for (let position = 1; position <= 8; position += 1)
            value(await saveLine(database.ctx(who.actor), own, { position, version: 0, level: '3', evidence: 'Seen.' }))
          await sendObservation(database.ctx(who.actor), own)
        },
      },
      questioned: { happens: asIf(questionMark) },
      kept: { happens: asIf(keepMark) },
      withdrawn: { happens: asIf(withdrawMark) },
      restored: { happens: asIf(restoreMark) },
      lapsed: { happens: () => job('courses.marks') },
    },
  }
  return driver
}
