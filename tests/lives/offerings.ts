import {
  changeOffering,
  moveOffering,
  type OfferingEvent,
  offeringLife,
  offeringSchema,
  pauseByDecision,
  resumeWhileAppealed,
  startOffering,
} from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

type State = keyof typeof offeringLife.states

/** Offerings of Kent's, changed and moved by two of its people. */
export const offeringDriver: MakeDriver<State, OfferingEvent> = async (database) => {
  const ctx = database.ctx()
  const at = () => makePerson(ctx, { posts: [{ yotCode: 'kent', level: 'manager' }] })
  const people = { first: await at(), second: await at() }
  await makeMembership(ctx, { yotCode: 'kent' })
  const owner = { yotCode: 'kent', personId: null, outsideId: null }
  const input = (title: string) =>
    offeringSchema.parse({
      kind: 'training',
      title,
      summary: 'A day with our team.',
      description: 'In your offices or in ours.',
      basis: 'free',
      delivery: ['remote'],
      themes: ['G1'],
      contactId: people.first.id,
    })
  const moves = (event: 'published' | 'paused' | 'archived') => ({
    press: ({ ref: slug }: Subject, version: number, who: Who) =>
      moveOffering(database.ctx(people[who].actor), { slug, version, event }),
  })
  const versioned = async (made: { id: string; slug: string }) => {
    await database.ctx().db.offering.update({ where: { id: made.id }, data: { version: madeAt } })
    return { id: made.id, ref: made.slug }
  }
  const driver: Driver<State, OfferingEvent> = {
    life: offeringLife,
    kind: 'offering',
    make: async (status) =>
      versioned(await makeOffering(database.ctx(), { by: { yotCode: 'kent', contactId: people.first.id }, status })),
    // Once it is published its address stays, so that a second press finds it.
    from: { changed: 'published' },
    moves: {
      started: {
        begins: async () => {
          const { slug } = value(await startOffering(database.ctx(people.first.actor), owner, input('Begun')))
          const { id } = await database.ctx().db.offering.findUniqueOrThrow({ where: { slug }, select: { id: true } })
          return { id, ref: slug }
        },
      },
      changed: {
        press: ({ ref }, version, who) =>
          changeOffering(database.ctx(people[who].actor), ref, { ...input(`By the ${who}`), version }),
      },
      published: moves('published'),
      paused: moves('paused'),
      resumed: {
        happens: async ({ id }) => {
          const paused = { subjectKind: 'offering', subjectId: id }
          if ((await database.ctx().db.move.count({ where: paused })) === 0) {
            await database.ctx().db.offering.update({ where: { id }, data: { status: 'published' } })
            value(await pauseByDecision(database.ctx(), id))
          }
          value(await resumeWhileAppealed(database.ctx(), id))
        },
      },
      archived: moves('archived'),
    },
  }
  return driver
}
