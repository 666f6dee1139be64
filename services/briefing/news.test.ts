import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { keyOfNews, newsFrom } from '#services/core/news.ts'
import { refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { rooms } from '#services/exchange.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { makeReview } from '#tests/factories/review.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'

/*
 * An issue holds what the rooms tell and nothing else, so this is about all of them: what some member may not know of makes no difference
 * to what anybody is told.
 */

const database = openTestDatabase({ from: demonstration })
const ctx = () => database.ctx()
const window = (ctx: Ctx) => {
  const to = new Date(ctx.clock.now().getTime() + 60_000)
  return { from: new Date(to.getTime() - 365 * 86_400_000), to }
}
const told = (ctx: Ctx) => newsFrom(ctx, rooms, window(ctx))

let leeds: { id: string }
let offeringId: string
let reviewId: string

beforeAll(async () => {
  leeds = await makePerson(ctx(), { posts: [{ yotCode: 'leeds', level: 'manager' }] })
  offeringId = (await makeOffering(ctx(), { by: { yotCode: 'leeds', contactId: leeds.id }, title: 'For all to know' }))
    .id
  reviewId = (await makeReview(ctx(), { yotCode: 'leeds', requestedById: leeds.id, leadOfficerId: leeds.id })).id
}, 120_000)

/** What is told once something was done, which is then undone. */
const toldAfter = async (does: (ctx: Ctx) => Promise<unknown>) => {
  let found: Awaited<ReturnType<typeof told>> = []
  await inTransaction(ctx(), async (ctx) => {
    await does(ctx)
    found = await told(ctx)
    return refused('Only tried')
  })
  return found
}

const share =
  (more: object) =>
  async ({ db, clock }: Ctx) =>
    db.share.create({
      data: {
        ...{
          id: newId(),
          reviewId,
          item: 'practice',
          audience: 'public',
          until: new Date('2100-01-01'),
          sharedAt: clock.now(),
        },
        ...{ sharedById: leeds.id, sharedBy: 'Somebody', ...more },
      },
    })

/** Thanks for an entry of the ledger that comes of something. */
const thank =
  (sourceKind: string, mayQuote: boolean) =>
  async ({ db, clock }: Ctx) => {
    const entry = await db.ledgerEntry.findFirstOrThrow({ where: { sourceKind, reversesId: null, thanks: null } })
    await db.thanks.create({
      data: {
        id: newId(),
        entryId: entry.id,
        byId: leeds.id,
        text: `Thanks for a ${sourceKind}.`,
        mayQuote,
        at: clock.now(),
      },
    })
  }

/** A need that nobody else has. */
const need = async (ctx: Ctx) => {
  await makeEnquiry(ctx, { offeringId, fromId: leeds.id, yotCode: 'leeds' })
}

const hidden: Record<string, (ctx: Ctx) => Promise<unknown>> = {
  'a review that is asked for': (ctx) =>
    makeReview(ctx, { yotCode: 'kent', requestedById: leeds.id, leadOfficerId: leeds.id, status: 'submitted' }),
  'a review under way': (ctx) =>
    makeReview(ctx, { yotCode: 'essex', requestedById: leeds.id, leadOfficerId: leeds.id, status: 'on_site' }),
  'a draft in nobody’s catalogue': (ctx) =>
    makeOffering(ctx, { by: { yotCode: 'leeds', contactId: leeds.id }, title: 'Not out yet', status: 'draft' }),
  'a paused offering': (ctx) =>
    makeOffering(ctx, { by: { yotCode: 'leeds', contactId: leeds.id }, title: 'Not now', status: 'paused' }),
  'a date that is a draft': (ctx) => makeCourse(ctx, { offeringId, createdById: leeds.id, status: 'draft' }),
  'an enquiry, and what it is of': need,
  'what is shared with members, of whom some may not know of the review': share({ audience: 'members' }),
  'what is offered to the library': share({ audience: 'library' }),
  'what was shared and taken back': (ctx) => share({ withdrawnAt: ctx.clock.now() })(ctx),
  'a share that has ended': share({ until: new Date('2020-01-01') }),
  'thanks for a review, to be quoted': thank('review', true),
  'thanks for work that came of an enquiry, to be quoted': thank('engagement', true),
  'thanks that may not be quoted': thank('reuse', false),
}

describe('what the briefing is told', () => {
  it.each(Object.entries(hidden))('is the same with %s', async (_, does) => {
    expect(await toldAfter(does)).toEqual(await told(ctx()))
  })

  it('is the same with all of it at once', async () => {
    const before = await told(ctx())
    const after = await toldAfter(async (ctx) => {
      // Two would thank for one entry.
      for (const [what, does] of Object.entries(hidden)) if (!what.startsWith('an enquiry')) await does(ctx)
    })
    expect(after).toEqual(before)
  })

  it('is more with what everybody may know', async () => {
    const titles = async (does: (ctx: Ctx) => Promise<unknown>) => {
      const before = new Set((await told(ctx())).map(keyOfNews))
      return (await toldAfter(does))
        .filter((one) => !before.has(keyOfNews(one)))
        .map(({ section, line, title }) => ({ section, title, line }))
    }
    expect((await told(ctx())).map(({ title }) => title)).toContain('For all to know')
    expect(await titles(share({}))).toMatchObject([{ section: 'practice', title: expect.stringContaining('Leeds') }])
    expect(await titles(thank('reuse', true))).toMatchObject([{ section: 'thanks', line: '“Thanks for a reuse.”' }])
    const open = await titles(async (ctx) => {
      const { id } = await makeCourse(ctx, { offeringId, createdById: leeds.id, isNoted: false })
      await ctx.db.move.create({
        data: {
          ...{
            subjectKind: 'course',
            subjectId: id,
            event: 'opened',
            from: 'draft',
            to: 'open',
            version: 2,
            movedBy: 'Somebody',
          },
          ...{ happenedOn: new Date(), movedAt: ctx.clock.now() },
        },
      })
    })
    expect(open).toMatchObject([{ section: 'offered', line: expect.stringContaining('8 places are left') }])
  })

  it('of what is asked for, only that at least five services asked for it, and never how many', async () => {
    const asks =
      (count: number) =>
      async ({ db, clock }: Ctx) => {
        await db.need.deleteMany({ where: { enquiries: { none: {} } } })
        const yots = await db.yot.findMany({ take: count, orderBy: { code: 'asc' } })
        for (const { code } of yots)
          await db.need.create({
            data: {
              ref: `N-${newId()}`,
              yotCode: code,
              fromId: leeds.id,
              words: 'Help.',
              themes: ['K5'],
              askedAt: clock.now(),
            },
          })
      }
    const theme = async (count: number) =>
      (await toldAfter(asks(count))).filter(({ kind, id }) => kind === 'theme' && id === 'K5')
    const [few, five, many] = [await theme(3), await theme(9), await theme(20)]
    expect(few).toEqual([])
    expect(five).toHaveLength(1)
    expect(many).toEqual(five)
    expect(JSON.stringify(five)).not.toMatch(/Help\.|leeds/i)
  })
})
