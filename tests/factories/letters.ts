import type { Prisma } from '#prisma/generated/client.ts'
import type { Db } from '#services/core/db.ts'

const fieldsOf = (payload: Prisma.JsonValue): Record<string, Prisma.JsonValue | undefined> =>
  payload !== null && typeof payload === 'object' && !Array.isArray(payload) ? payload : {}

type Where = Omit<Prisma.OutboxMessageWhereInput, 'key' | 'caseId'> & {
  key?: { contains?: string; startsWith?: string; endsWith?: string }
  caseId?: string | { in: string[] }
}

/** What of a condition on the outbox can be asked of lines that wait for the mail of a day. */
const ofLines = ({ caseId, key }: Where): Prisma.WaitingLineWhereInput => ({
  sentAt: null,
  ...(caseId === undefined ? {} : { caseId }),
  ...(key === undefined ? {} : { key }),
})

/** A line that waits for the mail of a day, in the shape of a letter: what is due as subject, where it leads as action. */
const asLetter = ({
  id,
  key,
  personId,
  address,
  line,
  caseKind,
  caseId,
  day,
}: Prisma.WaitingLineGetPayload<object>) => {
  const { kind, what, on, more, path, ...letter } = fieldsOf(line)
  const said =
    kind === 'reminder'
      ? { subject: `${on}: ${what}`, lines: more === undefined ? [] : [more], action: { text: '', path } }
      : letter
  const to = personId === null ? { to: address } : { person: personId }
  return {
    id,
    key,
    caseKind,
    caseId,
    createdAt: day,
    availableAt: day,
    payload: { ...to, kind, ...said } as Prisma.JsonValue,
  }
}

/**
 * Letters that were asked for in the order in which they were written, each with the address (`to`) that it would go to if it were sent now:
 * messages of the outbox, then lines that wait for the one mail of a day.
 */
export const lettersIn = async (
  db: Db,
  args: Pick<Prisma.OutboxMessageFindManyArgs, 'orderBy'> & { where?: Where },
) => {
  const [rows, lines, addresses] = await Promise.all([
    db.outboxMessage.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...args }),
    db.waitingLine.findMany({ where: ofLines(args.where ?? {}), orderBy: { id: 'asc' } }),
    db.emailAddress.findMany({ where: { isPrimary: true, person: { leftAt: null } } }),
  ])
  const addressOf = new Map(addresses.map(({ personId, address }) => [personId, address]))
  return [...rows, ...lines.map(asLetter)].map((row) => {
    const fields = fieldsOf(row.payload)
    const to = fields.to ?? addressOf.get(String(fields.person))
    return { ...row, payload: { ...fields, ...(to !== undefined && { to }) } as typeof fields }
  })
}
