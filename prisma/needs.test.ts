import { expect, it } from 'vitest'
import { openEmbedded } from '#services/core/db.ts'
import { fingerprintOf } from '#services/core/life/sealed-text.ts'
import { applyMigrations, migrationNames } from '#services/core/migrate.ts'

it('what was asked together becomes one need, every reference leads on, and a yes becomes an offer', async () => {
  const database = await openEmbedded(null)
  const names = migrationNames()
  const at = names.findIndex((name) => name.endsWith('_needs'))
  await applyMigrations(database, names.slice(0, at))
  const id = (last: number) => `00000000-0000-7000-8000-0000000000${String(last).padStart(2, '0')}`
  const said = async (sql: string, ...values: unknown[]) => database.client.$executeRawUnsafe(sql, ...values)
  for (const code of ['host', 'one', 'two', 'six'])
    await said(
      `insert into "Yot" (code, name, region, "policeForce", latitude, longitude, "isCombined") values ('${code}', '${code}', 'L', 'P', 0, 0, false)`,
    )
  await said(
    `insert into "Person" (id, name, "createdAt") values ('${id(1)}', 'Ann', now()), ('${id(2)}', 'Ben', now())`,
  )
  const title = 'Board “day” \\ Zoe\u0308'
  for (const [index, code] of ['one', 'two', 'six'].entries())
    await said(
      `insert into "Offering" (id, slug, title, summary, description, kind, basis, delivery, "yotCode", "contactId", region, status, "searchText", "createdAt")
       values ('${id(11 + index)}', '${code}', $1, '', '', 'training', 'charged', '{remote}', '${code}', '${id(2)}', 'L', 'published', '', now())`,
      title,
    )
  const together = 'A day.\n\nHow: On site\nThe same was asked of 3 providers.'
  const rows: [
    last: number,
    ref: string,
    offering: number,
    status: string,
    sentAt: string,
    need: string,
    quote: number | null,
  ][] = [
    [21, 'EN-1', 11, 'chosen', '2026-05-01 10:00:00.100', together, 70_000],
    [22, 'EN-2', 12, 'declined', '2026-05-01 10:00:00.200', together, null],
    // Left open beside the choice, as nobody had ticked it.
    [23, 'EN-3', 13, 'interested', '2026-05-01 10:00:00.300', together, 50_000],
    // The same words a week later are another need.
    [24, 'EN-4', 12, 'sent', '2026-05-08 10:00:00', together, null],
    [25, 'EN-5', 13, 'sent', '2026-05-08 10:00:00.050', together, null],
    // The same words sent one by one say nothing of each other.
    [26, 'EN-6', 11, 'withdrawn', '2026-05-09 10:00:00', 'A day.', null],
    [27, 'EN-7', 12, 'withdrawn', '2026-05-09 10:00:10', 'A day.', null],
  ]
  const response = 'Gladly.\r\n"Any" Tuesday.'
  for (const [last, ref, offering, status, sentAt, need, quote] of rows)
    await said(
      `insert into "Enquiry" (id, ref, "offeringId", "fromId", "yotCode", need, status, "sentAt", "respondBy", "respondedAt", response, "quotePence")
       values ('${id(last)}', '${ref}', '${id(offering)}', '${id(1)}', 'host', $1, '${status}', '${sentAt}', '2026-05-15', '2026-05-02', $2, $3::int)`,
      need,
      response,
      quote,
    )
  await said(
    `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedById", "movedBy", version)
     values ('${id(31)}', 'enquiry', '${id(21)}', 'chosen', 'interested', 'chosen', '2026-05-03', '2026-05-03', '${id(1)}', 'Ann', 2)`,
  )
  await applyMigrations(database, names.slice(at, at + 1))
  const needs = await database.client.need.findMany({
    orderBy: { ref: 'asc' },
    include: { enquiries: { orderBy: { ref: 'asc' }, select: { ref: true } } },
  })
  expect(
    needs.map(({ ref, chosenId, chosenById, enquiries }) => [
      ref,
      enquiries.map((one) => one.ref),
      chosenId,
      chosenById,
    ]),
  ).toEqual([
    ['EN-1', ['EN-1', 'EN-2'], id(21), id(1)],
    ['EN-3', ['EN-3'], null, null],
    ['EN-4', ['EN-4', 'EN-5'], null, null],
    ['EN-6', ['EN-6'], null, null],
    ['EN-7', ['EN-7'], null, null],
  ])
  expect(needs[0]?.words).toBe(together)
  const offers = await database.client.sealedText.findMany({
    where: { kind: 'enquiry-offer' },
    orderBy: { subjectId: 'asc' },
    include: { acceptances: { orderBy: { side: 'asc' }, select: { side: true, personId: true } } },
  })
  const offered = (pricePence: number) =>
    fingerprintOf({
      text: response,
      parts: {
        by: 'provider',
        lines: [{ what: title, quantity: 100, unit: 'whole', pricePence, vat: 'outside-scope' }],
        expenses: '',
        mode: null,
        dates: [],
        days: null,
        people: [],
        validUntil: null,
        note: response,
      },
    })
  expect(offers.map(({ subjectId, hash, acceptances }) => [subjectId, hash, acceptances])).toEqual([
    [
      id(21),
      offered(70_000),
      [
        { side: 'host', personId: id(1) },
        { side: 'provider', personId: id(2) },
      ],
    ],
    [id(23), offered(50_000), [{ side: 'provider', personId: id(2) }]],
  ])
  await database.close()
}, 120_000)
