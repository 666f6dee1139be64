import { silenceJob } from '#services/core/life/silence.ts'

import { beginEngagement } from '#services/engagements/index.ts'

import {
  agreeToOffer,
  answerEnquiry,
  chooseEnquiry,
  counterOffer,
  declineOffer,
  type EnquiryEvent,
  enquiryLife,
  room,
  sendEnquiry,
  withdrawEnquiry,
} from '#services/enquiries/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering, sealFor } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

type State = keyof typeof enquiryLife.states

/** Enquiries of York's about something of Leeds's, with two people at either service. */
export const enquiryDriver: MakeDriver<State, EnquiryEvent> = async (database) => {
  const ctx = database.ctx()
  const at = (yotCode: string) => makePerson(ctx, { posts: [{ yotCode, level: 'manager' }] })
  const provider = { first: await at('leeds'), second: await at('leeds') }
  const host = { first: await at('york'), second: await at('york') }
  for (const yotCode of ['leeds', 'york']) await makeMembership(ctx, { yotCode })
  const offering = () => makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: provider.first.id } })
  const answers = (answer: 'interested' | 'undecided' | 'declined') => ({
    press: ({ ref }: Subject, version: number, who: Who) =>
      answerEnquiry(database.ctx(provider[who].actor), ref, { version, answer, response: `From the ${who}.` }),
  })
  const seen = new Map<string, Promise<void>>()
  /** The host has written version 2, once, where there is a first. */
  const countered = ({ id }: Subject): Promise<void> => {
    const making =
      seen.get(id) ??
      (async () => {
        const ctx = database.ctx()
        if ((await ctx.db.sealedText.count({ where: { subjectId: id } })) === 1)
          await sealFor(ctx, id, host.first.id, { by: 'host', expenses: 'None.' })
      })()
    seen.set(id, making)
    return making
  }
  const driver: Driver<State, EnquiryEvent> = {
    life: enquiryLife,
    kind: 'enquiry',
    make: async (status) => {
      const { id, ref } = await makeEnquiry(database.ctx(), {
        offeringId: (await offering()).id,
        fromId: host.first.id,
        yotCode: 'york',
        status,
      })
      await database.ctx().db.enquiry.update({ where: { id }, data: { version: madeAt } })
      return { id, ref }
    },
    moves: {
      sent: {
        begins: async () => {
          const { slug } = await offering()
          const { ref } = value(await sendEnquiry(database.ctx(host.first.actor), slug, { need: 'A day.' }))
          return database.ctx().db.enquiry.findFirstOrThrow({ where: { ref }, select: { id: true, ref: true } })
        },
      },
      interested: answers('interested'),
      undecided: answers('undecided'),
      declined: answers('declined'),
      expired: {
        happens: async ({ id }) => {
          const past = { lastDay: new Date('2020-01-01'), dueAt: new Date('2020-01-02T06:00:00Z') }
          await database.ctx().db.silence.updateMany({ where: { subjectId: id }, data: past })
          await silenceJob(room.silences ?? []).run(database.ctx())
        },
      },
      chosen: {
        press: async (subject, version, who) => {
          const { number, hash, reason } = await choosing(database.ctx(), subject)
          const input = { version, number, hash, reason }
          return chooseEnquiry(database.ctx(host[who].actor), subject.ref, input, beginEngagement)
        },
      },
      countered: {
        press: ({ ref }, version, who) =>
          counterOffer(database.ctx(provider[who].actor), ref, {
            version,
            number: 1,
            note: `From the ${who}.`,
            expenses: `The ${who}’s fare.`,
          }),
      },
      agreed: {
        press: async (subject, version, who) => {
          const ctx = database.ctx()
          await countered(subject)
          const { number, hash } = await choosing(ctx, subject)
          return agreeToOffer(database.ctx(provider[who].actor), subject.ref, { version, number, hash })
        },
      },
      'not-chosen': { press: ({ ref }, version, who) => declineOffer(database.ctx(host[who].actor), ref, { version }) },
      withdrawn: { press: ({ ref }, version, who) => withdrawEnquiry(database.ctx(host[who].actor), ref, { version }) },
    },
  }
  return driver
}
