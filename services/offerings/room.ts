import type { Room } from '#services/core/room.ts'
import { consentLife } from './consent-lifecycle.ts'
import { consentDates } from './dates.ts'
import { held } from './held.ts'
import { invariants } from './invariants.ts'
import { offeringJobs, outsideContactChanged, outsideStandingChanged } from './jobs.ts'
import { leaveOfferings } from './leave.ts'
import { offeringLife } from './lifecycle.ts'
import { news } from './news.ts'
import { tendConsents } from './own-name.ts'

export const room: Room = {
  name: 'offerings',
  lives: [offeringLife, consentLife],
  jobs: [...offeringJobs, tendConsents],
  handlers: {
    'outside-standing-changed': outsideStandingChanged,
    'outside-contact-changed': outsideContactChanged,
  },
  dates: consentDates,
  leave: leaveOfferings,
  news,
  held,
  invariants,
}
