import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { dateAndTime } from '#services/core/words.ts'
import { readMarkdown } from '#services/documents/index.ts'
import { reviewCase } from '#services/reviews/index.ts'
import { findReport } from './find-report.ts'
import { limits, reportLife } from './lifecycle.ts'
import { lockReport } from './move-report.ts'
import type { SaveSectionInput } from './schema.ts'
import { tables } from './tables.ts'

const whyNotWritten = {
  with_host: 'The service is checking this text, so it stands still until its comments are in.',
  final: 'The report is final.',
}

/** Whether the whole report would be longer than it may be with this part; in words, null when it would not. */
const tooLong = async (ctx: Ctx, reportId: string, key: string, text: string): Promise<string | null> => {
  const others = await tables(ctx).reportSection.findMany({
    where: { reportId, key: { not: key } },
    select: { text: true },
  })
  const total = others.reduce((sum, other) => sum + other.text.length, text.length)
  if (total <= limits.characters) return null
  const over = (total - limits.characters).toLocaleString('en-GB')
  return `The whole report may have ${limits.characters.toLocaleString('en-GB')} characters. With this it has ${over} too many`
}

/**
 * Saves a part of a report as its next version: by anybody of the team but observers, while it is written or comments are
 * answered. Whoever wrote from an older version is told so and nothing of theirs is written over anybody's (see
 * `keepAside`); a second press of the same text is the first.
 */
export const saveSection = async (
  ctx: Ctx,
  ref: string,
  key: string,
  { version, text }: SaveSectionInput,
): Promise<Result<{ key: string }>> => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('team')) return notFound()
  const { personId, name } = ctx.actor
  return inTransaction(ctx, async (ctx) => {
    const report = await lockReport(ctx, found.id)
    const where = { reportId_key: { reportId: report.id, key } }
    const section = await tables(ctx).reportSection.findUnique({ where })
    if (!section) return notFound()
    if (!reportLife.is('written', report.status))
      return refused(report.status === 'final' ? whyNotWritten.final : whyNotWritten.with_host)
    const isOwn = section.savedById === personId
    if (section.text === text && (isOwn || version === section.version)) return ok({ key })
    if (version !== section.version) {
      const who = isOwn ? 'You saved this part in another tab or window' : `${section.savedBy} saved this part`
      return stale(`${who} on ${dateAndTime(section.savedAt)}, after you opened it. Both texts are below.`)
    }
    const over = await tooLong(ctx, report.id, key, text)
    if (over) return invalid({ text: over })
    const saved = { savedAt: ctx.clock.now(), savedById: personId, savedBy: name }
    const number = section.version + 1
    const tree = JSON.parse(JSON.stringify(readMarkdown(text)))
    await tables(ctx).reportSection.update({ where, data: { text, tree, version: number, ...saved } })
    await tables(ctx).reportSectionVersion.create({ data: { sectionId: section.id, number, text, ...saved } })
    await tables(ctx).sectionOpening.deleteMany({ where: { sectionId: section.id, personId: personId ?? undefined } })
    await audit(ctx, {
      event: 'report.section-saved',
      subject: { kind: 'report', id: report.id },
      case: reviewCase(report.reviewId),
      yotCode: report.review.yotCode,
      data: { section: key, version: number },
    })
    return ok({ key })
  })
}

/**
 * Keeps what came too late beside the report, once: whoever typed it finds it among the versions of the part, though their
 * browser is gone. Only for a text that was refused as overtaken.
 */
export const keepAside = async (
  ctx: Ctx,
  ref: string,
  key: string,
  { version, text }: SaveSectionInput,
): Promise<void> => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('team')) return
  const section = await tables(ctx).reportSection.findUnique({ where: { reportId_key: { reportId: found.id, key } } })
  if (!section || section.text === text) return
  const { personId, name } = ctx.actor
  const at = { sectionId: section.id, savedById: personId, isAside: true, text }
  if ((await tables(ctx).reportSectionVersion.count({ where: at })) > 0) return
  const number = Math.min(version, section.version)
  await tables(ctx).reportSectionVersion.create({ data: { ...at, number, savedAt: ctx.clock.now(), savedBy: name } })
}
