import type { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { forbidden, invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { teamPart, workSides, writing } from '#services/fieldwork/case/part.ts'
import type { changeFindingSchema, draftFindingSchema, setAsideSchema } from '#services/fieldwork/case/schema.ts'
import { isUuid } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { lockCase, noteAgreedPlaces, type Place, placesOf } from '#services/reviews/index.ts'
import { findings, placesOfAgreed } from './move-finding.ts'

type Fields = z.output<typeof draftFindingSchema>

const overWhy = 'Findings are written from the first day of the visit until the draft report is sent.'
const onlyCoLeads = 'Only a co-lead of the team can do this.'

/** What stands in the way of writing a finding like this, or where it belongs. The review is locked. */
const readFields = async (
  ctx: Ctx,
  requestId: string,
  { place: key, entries, against }: Fields,
): Promise<Result<{ place: Place; links: { evidenceId: string; isAgainst: boolean }[] }>> => {
  if (!writing.includes(await lockCase(ctx, requestId))) return refused(overWhy)
  const place = (await placesOf(ctx, requestId)).find((one) => one.key === key)
  if (!place) return notFound()
  const both = entries.filter((id) => against.includes(id))
  if (both.length > 0) return invalid({ against: 'An entry speaks for the finding or against it, not both' })
  const ids = [...new Set([...entries, ...against])]
  const known = await tables(ctx).evidence.count({ where: { id: { in: ids }, requestId } })
  if (known !== ids.length) return invalid({ entries: 'Choose entries of this review’s evidence' })
  return ok({ place, links: ids.map((evidenceId) => ({ evidenceId, isAgainst: against.includes(evidenceId) })) })
}

/**
 * Drafts a finding under a key line of enquiry or golden thread, with entries it rests on and those that speak against it. By a
 * co-lead, from the first day of the visit until the draft report is sent. It may rest on nothing yet.
 */
export const draftFinding = async (ctx: Ctx, ref: string, input: Fields): Promise<Result<{ id: string }>> => {
  const part = await teamPart(ctx, ref)
  const draftedById = ctx.actor.personId
  if (!part || draftedById === null) return notFound()
  if (!workSides(part).includes('co-lead')) return forbidden(onlyCoLeads)
  return inTransaction(ctx, async (ctx) => {
    const read = await readFields(ctx, part.id, input)
    if (!read.ok) return read
    const { kloeId, goldenThread } = read.value.place
    const last = await tables(ctx).finding.aggregate({
      where: { requestId: part.id, kloeId, goldenThread },
      _max: { position: true },
    })
    const id = newId()
    const { kind, title, text, whyDespite, whyNoChildren } = input
    await tables(ctx).finding.create({
      data: {
        id,
        requestId: part.id,
        kloeId,
        goldenThread,
        position: (last._max.position ?? 0) + 1,
        status: 'draft',
        kind,
        title,
        text,
        whyDespite,
        whyNoChildren,
        draftedById,
        draftedAt: ctx.clock.now(),
        entries: { create: read.value.links },
      },
    })
    const row = await findings.lock(ctx, id)
    if (!row) throw new Error('The finding is not there')
    await findings.begin(ctx, row, 'drafted')
    return ok({ id })
  })
}

/** Changes a finding's words or what it rests on: a new edition, to which nobody has agreed yet. By a co-lead. */
export const changeFinding = async (
  ctx: Ctx,
  id: string,
  { version, ...input }: z.output<typeof changeFindingSchema>,
): Promise<Result<{ id: string }>> => {
  if (!isUuid(id)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const known = await tables(ctx).finding.findUnique({ where: { id }, select: { requestId: true } })
    if (!known) return notFound()
    // The review first, as everything else that touches findings locks it.
    await lockCase(ctx, known.requestId)
    return findings.asMove(
      ctx,
      { ref: id, version, event: 'changed' },
      async (ctx, { row, move }) => {
        const read = await readFields(ctx, row.requestId, input)
        if (!read.ok) return read
        const { kloeId, goldenThread } = read.value.place
        const { kind, title, text, whyDespite, whyNoChildren } = input
        const data = { kloeId, goldenThread, kind, title, text, whyDespite, whyNoChildren, edition: row.edition + 1 }
        const moved = await move({ data })
        if (!moved.ok) return moved
        await tables(ctx).evidenceOfFinding.deleteMany({ where: { findingId: id } })
        await tables(ctx).evidenceOfFinding.createMany({
          data: read.value.links.map((link) => ({ ...link, findingId: id })),
        })
        await noteAgreedPlaces(ctx, row.requestId, await placesOfAgreed(ctx, row.requestId))
        return ok({ id })
      },
      (row) => (row.text === input.text && row.title === input.title ? { id } : null),
    )
  })
}

/** Drops a finding that the team no longer holds, with why; it stays in its history. By a co-lead. */
export const dropFinding = async (
  ctx: Ctx,
  id: string,
  { version, reasons }: z.output<typeof setAsideSchema>,
): Promise<Result<{ id: string }>> => {
  if (!isUuid(id)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const known = await tables(ctx).finding.findUnique({ where: { id }, select: { requestId: true } })
    if (!known) return notFound()
    const status = await lockCase(ctx, known.requestId)
    return findings.asMove(
      ctx,
      { ref: id, version, event: 'dropped' },
      async (ctx, { row, move }) => {
        if (!writing.includes(status)) return refused(overWhy)
        const moved = await move({ note: reasons })
        if (!moved.ok) return moved
        await noteAgreedPlaces(ctx, row.requestId, await placesOfAgreed(ctx, row.requestId))
        return ok({ id })
      },
      (row) => (row.status === 'dropped' ? { id } : null),
    )
  })
}
