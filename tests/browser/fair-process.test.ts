import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { drawOne, mediateDisputes, room } from '#services/fairness/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeDeciders, makeRatedWork } from '#tests/factories/concern.ts'
import { makeEngagement } from '#tests/factories/engagement.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'
import { launchBrowser } from './demonstration.ts'
import { Walker } from './walker.ts'

/*
 * Every path of fair process by all its parties, in Chromium, with the clock moved by the test: a flag, a suspension on a Friday
 * evening, appeals, a complaint and a mediation.
 */

const origin = 'http://exchange.localhost'
const server = openTestServer({ env: { PUBLIC_URL: origin, TRUSTED_PROXIES: '1' } })
const { database } = server
const examined = new Set<string>()
let browser: Browser
let administrator: MadePerson
let deciders: MadePerson[]

const aWhile = 300_000
const reasons = 'The letter was dated the day that both sides had agreed to, and both have shown it.'

/** Begins on Friday 1 May 2026. */
const at = (iso: string) => database.setNow(iso)
const today = () => database.ctx().clock.today()

beforeAll(async () => {
  at('2026-05-01T08:00:00Z')
  const ctx = database.ctx()
  administrator = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  deciders = await makeDeciders(ctx, [
    'cardiff',
    'manchester',
    'bristol',
    'birmingham',
    'norfolk',
    'swansea',
    'liverpool',
  ])
  browser = await launchBrowser(`exchange.localhost:80 ${new URL(server.origin()).host}`)
}, aWhile)
afterAll(async () => {
  await browser?.close()
})

/** Somebody at a browser of their own, signed in today. */
const as = async (who: MadePerson, walk: (walker: Walker) => Promise<unknown>) => {
  const walker = await Walker.arrive(browser, origin, true, examined)
  await walker.carry((await server.signIn(who.id)).cookies)
  await walk(walker)
  await walker.leave()
}

const tick = () => silenceJob(room.silences ?? []).run(database.ctx())

/** Whoever was drawn for it and has not recorded a view. */
const drawnFor = async (ref: string): Promise<MadePerson[]> => {
  const views = await database.ctx().db.concernView.findMany({
    where: { concern: { ref }, releasedAt: null, recordedAt: null },
    orderBy: { deciderId: 'asc' },
  })
  return views.map(({ deciderId }) => {
    const found = deciders.find(({ id }) => id === deciderId)
    if (!found) throw new Error('A stranger was drawn')
    return found
  })
}

const refAt = (walker: Walker) => walker.refInAddress(/CO-\d{4}-\d+/)

const say = (who: MadePerson, ref: string, statement: string) =>
  as(who, async (walker) => {
    await walker.open('/home')
    await walker.press(new RegExp(`Say how you see it.*${ref}`))
    await walker.type({ statement })
    await walker.press('Say so')
  })

/** Those who were drawn record this, each from the queue; what they press and open is counted. */
const record = async (
  ref: string,
  outcome: string,
  more: (walker: Walker) => Promise<unknown> = async () => undefined,
) => {
  for (const [index, decider] of (await drawnFor(ref)).entries())
    await as(decider, async (walker) => {
      await walker.open('/association/fairness')
      await walker.pressIn(ref)
      await walker.pick('points[0].outcome', outcome)
      await more(walker)
      await walker.type({ 'points[0].reasons': `${reasons} So I see ${ref} as number ${index + 1}.` })
      await walker.press('Record your view')
      await walker.sees('You have recorded your view')
    })
}

const draw = (ref: string) =>
  as(administrator, async (walker) => {
    await walker.open('/association/fairness')
    await walker.pressIn(ref)
    await walker.press('Draw who decides')
  })

const letters = async (ctx: Ctx, ref: string) => {
  const { id } = await ctx.db.concern.findUniqueOrThrow({ where: { ref } })
  return JSON.stringify(await lettersIn(ctx.db, { where: { caseId: id } }))
}

describe('fair process', () => {
  it(
    'takes a flag from a rating to its end, with a question, an appeal in the last minute and none after it',
    async () => {
      const ctx = database.ctx()
      const { host, lead, pairId } = await makeRatedWork(ctx)
      let ref = ''
      await as(lead, async (walker) => {
        let pages = 0
        walker.page.on('load', () => {
          pages += 1
        })
        await walker.open(`/ratings/${pairId}`)
        await walker.press('Something is wrong with a rating')
        await walker.pick('reason', 'false-fact')
        await walker.type({ statement: 'The letter came on the day that we had agreed.' })
        await walker.press('Send it')
        expect(pages, 'pages to the receipt of a flag').toBeLessThanOrEqual(3)
        ref = refAt(walker)
        await walker.sees('Decided by Tuesday 2 June 2026')
      })
      await as(host, (walker) => walker.open(`/concerns/${ref}`, 404))
      await draw(ref)
      await as(host, async (walker) => {
        await walker.open(`/concerns/${ref}`)
        await walker.doesNotSee('on the day that we had agreed')
      })
      await say(host, ref, 'It came a week late, as we wrote.')
      for (const who of [host, lead])
        await as(who, async (walker) => {
          await walker.open(`/concerns/${ref}`)
          await walker.sees('on the day that we had agreed')
          await walker.sees('It came a week late, as we wrote.')
        })
      const [decider] = await drawnFor(ref)
      if (!decider) throw new Error('nobody')
      await as(decider, async (walker) => {
        await walker.open('/home')
        await walker.press(`Record your view (${ref})`)
        await walker.unfold('Ask one question first')
        await walker.pick('toSide', 'other')
        await walker.type({ question: 'Which date stands on the letter?' })
        await walker.press('Ask')
      })
      await as(host, async (walker) => {
        await walker.open('/home')
        await walker.press(`Answer a question (${ref})`)
        await walker.type({ answer: 'The tenth of April.' })
        await walker.press('Answer')
      })
      await record(ref, 'set-aside')
      expect(await letters(ctx, ref)).toMatch(
        /Set the whole rating aside.*appeal once, until the end of Friday 29 May 2026/,
      )
      for (const who of [host, lead])
        await as(who, async (walker) => {
          await walker.open(`/concerns/${ref}`)
          await walker.sees('Set the whole rating aside')
          await walker.sees(reasons)
          await walker.doesNotSee(decider.name)
          await walker.open(`/ratings/${pairId}`)
          await walker.sees('Set aside on Friday 1 May 2026')
        })

      // The last minute in London, and the first of the next day.
      const asAppeal = async (walker: Walker, of: string) => {
        await walker.open(`/concerns/${of}`)
        await walker.unfold('Appeal this decision')
        await walker.pick('reason', 'new-evidence')
        await walker.type({ statement: 'We have found the envelope with its postmark.' })
      }
      at('2026-05-29T22:58:00Z')
      await as(lead, async (walker) => {
        await asAppeal(walker, ref)
        at('2026-05-29T23:00:00Z')
        await walker.pressRefused('Appeal')
        await walker.sees('It could be appealed until Friday 29 May 2026.')
        await walker.unfold('What you typed')
        await walker.sees('We have found the envelope with its postmark.')
      })
      at('2026-05-29T22:59:00Z')
      let appeal = ''
      await as(host, async (walker) => {
        await asAppeal(walker, ref)
        await walker.press('Appeal')
        appeal = refAt(walker)
        expect(appeal).not.toBe(ref)
        await walker.open(`/ratings/${pairId}`)
        await walker.doesNotSee('Set aside on')
      })
      at('2026-06-01T09:00:00Z')
      await draw(appeal)
      await say(lead, appeal, 'A postmark says when it was sent, and not when it was read.')
      const two = await drawnFor(appeal)
      expect(two).toHaveLength(2)
      expect(two.map(({ id }) => id)).not.toContain(decider.id)
      const [first, second] = two
      if (!first || !second) throw new Error('two')
      await record(appeal, 'stands', async (walker) => {
        // Nobody reads the other's view.
        await walker.doesNotSee('You have recorded your view')
        if ((await drawnFor(appeal)).length === 1) await walker.doesNotSee(`So I see ${appeal} as number 1.`)
      })
      for (const who of [host, lead])
        await as(who, async (walker) => {
          await walker.open(`/concerns/${appeal}`)
          await walker.sees('The decision stands, and is final.')
          await walker.open(`/concerns/${ref}`)
          await walker.sees('Final')
          await walker.doesNotSee('Appeal this decision')
        })
    },
    aWhile,
  )

  it(
    'suspends somebody on a Friday evening until a day that is no bank holiday, and it ends by itself',
    async () => {
      at('2026-05-08T17:30:00Z')
      const { lead } = await makeRatedWork(database.ctx())
      const why = 'A host rang this evening about how they spoke with children.'
      let ref = ''
      await as(administrator, async (walker) => {
        await walker.open(`/bank/${lead.id}`)
        await walker.press('Tell the association about this person’s conduct')
        await walker.pick('reason', 'risk')
        await walker.type({ statement: 'Two people of the host say the same, independently.' })
        await walker.press('Send it')
        ref = refAt(walker)
        await walker.unfold('Put something in place for now')
        await walker.pick('target', `suspension:${lead.id}`)
        await walker.date('reviewOn', '2026-05-25')
        await walker.type({ reason: why })
        await walker.pressToMend('Put it in place', 'Choose a working day')
        await walker.date('reviewOn', '2026-05-22')
        await walker.press('Put it in place')
        await walker.sees('The place in the bank is suspended')
      })
      await as(lead, async (walker) => {
        await walker.open('/profile/ratings')
        await walker.sees('Suspended until Friday 22 May 2026')
        await walker.press(ref)
        await walker.sees('It ends by itself after Friday 22 May 2026')
        await walker.doesNotSee(why)
        await walker.doesNotSee('Two people of the host')
      })
      expect(await letters(database.ctx(), ref)).not.toContain(why)
      at('2026-05-23T06:00:00Z')
      await tick()
      await as(lead, async (walker) => {
        await walker.open('/profile/ratings')
        await walker.sees('In force again.')
        await walker.doesNotSee('Not available at present')
        await walker.open(`/concerns/${ref}`)
        await walker.sees('This has ended.')
      })
      await draw(ref)
      await say(lead, ref, 'I raised my voice once, and said sorry on the same day.')
      await record(ref, 'condition', async (walker) => {
        await walker.date('points[0].until', '2026-09-01')
      })
      await as(lead, async (walker) => {
        await walker.open('/profile/ratings')
        await walker.sees('A condition was set, to be met by Tuesday 1 September 2026.')
        await walker.sees('Do it, and tell the association how it can see so')
      })
    },
    aWhile,
  )

  it(
    'hears both sides of a complaint at one moment, and the provider mends by a day',
    async () => {
      at('2026-06-01T08:00:00Z')
      const ctx = database.ctx()
      const member = await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })
      const provider = await makePerson(ctx, { posts: [{ yotCode: 'sunderland', level: 'manager' }] })
      const { slug } = await makeOffering(ctx, { by: { yotCode: 'sunderland', contactId: provider.id } })
      await makeMembership(ctx, { yotCode: 'sunderland' })
      let ref = ''
      await as(member, async (walker) => {
        await walker.open(`/offerings/${slug}`)
        await walker.press('Complain about this offering')
        await walker.pick('reason', 'not-as-described')
        await walker.type({ statement: 'The page says a day, and it was two hours.' })
        await walker.press('Send it')
        ref = refAt(walker)
      })
      await draw(ref)
      await as(provider, async (walker) => {
        await walker.open(`/concerns/${ref}`)
        await walker.doesNotSee('it was two hours')
      })
      await say(provider, ref, 'We said two hours on the phone before.')
      for (const who of [member, provider])
        await as(who, async (walker) => {
          await walker.open(`/concerns/${ref}`)
          await walker.sees('it was two hours')
          await walker.sees('on the phone before')
        })
      await record(ref, 'mend', async (walker) => {
        await walker.date('points[0].until', '2026-06-15')
      })
      await as(provider, async (walker) => {
        await walker.open(`/concerns/${ref}`)
        await walker.sees('The provider puts it right by Monday 15 June 2026')
      })
      at('2026-06-10T08:00:00Z')
      await as(provider, async (walker) => {
        await walker.open(`/offerings/${slug}/edit`)
        await walker.type({ summary: 'Two hours with our team.' })
        await walker.press('Save changes')
        await walker.sees('Your changes are on the page.')
      })
      at('2026-06-30T08:00:00Z')
      await tick()
      await as(member, async (walker) => {
        await walker.open(`/offerings/${slug}`)
        await walker.sees('Two hours with our team.')
        await walker.doesNotSee('Paused')
        await walker.open(`/concerns/${ref}`)
        await walker.sees('Final')
      })
    },
    aWhile,
  )

  it(
    'mediates a dispute of traded work: both sides accept what is recommended',
    async () => {
      at('2026-06-01T08:00:00Z')
      const ctx = database.ctx()
      const host = await makePerson(ctx, { posts: [{ yotCode: 'essex' }] })
      const provider = await makePerson(ctx, { posts: [{ yotCode: 'leeds' }] })
      const by = { yotCode: 'leeds', contactId: provider.id }
      const { id: offeringId } = await makeOffering(ctx, { by })
      const { id, ref: work } = await makeEngagement(ctx, {
        offeringId,
        by,
        host: { yotCode: 'essex', contactId: host.id },
        deliverer: provider,
        status: 'agreed',
      })
      await ctx.db.engagement.update({ where: { id }, data: { totalPence: 100_000 } })
      const page = `/engagements/${work}/dispute`
      await as(host, async (walker) => {
        await walker.open(page)
        // Conduct is no dispute.
        await walker.sees('How people were treated in “Resettlement day”')
        await walker.pick('reason', 'amount')
        await walker.type({ statement: 'It was to cost less than this.' })
        await walker.press('Open the dispute')
      })
      await as(provider, async (walker) => {
        await walker.open(page)
        await walker.type({ statement: 'It costs what we agreed.' })
        await walker.press('Say so')
      })
      at(`${addDays(today(), 14)}T08:00:00Z`)
      await mediateDisputes.run(database.ctx())
      const { id: concernId, ref } = await ctx.db.concern.findFirstOrThrow({ where: { subjectId: id } })
      at(`${addWorkingDays(today(), 2)}T08:00:00Z`)
      value(await drawOne(database.ctx(), concernId))
      await record(ref, 'recommended', async (walker) => {
        await walker.sees('It was to cost less than this.')
        await walker.sees('It costs what we agreed.')
        await walker.pick('points[0].to', 'agreed')
        await walker.type({ 'points[0].total': '500' })
      })
      for (const who of [host, provider])
        await as(who, async (walker) => {
          await walker.open(page)
          await walker.sees('A mediator recommends')
          await walker.press('Accept this')
        })
      await as(host, async (walker) => {
        await walker.open(`/engagements/${work}`)
        await walker.sees('Agreed')
        await walker.open(`/concerns/${ref}`)
        await walker.sees('Recommend this')
        for (const { name } of deciders) await walker.doesNotSee(name)
      })
      expect(await ctx.db.engagement.findUniqueOrThrow({ where: { id } })).toMatchObject({ totalPence: 50_000 })
    },
    aWhile,
  )
})
