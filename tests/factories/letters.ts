import type { Prisma } from '#prisma/generated/client.ts'
import type { Db } from '#services/core/db.ts'

const fieldsOf = (payload: Prisma.JsonValue): Record<string, Prisma.JsonValue | undefined> =>
  payload !== null && typeof payload === 'object' && !Array.isArray(payload) ? payload : {}

/** Messages of the outbox in the order in which they were written, each letter with the address (`to`) that it would go to if it were sent now. */
export const lettersIn = async (db: Db, args: Prisma.OutboxMessageFindManyArgs) => {
  const [rows, addresses] = await Promise.all([
    db.outboxMessage.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...args }),
    db.emailAddress.findMany({ where: { isPrimary: true, person: { leftAt: null } } }),
  ])
  const addressOf = new Map(addresses.map(({ personId, address }) => [personId, address]))
  return rows.map((row) => {
    const fields = fieldsOf(row.payload)
    const to = fields.to ?? addressOf.get(String(fields.person))
    return { ...row, payload: { ...fields, ...(to !== undefined && { to }) } as typeof fields }
  })
}
