import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '#tests/setup/database.ts'
import { audit, findBrokenAuditEntry } from './audit.ts'
import { backUp } from './backup.ts'
import { type Database, openEmbedded } from './db.ts'
import { filesIn } from './files.ts'
import { applyMigrations, migrationNames } from './migrate.ts'
import { restoreFrom } from './restore.ts'
import { ok } from './result.ts'
import { inTransaction } from './transaction.ts'

const test = openTestDatabase({ isChanged: true })
const folder = mkdtempSync(join(tmpdir(), 'critical-friend-backup-'))
const files = filesIn(join(folder, 'files'))
const at = new Date('2026-07-14T09:00:00Z')
const newFile = () => join(folder, `${randomUUID()}.jsonl.gz`)

const opened: Database[] = []
const empty = async () => {
  const database = await openEmbedded(null)
  opened.push(database)
  return database
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const linesOf = (file: string) => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')

/** Every row, sequence and file of a backup: all but its head and its end. */
const inside = (file: string) => linesOf(file).slice(1, -1)

describe('a backup', () => {
  it('brings every row, sequence and file back as it was, and the audit log goes on from there', async () => {
    const ctx = test.ctx()
    // What is hard to carry: every kind of value, and rows that name others of their own table.
    await inTransaction(ctx, async (ctx) => {
      await ctx.db.person.create({ data: { name: 'Zoë "Q" \\ O’Néill\n\t', createdAt: ctx.clock.now() } })
      await ctx.db.outboxMessage.create({
        data: { topic: 'mail', key: 'k', payload: { a: [1, null, '\\"'] }, createdAt: at, availableAt: at },
      })
      for (const id of ['a', 'b', 'c']) await audit(ctx, { event: 'thing.done', subject: { kind: 'thing', id } })
      return ok(undefined)
    })
    const sha256 = await files.put(new TextEncoder().encode('evidence'))
    const first = newFile()
    const end = await backUp(test.core().database, files, first, at)
    expect(end.rows).toMatchObject({ Yot: 155, AuditEntry: 3 })

    const copy = await empty()
    const otherFiles = filesIn(join(folder, 'other'))
    await restoreFrom(copy, otherFiles, first)
    const second = newFile()
    await backUp(copy, otherFiles, second, at)
    expect(inside(second)).toEqual(inside(first))
    expect(await otherFiles.get(sha256)).toEqual(await files.get(sha256))

    const { hash } = await copy.client.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })
    await audit({ ...ctx, db: copy.client }, { event: 'thing.done', subject: { kind: 'thing', id: 'd' } })
    expect((await copy.client.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })).previousHash).toBe(hash)
    expect(await findBrokenAuditEntry({ db: copy.client })).toBeNull()
    await expect(copy.client.auditEntry.deleteMany()).rejects.toThrow('append-only')
    await expect(
      copy.client.post.create({ data: { yotCode: 'nowhere', title: 'None', level: 'head', createdOn: at } }),
    ).rejects.toThrow(/[Ff]oreign key/)
  })

  it('comes back from an older program and is brought up to date', async () => {
    const [first = '', ...later] = migrationNames()
    const old = await empty()
    await applyMigrations(old, [first])
    await old.client.$executeRaw`insert into "Theme" (code, name, description) values ('T', 'Theme', 'Of old')`
    const file = newFile()
    await backUp(old, files, file, at)
    const copy = await empty()
    expect((await restoreFrom(copy, files, file)).migrated).toEqual(later)
    expect(await copy.client.theme.findMany()).toMatchObject([{ code: 'T' }])
  })

  it('is never written over another', async () => {
    const file = newFile()
    writeFileSync(file, 'mine')
    await expect(backUp(test.core().database, files, file, at)).rejects.toThrow('is there already')
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('is never restored over anything', async () => {
    const file = newFile()
    await backUp(test.core().database, files, file, at)
    await expect(restoreFrom(test.core().database, files, file)).rejects.toThrow('not empty')
  })

  it('is refused when cut off, changed, foreign or from a newer program, and leaves the database empty', async () => {
    const file = newFile()
    await backUp(test.core().database, files, file, at)
    const copy = await empty()
    const restoring = (bytes: Uint8Array) => {
      const bad = newFile()
      writeFileSync(bad, bytes)
      return restoreFrom(copy, files, bad)
    }
    const whole = readFileSync(file)
    const lines = linesOf(file)
    await expect(restoring(whole.subarray(0, whole.length - 20))).rejects.toThrow('cannot be unpacked')
    await expect(restoring(gzipSync(`${lines.slice(0, -1).join('\n')}\n`))).rejects.toThrow('has no end')
    await expect(restoring(gzipSync(`${lines.join('\n').replace('Leeds', 'Leads')}\n`))).rejects.toThrow('was changed')
    await expect(restoring(gzipSync('{"some":"json"}\n'))).rejects.toThrow('does not begin')
    await expect(restoring(new Uint8Array([1, 2, 3]))).rejects.toThrow('cannot be unpacked')
    await expect(restoreFrom(copy, files, join(folder, 'none'))).rejects.toThrow('no such file')
    const tables = await copy.client.$queryRaw`select 1 from pg_class where relname = 'Person'`
    expect(tables).toEqual([])
    expect(await restoreFrom(copy, files, file)).toBeTruthy()
  })

  it('from a newer program is left to that program', async () => {
    const { client } = test.core().database
    await client.$executeRaw`
      insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      values ('x', 'x', '29990101000000_later', now(), 1)`
    const file = newFile()
    await backUp(test.core().database, files, file, at)
    await client.$executeRaw`delete from _prisma_migrations where id = 'x'`
    await expect(restoreFrom(await empty(), files, file)).rejects.toThrow('newer version')
  })

  it('whose audit log does not fit together restores nothing', async () => {
    const { client } = test.core().database
    await client.$executeRaw`alter table "AuditEntry" disable trigger user`
    await client.$executeRaw`update "AuditEntry" set event = 'thing.forged' where "subjectId" = 'b'`
    const { id } = await client.auditEntry.findFirstOrThrow({ where: { subjectId: 'b' } })
    const file = newFile()
    await backUp(test.core().database, files, file, at)
    const copy = await empty()
    await expect(restoreFrom(copy, files, file)).rejects.toThrow(`does not fit together from entry ${id} on`)
    expect(await copy.client.auditEntry.count()).toBe(0)
    expect(await copy.client.$queryRaw`select 1 from pg_trigger where tgenabled = 'D'`).toEqual([])
  })
})
