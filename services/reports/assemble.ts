import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { enqueue, type Handler } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { counted, dateRange, listed } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { asMarkdown, readMarkdown } from '#services/documents/index.ts'
import { type AgreedFinding, agreedFindings } from '#services/fieldwork/index.ts'
import { factsForReport, type Place, placesOf, reviewCase, reviewHas } from '#services/reviews/index.ts'
import { startAccuracyClock } from './accuracy-clock.ts'
import { currentParts, draftOf, finalOf, sealParts } from './content.ts'
import { limits, type ReportEvent } from './lifecycle.ts'
import { lockReport, reports } from './move-report.ts'
import { documentTopic } from './report-document.ts'
import type { LockedReport } from './report-row.ts'
import { tables } from './tables.ts'

type Section = { key: string; title: string; text: string }
type Facts = Awaited<ReturnType<typeof factsForReport>>

/** A place of the report with what the team agreed there. */
type Found = Place & { agreed: AgreedFinding[] }

const foundIn = async (ctx: Ctx, reviewId: string): Promise<Found[]> => {
  const [places, agreed] = await Promise.all([placesOf(ctx, reviewId), agreedFindings(ctx, reviewId)])
  return places.map((place) => ({ ...place, agreed: agreed.filter((finding) => finding.place.key === place.key) }))
}

/** One finding, its title first. */
const said = ({ title, text }: Pick<AgreedFinding, 'title' | 'text'>): string =>
  title.trim() === '' ? asMarkdown(text.trim()) : `**${asMarkdown(title.trim())}**\n\n${asMarkdown(text.trim())}`

/** What the team found in one place, as the report first says it. */
const findingText = ({ agreed }: Found): string => {
  const of = (kind: AgreedFinding['kind']) => agreed.filter((finding) => finding.kind === kind).map(said)
  const under = (title: string, texts: string[]) => {
    const filled = texts.filter((text) => text !== '')
    return filled.length === 0 ? '' : [`### ${title}`, ...filled].join('\n\n')
  }
  // What was written before evidence was kept names its sources.
  const sources = [...new Set(agreed.flatMap(({ earlierSources }) => earlierSources))]
  return [
    under('Strengths', of('strength')),
    under('Areas for consideration', of('area')),
    under('Practice to share', of('practice')),
    sources.length === 0 ? '' : `This rests on: ${asMarkdown(listed(sources))}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Every line of an area as an item of one list, whatever it was typed with. */
const itemsOf = (areas: string): string[] =>
  areas
    .split('\n')
    .map((line) => line.trim().replace(/^([-*•+]|\d{1,3}[.)])\s+/, ''))
    .filter((line) => line !== '')

const summaryText = ({ yotName, startsOn, endsOn, team, modeWords, purpose }: Facts, places: readonly Found[]) => {
  const when = startsOn && endsOn ? ` from ${dateRange(startsOn, endsOn)}` : ''
  const kloes = places.filter(({ kloeId }) => kloeId !== null).length
  return [
    `${counted(team.length, 'peer')} reviewed ${asMarkdown(yotName)}${when} (${modeWords.toLowerCase()}), at its invitation. This is not an inspection and gives no judgement.`,
    `The service asked for help with this: ${asMarkdown(purpose.trim())}`,
    `The team looked at ${counted(kloes, 'key line', 'key lines')} of enquiry, the voice of the child, and disproportionality.`,
  ].join('\n\n')
}

/** The parts of a new report, in their order. */
const sectionsFor = (facts: Facts, places: readonly Found[]): Section[] => {
  const of = (kind: AgreedFinding['kind']) =>
    places.flatMap(({ agreed }) => agreed.filter((finding) => finding.kind === kind))
  const areas = of('area').flatMap(({ title, text }) => (title.trim() === '' ? itemsOf(text) : [title.trim()]))
  return [
    { key: 'summary', title: 'Summary', text: summaryText(facts, places) },
    ...places.map((place) => ({ key: place.key, title: place.title, text: findingText(place) })),
    { key: 'practice', title: 'Practice to share', text: of('practice').map(said).join('\n\n') },
    {
      key: 'areas',
      title: 'Areas for consideration',
      text: areas.map((area) => `- ${asMarkdown(area.replace(/\s*\n\s*/g, ' '))}`).join('\n'),
    },
    {
      key: 'next',
      title: 'What happens next',
      text: 'The service decides what of this report is shared, and with whom. It writes an action plan from the areas for consideration within three months. About ten months after the visit, the service and two of the team look at what has changed.',
    },
  ]
}

/** What the findings of a review, as they stand, would have each part say. */
export const partsFromFindings = async (ctx: Ctx, reviewId: string): Promise<Section[]> => {
  const [facts, places] = await Promise.all([factsForReport(ctx, reviewId), foundIn(ctx, reviewId)])
  return sectionsFor(facts, places)
}

/**
 * Takes findings that were written since into the parts that nobody has edited yet, while the report is drafted. What
 * somebody wrote is never touched.
 */
export const freshen = async (outer: Ctx, { id, reviewId, status }: LockedReport): Promise<void> => {
  if (status !== 'drafting') return
  const untouched = { reportId: id, savedById: null }
  const [fresh, rows] = await Promise.all([
    partsFromFindings(outer, reviewId),
    tables(outer).reportSection.findMany({ where: untouched, select: { id: true, key: true, text: true } }),
  ])
  const changed = rows.flatMap((row) => fresh.filter(({ key, text }) => key === row.key && text !== row.text))
  if (changed.length === 0) return
  await inTransaction(asSystem(outer), async (ctx) => {
    const report = await lockReport(ctx, id)
    if (report.status !== 'drafting') return ok(undefined)
    for (const { key, text } of changed) {
      const section = await tables(ctx).reportSection.findFirst({ where: { ...untouched, key } })
      if (!section || section.text === text) continue
      const [number, savedAt] = [section.version + 1, ctx.clock.now()]
      const tree = JSON.parse(JSON.stringify(readMarkdown(text)))
      await tables(ctx).reportSection.update({
        where: { id: section.id },
        data: { text, tree, version: number, savedAt },
      })
      await tables(ctx).reportSectionVersion.create({
        data: { sectionId: section.id, number, text, savedAt, savedBy: ctx.actor.name },
      })
    }
    await audit(ctx, {
      event: 'report.findings-taken-in',
      subject: { kind: 'report', id },
      case: reviewCase(reviewId),
      yotCode: report.review.yotCode,
      data: { sections: changed.map(({ key }) => key) },
    })
    return ok(undefined)
  })
}

/** What has happened to a report by the time that its review stands in a state. */
const stepsTo = (status: ReviewStatus): ReportEvent[] => {
  const steps: ReportEvent[] = ['sent-for-accuracy', 'comments-ended', 'finalised']
  if (status === 'presented') return []
  if (status === 'draft_report') return steps.slice(0, 1)
  return status === 'accuracy' ? steps.slice(0, 2) : steps
}

/** Brings a report to where its review stands already: one that was presented before reports were kept here. */
const catchUp = async (
  ctx: Ctx,
  of: { id: string; reviewId: string },
  status: ReviewStatus,
): Promise<Result<unknown>> => {
  const { id } = of
  const parts = await currentParts(ctx, id)
  const lastDay = addWorkingDays(ctx.clock.today(), limits.startWorkingDays + limits.commentWorkingDays)
  for (const event of stepsTo(status)) {
    const data: Prisma.ReportUncheckedUpdateManyInput = {}
    if (event === 'sent-for-accuracy') {
      await tables(ctx).reportSection.updateMany({ where: { reportId: id }, data: { sentVersion: 1 } })
      const sealed = await sealParts(ctx, draftOf(id), parts)
      if (!sealed.ok) return sealed
      Object.assign(data, { sentAt: ctx.clock.now(), commentBy: dateFromIso(lastDay) })
    }
    if (event === 'finalised') {
      const sealed = await sealParts(ctx, finalOf(id), parts)
      if (!sealed.ok) return sealed
      data.finalHash = sealed.value.hash
    }
    const moved = await reports.move(ctx, await lockReport(ctx, id), event, { data })
    if (!moved.ok) return moved
  }
  if (status === 'draft_report') await startAccuracyClock(ctx, of, lastDay)
  const sealed = stepsTo(status)
  if (sealed.length > 0) await enqueue(ctx, documentTopic(of, sealed.includes('finalised') ? 'final' : 'draft'))
  return ok(undefined)
}

/**
 * Puts the report of a review together from its findings, once its feedback is presented: summary, each key line of
 * enquiry, the golden threads, practice to share, areas for consideration, what happens next. Once per review, whoever asks
 * and however often.
 */
export const assembleReport = (outer: Ctx, reviewId: string): Promise<Result<unknown>> =>
  inTransaction(asSystem(outer), async (ctx) => {
    const made = { id: newId(), reviewId, status: 'drafting' as const, createdAt: ctx.clock.now() }
    // The unique review makes a second asker wait here until the first has ended.
    const { count } = await tables(ctx).report.createMany({ data: [made], skipDuplicates: true })
    if (count === 0) return ok(undefined)
    const facts = await factsForReport(ctx, reviewId)
    const parts = await partsFromFindings(ctx, reviewId)
    for (const [at, { key, title, text }] of parts.entries()) {
      const section = { id: newId(), reportId: made.id, key, title, text, position: at + 1, savedAt: made.createdAt }
      await tables(ctx).reportSection.create({
        data: { ...section, tree: JSON.parse(JSON.stringify(readMarkdown(text))) },
      })
      await tables(ctx).reportSectionVersion.create({
        data: { sectionId: section.id, number: 1, text, savedAt: made.createdAt, savedBy: ctx.actor.name },
      })
    }
    const row = await lockReport(ctx, made.id)
    await reports.begin(ctx, row, 'assembled')
    return catchUp(ctx, made, facts.status)
  })

const deliveredShape = z.object({ work: z.string(), workId: z.uuid() })

/** Once the feedback of a review is presented, its report, where its kind has one, is there to be written. */
export const assembleWhenPresented: Handler = async (ctx, { payload }) => {
  const { work, workId } = deliveredShape.parse(payload)
  if (work === 'review' && (await reviewHas(ctx, workId, 'report'))) await assembleReport(ctx, workId)
}
