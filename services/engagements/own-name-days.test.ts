import { beforeAll, describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms } from './accept-terms.ts'
import { cancelEngagement } from './cancel.ts'
import { findEngagement } from './engagement-page.ts'
import { saveTermsSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { saveTerms } from './terms-draft.ts'
import { readTermsForm, readTermsVersion } from './terms-page.ts'

const database = openTestDatabase()
const as = (person: MadePerson | undefined) => database.ctx(person?.actor)
let [york, manager]: MadePerson[] = []
let offeringId = ''

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { posts: [{ yotCode: 'york' }] })
  manager = await makePerson(ctx, { name: 'Mo Kent', posts: [{ yotCode: 'kent', level: 'manager' }], bank: {} })
  await makeMembership(ctx, { yotCode: 'york' })
  offeringId = (await makeOffering(ctx, { by: { personId: manager.id }, basis: 'in_kind' })).id
  await ctx.db.ownNameConsent.create({
    data: {
      personId: manager.id,
      yotCode: 'kent',
      status: 'given',
      words: 'Coaching.',
      daysPerYear: 3,
      mayCharge: false,
      leadName: 'Head of Kent',
      leadAddress: 'head@kent.example',
      tokenHash: 'none',
      askedAt: dateFromIso('2026-05-01'),
      answerBy: dateFromIso('2026-05-21'),
      until: dateFromIso('2027-05-31'),
    },
  })
})

/** Work in the manager's own name for York, with a session on each of these days typed into its terms. */
const workOn = async (days: readonly string[]) => {
  const { ref } = await makeEngagement(database.ctx(), {
    offeringId,
    by: { personId: manager?.id ?? '' },
    host: { yotCode: 'york', contactId: york?.id ?? '' },
    deliverer: { id: manager?.id ?? '', name: 'Mo Kent' },
  })
  const { draftVersion } = value(await readTermsForm(as(manager), ref))
  const input = saveTermsSchema.parse({
    version: draftVersion,
    people: [manager?.id],
    work: 'Coaching of a new manager.',
    sessions: days.map((on) => ({ on, from: '09:30', to: '12:00', mode: 'remote', place: 'By video' })),
    lines: [],
    expenses: 'None.',
    cancelDays: '10',
    cancelPercent: '50',
    documents: 'For the service.',
    data: 'None.',
  })
  value(await saveTerms(as(manager), ref, input))
  return ref
}
const send = async (ref: string) => {
  const { version } = value(await findEngagement(as(manager), ref))
  return sendTerms(as(manager), ref, { version, as: 'proposed' })
}
const accept = async (ref: string, person: MadePerson | undefined) => {
  const { number, hash, version } = value(await readTermsVersion(as(person), ref, null))
  return acceptTerms(as(person), ref, { number, hash, version })
}
const agree = async (ref: string) => {
  value(await accept(ref, manager))
  return accept(ref, york)
}
const refusal = {
  problem: { kind: 'refused', why: expect.stringMatching(/^Kent.* 3 days .* until Monday 31 May 2027.* would be 4/) },
}

describe('work in one’s own name, in post', () => {
  it('stays within the days that the service agreed to, by what is agreed and not by what is only sent', async () => {
    const [two, second, four] = [
      await workOn(['2026-07-01', '2026-07-02']),
      await workOn(['2026-07-02', '2026-09-01', '2026-09-02']),
      await workOn(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06']),
    ]
    // By itself one is too much; two that are only sent are not, until one of them is agreed.
    expect(await send(four)).toMatchObject(refusal)
    value(await send(two))
    value(await send(second))
    value(await agree(two))
    // A day that has a session already is no other day.
    expect(await accept(second, manager)).toMatchObject(refusal)
    const { version, chargePence } = value(await findEngagement(as(york), two))
    value(await cancelEngagement(as(york), two, { version, reason: 'Not needed.', chargePence }))
    value(await agree(second))
    // The next year has days of its own once it is consented to; what lies beyond this consent is not counted in it.
    value(await send(await workOn(['2027-06-01', '2027-06-02'])))
  })
})
