import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  acceptTerms,
  askToPutRight,
  cancelEngagement,
  confirmDelivered,
  findEngagement,
  openDisputeOn,
  publishDayRate,
  readTermsForm,
  readTermsVersion,
  recordMoney,
  room,
  saveTerms,
  saveTermsSchema,
  sayDelivered,
  sendTerms,
  stepBack,
  thanksSchema,
  writeThanks,
} from '#services/engagements/index.ts'
import { answerEnquiry, sendEnquiry } from '#services/enquiries/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import { chooseOnly } from './enquiries.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

/** How far an engagement has come. */
type Stage =
  | 'terms'
  | 'withdrawn'
  | 'agreed'
  | 'cancelled'
  | 'delivered'
  | 'to-put-right'
  | 'confirmed'
  | 'disputed'
  | 'settled'

type Engaged = {
  about: string
  /** Who answers for the provider, at its head. */
  by: string
  host: string
  need: string
  /** Days ago it was asked for. */
  ago: number
  stage: Stage
  /** What the host said of it in a note of thanks, and whether it may be quoted. */
  thanks?: { text: string; mayQuote?: 'yes' }
}

const gwen = 'Gwen Egret'
const board = 'Independent review of your board and plan'
const interim = 'Interim support for heads of service'

/** Work that goes on, at each stage, paid and not, with somebody to become on either side. */
const engaged: Engaged[] = [
  {
    about: board,
    by: gwen,
    host: 'Teal Harkness',
    need: 'Our board changes in spring. We would like somebody from outside to look at its papers and sit in once.',
    ago: 12,
    stage: 'terms',
  },
  {
    about: 'Education: getting to 25 hours',
    by: 'Fern Ravenhill',
    host: 'Teal Harkness',
    need: 'Half a day for our education lead with somebody who has done it.',
    ago: 24,
    stage: 'withdrawn',
  },
  {
    about: board,
    by: gwen,
    host: 'Merle Finchley',
    need: 'Two days on our plan before the partnership board signs it.',
    ago: 20,
    stage: 'agreed',
  },
  {
    about: board,
    by: gwen,
    host: 'Sorrel Whitlock',
    need: 'A day with our new chair before the board of the spring.',
    ago: 32,
    stage: 'cancelled',
  },
  {
    about: board,
    by: gwen,
    host: 'Rowan Ashdown',
    need: 'A day on what our board asks us, and what it does not.',
    ago: 18,
    stage: 'delivered',
  },
  {
    about: 'After the inspection: a plan people will follow',
    by: 'Olive Swift',
    host: 'Rowan Ashdown',
    need: 'Our plan has forty actions. We would like to talk to somebody who cut theirs.',
    ago: 21,
    stage: 'to-put-right',
  },
  {
    about: interim,
    by: gwen,
    host: 'Merle Finchley',
    need: 'Somebody to stand beside our new deputy for a week.',
    ago: 45,
    stage: 'confirmed',
  },
  {
    about: interim,
    by: gwen,
    host: 'Teal Harkness',
    need: 'Three days while our court lead is away.',
    ago: 60,
    stage: 'disputed',
  },
  {
    about: interim,
    by: gwen,
    host: 'Sorrel Whitlock',
    need: 'Two days a month while we recruit.',
    ago: 38,
    stage: 'settled',
    thanks: { text: 'She left us with a rota that holds, and a deputy who sleeps again.' },
  },
  {
    about: 'Restorative practice coaching for your team',
    by: 'Celyn Hebog',
    host: 'Rowan Ashdown',
    need: 'Our volunteers have lost heart since the changes in court.',
    ago: 22,
    stage: 'settled',
    thanks: { text: 'Two volunteers who were about to leave have taken on cases again.', mayQuote: 'yes' },
  },
  {
    about: 'Resettlement plans that start on day one',
    by: 'Dunlin Croft',
    host: 'Merle Finchley',
    need: 'Our first meetings come too late. We would like to see how you hold yours.',
    ago: 52,
    stage: 'settled',
    thanks: {
      text: 'Our first meetings are held within ten days now. The young advisers were the best of it.',
      mayQuote: 'yes',
    },
  },
  {
    about: 'Remand and bail: a shared rota across three services',
    by: 'Teal Harkness',
    host: 'Merle Finchley',
    need: 'We would like to run a rota with our neighbours, and have no idea who pays for what.',
    ago: 57,
    stage: 'settled',
  },
]

const order: Stage[] = [
  'terms',
  'withdrawn',
  'agreed',
  'cancelled',
  'delivered',
  'to-put-right',
  'confirmed',
  'disputed',
  'settled',
]
const reaches = (stage: Stage, wanted: Stage) => order.indexOf(stage) >= order.indexOf(wanted)

const run = async (ctx: Ctx, days: Days, one: Engaged): Promise<void> => {
  const { about, by, host, need, ago, stage } = one
  const today = ctx.clock.today()
  const on = (daysLater: number) => days.daysAgo(Math.max(0, ago - daysLater))
  const hostOn = (later: number) => as(ctx, host, on(later))
  const providerOn = (later: number) => as(ctx, by, on(later))
  const { basis } = await ctx.db.offering.findFirstOrThrow({ where: { title: about }, select: { basis: true } })
  const isPaid = basis === 'charged'
  const { ref } = done(await sendEnquiry(await hostOn(0), slugFrom(about), { need }))
  done(
    await answerEnquiry(await providerOn(2), ref, {
      version: 1,
      answer: 'interested',
      response: isPaid ? 'Gladly. I know boards like yours.' : 'Gladly: any day of the week after next.',
      ...(isPaid
        ? {
            offer: {
              lines: [
                { what: 'Days with you', quantity: 200, unit: 'day', price: 52_000, vat: 'outside-scope' as const },
              ],
              days: 200,
            },
          }
        : {}),
    }),
  )
  const chosen = await hostOn(4)
  done(await chooseOnly(chosen, ref, 'They know boards like ours.'))
  const { ref: te } = await ctx.db.engagement.findFirstOrThrow({ where: { enquiry: { ref } }, select: { ref: true } })
  const at = async (someone: Ctx) => ({ version: done(await findEngagement(someone, te)).version })
  const begun = stage === 'terms' || stage === 'agreed' ? addDays(today, 21) : on(9)
  const writes = await providerOn(6)
  const form = done(await readTermsForm(writes, te))
  const deliverer = form.possible.find(({ name }) => name === by)?.personId ?? ''
  const input = saveTermsSchema.parse({
    version: String(form.draftVersion),
    people: [deliverer],
    work: `${about}: reading beforehand, a day with you, and a letter of two pages.`,
    sessions: [{ on: begun, from: '09:30', to: '16:30', mode: 'on_site', place: 'Your offices' }],
    ...(isPaid
      ? {
          lines: [
            { what: 'A day with you', quantity: '1', unit: 'day', price: '520', vat: 'outside-scope' },
            { what: 'Reading and letter', quantity: '1', unit: 'day', price: '520', vat: 'outside-scope' },
          ],
          cancelDays: '10',
          cancelPercent: '50',
        }
      : {}),
    expenses: isPaid ? 'Standard-class train fare, at cost, £120 at most.' : 'None.',
    documents: 'The letter is yours, to share as you like.',
    data: 'No personal data is shared.',
  })
  done(await saveTerms(writes, te, input))
  done(await sendTerms(writes, te, { ...(await at(writes)), as: 'proposed' }))
  if (stage === 'withdrawn') {
    const reason = 'Our lead for this has moved on. Plymouth’s pack is free to download meanwhile.'
    done(await stepBack(await providerOn(8), te, { ...(await at(writes)), reason }))
    return
  }
  const text = done(await readTermsVersion(writes, te, null))
  const accepting = { number: text.number, hash: text.hash }
  done(await acceptTerms(await providerOn(6), te, { ...accepting, ...(await at(writes)) }))
  if (!reaches(stage, 'agreed')) return
  done(await acceptTerms(await hostOn(7), te, { ...accepting, ...(await at(writes)) }))
  if (stage === 'cancelled') {
    const cancels = await hostOn(8)
    const { version, chargePence } = done(await findEngagement(cancels, te))
    const reason = 'Our inspection was announced for the same week.'
    done(await cancelEngagement(cancels, te, { version, chargePence, reason }))
    return
  }
  if (!reaches(stage, 'delivered')) return
  const given = [
    { personId: deliverer, on: begun, hours: 420, travel: 150 },
    { personId: deliverer, on: on(10), hours: 360 },
  ]
  done(await sayDelivered(await providerOn(11), te, { ...(await at(writes)), given }))
  if (!reaches(stage, 'to-put-right')) return
  if (stage === 'to-put-right') {
    done(await askToPutRight(await hostOn(13), te, { ...(await at(writes)), missing: 'The letter has not come yet.' }))
    return
  }
  done(await confirmDelivered(await hostOn(14), te, await at(writes)))
  if (!reaches(stage, 'disputed')) return
  if (isPaid) {
    const bill = { kind: 'invoice' as const, number: `GE-${ago}`, on: on(16), net: 104_000, vat: 0 }
    done(await recordMoney(await providerOn(16), te, { ...bill, ...(await at(writes)) }))
  }
  if (stage === 'disputed') {
    const statement = 'Only one of the two days was spent on what we had asked for.'
    done(await openDisputeOn(await hostOn(20), te, { ...(await at(writes)), reason: 'amount', statement }))
    return
  }
  if (isPaid) done(await recordMoney(await hostOn(30), te, { kind: 'paid', on: on(30), ...(await at(writes)) }))
  if (one.thanks === undefined) return
  const { id: sourceId } = await ctx.db.engagement.findUniqueOrThrow({ where: { ref: te }, select: { id: true } })
  const { id } = await ctx.db.ledgerEntry.findFirstOrThrow({ where: { sourceId }, select: { id: true } })
  done(await writeThanks(await hostOn(16), id, thanksSchema.parse(one.thanks)))
}

export const seedEngagements = async (ctx: Ctx, days: Days): Promise<void> => {
  for (const one of engaged) await run(ctx, days, one)
  await room.jobs?.find(({ name }) => name === 'engagements.close')?.run(ctx)
  const administrator = await as(ctx, 'Linden Marsh', days.daysAgo(200))
  const rate = {
    version: 0,
    rate: 33_500,
    source: 'A made-up figure for the demonstration: a team manager’s yearly pay with on-costs, by 220 days',
  }
  done(await publishDayRate(administrator, rate))
}
