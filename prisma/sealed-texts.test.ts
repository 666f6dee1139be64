import { expect, it } from 'vitest'
import { openEmbedded } from '#services/core/db.ts'
import { fingerprintOf } from '#services/core/life/sealed-text.ts'
import { applyMigrations, migrationNames } from '#services/core/migrate.ts'

it('terms accepted before texts were sealed stay accepted, by the fingerprint that the program computes', async () => {
  const database = await openEmbedded(null)
  const names = migrationNames()
  const at = names.findIndex((name) => name.endsWith('_sealed_texts'))
  await applyMigrations(database, names.slice(0, at))
  const id = (last: number) => `00000000-0000-7000-8000-00000000000${last}`
  const texts = ['Zoe\u0308 said:\r\n"50 \\ 50" \t\u0001 / \u2028 end', 'Two:\nlines']
  const said = async (sql: string, ...values: unknown[]) => database.client.$executeRawUnsafe(sql, ...values)
  await said(
    `insert into "Yot" (code, name, region, "policeForce", latitude, longitude, "isCombined") values ('x', 'X', 'L', 'P', 0, 0, false)`,
  )
  await said(
    `insert into "Person" (id, name, "createdAt") values ('${id(1)}', 'Ann', now()), ('${id(2)}', 'Ben', now())`,
  )
  await said(
    `insert into "ReviewRequest" (id, ref, "yotCode", status, "requestedById", "leadOfficerId", "createdAt")
     values ('${id(3)}', 'PR-1', 'x', 'confirmed', '${id(1)}', '${id(1)}', now())`,
  )
  for (const [index, text] of texts.entries())
    await said(
      `insert into "Terms" (id, "requestId", number, text, "issuedAt", "issuedById", "hostAcceptedAt", "hostAcceptedById", "teamAcceptedAt", "teamAcceptedById")
       values ('${id(5 + index)}', '${id(3)}', ${index + 1}, $1, '2026-05-01', '${id(1)}', '2026-05-02', '${id(1)}', ${index ? `'2026-05-03', '${id(2)}'` : 'null, null'})`,
      text,
    )
  await applyMigrations(database, names.slice(0, at + 1))
  const kept = await database.client.sealedText.findMany({
    orderBy: { number: 'asc' },
    include: { acceptances: { orderBy: { side: 'asc' } } },
  })
  expect(kept.map(({ hash }) => hash)).toEqual(texts.map((text) => fingerprintOf({ text, parts: null })))
  const by = (side: string, personId: string, day: string) => ({ side, personId, acceptedAt: new Date(day) })
  expect(kept.map(({ acceptances }) => acceptances)).toMatchObject([
    [by('host', id(1), '2026-05-02')],
    [by('host', id(1), '2026-05-02'), by('team', id(2), '2026-05-03')],
  ])
  expect(JSON.parse(kept[1]?.content ?? '')).toEqual({ text: texts[1], parts: null })
  await database.close()
}, 120_000)
