import type { Ctx } from '#services/core/context.ts'
import { answerEnquiry } from '#services/offerings/answer-enquiry.ts'
import { chooseEnquiry } from '#services/offerings/choose-enquiry.ts'
import { sendEnquiry } from '#services/offerings/send-enquiry.ts'
import { slugFrom } from '#services/offerings/slug.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

type Asked = {
  about: string
  by: string
  need: string
  /** Days ago. */
  sent: number
  answer?: { by: string; quotePence?: number; response: string; sent: number; chosen?: number }
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
    answer: { by: 'Myrtle Osprey', quotePence: 70_000, response: 'Gladly: any two days in February.', sent: 5 },
  },
  {
    about: 'Case audit calibration morning',
    by: 'Hollis Grebe',
    need: 'Five managers, two of them new, who grade very differently.',
    sent: 30,
    answer: { by: 'Aspen Loxley', response: 'There are five places left in the next round.', sent: 27, chosen: 25 },
  },
]

/** What services ask each other for: one waits for an answer, one for a choice, one is chosen. */
export const seedEnquiries = async (ctx: Ctx, days: Days): Promise<void> => {
  for (const { about, by, need, sent, answer } of asked) {
    const { ref } = done(await sendEnquiry(await as(ctx, by, days.daysAgo(sent)), slugFrom(about), { need }))
    if (!answer) continue
    const provider = await as(ctx, answer.by, days.daysAgo(answer.sent))
    done(
      await answerEnquiry(provider, ref, {
        version: 1,
        answer: 'interested',
        response: answer.response,
        quote: answer.quotePence,
      }),
    )
    if (answer.chosen === undefined) continue
    done(await chooseEnquiry(await as(ctx, by, days.daysAgo(answer.chosen)), ref, { version: 2, others: [] }))
  }
}
