import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { openFeed } from '#tests/factories/feed.ts'
import { makeSession } from '#tests/factories/fieldwork.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'

/*
 * A case that somebody may not know of is not in their calendar, whatever part of it they once had and however it stands: theirs are the
 * same bytes, and the same edition, with and without it.
 */

const database = openTestDatabase()
const ctx = () => database.ctx()

let owner: MadePerson
let other: MadePerson
let head: MadePerson
let feed: Awaited<ReturnType<typeof openFeed>>
beforeAll(async () => {
  database.setNow('2026-06-01')
  head = await makeHost(ctx(), 'leeds')
  other = await makePerson(ctx(), { bank: {}, declaredOn: '2026-05-01' })
  owner = await makePerson(ctx(), {
    bank: {},
    appointments: [{ role: 'coordinator', region: 'London' }],
    declaredOn: '2026-05-01',
  })
  const known = await makeReview(ctx(), { yotCode: 'leeds', requestedById: head.id, status: 'preparing' })
  await makeTeam(ctx(), known.id, [owner, other])
  feed = await openFeed(database.ctx(owner.actor))
}, 60_000)

const block = (caseId: string) =>
  ctx().db.conflict.create({
    data: {
      personId: owner.id,
      caseKind: 'review_request',
      caseId,
      activity: 'review',
      ruleId: 'FAMILY',
      ruleSetVersion: 1,
      effect: 'block',
      isSilent: false,
      isPublic: false,
      factsKey: `of ${caseId}`,
      facts: [],
      status: 'confirmed',
      foundAt: ctx().clock.now(),
    },
  })

const statuses: ReviewStatus[] = [
  'submitted',
  'inviting',
  'preparing',
  'on_site',
  'presented',
  'withdrawn',
  'postponed',
]

it('names nothing of a case that its owner is blocked from', { timeout: 120_000 }, async () => {
  const york = await makeHost(ctx(), 'york')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...statuses),
      fc.constantFrom<('team' | 'holder' | 'session')[]>(['team'], ['holder'], ['team', 'session'], ['team', 'holder']),
      fc.constantFrom('offered' as const, 'accepted' as const),
      fc.integer({ min: 1, max: 9 }),
      async (status, parts, answer, version) => {
        const before = await feed.fetch(ctx())
        if (before.kind !== 'calendar') throw new Error(before.kind)
        const review = await makeReview(ctx(), {
          yotCode: 'york',
          requestedById: york.id,
          status,
          ...(parts.includes('holder') ? { caseHolderId: owner.id } : {}),
        })
        await makeTeam(ctx(), review.id, [parts.includes('team') ? owner : other, head], answer)
        await ctx().db.reviewRequest.update({ where: { id: review.id }, data: { version } })
        if (parts.includes('session')) {
          const sessionId = await makeSession(ctx(), review.id)
          await ctx().db.sessionPerson.create({ data: { sessionId, personId: owner.id } })
        }
        await ctx().db.report.create({
          data: {
            reviewId: review.id,
            status: 'answering',
            createdAt: ctx().clock.now(),
            commentBy: dateFromIso('2026-07-01'),
          },
        })
        // It is in it while nothing keeps it from them, so that leaving it out means something.
        if (answer === 'accepted' && parts.includes('team') && status === 'preparing')
          expect(await feed.text(ctx())).toContain(review.ref)
        await block(review.id)
        const after = await feed.fetch(ctx())
        expect(after).toEqual(before)
        expect(await feed.fetch(ctx(), before.etag)).toEqual({ kind: 'unchanged', etag: before.etag })
        // Nothing is counted between two runs.
        await ctx().db.attempt.deleteMany({})
      },
    ),
    { numRuns: 25 },
  )
})
