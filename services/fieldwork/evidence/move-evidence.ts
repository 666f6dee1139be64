import type { Prisma } from '#prisma/generated/client.ts'
import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { forbidden } from '#services/core/result.ts'
import { type WorkSide, worked, workSides } from '#services/fieldwork/case/part.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { type PartIn, partIn } from '#services/reviews/index.ts'
import { evidenceLife } from './lifecycle.ts'

const select = {
  id: true,
  version: true,
  status: true,
  requestId: true,
  kloeId: true,
  goldenThread: true,
  kind: true,
  sourceKind: true,
  sessionId: true,
  documentId: true,
  text: true,
  authorId: true,
  writtenAt: true,
  loggedAt: true,
  request: { select: { ref: true, yotCode: true } },
  findings: { select: { findingId: true } },
} satisfies Prisma.EvidenceSelect

/** An entry that nobody else can change until this transaction ends. */
export type LockedEvidence = Prisma.EvidenceGetPayload<{ select: typeof select }>

type Found = { id: string; part: PartIn; row: LockedEvidence }

/** Whether the day's work with an entry is done: it is under a finding, or its day is over. Then a co-lead changes it. */
const isCorroborated = (ctx: Ctx, row: Pick<LockedEvidence, 'loggedAt' | 'findings'>): boolean =>
  row.findings.length > 0 || londonDate(row.loggedAt) < ctx.clock.today()

/** Who may change an entry now: its author while it is fresh, then the co-leads; observers change nothing of others'. */
export const sidesOnEvidence = (ctx: Ctx, part: PartIn, row: LockedEvidence): WorkSide[] => {
  const sides = workSides(part)
  const isOwn = row.authorId === ctx.actor.personId
  if (isCorroborated(ctx, row)) return sides
  return [...sides.filter((side) => side !== 'co-lead'), ...(isOwn ? (['author'] as const) : [])]
}

/** Entries and their moves: for those on the team; to anybody else there is none. */
export const evidences = keep(evidenceLife, {
  kind: 'evidence',
  table: 'Evidence',
  find: async (ctx: Ctx, id: string): Promise<Found | null> => {
    const row = await tables(ctx).evidence.findUnique({ where: { id }, select })
    const part = row && (await partIn(ctx, row.request.ref))
    return part && part.teamRole !== null && worked.includes(part.status) ? { id: row.id, part, row } : null
  },
  sidesOf: (ctx, { part, row }) =>
    sidesOnEvidence(ctx, part, row).flatMap((side) =>
      side === 'team' || side === 'author' || side === 'co-lead' ? [side] : [],
    ),
  notOnSide: () =>
    forbidden(
      'Whoever logged an entry changes it until it is under a finding or its day is over. Then a co-lead does.',
    ),
  read: (ctx, id): Promise<LockedEvidence | null> => tables(ctx).evidence.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.EvidenceUncheckedUpdateInput) =>
    tables(ctx).evidence.update({ where: { id }, data }),
  about: ({ requestId, request }) => ({ case: { kind: 'review_request', id: requestId }, yotCode: request.yotCode }),
})
