import { createHash } from 'node:crypto'
import { findBrokenAuditEntry } from '#services/core/audit.ts'
import { migrationsHad } from '#services/core/catalogue.ts'
import type { Database } from '#services/core/db.ts'
import type { Files } from '#services/core/files.ts'
import { migrationNames } from '#services/core/migrate.ts'
import { findFaults, invariants } from '#services/invariants.ts'

export type Verdict = {
  /** What was looked at, and what somebody should know although it is no fault. */
  sentences: string[]
  faults: string[]
}

/** Looks at everything that the database cannot hold by itself; changes nothing. */
export const verify = async ({ client }: Database, files: Files): Promise<Verdict> => {
  const had = await migrationsHad(client)
  const lacking = migrationNames().filter((name) => !had.includes(name))
  if (lacking.length > 0) {
    return {
      sentences: [],
      faults: [`The database lacks ${lacking.join(', ')}, so it cannot be looked at: npm run db -- migrate first.`],
    }
  }
  const sentences: string[] = []
  const faults: string[] = []

  const broken = await findBrokenAuditEntry({ db: client })
  const entries = (await client.auditEntry.count()).toLocaleString('en-GB')
  if (broken === null) sentences.push(`The audit log’s ${entries} entries follow one from another, unchanged.`)
  else faults.push(`The audit log does not fit together from entry ${broken} on: something was changed or taken out.`)

  const found = await findFaults(client)
  sentences.push(`${invariants.length - found.length} of ${invariants.length} rules across the tables hold.`)
  for (const fault of found) faults.push(`This does not hold: ${fault.holds} See ${fault.broken.join(', ')}.`)

  let stored = 0
  for await (const sha256 of files.list()) {
    const bytes = await files.get(sha256)
    const isWhole = bytes !== null && createHash('sha256').update(bytes).digest('hex') === sha256
    if (!isWhole) faults.push(`The stored file ${sha256} is not what it was when it was stored.`)
    stored += 1
  }
  sentences.push(`${stored.toLocaleString('en-GB')} stored files were read.`)

  const failed = await client.outboxMessage.count({ where: { failedAt: { not: null } } })
  if (failed > 0) sentences.push(`${failed} messages were given up after many tries: see /association/deliveries.`)
  return { sentences, faults }
}
