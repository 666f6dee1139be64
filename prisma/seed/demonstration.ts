import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { seedBriefing } from './demonstration/briefing.ts'
import { seedCases } from './demonstration/cases.ts'
import { seedConcerns } from './demonstration/concerns.ts'
import { seedCourses } from './demonstration/courses.ts'
import { seedDecisions } from './demonstration/decisions.ts'
import { seedEngagements } from './demonstration/engagements.ts'
import { seedEnquiries } from './demonstration/enquiries.ts'
import { seedInsight } from './demonstration/gaps.ts'
import { seedHistory } from './demonstration/history.ts'
import { daysFrom, drawAlike } from './demonstration/identity.ts'
import { seedLivedIn } from './demonstration/lived-in.ts'
import { seedMeetings } from './demonstration/meetings.ts'
import { seedOfferings } from './demonstration/offerings.ts'
import { seedOtherEnds } from './demonstration/other-ends.ts'
import { seedOutside } from './demonstration/outside.ts'
import { seedPeople } from './demonstration/people.ts'
import { seedSelfAssessments } from './demonstration/self-assessments.ts'

/**
 * Fills an exchange that has no people yet with the demonstration's association: fictional people in real services,
 * dated relative to today, the same every time it is made on the same day.
 */
export const seedDemonstration = async (given: Ctx): Promise<void> => {
  if ((await given.db.person.count()) > 0) return
  const ctx = { ...given, draw: drawAlike() }
  const days = daysFrom(ctx.clock.today())
  await seedPeople(ctx, days)
  await seedOfferings(ctx, days)
  await seedHistory(ctx, days)
  await seedCases(ctx, days)
  await seedEnquiries(ctx, days)
  await seedEngagements(ctx, days)
  await seedConcerns(ctx, days)
  await seedOtherEnds(ctx, days)
  await seedCourses(ctx, days)
  await seedDecisions(ctx, days)
  await seedMeetings(ctx, days)
  await seedInsight(ctx, days)
  await seedSelfAssessments(ctx, days)
  await seedBriefing(ctx, days)
  await seedOutside(ctx, days)
  await seedLivedIn(ctx, days)
  await audit(ctx, { event: 'demonstration.made', subject: { kind: 'exchange', id: 'demonstration' } })
}
