import { describe, expect, it } from 'vitest'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import { value } from '#tests/factories/application.ts'
import { makeRatedWork } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { laterWindow, sayLater, setLeaveToQuote } from './later-word.ts'
import { ratingsOf } from './profile.ts'
import { findRatingPage } from './queries.ts'
import { countChanges, whatChanged } from './what-changed.ts'

const database = openTestDatabase()

describe('what changed', () => {
  it('is asked from six to twelve months after the work, those days included', () => {
    expect(
      ['2026-11-30', '2026-12-01', '2027-06-01', '2027-06-02'].map((today) => laterWindow('2026-06-01', today)),
    ).toEqual([false, true, true, false])
  })

  it('is counted by fives, and by answer only where none is rarer', () => {
    expect(countChanges([1, 2, 3, 4])).toEqual({ said: null, answers: null })
    expect(countChanges([3, 3, 3, 3, 1, 3])).toEqual({ said: 5, answers: null })
    expect(countChanges([3, 3, 3, 3, 3, 1, 1])).toMatchObject({
      said: 5,
      answers: expect.arrayContaining([{ says: 'Much has changed', count: 5 }]),
    })
  })

  it('is said once by the host, read by both sides apart from the ratings, and quoted only with consent', async () => {
    database.setNow('2026-06-01')
    const ctx = database.ctx()
    const [silent, quoted] = [await makeRatedWork(ctx), await makeRatedWork(ctx, { yotCode: 'essex' })]
    const figure = (await ratingsOf(ctx, silent.lead.id)).figure
    database.setNow(addMonths('2026-06-01', 8))
    const said = { change: 3, text: 'We see children within five days.' }
    for (const [{ host, pairId, lead }, mayQuote] of [
      [silent, false],
      [quoted, true],
    ] as const) {
      const given = { pairId, ...said, text: `${said.text} ${mayQuote}`, mayQuote }
      expect(await sayLater(database.ctx(lead.actor), given)).toMatchObject({ problem: { kind: 'not-found' } })
      value(await sayLater(database.ctx(host.actor), given))
      expect(await sayLater(database.ctx(host.actor), given)).toMatchObject({ problem: { kind: 'refused' } })
      for (const who of [host, lead])
        expect(await findRatingPage(database.ctx(who.actor), pairId)).toMatchObject({
          value: { later: { says: 'Much has changed', text: given.text }, mayTellLater: false },
        })
    }
    expect((await ratingsOf(ctx, silent.lead.id)).figure).toEqual(figure)
    const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
    const page = await whatChanged(database.ctx(member.actor))
    expect(page).toMatchObject({
      said: null,
      quotes: [{ host: 'Essex Youth Justice Service', text: `${said.text} true` }],
    })

    // Leave is the host's to take back, and to give again.
    const leave = { pairId: quoted.pairId, mayQuote: false }
    expect(await setLeaveToQuote(database.ctx(quoted.lead.actor), leave)).toMatchObject({
      problem: { kind: 'not-found' },
    })
    value(await setLeaveToQuote(database.ctx(quoted.host.actor), leave))
    expect((await whatChanged(database.ctx(member.actor))).quotes).toEqual([])
    value(await setLeaveToQuote(database.ctx(quoted.host.actor), { ...leave, mayQuote: true }))
    expect((await whatChanged(database.ctx(member.actor))).quotes).toHaveLength(1)

    // Nothing of work that must not exist for its reader.
    const { caseId } = await ctx.db.ratingPair.findUniqueOrThrow({ where: { id: quoted.pairId } })
    await ctx.db.conflict.create({
      data: {
        ...{ personId: member.id, caseKind: 'review_request', caseId: caseId ?? '', activity: 'review' },
        ...{ ruleId: 'FAMILY', ruleSetVersion: 1, effect: 'block', isSilent: false, isPublic: false },
        ...{ factsKey: 'FAMILY:test', facts: {}, status: 'detected', foundAt: dateFromIso('2026-06-01') },
      },
    })
    expect((await whatChanged(database.ctx(member.actor))).quotes).toEqual([])
  })
})
