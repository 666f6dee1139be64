import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { freshen, partsFromFindings } from './assemble.ts'
import { findReport } from './find-report.ts'
import { limits, reportLife } from './lifecycle.ts'
import { tables } from './tables.ts'

/** Who else has parts of a report open, and for how many minutes: by part. What is older has lapsed. */
export const openElsewhere = async (
  ctx: Ctx,
  reportId: string,
): Promise<Map<string, { name: string; minutes: number }[]>> => {
  const now = ctx.clock.now().getTime()
  const rows = await tables(ctx).sectionOpening.findMany({
    where: {
      section: { reportId },
      personId: { not: ctx.actor.personId ?? undefined },
      openedAt: { gt: new Date(now - limits.openMinutes * 60_000) },
    },
    orderBy: { openedAt: 'desc' },
    select: { openedAt: true, person: { select: { name: true } }, section: { select: { key: true } } },
  })
  const open = new Map<string, { name: string; minutes: number }[]>()
  for (const { openedAt, person, section } of rows) {
    const minutes = Math.max(0, Math.floor((now - openedAt.getTime()) / 60_000))
    open.set(section.key, [...(open.get(section.key) ?? []), { name: person.name, minutes }])
  }
  return open
}

/** Notes that the actor has a part open to edit it, for the others to see. */
const noteOpening = async (ctx: Ctx, sectionId: string): Promise<void> => {
  const { personId } = ctx.actor
  if (personId === null) return
  const openedAt = ctx.clock.now()
  const where = { sectionId_personId: { sectionId, personId } }
  await tables(ctx).sectionOpening.upsert({ where, create: { sectionId, personId, openedAt }, update: { openedAt } })
}

/**
 * One part of a report to edit, with who else has it open and every version of it; for the team while its text may be
 * changed. Opening it is noted for the others.
 *
 * @param compare the id of a version to show beside the text; null for none
 */
export const sectionPage = async (ctx: Ctx, ref: string, key: string, compare: string | null) => {
  const found = await findReport(ctx, ref)
  if (!found?.sides.includes('team') || !reportLife.is('written', found.report.status)) return notFound()
  await freshen(ctx, found.report)
  const section = await tables(ctx).reportSection.findUnique({
    where: { reportId_key: { reportId: found.id, key } },
    include: { versions: { orderBy: [{ savedAt: 'desc' }, { id: 'desc' }], omit: { text: true } } },
  })
  if (!section) return notFound()
  const [open, fresh, total] = await Promise.all([
    openElsewhere(ctx, found.id),
    partsFromFindings(ctx, found.report.reviewId),
    tables(ctx).reportSection.findMany({ where: { reportId: found.id, key: { not: key } }, select: { text: true } }),
  ])
  await noteOpening(ctx, section.id)
  const compared =
    compare === null
      ? null
      : await tables(ctx).reportSectionVersion.findFirst({ where: { id: compare, sectionId: section.id } })
  const { title, text, version, savedAt, savedBy } = section
  return ok({
    ref,
    yotName: found.report.review.yot.name,
    key,
    title,
    text,
    version,
    savedAt,
    savedBy,
    open: open.get(key) ?? [],
    /** What the findings say here by now, where the part was edited and says otherwise; null otherwise. */
    findings: fresh.find((part) => part.key === key && part.text !== text && part.text !== '')?.text ?? null,
    mostCharacters: limits.characters - total.reduce((sum, other) => sum + other.text.length, 0),
    versions: section.versions.map(({ id, number, isAside, savedAt, savedBy }) => ({
      id,
      number,
      isAside,
      savedAt,
      savedBy,
    })),
    compared: compared && {
      number: compared.number,
      isAside: compared.isAside,
      text: compared.text,
      savedAt: compared.savedAt,
      savedBy: compared.savedBy,
    },
  })
}
