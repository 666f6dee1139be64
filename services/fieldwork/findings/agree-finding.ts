import type { z } from 'zod'
import { blockedIn } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { teamPart, workSides, writing } from '#services/fieldwork/case/part.ts'
import type { agreeFindingSchema } from '#services/fieldwork/case/schema.ts'
import { isUuid, sessionKeyOf } from '#services/fieldwork/case/source.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { lockCase, noteAgreedPlaces, teamOf } from '#services/reviews/index.ts'
import { findings, placesOfAgreed } from './move-finding.ts'
import { type EntryFacts, whatFindingLacks } from './rules.ts'

/** What each of these findings rests on, as the rule reads it. */
export const entriesOf = async (
  ctx: Ctx,
  requestId: string,
  findingIds: readonly string[],
): Promise<Map<string, EntryFacts[]>> => {
  const [rows, blocked] = await Promise.all([
    tables(ctx).evidenceOfFinding.findMany({
      where: { findingId: { in: [...findingIds] } },
      select: {
        findingId: true,
        isAgainst: true,
        evidence: {
          select: {
            status: true,
            sourceKind: true,
            authorId: true,
            documentId: true,
            session: { select: { groupKey: true } },
          },
        },
      },
    }),
    blockedIn(ctx, { kind: 'review_request', ids: [requestId], activity: 'review' }),
  ])
  const isBlocked = (personId: string) => blocked.some((one) => one.personId === personId)
  const entries = new Map<string, EntryFacts[]>()
  for (const { findingId, isAgainst, evidence } of rows) {
    const entry = {
      sourceKind: evidence.sourceKind,
      session: sessionKeyOf(evidence),
      isAgainst,
      isSetAside: evidence.status === 'set_aside',
      isByBlocked: isBlocked(evidence.authorId),
    }
    entries.set(findingId, [...(entries.get(findingId) ?? []), entry])
  }
  return entries
}

/**
 * A co-lead agrees to one edition of a finding. It is agreed once everybody who co-leads the team now has: then it is in the
 * presentation and the report. Agreeing twice is agreeing once.
 *
 * @returns its id; not found outside the team, forbidden for others of it; stale where it was changed since; refused with what it
 *   lacks (see rules.ts)
 */
export const agreeFinding = async (
  ctx: Ctx,
  ref: string,
  id: string,
  { edition }: z.output<typeof agreeFindingSchema>,
): Promise<Result<{ id: string }>> => {
  const part = await teamPart(ctx, ref)
  const personId = ctx.actor.personId
  if (!part || personId === null || !isUuid(id)) return notFound()
  if (!workSides(part).includes('co-lead')) return forbidden('Only a co-lead of the team can agree to a finding.')
  return inTransaction(ctx, async (ctx) => {
    const status = await lockCase(ctx, part.id)
    const row = await findings.lock(ctx, id)
    if (!row || row.requestId !== part.id) return notFound()
    const { findingAgreement } = tables(ctx)
    const agreed = await findingAgreement.findMany({ where: { findingId: id, edition: row.edition } })
    if (row.edition === edition && agreed.some((one) => one.personId === personId)) return ok({ id })
    if (row.edition !== edition)
      return stale('This finding was changed since you opened it. Read it, then agree to it.')
    if (row.status !== 'draft') return refused(findings.life.whyNot('agreed', row.status))
    if (!writing.includes(status)) {
      return refused('Findings are agreed from the first day of the visit until the draft report is sent.')
    }
    const entries = (await entriesOf(ctx, part.id, [id])).get(id) ?? []
    const lacks = whatFindingLacks({ ...row, entries })
    if (lacks.length > 0) return refused(`The finding cannot be agreed yet. ${lacks.join(' ')}`)
    await findingAgreement.create({ data: { findingId: id, edition, personId, agreedAt: ctx.clock.now() } })
    const coLeads = (await teamOf(ctx, part.id)).filter(({ role }) => role === 'co_lead')
    const have = new Set([...agreed.map((one) => one.personId), personId])
    const isAgreed = coLeads.every((one) => have.has(one.personId))
    const moved = await findings.move(ctx, row, 'agreed', { to: isAgreed ? 'agreed' : 'draft', said: { edition } })
    if (!moved.ok) return moved
    if (isAgreed) await noteAgreedPlaces(ctx, part.id, await placesOfAgreed(ctx, part.id))
    return ok({ id })
  })
}
