import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { beginEngagement } from '#services/engagements/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import { answerEnquiry } from './answer-enquiry.ts'
import { askProviders } from './ask-providers.ts'
import { chooseEnquiry } from './choose-enquiry.ts'
import { withdrawNeed } from './close-enquiry.ts'
import { enquirySilence } from './enquiry-clock.ts'

/* Where a need ends without, the gap register has it once; a later choice of that service meets it. */

const database = openTestDatabase({ isVerified: true })
const as = ({ actor }: { actor: Actor }) => database.ctx(actor)
const db = () => database.ctx().db
let york: MadePerson
let leeds: MadePerson
let hull: MadePerson
let slugs: string[]

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { posts: [{ yotCode: 'york' }] })
  leeds = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
  hull = await makePerson(ctx, { posts: [{ yotCode: 'hull' }] })
  await makeMembership(ctx, { yotCode: 'york' })
})

beforeEach(async () => {
  database.setNow('2026-06-01')
  const made = [
    await makeOffering(database.ctx(), { by: { yotCode: 'leeds', contactId: leeds.id }, title: 'Leeds day' }),
    await makeOffering(database.ctx(), { by: { yotCode: 'hull', contactId: hull.id }, title: 'Hull day' }),
  ]
  slugs = made.map(({ slug }) => slug)
})

const ask = async (themes = ['G1']) => {
  const input = { themes, how: 'on_site' as const, days: 2 }
  const { ref } = value(await askProviders(as(york), input, { need: 'Two days for us.', offerings: slugs }, null))
  const need = await db().need.findUniqueOrThrow({
    where: { ref },
    include: { enquiries: { include: { offering: true }, orderBy: { id: 'asc' } } },
  })
  const of = (slug = '') => need.enquiries.find(({ offering }) => offering.slug === slug)?.id ?? ''
  return { ref, id: need.id, first: of(slugs[0]), second: of(slugs[1]) }
}

const answer = (who: MadePerson, id: string, kind: 'declined' | 'interested') =>
  answerEnquiry(as(who), id, { version: 1, answer: kind, response: 'We looked at it together.', offer: {} })

const gapOf = (need: { id: string }) => db().gap.findMany({ where: { sourceKey: `need:${need.id}` } })

it('is noted when the last of two who decline at once has declined, and once', async () => {
  for (let race = 0; race < races; race += 1) {
    const need = await ask()
    for (const result of await Promise.all([
      answer(leeds, need.first, 'declined'),
      answer(hull, need.second, 'declined'),
    ]))
      value(result)
    const [gap, ...others] = await gapOf(need)
    expect(others).toEqual([])
    expect(gap).toMatchObject({ kind: 'enquiry', themes: ['G1'], yotCode: 'york', region: 'Yorks Hum', metOn: null })
    expect([...(gap?.caseIds ?? [])].sort()).toEqual([need.first, need.second].sort())
  }
})

it('is noted when nobody answers in time, and not while somebody may still', async () => {
  const need = await ask()
  value(await answer(leeds, need.first, 'declined'))
  expect(await gapOf(need)).toEqual([])
  database.setNow(addDays('2026-06-01', 30))
  await silenceJob([enquirySilence]).run(database.ctx())
  expect(await gapOf(need)).toMatchObject([{ kind: 'enquiry' }])
})

it('is not noted where the service needs no answer any more before anybody said no, or chose', async () => {
  const withdrawn = await ask()
  value(await withdrawNeed(as(york), withdrawn.ref, { version: 2 }))
  expect(await gapOf(withdrawn)).toEqual([])
  const unmet = await ask(['G2'])
  value(await answer(leeds, unmet.first, 'declined'))
  value(await answer(hull, unmet.second, 'declined'))
  const chosen = await ask(['G2'])
  value(await answer(leeds, chosen.first, 'interested'))
  value(await answer(hull, chosen.second, 'declined'))
  value(
    await chooseEnquiry(
      as(york),
      chosen.first,
      { ...(await choosing(database.ctx(), { id: chosen.first })), reason: 'They know places like ours.' },
      beginEngagement,
    ),
  )
  expect(await gapOf(chosen)).toEqual([])
  // What that service had not found about the theme is met by it.
  expect(await gapOf(unmet)).toMatchObject([{ metBy: 'enquiry', metOn: new Date('2026-06-01') }])
})
