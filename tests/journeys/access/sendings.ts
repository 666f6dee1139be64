import { accessMatrix } from '#app/access/matrix.ts'
import { everyStandpoint, type Standpoint } from '#app/access/standpoints.ts'
import type { Fields, Sending, Visit } from './visit.ts'
import { applicationVisits } from './visits-applications.ts'
import { briefingVisits } from './visits-briefing.ts'
import { calendarVisits } from './visits-calendars.ts'
import { consentVisits } from './visits-consents.ts'
import { courseVisits } from './visits-courses.ts'
import { decisionVisits } from './visits-decisions.ts'
import { engagementVisits } from './visits-engagements.ts'
import { enquiryVisits } from './visits-enquiries.ts'
import { fairnessVisits } from './visits-fairness.ts'
import { fieldworkVisits } from './visits-fieldwork.ts'
import { generalVisits } from './visits-general.ts'
import { insightVisits } from './visits-insight.ts'
import { meetingVisits } from './visits-meetings.ts'
import { memberVisits } from './visits-members.ts'
import { outsideVisits } from './visits-outside.ts'
import { reportVisits } from './visits-reports.ts'
import { reviewVisits } from './visits-reviews.ts'
import { termsVisits } from './visits-terms.ts'
import type { World } from './world.ts'

/** How to visit each page of the site map. */
export const visits: Record<string, Visit> = {
  ...generalVisits,
  ...engagementVisits,
  ...calendarVisits,
  ...consentVisits,
  ...courseVisits,
  ...decisionVisits,
  ...briefingVisits,
  ...enquiryVisits,
  ...meetingVisits,
  ...memberVisits,
  ...outsideVisits,
  ...reviewVisits,
  ...termsVisits,
  ...reportVisits,
  ...fieldworkVisits,
  ...applicationVisits,
  ...fairnessVisits,
  ...insightVisits,
}

export type EverySending = {
  /** "apply/:ref/about: save it" */
  name: string
  /** Somebody who may. */
  who: Standpoint
  given: Sending['given']
  path: (world: World) => string
  fields: (world: World) => Fields
}

/** Every thing that may be sent to any page, by somebody who may send it. */
export const everySending: EverySending[] = accessMatrix.flatMap(({ pages }) =>
  Object.entries(pages).flatMap(([page, { send = {} }]) =>
    Object.entries(send).flatMap(([what, answers]): EverySending[] => {
      const visit = visits[page]
      const sending = visit?.send?.[what]
      const who = everyStandpoint.find((one) => answers.get(one) === 'yes')
      if (!visit || !sending || !who) return []
      return [
        {
          name: `${page}: ${what}`,
          who,
          given: sending.given,
          path: (world) => sending.to?.(world) ?? visit.at(world),
          fields: (world) => sending.fields?.(world, who === 'visitor' ? 'person' : who) ?? {},
        },
      ]
    }),
  ),
)
