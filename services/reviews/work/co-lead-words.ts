import { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import { addDays, dateFromIso, isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Handler } from '#services/core/outbox.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import type { Task } from '#services/core/task.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { listed } from '#services/core/words.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { findReview } from '#services/reviews/case/find-review.ts'
import { hiddenReviewIds } from '#services/reviews/case/hidden-reviews.ts'
import { tell } from '#services/reviews/case/mails.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { seatRoleWords } from '#services/reviews/team/proposal.ts'
import type { WordSaid } from '#services/vetting/index.ts'

/** Days for which a word waits at a co-lead's home. */
const daysWanted = 28

/** Who comes along, and is on the way up. */
const alongRoles = ['trainee', 'observer', 'reviewer'] as const
const isAlong = (role: string): role is (typeof alongRoles)[number] => alongRoles.some((one) => one === role)

const delivered = z.object({
  work: z.string(),
  workId: z.uuid(),
  workRef: z.string(),
  people: z.array(z.object({ personId: z.uuid(), role: z.string() })),
})

/** Once the feedback of a review was presented, each co-lead is asked for a word about who came along. Once, however often it is handled. */
export const askForWords: Handler = async (ctx, { payload }) => {
  const { work, workId, workRef, people } = delivered.parse(payload)
  if (work !== 'review') return
  const leads = people.filter(({ role }) => role === 'co_lead')
  const along = people.flatMap(({ personId, role }) => (isAlong(role) ? { personId, role } : []))
  if (leads.length === 0 || along.length === 0) return
  await inTransaction(ctx, async (ctx) => {
    const { count } = await tables(ctx).coLeadWord.createMany({
      data: leads.flatMap((lead) =>
        along.flatMap(({ personId, role }) =>
          personId === lead.personId
            ? []
            : {
                requestId: workId,
                aboutId: personId,
                role,
                byId: lead.personId,
                askedAt: ctx.clock.now(),
                wantedBy: dateFromIso(addDays(ctx.clock.today(), daysWanted)),
              },
        ),
      ),
      skipDuplicates: true,
    })
    if (count === 0) return ok(undefined)
    await audit(ctx, {
      event: 'review.words-asked',
      subject: { kind: 'review_request', id: workId },
      case: caseOf(workId),
      data: { words: count },
    })
    const rows = await ctx.db.person.findMany({
      where: { id: { in: along.map(({ personId }) => personId) } },
      orderBy: { name: 'asc' },
      select: { name: true },
    })
    await tell(
      ctx,
      workId,
      'words',
      leads.map(({ personId }) => personId),
      {
        subject: `A word about who came along (${workRef})`,
        lines: [
          `You led this review, and ${listed(rows.map(({ name }) => name))} came along. What you saw of their work helps them to the next step in the bank.`,
          'They read what you say, and so does whoever decides on an application of theirs. It takes a few minutes.',
        ],
        action: { text: 'Say a word', path: `/reviews/${workRef}/words` },
      },
    )
    return ok(undefined)
  })
}

/** The words that this co-lead is asked for, or has given, of one review; not found for anybody else. */
export const wordsPage = async (ctx: Ctx, ref: string) => {
  const found = await findReview(ctx, ref)
  const { personId } = ctx.actor
  if (!found?.standings.includes('team') || personId === null) return notFound()
  const rows = await tables(ctx).coLeadWord.findMany({
    where: { requestId: found.facts.id, byId: personId },
    orderBy: [{ about: { name: 'asc' } }, { id: 'asc' }],
    select: {
      id: true,
      role: true,
      isReady: true,
      text: true,
      givenAt: true,
      about: { select: { name: true, leftAt: true } },
    },
  })
  if (rows.length === 0) return notFound()
  return ok({
    ref,
    words: rows.flatMap(({ id, role, isReady, text, givenAt, about }) =>
      about.leftAt !== null && givenAt === null
        ? []
        : { id, name: about.name, role: seatRoleWords[role], isReady, text, givenOn: givenAt && londonDate(givenAt) },
    ),
  })
}

export const wordSchema = z.object({
  id: z.uuid(),
  isReady: z.enum(['yes', 'no'], { error: 'Say whether they are ready for the next step' }),
  text: z
    .string()
    .trim()
    .min(20, 'Say in 20 characters or more what you saw of their work')
    .max(1_000, 'At most 1,000 characters'),
})

/** A co-lead says what they saw of somebody's work, once. Not found for anybody else's; refused once it is given. */
export const giveWord = (
  ctx: Ctx,
  ref: string,
  { id, isReady, text }: z.infer<typeof wordSchema>,
): Promise<Result<{ name: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const page = await wordsPage(ctx, ref)
    if (!page.ok) return page
    const word = page.value.words.find((one) => one.id === id)
    if (!word) return notFound()
    const { count } = await tables(ctx).coLeadWord.updateMany({
      where: { id, byId: ctx.actor.personId ?? '', givenAt: null },
      data: { isReady: isReady === 'yes', text, givenAt: ctx.clock.now() },
    })
    if (count === 0) return refused('You have said your word already, and they may have read it.')
    const { requestId } = await tables(ctx).coLeadWord.findUniqueOrThrow({ where: { id }, select: { requestId: true } })
    await audit(ctx, {
      event: 'review.word-given',
      subject: { kind: 'review_request', id: requestId },
      case: caseOf(requestId),
    })
    return ok({ name: word.name })
  })

/** What co-leads said of somebody; of others, nothing of a review that must not exist for the reader. Neither review nor host is named. */
export const wordsOfCoLeads = async (ctx: Ctx, personId: string): Promise<WordSaid[]> => {
  const hidden = personId === ctx.actor.personId ? [] : await hiddenReviewIds(ctx)
  const rows = await tables(ctx).coLeadWord.findMany({
    where: { aboutId: personId, givenAt: { not: null }, requestId: { notIn: hidden } },
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
    select: { id: true, role: true, isReady: true, text: true, givenAt: true, by: { select: { name: true } } },
  })
  return rows.map(({ id, role, isReady, text, givenAt, by }) => ({
    id,
    by: by.name,
    seat: role,
    role: seatRoleWords[role],
    isReady: isReady ?? false,
    text,
    givenOn: givenAt ? londonDate(givenAt) : '',
  }))
}

/** Words that wait for this co-lead, a task a review, until the day that they are wanted by. */
export const wordTasks = async (ctx: Ctx): Promise<Task[]> => {
  const { personId } = ctx.actor
  if (personId === null) return []
  const hidden = await hiddenReviewIds(ctx)
  const rows = await tables(ctx).coLeadWord.findMany({
    where: {
      byId: personId,
      givenAt: null,
      wantedBy: { gte: dateFromIso(ctx.clock.today()) },
      about: { leftAt: null },
      requestId: { notIn: hidden },
    },
    distinct: ['requestId'],
    orderBy: [{ wantedBy: 'asc' }, { requestId: 'asc' }],
    select: { wantedBy: true, requestId: true, request: { select: { ref: true } } },
  })
  return rows.map(({ wantedBy, requestId, request: { ref } }) => ({
    title: 'Say a word about who came along',
    href: `/reviews/${ref}/words`,
    kind: `Peer review ${ref}`,
    dueOn: isoFromDate(wantedBy),
    of: { kind: 'review_request', id: requestId, day: 'words', version: 1 },
  }))
}
