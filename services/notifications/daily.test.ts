import { beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '#services/core/access.ts'
import { unknownCases } from '#services/unknown-cases.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { races } from '#tests/setup/races.ts'
import {
  areas,
  choicesSchema,
  chooseMail,
  listKeptMail,
  mailings,
  mailKinds,
  mailPage,
  remind,
  sendDaily,
  tell,
} from './index.ts'
import { mailIn, renderMail } from './mail.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)
const daily = sendDaily(unknownCases)

let person: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01T05:00:00Z')
  person = await makePerson(ctx(), {})
})

let made = 0
const due = (on: string, what: string, to: MadePerson = person, more: object = {}) => {
  made += 1
  return remind(ctx(), {
    people: [to.id],
    about: { kind: 'engagement', id: `due-${made}` },
    occasion: 'due',
    reminder: { on, what, path: '/home', ...more },
  })
}
const sent = async (to: { id: string } = person) => {
  const rows = await ctx().db.outboxMessage.findMany({
    where: { key: { startsWith: 'daily:', endsWith: `:${to.id}` } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ payload }) => mailIn(payload))
}

describe('reminders', () => {
  it('of one day go together in one mail at eight, each with its day and its link, the earliest first', async () => {
    database.setNow('2026-06-01T05:00:00Z')
    await due('2026-06-12', 'agree the terms')
    await due('2026-06-03', 'answer the invitation', person, { more: 'No is a fine answer.', path: '/invitations/1' })
    await due('2026-05-29', 'tick off the letter')
    await due('2026-06-04', '“Courts” begins', person, { isEvent: true })
    database.setNow('2026-06-01T06:59:00Z')
    await daily.run(ctx())
    expect(await sent()).toEqual([])
    database.setNow('2026-06-01T07:00:00Z')
    await daily.run(ctx())
    await daily.run(ctx())
    const [mail, ...others] = await sent()
    expect(others).toEqual([])
    expect(mail?.subject).toBe('4 days to keep in mind, the first Friday 29 May 2026')
    expect(mail?.items).toEqual([
      { title: 'Was due on Friday 29 May 2026: tick off the letter', lines: [], path: '/home' },
      {
        title: 'Due on Wednesday 3 June 2026: answer the invitation',
        lines: ['No is a fine answer.'],
        path: '/invitations/1',
      },
      { title: 'On Thursday 4 June 2026: “Courts” begins', lines: [], path: '/home' },
      { title: 'Due on Friday 12 June 2026: agree the terms', lines: [], path: '/home' },
    ])
    const { text, html } = mail ? renderMail(ctx().config, mail) : { text: '', html: '' }
    for (const { title, path } of mail?.items ?? []) {
      expect(text).toContain(`* ${title}`)
      expect(text).toContain(`${ctx().config.publicUrl}${path}`)
      expect(html).toContain(`${ctx().config.publicUrl}${path}`)
    }
  })

  it('that come later wait for the next day, and none goes at night', async () => {
    const one = await makePerson(ctx(), {})
    database.setNow('2026-06-02T07:00:00Z')
    await due('2026-06-09', 'answer', one)
    await daily.run(ctx())
    expect(await sent(one)).toEqual([])
    for (const night of ['2026-06-02T19:00:00Z', '2026-06-03T06:59:00Z']) {
      database.setNow(night)
      await daily.run(ctx())
      expect(await sent(one)).toEqual([])
    }
    database.setNow('2026-06-03T15:00:00Z')
    await daily.run(ctx())
    expect(await sent(one)).toMatchObject([{ subject: 'Due on Tuesday 9 June 2026: answer' }])
  })

  it('are said once, however often they are asked for and whoever works at once', async () => {
    for (let race = 0; race < races; race += 1) {
      database.setNow(`2026-07-${String((race % 28) + 1).padStart(2, '0')}T05:00:00Z`)
      const one = await makePerson(ctx(), {})
      const same = {
        people: [one.id],
        about: { kind: 'engagement' as const, id: `race-${race}` },
        occasion: 'due',
        reminder: { on: '2026-08-01', what: 'answer', path: '/home' },
      }
      await Promise.all([remind(ctx(), same), remind(ctx(), same)])
      database.setNow(`2026-07-${String((race % 28) + 1).padStart(2, '0')}T08:00:00Z`)
      await Promise.all([daily.run(ctx()), daily.run(ctx()), daily.run(ctx())])
      const mails = await sent(one)
      expect(mails).toHaveLength(1)
      expect(mails[0]?.items).toHaveLength(1)
      await remind(ctx(), same)
      expect(await ctx().db.waitingLine.count({ where: { personId: one.id, sentAt: null } })).toBe(0)
    }
  })

  it('are neither lost nor doubled where the work is cut off between row and mail', async () => {
    const one = await makePerson(ctx(), {})
    database.setNow('2026-08-03T05:00:00Z')
    await due('2026-08-09', 'answer', one)
    database.setNow('2026-08-03T08:00:00Z')
    const cut = sendDaily(async () => {
      throw new Error('cut off')
    })
    const review = await makeReview(ctx(), { yotCode: 'kent', requestedById: one.id })
    await remind(ctx(), {
      people: [one.id],
      about: { kind: 'review', id: review.id, case: { kind: 'review_request', id: review.id } },
      occasion: 'due',
      reminder: { on: '2026-08-10', what: 'ask', path: '/home' },
    })
    database.setNow('2026-08-04T08:00:00Z')
    await expect(cut.run(ctx())).rejects.toThrow('cut off')
    expect(await sent(one)).toEqual([])
    await daily.run(ctx())
    expect(await sent(one)).toMatchObject([{ items: [{}, {}] }])
  })

  it('leave out a case that their reader may not know of any more, and send nothing where nothing is left', async () => {
    const [one, head] = [
      await makePerson(ctx(), { bank: {} }),
      await makePerson(ctx(), { posts: [{ yotCode: 'leeds' }] }),
    ]
    database.setNow('2026-09-01T05:00:00Z')
    const review = await makeReview(ctx(), { yotCode: 'leeds', requestedById: head.id, status: 'preparing' })
    const about = { kind: 'review' as const, id: review.id, case: { kind: 'review_request' as const, id: review.id } }
    const reminder = {
      on: '2026-09-09',
      what: `tick off a step of ${review.ref}`,
      path: `/reviews/${review.ref}/steps`,
    }
    for (const personId of [one.id, head.id])
      await ctx().db.conflict.create({
        data: {
          personId,
          caseKind: 'review_request',
          caseId: review.id,
          activity: 'review',
          ruleId: 'FAMILY',
          ruleSetVersion: 1,
          effect: 'block',
          isSilent: false,
          isPublic: false,
          factsKey: 'x',
          facts: [],
          status: 'confirmed',
          foundAt: ctx().clock.now(),
        },
      })
    await remind(ctx(), { people: [one.id, head.id], about, occasion: 'step', reminder })
    database.setNow('2026-09-01T08:00:00Z')
    await daily.run(ctx())
    expect(await sent(one)).toEqual([])
    // The host's own people know their own review, whatever stands against them.
    expect(await sent(head)).toMatchObject([{ subject: expect.stringContaining(review.ref), cases: [review.id] }])
    // Nor is it listed to somebody who may not know of it, although it may be about others too.
    const listed = async (hidden: string[]) => {
      const cases = { review_request: hidden, application: [], concern: [] }
      return JSON.stringify(await listKeptMail(ctx(), cases, 1, {}))
    }
    expect(await listed([])).toContain(review.ref)
    expect(await listed([review.id])).not.toContain(review.ref)
    database.setNow('2026-09-02T05:00:00Z')
    await remind(ctx(), { people: [one.id], about, occasion: 'again', reminder })
    await due('2026-09-08', 'something else', one)
    database.setNow('2026-09-02T08:00:00Z')
    await daily.run(ctx())
    const mails = await sent(one)
    expect(mails).toMatchObject([{ subject: 'Due on Tuesday 8 September 2026: something else', cases: [] }])
    expect(JSON.stringify(mails)).not.toContain(review.ref)
  })
})

describe('what somebody chose', () => {
  const all = (timing: string, reminders = 'daily') =>
    choicesSchema.parse({
      reminders,
      ...{ reviews: timing, work: timing, courses: timing, meetings: timing, association: timing },
    })
  const news = (to: MadePerson, kind: 'news' | 'decision' | 'ask' = 'news') => {
    made += 1
    return tell(ctx(), {
      people: [to.id],
      about: { kind: 'engagement', id: `news-${made}` },
      occasion: 'said',
      kind,
      letter: { subject: `Said ${made}`, lines: ['Something.'], action: { text: 'See', path: '/home' } },
    })
  }
  const atOnce = (to: MadePerson) => ctx().db.outboxMessage.count({ where: { key: { endsWith: `said:${to.id}` } } })

  it('holds for news: at once, together, or not; what must come comes all the same', async () => {
    const one = await makePerson(ctx(), {})
    database.setNow('2026-10-01T05:00:00Z')
    await news(one)
    expect(await atOnce(one)).toBe(1)
    expect(await chooseMail(as(one), all('daily'))).toMatchObject({ ok: true })
    await news(one)
    await due('2026-10-05', 'answer', one)
    expect(await atOnce(one)).toBe(1)
    database.setNow('2026-10-01T08:00:00Z')
    await daily.run(ctx())
    expect(await sent(one)).toMatchObject([
      { items: [{ title: 'Due on Monday 5 October 2026: answer' }, { title: expect.stringContaining('Said') }] },
    ])
    await chooseMail(as(one), all('off', 'off'))
    await news(one)
    for (const kind of ['decision', 'ask'] as const) await news(one, kind)
    expect(await atOnce(one)).toBe(3)
    database.setNow('2026-10-02T05:00:00Z')
    await due('2026-10-06', 'answer', one)
    database.setNow('2026-10-02T08:00:00Z')
    await daily.run(ctx())
    expect(await sent(one)).toHaveLength(1)
  })

  it('changes nothing of what was told: no occasion is told twice, neither at once after a line nor the other way', async () => {
    const one = await makePerson(ctx(), {})
    database.setNow('2026-11-02T05:00:00Z')
    const say = (id: string) =>
      tell(ctx(), {
        people: [one.id],
        about: { kind: 'engagement', id },
        occasion: 'said',
        kind: 'news',
        letter: { subject: 'Said', lines: ['Something.'] },
      })
    await say('at-once-first')
    await chooseMail(as(one), all('daily'))
    await say('at-once-first')
    await say('line-first')
    await chooseMail(as(one), all('at_once'))
    await say('line-first')
    expect(await atOnce(one)).toBe(1)
    database.setNow('2026-11-02T09:00:00Z')
    await daily.run(ctx())
    await say('line-first')
    expect(await atOnce(one)).toBe(1)
    expect(await sent(one)).toMatchObject([{ items: [{ title: 'Said' }] }])
    // What was reminded of by a letter before there was one mail a day is not said again.
    await ctx().db.outboxMessage.create({
      data: {
        topic: 'mail',
        key: `engagement:old:due:${one.id}`,
        payload: {},
        createdAt: ctx().clock.now(),
        availableAt: ctx().clock.now(),
      },
    })
    const reminder = { on: '2026-11-09', what: 'answer', path: '/home' }
    await remind(ctx(), { people: [one.id], about: { kind: 'engagement', id: 'old' }, occasion: 'due', reminder })
    expect(await ctx().db.waitingLine.count({ where: { personId: one.id, sentAt: null } })).toBe(0)
  })

  it('is shown as it stands, with everything that must come', async () => {
    const one = await makePerson(ctx(), { appointments: [{ role: 'administrator' }] })
    const page = async () => {
      const found = await mailPage(as(one))
      if (!found.ok) throw new Error('no page')
      return found.value
    }
    expect(await page()).toMatchObject({ reminders: 'daily' })
    await chooseMail(as(one), all('off', 'off'))
    const { areas: shown, reminders } = await page()
    expect(reminders).toBe('off')
    expect(shown.map(({ area }) => area)).toEqual(Object.keys(areas))
    for (const { timing, news, must } of shown) {
      expect(timing).toBe(news.length > 0 ? 'off' : null)
      expect(must.length).toBeGreaterThan(0)
    }
    // Every sort of mail that the code can send stands on the page.
    const said = shown.flatMap(({ must, news, reminders }) => [...must, ...news, ...reminders])
    for (const { says } of Object.values(mailings)) expect(said).toEqual(expect.arrayContaining(Object.values(says)))
    expect(mailKinds).toHaveLength(5)
    // What is for officers of the association is not asked of others.
    const other = await mailPage(as(await makePerson(ctx(), {})))
    expect(other.ok && other.value.areas.map(({ area }) => area)).toEqual(
      Object.keys(areas).filter((area) => area !== 'association'),
    )
    expect(await mailPage(asSystem(ctx()))).toMatchObject({ ok: false })
  })
})
