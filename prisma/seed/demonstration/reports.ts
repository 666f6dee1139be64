import { asSystem } from '#services/core/access.ts'
import { addDays, clockFrom, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  accuracyPage,
  addAction,
  answerComment,
  closePlan,
  completePlan,
  finaliseReport,
  giveComments,
  makeComment,
  planPage,
  printedReport,
  readThrough,
  recordProgress,
  reportPage,
  saveSection,
  sayNotTakenUp,
  sectionPage,
  sendForAccuracy,
  share,
  updateAction,
} from '#services/reports/index.ts'
import { type Days, idOf, morningOf, workdayOf } from './identity.ts'
import { type PastReview, pastReviews } from './past-work.ts'
import { reportedReviews } from './reported.ts'
import { as, done } from './steps.ts'

/* Reports: those of reviews that are over stand where their reviews do; three are on their way, each step by its person on its day. */

/** A review's report on its way: how far its people take it, and on which days. */
const walk = async (ctx: Ctx, days: Days, past: PastReview, to: 'sent' | 'answering' | 'final') => {
  const review = await ctx.db.reviewRequest.findUniqueOrThrow({
    where: { id: idOf('review', past.yotCode, past.daysAgo) },
    select: { ref: true, endsOn: true },
  })
  const { ref } = review
  const [lead = '', second = '', writer = ''] = past.team.map(([name]) => name)
  const presentedOn = review.endsOn ? isoFromDate(review.endsOn) : days.today
  const after = (count: number) => workdayOf(addDays(presentedOn, count))
  const version = async (name: string, on: string) => done(await reportPage(await as(ctx, name, on), ref)).version
  const save = async (name: string, on: string, key: string, change: (text: string) => string) => {
    const own = await as(ctx, name, on)
    const part = done(await sectionPage(own, ref, key, null))
    done(await saveSection(own, ref, key, { version: part.version, text: change(part.text) }))
  }
  await save(
    writer,
    after(6),
    '1',
    (text) => `The team read twelve plans and spoke with nine practitioners.\n\n${text}`,
  )
  await save(
    lead,
    after(8),
    'summary',
    (text) =>
      `${text}\n\nIn short: **people know each child well**, and the service could learn faster from what it knows.`,
  )
  await save(
    second,
    after(8),
    'practice',
    () =>
      'Every plan begins with a page in the child’s own words, which the worker reads aloud with the child. Others could take this over as it is.',
  )
  const read = done(await reportPage(await as(ctx, second, after(14)), ref)).reading
  done(await readThrough(await as(ctx, second, after(14)), ref, { hash: read?.hash ?? '' }))
  done(await sendForAccuracy(await as(ctx, lead, after(15)), ref, { version: await version(lead, after(15)) }))
  const host = await as(ctx, past.host, after(17))
  done(await accuracyPage(host, ref))
  const comment = { evidence: '', datedOn: undefined }
  done(
    await makeComment(host, ref, {
      ...comment,
      place: '1.1',
      kind: 'slip',
      text: 'The team read fourteen plans, not twelve.',
    }),
  )
  done(
    await makeComment(host, ref, {
      ...comment,
      place: '2.1',
      kind: 'fact',
      text: 'The board has asked for this at every meeting since spring.',
      evidence: 'Minutes of the management board, April to July.',
    }),
  )
  if (to === 'sent') return
  done(await giveComments(await as(ctx, past.host, after(24)), ref, { version: await version(past.host, after(24)) }))
  done(await answerComment(await as(ctx, second, after(26)), ref, 1, { version: 1, answer: 'accepted', reason: '' }))
  await save(writer, after(27), '1', (text) => text.replace('twelve', 'fourteen'))
  if (to === 'answering') return
  done(
    await answerComment(await as(ctx, writer, after(28)), ref, 2, {
      version: 1,
      answer: 'not_accepted',
      reason: 'The minutes show that it was on the agenda, and not what was asked or learned.',
    }),
  )
  done(await finaliseReport(await as(ctx, lead, after(30)), ref, { version: await version(lead, after(30)) }))
}

/** What a service does about the areas of its report, told by its head; how far its plan and its review go on. */
const walkPlan = async (ctx: Ctx, past: PastReview, days: Days, to: 'action_plan' | 'progress_review' | 'closed') => {
  const { ref, endsOn } = await ctx.db.reviewRequest.findUniqueOrThrow({
    where: { id: idOf('review', past.yotCode, past.daysAgo) },
    select: { ref: true, endsOn: true },
  })
  const presentedOn = endsOn ? isoFromDate(endsOn) : days.today
  const after = (count: number) => workdayOf(addDays(presentedOn, count))
  const at = (on: string) => ({ ...ctx, clock: clockFrom(() => morningOf(on)) })
  done(await printedReport(asSystem(at(after(41))), ref))
  const host = await as(ctx, past.host, after(70))
  const plan = done(await planPage(host, ref))
  for (const { position, version } of plan.areas) {
    const [what, ownerRole, ownerName] = plannedActions[position - 1] ?? []
    if (what === undefined || ownerRole === undefined || ownerName === undefined) {
      const notTakenUp = 'The partnership’s own plan has it already, with the same board and the same day.'
      done(await sayNotTakenUp(host, ref, position, { version, notTakenUp }))
    } else {
      const ownerAddress = position === 1 ? 'operations@example.org' : undefined
      const dueOn = addDays(presentedOn, 140 + position * 25)
      done(await addAction(host, ref, position, { what, ownerRole, ownerName, ownerAddress, dueOn }))
    }
  }
  const agreed = await as(ctx, past.host, after(85))
  done(await completePlan(agreed, ref, { version: done(await planPage(agreed, ref)).version }))
  const told = await as(ctx, past.host, after(120))
  const actions = done(await planPage(told, ref)).areas.flatMap((area) => area.actions)
  for (const [at, { id, version }] of actions.entries()) {
    const { rag = 'amber', text = 'It has begun.' } = said[at] ?? {}
    done(await updateAction(told, id, { version, rag, text, isDone: undefined }))
  }
  if (to === 'action_plan') return
  const lead = past.team[0]?.[0] ?? ''
  const reviewing = await as(ctx, lead, after(230))
  const { version } = done(await planPage(reviewing, ref))
  const found = ['done', 'moving', 'stuck', 'no_longer'] as const
  const outcomes = actions.map(({ id }, at) => ({ id, outcome: found[at] ?? 'moving' }))
  done(await recordProgress(reviewing, ref, { version, outcomes }))
  if (to === 'progress_review') return
  const closing = await as(ctx, past.host, after(240))
  const changedForChildren =
    'Children now know the name of the person who meets them on the day, and were asked what should be in their plan before it was written.'
  done(await closePlan(closing, ref, { version: done(await planPage(closing, ref)).version, changedForChildren }))
  done(await share(closing, ref, { item: 'practice', audience: 'library', until: undefined }))
  done(await share(closing, ref, { item: 'summary', audience: 'public', until: addDays(days.today, 300) }))
}

const plannedActions = [
  ['Bring what each team learns to one meeting a month, with the board’s chair', 'Head of operations', 'Fen Marlow'],
  ['Look again after three months at what each panel decided', 'Practice manager', 'Wynn Harrow'],
  ['Ask three children a quarter what should change, and tell them what did', 'Participation lead', 'Rill Tarn'],
] as const

const said = [
  { rag: 'green', text: 'Four meetings were held; the chair came to three.' },
  { rag: 'amber', text: 'Two of five panels do; the others begin in the spring.' },
  { rag: 'red', text: 'The post is vacant, and nobody has taken it over.' },
] as const

export const seedReports = async (ctx: Ctx, days: Days): Promise<void> => {
  const [sent, answering, final] = reportedReviews
  if (!sent || !answering || !final) throw new Error('The reports on their way are missing')
  await walk(ctx, days, sent, 'sent')
  await walk(ctx, days, answering, 'answering')
  await walk(ctx, days, final, 'final')
  for (const past of [...pastReviews, ...reportedReviews]) if (past.after) await walkPlan(ctx, past, days, past.after)
  const others = await ctx.db.reviewRequest.findMany({
    where: { status: { in: ['presented', 'final', 'action_plan', 'progress_review', 'closed'] }, report: null },
    orderBy: { createdAt: 'asc' },
    select: { ref: true, endsOn: true },
  })
  for (const { ref, endsOn } of others) {
    const at = { ...ctx, clock: clockFrom(() => morningOf(endsOn ? isoFromDate(endsOn) : days.today)) }
    done(await printedReport(asSystem(at), ref))
  }
}
