import type { FeedKind } from '#prisma/generated/enums.ts'

/** What can be subscribed to, as pages and calendars call it. */
export const feedKinds: Record<FeedKind, { title: string; says: string; hasRegions: boolean }> = {
  mine: {
    title: 'Your dates',
    says: 'What you have to be at, and by when you have to do something.',
    hasRegions: false,
  },
  region: {
    title: 'Dates in regions',
    says: 'Courses, meetings and consultations in the regions that you choose, and what is open everywhere.',
    hasRegions: true,
  },
  courses: { title: 'Courses', says: 'Every course that can be booked, in all regions.', hasRegions: false },
  consultations: {
    title: 'Consultations',
    says: 'What members are asked about, until when.',
    hasRegions: false,
  },
}
