import type { ConsentStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { hashOfLinkKey } from '#services/core/link-key.ts'
import {
  answerConsent,
  askConsent,
  type ConsentEvent,
  consentLife,
  takeBackConsent,
  tendConsents,
  withdrawConsent,
} from '#services/offerings/index.ts'
import { value } from '#tests/factories/application.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Who } from './driver.ts'

/**
 * Consents of Durham's. Its link was passed on: two people have it, and both have signed in, so that the exchange can tell them
 * apart. Without an account it cannot, which services/offerings/consents.test.ts tries.
 */
export const consentDriver: MakeDriver<ConsentStatus, ConsentEvent> = async (database) => {
  const { db } = database.ctx()
  const lead = await makePerson(database.ctx(), { posts: [{ yotCode: 'durham' }] })
  const deputy = await makePerson(database.ctx(), { posts: [{ yotCode: 'durham', level: 'second_tier' }] })
  const holders = { first: lead, second: deputy }
  const manager = () => makePerson(database.ctx(), { posts: [{ yotCode: 'durham', level: 'manager' }] })
  const askers = new Map<string, MadePerson>()
  const as = (who: Who) => database.ctx(holders[who].actor)
  const words = 'Coaching for new managers in their first year, by video.'
  const answers = (agrees: 'yes' | 'no') => ({
    press: ({ ref }: { ref: string }, version: number, who: Who) =>
      answerConsent(as(who), ref, {
        ...{ agrees, version, mayCharge: 'no' as const, daysPerYear: who === 'first' ? 5 : 6 },
        reason: `Says the ${who}.`,
      }),
  })
  const driver: Driver<ConsentStatus, ConsentEvent> = {
    life: consentLife,
    kind: 'consent',
    make: async (status) => {
      const person = await manager()
      const ref = crypto.randomUUID()
      const { id } = await db.ownNameConsent.create({
        data: {
          ...{ personId: person.id, yotCode: 'durham', status, words, daysPerYear: 6, mayCharge: false },
          ...{ leadName: lead.name, leadAddress: lead.email, tokenHash: hashOfLinkKey(ref), version: madeAt },
          askedAt: database.ctx().clock.now(),
          answerBy: dateFromIso('2026-06-20'),
          until: status === 'given' ? dateFromIso('2027-06-01') : null,
        },
        select: { id: true },
      })
      askers.set(id, person)
      return { id, ref }
    },
    moves: {
      asked: {
        begins: async () => {
          const question = { yotCode: 'durham', words, daysPerYear: 6, mayCharge: 'no' as const }
          const { id } = value(await askConsent(database.ctx((await manager()).actor), question))
          return { id, ref: id }
        },
      },
      given: answers('yes'),
      refused: answers('no'),
      withdrawn: {
        press: ({ ref }, version, who) => withdrawConsent(as(who), ref, { version, reason: `Says the ${who}.` }),
      },
      'taken-back': {
        only: 'whoever asked',
        press: ({ id }, version) => takeBackConsent(database.ctx(askers.get(id)?.actor), { id, version }),
      },
      'run-out': {
        happens: async ({ id }) => {
          await db.ownNameConsent.updateMany({
            where: { id, version: madeAt },
            data: { answerBy: dateFromIso('2026-06-01') },
          })
          await tendConsents.run(database.ctx())
        },
      },
    },
  }
  return driver
}
