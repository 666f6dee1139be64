import { expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { ownLadder } from '#services/vetting/index.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { askForWords, giveWord, wordsOfCoLeads, wordsPage, wordTasks } from './co-lead-words.ts'
import { remindOfWords } from './remind-of-words.ts'

const database = openTestDatabase()
const as = (person: MadePerson) => database.ctx(person.actor)
const text = 'They kept to the question and wrote it up the same evening.'

const delivered = async () => {
  const ctx = database.ctx()
  const head = await makeHost(ctx, 'leeds')
  const review = await makeReview(ctx, { yotCode: 'leeds', requestedById: head.id, status: 'presented' })
  const [lead, observer, reviewer] = await Promise.all([
    makePerson(ctx, { bank: { roles: ['co_lead'] } }),
    makePerson(ctx, { bank: { roles: ['observer'] } }),
    makePerson(ctx, { bank: { roles: ['reviewer'] } }),
  ])
  const team = [
    { personId: lead.id, role: 'co_lead' as const },
    { personId: observer.id, role: 'observer' as const },
    { personId: reviewer.id, role: 'reviewer' as const },
  ]
  for (const [at, { personId, role }] of team.entries())
    await ctx.db.seat.create({
      data: {
        requestId: review.id,
        role,
        position: at + 1,
        personId,
        invitations: {
          create: {
            personId,
            status: 'accepted',
            reasons: [],
            offeredAt: ctx.clock.now(),
            respondBy: new Date('2030-01-01'),
          },
        },
      },
    })
  const message = {
    key: `work-delivered:review:${review.id}`,
    payload: { work: 'review', workId: review.id, workRef: review.ref, people: team },
  }
  const ask = () => askForWords(ctx, message as unknown as Parameters<typeof askForWords>[1])
  return { ...review, head, lead, observer, reviewer, ask }
}

it('is asked of each co-lead once, given once, and read by whom it is of and who decides', async () => {
  const { id, ref, lead, observer, reviewer, head, ask } = await delivered()
  await ask()
  await ask()
  const letters = await lettersIn(database.ctx().db, { where: { caseId: id, topic: 'mail' } })
  expect(letters.filter(({ payload }) => JSON.stringify(payload).includes('A word about who came along'))).toHaveLength(
    1,
  )
  expect(await wordTasks(as(lead))).toMatchObject([{ href: `/reviews/${ref}/words` }])
  const page = await wordsPage(as(lead), ref)
  const words = page.ok ? page.value.words : []
  expect(words.map(({ name }) => name).sort()).toEqual([observer.name, reviewer.name].sort())
  for (const nobody of [observer, reviewer, head, await makePerson(database.ctx())])
    expect(await wordsPage(as(nobody), ref)).toMatchObject({ problem: { kind: 'not-found' } })

  const own = words.find(({ name }) => name === observer.name)?.id ?? ''
  const input = { id: own, isReady: 'yes' as const, text }
  expect(await giveWord(as(observer), ref, input)).toMatchObject({ problem: { kind: 'not-found' } })
  expect(await giveWord(as(lead), ref, input)).toMatchObject({ ok: true })
  expect(await giveWord(as(lead), ref, { ...input, text: `${text} No.` })).toMatchObject({
    problem: { kind: 'refused' },
  })
  const ladder = await ownLadder(as(observer), { words: wordsOfCoLeads })
  expect(ladder?.words).toMatchObject([{ by: lead.name, isReady: true, text, role: 'Observer' }])
  expect(ladder?.steps.find(({ state }) => state === 'next')?.asks).toContainEqual({
    says: '1 of 1 co-lead who said a word of you as observer says that you are ready',
    isMet: true,
  })
  expect(JSON.stringify(ladder?.words)).not.toContain(ref)
  expect(await wordsOfCoLeads(as(reviewer), reviewer.id)).toEqual([])

  // Whoever may not know of the review reads nothing of it.
  const assessor = await makePerson(database.ctx(), { appointments: [{ role: 'assessor' }] })
  expect(await wordsOfCoLeads(as(assessor), observer.id)).toHaveLength(1)
  await database.ctx().db.conflict.create({
    data: {
      personId: assessor.id,
      caseKind: 'review_request',
      caseId: id,
      activity: 'deciding',
      ruleId: 'FAMILY',
      ruleSetVersion: 1,
      effect: 'block',
      isSilent: false,
      isPublic: false,
      factsKey: 'test',
      facts: [],
      status: 'detected',
      foundAt: database.ctx().clock.now(),
    },
  })
  expect(await wordsOfCoLeads(as(assessor), observer.id)).toEqual([])
})

it('is reminded of a week before its last day and on it, once each, and no more once it is given', async () => {
  const { id, ref, lead, observer, reviewer, ask } = await delivered()
  const askedOn = database.ctx().clock.today()
  await ask()
  const lines = async (on: string) => {
    database.setNow(`${on}T07:00:00Z`)
    await remindOfWords(database.ctx())
    await remindOfWords(database.ctx())
    const rows = await database.ctx().db.waitingLine.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } })
    return rows.map(({ personId, line }) => ({ personId, says: JSON.stringify(line) }))
  }
  expect(await lines(addDays(askedOn, 20))).toEqual([])
  const [first, ...more] = await lines(addDays(askedOn, 21))
  expect(first?.personId).toBe(lead.id)
  for (const said of [ref, observer.name, reviewer.name]) expect(first?.says).toContain(said)
  expect(more).toEqual([])
  const page = await wordsPage(as(lead), ref)
  const [one] = page.ok ? page.value.words : []
  expect(await giveWord(as(lead), ref, { id: one?.id ?? '', isReady: 'no', text })).toMatchObject({ ok: true })
  const [, second] = await lines(addDays(askedOn, 28))
  expect(second?.says).not.toContain(one?.name)
  const still = page.ok ? page.value.words[1]?.name : ''
  expect(second?.says).toContain(still)
  expect(await lines(addDays(askedOn, 29))).toHaveLength(2)
  database.setNow(null)
})
