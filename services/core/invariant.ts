import type { Prisma } from '#prisma/generated/client.ts'
import type { Db } from './db.ts'

/** What must be true of rows together, which the schema cannot hold; for `npm run db -- verify` and for tests that kill, race and restore. */
export type Invariant = {
  name: string
  /** What holds, as a sentence. */
  holds: string
  /** Selects what breaks it, each as one `what` that a person can look up: a reference or an id, never a name. */
  broken: Prisma.Sql
}

/** An invariant that does not hold, with a few of what breaks it. */
export type Fault = { name: string; holds: string; broken: string[] }

const shownAtMost = 5

/** Those of some invariants that do not hold. */
export const findBroken = async (db: Db, invariants: readonly Invariant[]): Promise<Fault[]> => {
  const faults: Fault[] = []
  for (const { name, holds, broken } of invariants) {
    const rows = await db.$queryRaw<{ what: string }[]>`select what from (${broken}) as broken limit ${shownAtMost}`
    if (rows.length > 0) faults.push({ name, holds, broken: rows.map(({ what }) => what) })
  }
  return faults
}
