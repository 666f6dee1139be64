import { beforeAll, describe, expect, it } from 'vitest'
import { seedDemonstration } from '#prisma/seed/demonstration.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { findFaults, invariants } from './invariants.ts'

const test = openTestDatabase()
beforeAll(() => seedDemonstration(test.ctx()), 120_000)

const closed = `(select id from "ReviewRequest" where status = 'closed' limit 1)`
const nobody = `'00000000-0000-7000-8000-000000000000'`

/** How each could be broken by a fault in the program, or by a hand in the database. */
const breaks: Record<string, string> = {
  seals: 'alter table "AuditEntry" disable trigger "AuditEntry_append_only"',
  'audit-numbers': 'alter sequence "AuditEntry_id_seq" restart with 1',
  references: 'delete from "GivenReference"',
  cases: `update "RatingPair" set "caseKind" = 'application' where "caseId" is not null`,
  messages: 'update "OutboxMessage" set "deliveredAt" = now(), "failedAt" = now()',
  addresses: 'update "EmailAddress" set "isPrimary" = false',
  neighbours:
    'update "Neighbour" set "codeA" = "codeB", "codeB" = "codeA" where "codeA" in (select min("codeA") from "Neighbour")',
  posts: 'update "Post" set "yotCode" = (select max(code) from "Yot")',
  bank: 'delete from "Profile"',
  approved: `update "Application" set status = 'approved', "personId" = (select id from "Person" p where not exists (select from "Standing" where "personId" = p.id) limit 1) where ref = (select max(ref) from "Application")`,
  'application-moves': `update "Application" set status = 'deferred'`,
  assessors:
    'update "Assessment" s set "assessorId" = (select "personId" from "Application" where id = s."applicationId") where id = (select min(id::text)::uuid from "Assessment")',
  panels: `update "Application" set status = 'declined' where id in (select "applicationId" from "Assessment" where "recordedAt" is null)`,
  'review-moves': `update "ReviewRequest" set status = 'scoping' where status = 'closed'`,
  seats: `update "Seat" set "personId" = null where "requestId" = ${closed}`,
  teams: `update "Invitation" set status = 'declined' where "seatId" in (select id from "Seat" where "requestId" = ${closed})`,
  'own-service': `update "ReviewRequest" set "yotCode" = (select h."yotCode" from "Holding" h join "Seat" s on s."personId" = h."personId" where s."requestId" = ${closed} and h.until is null limit 1) where id = ${closed}`,
  terms: 'update "Terms" set "hostAcceptedAt" = null',
  findings: `update "Finding" set sources = '{"Interviews"}'`,
  enquiries: `insert into "Enquiry" (id, ref, "offeringId", "fromId", "yotCode", need, status, "sentAt", "respondBy")
    select ${nobody}, 'EN-2026-000', o.id, o."contactId", o."yotCode", 'Need', 'sent', now(), now() from "Offering" o where o."yotCode" is not null limit 1`,
  providers: 'update "Engagement" set "providerPersonId" = null, "providerYotCode" = "hostYotCode"',
  published: 'update "Offering" set "publishedAt" = null',
  'rated-work': `update "RatingPair" set "workId" = ${nobody} where id = (select id from "RatingPair" where work = 'review' limit 1)`,
  reveals: `update "RatingPair" set "revealedAt" = "openedAt", "revealOn" = "openedAt" + interval '9 days' where id in (select "pairId" from "Rating" group by "pairId" having count(*) = 1)`,
}

class Undo extends Error {}

/** What is found after some SQL that is then undone. */
const faultsAfter = async (sql: string) => {
  let found: string[] = []
  await test
    .core()
    .database.client.$transaction(async (db) => {
      await db.$executeRawUnsafe(sql)
      found = (await findFaults(db)).map(({ name }) => name)
      throw new Undo()
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error
    })
  return found
}

describe('invariants', () => {
  it('hold in the demonstration', async () => {
    expect(await findFaults(test.ctx().db)).toEqual([])
  })

  it.each(invariants.map(({ name }) => name))('%s is noticed when broken', async (name) => {
    expect(await faultsAfter(breaks[name] ?? 'select 1')).toContain(name)
  })
})
