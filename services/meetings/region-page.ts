import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { listCourses } from '#services/courses/index.ts'
import { readExchange } from '#services/engagements/index.ts'
import { membersAmong } from '#services/memberships/index.ts'
import { officersOf, regionName, regionOfCode, yotsOfRegion } from '#services/yots/index.ts'
import { meetingsAhead } from './list-meetings.ts'
import { convenes } from './policy.ts'

const meetingsShown = 5
const coursesShown = 5

/**
 * A region: its services, and for whoever is signed in who coordinates it, which services are members, and what takes place. What it gave and
 * received this year is told as the exchange tells it: a region of few services is read together with others, and so is not told.
 */
export const findRegion = async (ctx: Ctx, code: string) => {
  const region = regionOfCode(code)
  if (region === null) return notFound()
  const isSignedIn = ctx.actor.personId !== null
  const year = Number(ctx.clock.today().slice(0, 4))
  const [yots, coordinators, meetings, courses, exchange] = await Promise.all([
    yotsOfRegion(ctx, region),
    isSignedIn ? officersOf(ctx, 'coordinator', region) : [],
    isSignedIn ? meetingsAhead(ctx, region, meetingsShown) : [],
    listCourses(ctx, { region, mode: null, month: null, theme: null, page: 1 }),
    isSignedIn ? readExchange(ctx, year) : null,
  ])
  const codes = yots.map((one) => one.code)
  const members = isSignedIn
    ? await membersAmong(ctx, 'election.vote', { yotCodes: codes, personIds: [] })
    : new Set<string>()
  const sums = exchange?.regions.find((one) => one.region === region) ?? null
  return ok({
    code,
    name: regionName(region),
    region,
    isSignedIn,
    coordinators: coordinators.map(({ name }) => name),
    yots: yots.map((yot) => ({ ...yot, isMember: members.has(yot.code) })),
    meetings,
    courses: courses.courses.slice(0, coursesShown),
    year,
    exchange: sums === null ? null : { given: sums.givenMinutes, received: sums.receivedMinutes },
    convenes: isSignedIn && convenes(ctx.actor, { kind: 'regional', region }),
  })
}
