import type { Reference } from '#prisma/generated/client.ts'
import { personIdsByAddress } from '#services/accounts/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type FieldErrors, invalid, ok, type Result } from '#services/core/result.ts'
import { changeDraft } from './change-draft.ts'
import type { RefereeInput, RefereesInput } from './schema.ts'
import { tables } from './tables.ts'

/** What is wrong with two referees as a pair, by field; empty when nothing is. */
const faultsOf = (
  referees: readonly RefereeInput[],
  ownAddresses: readonly string[],
  received: ReadonlyMap<number, Reference>,
  today: string,
): FieldErrors => {
  const faults: FieldErrors = {}
  referees.forEach((referee, index) => {
    const field = (name: string) => `referees[${index}].${name}`
    const given = received.get(index + 1)
    if (given && given.refereeEmail !== referee.email) {
      faults[field('email')] = `${given.refereeName} has already answered, so this referee cannot be changed`
    } else if (ownAddresses.includes(referee.email)) {
      faults[field('email')] = 'This is your own address: name somebody else'
    } else if (referees.findIndex((other) => other.email === referee.email) < index) {
      faults[field('email')] = 'Name two different people, each with their own address'
    }
    if (referee.commissionedOn !== undefined && referee.commissionedOn > today) {
      faults[field('commissionedOn')] = 'The work must have ended'
    }
  })
  return faults
}

/** What a referee's row holds, from what was typed. A new address means a new person to ask. */
export const refereeRow = (referee: RefereeInput, refereePersonId: string | null) => ({
  refereeName: referee.name,
  refereeEmail: referee.email,
  refereePersonId,
  relation: referee.relation,
  isCommissioner: referee.isCommissioner,
  commissionedOn:
    referee.isCommissioner && referee.commissionedOn !== undefined ? dateFromIso(referee.commissionedOn) : null,
})

/** Names the two referees. One who has answered stays; a changed one is asked anew when the application is sent. */
export const saveReferees = (ctx: Ctx, input: RefereesInput & { ref: string }): Promise<Result<{ ref: string }>> =>
  changeDraft(ctx, input, 'referees', async (ctx, { id, personId }) => {
    const { reference } = tables(ctx)
    const rows = await reference.findMany({ where: { applicationId: id } })
    const byPosition = new Map(rows.map((row) => [row.position, row]))
    const received = new Map(rows.flatMap((row) => (row.receivedAt ? [[row.position, row] as const] : [])))
    const own = await ctx.db.person.findUniqueOrThrow({ where: { id: personId }, select: { addresses: true } })
    const ownAddresses = own.addresses.map(({ address }) => address)
    const faults = faultsOf(input.referees, ownAddresses, received, ctx.clock.today())
    if (Object.keys(faults).length > 0) return invalid(faults)

    const people = await personIdsByAddress(
      ctx,
      input.referees.map(({ email }) => email),
    )
    for (const [index, referee] of input.referees.entries()) {
      const position = index + 1
      const known = byPosition.get(position)
      if (known?.receivedAt) continue
      const row = refereeRow(referee, people.get(referee.email) ?? null)
      if (!known) {
        await reference.create({ data: { applicationId: id, position, ...row } })
        continue
      }
      const isSomeoneElse = known.refereeEmail !== referee.email
      await reference.update({
        where: { id: known.id },
        data: { ...row, ...(isSomeoneElse && { tokenHash: null, requestedAt: null, respondBy: null }) },
      })
    }
    return ok({})
  })
