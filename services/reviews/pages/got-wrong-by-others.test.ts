import { beforeAll, describe, expect, it } from 'vitest'
import { centralRegister, checkOfficers, checkPeople, declareYearly } from '#services/conflicts/index.ts'
import { openRatings, ratingsOf } from '#services/ratings/index.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { conflictPageIn } from '#services/reviews/case/decide-conflict.ts'
import { checkRequest } from '#services/reviews/request/check-request.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { reviewPage } from './review-page.ts'
import { teamPage } from './team-page.ts'

/*
 * Cases that other systems got wrong, as the rule book lists them. Those that need no database are with the rules
 * (services/conflicts/evaluate.test.ts).
 */

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let host: MadePerson
let holder: MadePerson
let board: MadePerson
/** A member of the board who works for the host. */
let insider: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01')
  host = await makeHost(ctx(), 'kent')
  holder = await makePerson(ctx(), { name: 'Holly', appointments: [{ role: 'coordinator', region: 'South East' }] })
  board = await makePerson(ctx(), { name: 'Bo', appointments: [{ role: 'board_member' }] })
  insider = await makePerson(ctx(), {
    name: 'Ina',
    appointments: [{ role: 'board_member' }, { role: 'administrator' }],
    posts: [{ yotCode: 'kent', level: 'manager' }],
  })
})

const made = (status: 'submitted' | 'inviting' | 'closed') =>
  makeReview(ctx(), { yotCode: 'kent', requestedById: host.id, status, caseHolderId: holder.id })

describe('what other systems got wrong', () => {
  it('“0 of 1 reviews”: no count or average tells a conflicted person who was on the team', async () => {
    const [rated, never] = [await makePerson(ctx(), { bank: {} }), await makePerson(ctx(), { bank: {} })]
    const { id, ref } = await made('closed')
    await makeTeam(ctx(), id, [rated])
    const people = [{ personId: rated.id, role: 'co_lead' }]
    const work = {
      work: 'review' as const,
      workId: id,
      workRef: ref,
      title: 'Peer review',
      hostYotCode: 'kent',
      people,
    }
    await openRatings(ctx(), work, caseOf(id))
    await checkOfficers(ctx(), caseOf(id))
    expect(await ratingsOf(as(insider), rated.id)).toEqual(await ratingsOf(as(insider), never.id))
    expect(await reviewPage(as(insider), ref)).toMatchObject({ problem: { kind: 'not-found' } })
  })

  it('mail sent to a conflicted officer: the board hears of a checked request, the conflicted member does not', async () => {
    const { id, ref } = await made('submitted')
    expect(await checkRequest(as(holder), { ref, version: 1, note: 'Clear and ready.' })).toMatchObject({ ok: true })
    const rows = await lettersIn(ctx().db, { where: { caseId: id, topic: 'mail' } })
    const sent = rows.map(({ payload }) => JSON.stringify(payload)).join()
    expect(sent).toContain(board.email)
    expect(sent).not.toContain(insider.email)
  })

  it('a declaration visible only after the work was done: whoever decides reads it when they decide', async () => {
    const friend = await makePerson(ctx(), { name: 'Fran Friend', bank: {} })
    const { id, ref } = await made('inviting')
    await makeTeam(ctx(), id, [friend], 'offered')
    const note = 'We were at school together and see each other most weeks.'
    await declareYearly(as(friend), { isNil: false, interests: [{ kind: 'personal', yotCode: 'kent', note }] })
    await checkPeople(ctx(), { case: caseOf(id), activity: 'review', personIds: [friend.id], moment: 'change' })
    const team = await teamPage(as(holder), ref)
    const [mark] = team.ok ? (team.value.seats[0]?.person?.marks ?? []) : []
    const page = await conflictPageIn(as(holder), ref, mark?.id ?? '')
    expect(page).toMatchObject({ ok: true, value: { words: [note], moves: expect.arrayContaining(['confirm']) } })
  })

  it('a declaration missing from the export: every interest is in it, withdrawn ones and unknown names too', async () => {
    const somebody = await makePerson(ctx(), { name: 'Exie Export' })
    await declareYearly(as(somebody), {
      isNil: false,
      interests: [
        { kind: 'gift', yotCode: 'kent', valuePence: 10_000 },
        { kind: 'job-talks', organisation: 'A body nobody has heard of' },
        { kind: 'line', otherPersonId: host.id },
      ],
    })
    const one = await ctx().db.interest.findFirstOrThrow({ where: { personId: somebody.id } })
    await ctx().db.interest.update({ where: { id: one.id }, data: { withdrawnAt: ctx().clock.now() } })
    const found = await centralRegister(as(board), { page: null, isHistoryToo: true, q: 'Exie' })
    const declared = await ctx().db.interest.count({ where: { personId: somebody.id } })
    expect(found).toMatchObject({ ok: true, value: { total: declared } })
    expect(found.ok && found.value.rows.map((row) => row.with).sort()).toEqual(
      ['A body nobody has heard of', 'Kent Youth Justice Service', host.name].sort(),
    )
  })
})
