import type { Ctx } from '#services/core/context.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { beginEngagement } from '#services/engagements/index.ts'
import {
  answerEnquiry,
  answerQuestion,
  askProviders,
  askQuestion,
  chooseEnquiry,
  chooseOfferSchema,
  counterOffer,
  findNeed,
  type HostAnswer,
  sendEnquiry,
} from '#services/enquiries/index.ts'
import { slugFrom } from '#services/offerings/index.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

type Asked = {
  about: string
  by: string
  need: string
  /** Days ago. */
  sent: number
  answer?: { by: string; price?: number; response: string; sent: number; chosen?: number }
}

const asked: Asked[] = [
  {
    about: 'Interim support for heads of service',
    by: 'Rowan Ashdown',
    need: 'Two days a week from January while our court and resettlement team has no manager.',
    sent: 2,
  },
  {
    about: 'Disproportionality: from data to a plan the board will own',
    by: 'Merle Finchley',
    need: 'Our board has the numbers and no plan. We would like two days before its spring meeting.',
    sent: 9,
    answer: { by: 'Myrtle Osprey', price: 35_000, response: 'Gladly: any two days in February.', sent: 5 },
  },
  {
    about: 'Case audit calibration morning',
    by: 'Hollis Grebe',
    need: 'Five managers, two of them new, who grade very differently.',
    sent: 30,
    answer: { by: 'Aspen Loxley', response: 'There are five places left in the next round.', sent: 27, chosen: 25 },
  },
]

const answersTo = async (host: Ctx, ref: string): Promise<HostAnswer[]> => {
  const need = done(await findNeed(host, ref))
  return need.side === 'host' ? need.answers : []
}

/** The host chooses the one offer that it has. */
export const chooseOnly = async (host: Ctx, ref: string, reason: string): Promise<Result<{ ref: string }>> => {
  const [answer] = await answersTo(host, ref)
  if (!answer?.choice) return notFound()
  const { offer } = chooseOfferSchema.parse({ offer: answer.choice, reason })
  return chooseEnquiry(host, offer.id, { ...offer, reason }, beginEngagement)
}

const dayLines = (what: string, days: number, price: number) => [
  { what, quantity: days * 100, unit: 'day', price, vat: 'outside-scope' as const },
]

const board = {
  about: [
    'Running a management board that asks good questions',
    'Inspection readiness: two days and a frank letter',
    'Children’s voices on the board',
  ],
  words:
    'Our partnership board changes in spring. We would like two days with it: one on what a board should see and ask, one on our plan.',
}

/** One need of several: three answers side by side, one of them in its second version, and a question with its answer. */
const seedNeed = async (ctx: Ctx, days: Days): Promise<void> => {
  const host = (ago: number) => as(ctx, 'Merle Finchley', days.daysAgo(ago))
  const { ref } = done(
    await askProviders(
      await host(8),
      { themes: ['A1', 'L1'], how: 'either', days: 2 },
      { need: board.words, offerings: board.about.map(slugFrom) },
      null,
    ),
  )
  const on = (later: number, from: string, to: string) => ({ on: days.daysAgo(-later), from, to })
  const answer = async (
    by: string,
    ago: number,
    response: string,
    offer: Parameters<typeof answerEnquiry>[2]['offer'],
  ) =>
    done(
      await answerEnquiry(await as(ctx, by, days.daysAgo(ago)), ref, {
        version: 1,
        answer: 'interested',
        response,
        ...(offer === undefined ? {} : { offer }),
      }),
    )
  done(
    await askQuestion(await as(ctx, 'Isla Goldcrest', days.daysAgo(7)), ref, {
      question: 'How many sit on the board, and do the chairs of both councils come?',
    }),
  )
  const need = done(await findNeed(await host(6), ref))
  done(
    await answerQuestion(await host(6), ref, {
      id: need.questions[0]?.id ?? '',
      answer: 'Eleven, and both do. We can bring the last two sets of papers.',
    }),
  )
  await answer('Gale Shearwater', 6, 'A morning with your board, on how ours hears children. We ask for nothing.', {
    expenses: 'Our train fare, if we come to you.',
    mode: 'hybrid',
    dates: [on(35, '09:30', '12:30')],
    days: 50,
    validUntil: days.daysAgo(-21),
  })
  await answer(
    'Isla Goldcrest',
    5,
    'Two remote mornings for everybody on the board, and we read your papers beforehand.',
    {
      lines: [{ what: 'Places on two mornings', quantity: 1100, unit: 'place', price: 4_500, vat: 'exempt' }],
      expenses: 'None.',
      mode: 'remote',
      dates: [on(28, '09:30', '12:30'), on(29, '09:30', '12:30')],
      days: 100,
      validUntil: days.daysAgo(-14),
    },
  )
  await answer('Juniper Stone', 4, 'Two of us would come, as we do before an inspection.', {
    lines: [{ what: 'The visit, two people', quantity: 100, unit: 'visit', price: 120_000, vat: 'outside-scope' }],
    expenses: 'Mileage at 45p, about £80.',
    mode: 'on_site',
    dates: [on(49, '09:00', '16:30'), on(50, '09:00', '16:30')],
    days: 200,
    validUntil: days.daysAgo(-30),
  })
  const islas = (await answersTo(await host(3), ref)).find(({ offering }) => offering.title === board.about[0])
  done(
    await counterOffer(await as(ctx, 'Isla Goldcrest', days.daysAgo(3)), islas?.id ?? '', {
      version: islas?.version ?? 0,
      number: 1,
      note: 'With both chairs there, a third morning is worth it: £60 a place instead of £45.',
      lines: [{ what: 'Places on three mornings', quantity: 1100, unit: 'place', price: 6_000, vat: 'exempt' }],
      expenses: 'None.',
      mode: 'remote',
      dates: [on(28, '09:30', '12:30'), on(29, '09:30', '12:30'), on(36, '09:30', '12:30')],
      days: 150,
      validUntil: days.daysAgo(-14),
    }),
  )
}

/** What services ask each other for: one waits for an answer, one for a choice, one is chosen, and one compares three. */
export const seedEnquiries = async (ctx: Ctx, days: Days): Promise<void> => {
  for (const { about, by, need, sent, answer } of asked) {
    const { ref } = done(await sendEnquiry(await as(ctx, by, days.daysAgo(sent)), slugFrom(about), { need }))
    if (!answer) continue
    const { price, response } = answer
    const provider = await as(ctx, answer.by, days.daysAgo(answer.sent))
    const offer = price === undefined ? {} : { lines: dayLines('Days with you', 2, price), days: 200 }
    done(await answerEnquiry(provider, ref, { version: 1, answer: 'interested', response, offer }))
    if (answer.chosen === undefined) continue
    const host = await as(ctx, by, days.daysAgo(answer.chosen))
    done(await chooseOnly(host, ref, 'It is free, and soon.'))
  }
  await seedNeed(ctx, days)
}
