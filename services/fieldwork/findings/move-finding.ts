import type { Prisma } from '#prisma/generated/client.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { forbidden } from '#services/core/result.ts'
import { type WorkSide, worked, workSides } from '#services/fieldwork/case/part.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { type PartIn, partIn } from '#services/reviews/index.ts'
import { findingLife } from './lifecycle.ts'

const select = {
  id: true,
  version: true,
  status: true,
  requestId: true,
  kloeId: true,
  goldenThread: true,
  position: true,
  kind: true,
  title: true,
  text: true,
  edition: true,
  whyDespite: true,
  whyNoChildren: true,
  earlierSources: true,
  request: { select: { ref: true, yotCode: true } },
} satisfies Prisma.FindingSelect

/** A finding that nobody else can change until this transaction ends. */
export type LockedFinding = Prisma.FindingGetPayload<{ select: typeof select }>

/** Findings and their moves: for those on the team; to anybody else there is none. */
export const findings = keep(findingLife, {
  kind: 'finding',
  table: 'Finding',
  find: async (ctx: Ctx, id: string): Promise<{ id: string; part: PartIn } | null> => {
    const row = await tables(ctx).finding.findUnique({ where: { id }, select })
    const part = row && (await partIn(ctx, row.request.ref))
    return part && part.teamRole !== null && worked.includes(part.status) ? { id: row.id, part } : null
  },
  sidesOf: (_ctx, { part }): Extract<WorkSide, 'co-lead' | 'system'>[] =>
    workSides(part).flatMap((side) => (side === 'co-lead' ? [side] : [])),
  notOnSide: () => forbidden('Only a co-lead of the team can do this.'),
  read: (ctx, id): Promise<LockedFinding | null> => tables(ctx).finding.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.FindingUncheckedUpdateInput) => tables(ctx).finding.update({ where: { id }, data }),
  about: ({ requestId, request }) => ({ case: { kind: 'review_request', id: requestId }, yotCode: request.yotCode }),
})

/** Says under which places the team has agreed a finding now. Call after whatever agrees or opens one. */
export const placesOfAgreed = async (ctx: Ctx, requestId: string): Promise<string[]> => {
  const rows = await tables(ctx).finding.findMany({
    where: { requestId, status: 'agreed' },
    select: { kloeId: true, goldenThread: true },
  })
  return [...new Set(rows.map(({ kloeId, goldenThread }) => kloeId ?? goldenThread ?? ''))].sort()
}
