import { beforeAll, describe, expect, it } from 'vitest'
import { dateFromIso } from '#services/core/clock.ts'
import { draftCourse, moveCourse, openCourse } from '#services/courses/index.ts'
import { value } from '#tests/factories/application.ts'
import { typedCourse } from '#tests/factories/course.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races as rounds } from '#tests/setup/races.ts'
import { acceptTerms } from './accept-terms.ts'
import { cancelEngagement } from './cancel.ts'
import { findEngagement } from './engagement-page.ts'
import { saveTermsSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { saveTerms } from './terms-draft.ts'
import { readTermsForm, readTermsVersion } from './terms-page.ts'

const database = openTestDatabase()
const as = (person: MadePerson | undefined) => database.ctx(person?.actor)
let york: MadePerson | undefined

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { posts: [{ yotCode: 'york' }] })
  await makeMembership(ctx, { yotCode: 'york' })
})

/** A manager of Kent who offers in their own name, for three days a year. */
const inPost = async () => {
  const ctx = database.ctx()
  const manager = await makePerson(ctx, { name: 'Mo Kent', posts: [{ yotCode: 'kent', level: 'manager' }], bank: {} })
  const offering = await makeOffering(ctx, { by: { personId: manager.id }, basis: 'in_kind' })
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
      tokenHash: `none of ${manager.id}`,
      askedAt: dateFromIso('2026-05-01'),
      answerBy: dateFromIso('2026-05-21'),
      until: dateFromIso('2027-05-31'),
    },
  })
  return { manager, offering }
}
type InPost = Awaited<ReturnType<typeof inPost>>

/** Work in the manager's own name for York, with a session on each of these days typed into its terms. */
const workOn = async ({ manager, offering }: InPost, days: readonly string[]) => {
  const { ref } = await makeEngagement(database.ctx(), {
    offeringId: offering.id,
    by: { personId: manager.id },
    host: { yotCode: 'york', contactId: york?.id ?? '' },
    deliverer: { id: manager.id, name: 'Mo Kent' },
  })
  const { draftVersion } = value(await readTermsForm(as(manager), ref))
  const input = saveTermsSchema.parse({
    version: draftVersion,
    people: [manager.id],
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
const send = async ({ manager }: InPost, ref: string) => {
  const { version } = value(await findEngagement(as(manager), ref))
  return sendTerms(as(manager), ref, { version, as: 'proposed' })
}
const accept = async (ref: string, person: MadePerson | undefined) => {
  const { number, hash, version } = value(await readTermsVersion(as(person), ref, null))
  return acceptTerms(as(person), ref, { number, hash, version })
}
const agree = async ({ manager }: InPost, ref: string) => {
  value(await accept(ref, manager))
  return accept(ref, york)
}
const refusal = {
  problem: { kind: 'refused', why: expect.stringMatching(/^Kent.* 3 days .* until Monday 31 May 2027.* would be 4/) },
}

describe('work in one’s own name, in post', () => {
  it('stays within the days that the service agreed to, by what is agreed and not by what is only sent', async () => {
    const one = await inPost()
    const [two, second, four] = [
      await workOn(one, ['2026-07-01', '2026-07-02']),
      await workOn(one, ['2026-07-02', '2026-09-01', '2026-09-02']),
      await workOn(one, ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06']),
    ]
    // By itself one is too much; two that are only sent are not, until one of them is agreed.
    expect(await send(one, four)).toMatchObject(refusal)
    value(await send(one, two))
    value(await send(one, second))
    value(await agree(one, two))
    // A day that has a session already is no other day.
    expect(await accept(second, one.manager)).toMatchObject(refusal)
    const { version, chargePence } = value(await findEngagement(as(york), two))
    value(await cancelEngagement(as(york), two, { version, reason: 'Not needed.', chargePence }))
    value(await agree(one, second))
    // The next year has days of its own once it is consented to; what lies beyond this consent is not counted in it.
    value(await send(one, await workOn(one, ['2027-06-01', '2027-06-02'])))
  })

  it('counts days of dates in that name like days of work, and each day once', async () => {
    const one = await inPost()
    const dateOn = (days: readonly string[]) => {
      const [first = ''] = days
      const sessions = days.map((on) => ({ on, from: '09:30', to: '16:00' }))
      return draftCourse(
        as(one.manager),
        one.offering.slug,
        typedCourse(first, { sessions, trainers: [one.manager.id] }),
      )
    }
    const open = async (ref: string) => openCourse(as(one.manager), ref, { version: 1 })
    const date = value(await dateOn(['2026-09-30', '2026-10-01'])).ref
    value(await open(date))
    const work = await workOn(one, ['2026-10-01', '2026-11-01', '2026-11-02'])
    expect(await send(one, work)).toMatchObject(refusal)
    const fits = await workOn(one, ['2026-10-01', '2026-11-02'])
    value(await send(one, fits))
    value(await agree(one, fits))
    const { ref: third } = value(await dateOn(['2026-12-01']))
    expect(await open(third)).toMatchObject({
      problem: { why: expect.stringContaining('With this date it would be 4') },
    })
    const { version } = await database.ctx().db.courseDate.findUniqueOrThrow({ where: { ref: date } })
    const move = (days: readonly string[]) => {
      const { sessions, bookUntil } = typedCourse(days[0] ?? '', {
        sessions: days.map((on) => ({ on, from: '09:30', to: '16:00' })),
      })
      return moveCourse(as(one.manager), date, { version, sessions, bookUntil, reason: 'The hall is flooded.' })
    }
    expect(await move(['2026-10-07', '2026-10-08'])).toMatchObject({ problem: { kind: 'refused' } })
    value(await move(['2026-11-02', '2026-11-03']))
  })

  it('counts the last day once, where two are agreed at one moment', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const one = await inPost()
      const refs = [await workOn(one, ['2026-07-01', '2026-07-02']), await workOn(one, ['2026-09-01', '2026-09-02'])]
      for (const ref of refs) {
        value(await send(one, ref))
        value(await accept(ref, one.manager))
      }
      const done = await Promise.all(refs.map((ref) => accept(ref, york)))
      expect(done.map(({ ok }) => ok).sort()).toEqual([false, true])
      expect(done.find(({ ok }) => !ok)).toMatchObject(refusal)
    }
  })
})
