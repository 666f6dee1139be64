import type { Prisma } from '#prisma/generated/client.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { keep } from '#services/core/life/keep.ts'
import { notFound, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { electionLife } from '#services/meetings/lifecycle.ts'
import { tables } from '#services/meetings/tables.ts'

const select = {
  id: true,
  ref: true,
  role: true,
  region: true,
  outgoingId: true,
  status: true,
  nominationsUntil: true,
  votesUntil: true,
  handoverOn: true,
  termUntil: true,
  electedId: true,
  isByLot: true,
  version: true,
  meeting: { select: { ref: true, title: true, startsAt: true } },
  nominations: {
    orderBy: [{ nominatedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      nomineeId: true,
      proposerId: true,
      seconderId: true,
      consentedAt: true,
      withdrawnAt: true,
      statement: true,
      votes: true,
      nominee: { select: { name: true } },
    },
  },
} satisfies Prisma.ElectionSelect

/** An election that nobody else can change until this transaction ends. */
export type LockedElection = Prisma.ElectionGetPayload<{ select: typeof select }>
export type NominationRow = LockedElection['nominations'][number]

/** Whether somebody stands: seconded, and they consent. */
export const stands = ({ seconderId, consentedAt, withdrawnAt }: NominationRow): boolean =>
  seconderId !== null && consentedAt !== null && withdrawnAt === null

/** An election by its reference: everybody who is signed in may know of it. */
export const findElectionRow = async (ctx: Ctx, ref: string): Promise<LockedElection | null> =>
  ctx.actor.kind === 'visitor' ? null : tables(ctx).election.findUnique({ where: { ref }, select })

/** Elections and their moves: for whoever may open one. */
export const elections = keep(electionLife, {
  kind: 'election',
  table: 'Election',
  find: findElectionRow,
  sidesOf: ({ actor }) => (may(actor, 'election.open') ? (['association'] as const) : []),
  read: (ctx, id): Promise<LockedElection | null> => tables(ctx).election.findUnique({ where: { id }, select }),
  write: (ctx, { id }, data: Prisma.ElectionUncheckedUpdateInput) =>
    tables(ctx).election.update({ where: { id }, data }),
})

/** Does something about an election in one transaction with it locked, so that it does not close meanwhile. The work audits what it did. */
export const onElection = async <T>(
  ctx: Ctx,
  ref: string,
  auditedWork: (ctx: Ctx, election: LockedElection) => Promise<Result<T>>,
): Promise<Result<T>> => {
  const found = await findElectionRow(ctx, ref)
  if (!found) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const election = await elections.lock(ctx, found.id)
    return election ? auditedWork(ctx, election) : notFound()
  })
}
