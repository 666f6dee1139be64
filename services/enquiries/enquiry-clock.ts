import { isoFromDate } from '#services/core/clock.ts'
import type { Silence } from '#services/core/life/silence.ts'
import { ok } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { remind } from '#services/notifications/index.ts'
import { hostPeople, providerPeople, tellAbout } from './enquiry-people.ts'
import { clockOf, enquiries, lockedEnquiry, providerName } from './move-enquiry.ts'

const action = (ref: string) => ({ text: 'See the enquiry', path: `/enquiries/${ref}` })

/** An enquiry that nobody says yes or no to: one reminder; then it is closed, and both sides are told. */
export const enquirySilence: Silence = {
  kind: clockOf('').kind,
  lock: lockedEnquiry,
  warn: async (ctx, id, { lastDay }) => {
    const { offering, ref, yot } = await lockedEnquiry(ctx, id)
    await remind(ctx, {
      people: await providerPeople(ctx, offering),
      about: { kind: 'enquiry', id },
      occasion: 'reminder',
      reminder: {
        on: lastDay,
        what: `say yes or no to ${yot.name} about “${offering.title}” (${ref})`,
        more: 'After that day the enquiry closes by itself. No is a fine answer.',
        path: `/enquiries/${ref}`,
      },
    })
    return ok(undefined)
  },
  end: async (ctx, id) => {
    const enquiry = await lockedEnquiry(ctx, id)
    const moved = await enquiries.move(ctx, enquiry, 'expired')
    if (!moved.ok) return moved
    const { offering, ref, yot } = enquiry
    const about = `“${offering.title}” (${ref})`
    const day = longDate(isoFromDate(enquiry.respondBy))
    await tellAbout(ctx, id, 'expired:host', await hostPeople(ctx, enquiry), {
      subject: `No answer in time about ${about}`,
      lines: [
        `${providerName(enquiry)} did not say yes or no about ${about} by ${day}, so your enquiry is closed.`,
        'You can ask again, or ask another provider.',
      ],
      action: action(ref),
    })
    await tellAbout(ctx, id, 'expired:provider', await providerPeople(ctx, offering), {
      subject: `The enquiry about ${about} has closed`,
      lines: [
        `${yot.name} asked about ${about}. There was no yes or no by ${day}, so the enquiry is closed.`,
        'If you cannot take enquiries for a while, pause the offering.',
      ],
      action: action(ref),
    })
    return ok(undefined)
  },
}
