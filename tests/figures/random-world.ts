import { existsSync, openAsBlob } from 'node:fs'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { system } from '#services/core/access.ts'
import { clockFrom } from '#services/core/clock.ts'
import type { Db } from '#services/core/db.ts'
import { openEmbedded } from '#services/core/db.ts'
import { benchToday, generateInto } from '#tests/bench/generate.ts'
import { testCore } from '#tests/setup/database.ts'
import { writeImage } from '#tests/setup/image.ts'

/*
 * An exchange drawn by chance, the same for the same seed, for figures to be counted in. What the pages count is there in every state, on both
 * sides of every day that matters; rows need obey no other rule, since only counts are read.
 */

export const randomToday = benchToday

/** Statements in their order; each draws from PostgreSQL's own random numbers, seeded before. */
const additions: readonly string[] = [
  // The bank: records, clocks and standing of every sort.
  `update "Profile" set "dbsNotNeededBecause" = case when random() < 0.4 then 'Meets no child.' end, "dbsSeenOn" = case when random() < 0.7 then date '2026-06-15' - (random() * 1500)::int end`,
  `update "Standing" set status = (array['active', 'renewal_due', 'removed', 'active', 'active']::"StandingStatus"[])[1 + (random() * 4.99)::int % 5],
    "expiresOn" = date '2026-06-13' + (random() * 900)::int - case when random() < 0.1 then 600 else 0 end,
    "lastLevel" = case when random() < 0.95 then 'second_tier'::"PostLevel" end,
    "practisedUntil" = case when random() < 0.4 then date '2026-06-15' - (random() * 2400)::int end`,
  `update "Person" set "leftAt" = '2026-05-01' where id in (select "personId" from "Standing" where random() < 0.04)`,
  `insert into "Suspension" (id, "personId", "restsOn", "from", until, "liftedAt")
    select gen_random_uuid(), "personId", 'figures:' || "personId", date '2026-06-15' - (random() * 60)::int + 10, case when random() < 0.5 then date '2026-06-15' + (random() * 40)::int - 20 end,
      case when random() < 0.3 then timestamptz '2026-06-10' end from "Standing" where random() < 0.2`,
  `insert into "StandingCondition" (id, "personId", "restsOn", text, "dueOn", "confirmedOn", "liftedAt")
    select gen_random_uuid(), "personId", 'figures:' || "personId", 'Shadow one', date '2026-06-15' + (random() * 40)::int - 20, case when random() < 0.3 then date '2026-06-01' end,
      case when random() < 0.2 then timestamptz '2026-06-01' end from "Standing" where random() < 0.3`,
  `insert into "StandingRole" ("personId", role, since, evidence)
    select "personId", r.role, date '2025-01-01', 'Seen' from "Standing", unnest(array['facilitator', 'observer', 'trainee', 'mentor']::"BankRole"[]) r(role) where random() < 0.12`,
  // Gaps, some of them of a case; some told or met on the very day that divides old from young.
  `insert into "Gap" (id, kind, "sourceKey", themes, region, "yotCode", "openedOn", weight, "caseKind", "caseIds")
    select gen_random_uuid(), (enum_range(null::"GapKind"))[1 + (random() * 6.99)::int % 7], 'figures:' || n,
      case when random() < 0.1 then '{}' else array[(select code from "Theme" where n > 0 order by random() limit 1), (select code from "Theme" where n > 0 order by random() limit 1)] end,
      y.region, y.code, date '2026-06-15' - (random() * 420)::int, 1 + (random() * 3)::int, case when n % 10 < 3 then 'review_request'::"CaseKind" end, case when n % 10 < 3 then array[c.id] else '{}' end
    from generate_series(1, 900) n left join lateral (select * from "Yot" where n % 9 > 0 order by random() limit 1) y on true, lateral (select id from "ReviewRequest" where n > 0 order by random() limit 1) c`,
  `update "Gap" set "metOn" = least(date '2026-06-15', "openedOn" + (random() * 200)::int), "metBy" = 'offering' where random() < 0.45`,
  `update "Gap" set "openedOn" = '2026-01-05', "metOn" = '2026-03-16', "metBy" = 'offering' where random() < 0.02`,
  // What was asked, led, hosted, taught and decided.
  `update "ReviewRequest" set "arrivedOn" = "startsOn" + (random() * 4)::int where "startsOn" is not null and random() < 0.6`,
  `update "ReviewRequest" set "startsOn" = "startsOn" - 300, "arrivedOn" = "arrivedOn" - 300, "submittedAt" = "submittedAt" - interval '200 days' where random() < 0.5`,
  `insert into "Need" (id, ref, "yotCode", "fromId", words, themes, "askedAt")
    select gen_random_uuid(), 'ND-' || n, y.code, p.id, 'Help', '{}', timestamptz '2026-06-15 09:00+01' - random() * interval '600 days'
    from generate_series(1, 200) n, lateral (select code from "Yot" where n > 0 order by random() limit 1) y, lateral (select id from "Person" where n > 0 order by random() limit 1) p`,
  `insert into "BoardPart" (id, "requestId", decision, "decidedAt", "personId", name, "tookPart")
    select gen_random_uuid(), r.id, 'approved', timestamptz '2026-06-15 09:00+01' - random() * interval '700 days', p.id, 'Somebody', random() < 0.7
    from generate_series(1, 300) n, lateral (select id from "ReviewRequest" where n > 0 order by random() limit 1) r,
      lateral (select id from "Person" where n > 0 order by ("Person".id in (select "personId" from "Appointment")) and n % 2 = 0 desc, random() limit 1) p`,
  `insert into "Assessment" (id, "applicationId", "assessorId", round, "assignedAt", "recordedAt")
    select gen_random_uuid(), gen_random_uuid(), p.id, 1, '2024-01-01', case when random() < 0.9 then timestamptz '2026-06-15 09:00+01' - random() * interval '700 days' end
    from generate_series(1, 150) n, lateral (select id from "Person" where n > 0 order by random() limit 1) p`,
  `insert into "ConcernView" (id, "concernId", "chainId", round, "deciderId", "drawnAt", "recordedAt")
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, p.id, '2024-01-01', timestamptz '2026-06-15 09:00+01' - random() * interval '700 days'
    from generate_series(1, 90) n, lateral (select id from "Person" where n > 0 order by random() limit 1) p`,
  `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", version)
    select gen_random_uuid(), (array['concern', 'review_request', 'course'])[1 + n % 3], gen_random_uuid(), (array['view-recorded', 'appeal-decided', 'approved', 'deferred', 'drawn'])[1 + (random() * 4.99)::int % 5],
      'open', 'open', '2025-06-01', timestamptz '2026-06-15 09:00+01' - random() * interval '700 days', 'Somebody', 1 from generate_series(1, 200) n`,
  `insert into "ApplicationMove" (id, "applicationId", round, event, "from", "to", "movedAt", "movedBy")
    select gen_random_uuid(), gen_random_uuid(), 1, 'decided', (array['panel', 'checks']::"ApplicationStatus"[])[1 + n % 2], (array['approved', 'declined', 'withdrawn', 'deferred']::"ApplicationStatus"[])[1 + (random() * 3.99)::int % 4],
      timestamptz '2026-06-15 09:00+01' - random() * interval '700 days', 'Somebody' from generate_series(1, 200) n`,
  `insert into "CourseDate" (id, ref, "offeringId", title, region, status, "startsAt", "endsAt", mode, place, places, "bookUntil", "createdAt", "createdById")
    select gen_random_uuid(), 'CD-' || n, o.id, o.title, o.region, (array['held', 'evaluated', 'open', 'called_off']::"CourseStatus"[])[1 + n % 4], o.at, o.at + interval '5 hours', 'remote', '', 20, '2025-01-01', '2024-01-01', o."contactId"
    from (select row_number() over () as n, *, timestamptz '2026-06-15 09:00+01' - random() * interval '600 days' as at from (select * from "Offering" order by id limit 160) s) o`,
  `insert into "Place" (id, "dateId", "groupId", "yotCode", "bookedById", status, "createdAt")
    select gen_random_uuid(), d.id, d.id, 'leeds', d."createdById", (array['attended', 'absent', 'booked', 'attended', 'cancelled']::"PlaceStatus"[])[1 + (random() * 4.99)::int % 5], '2024-01-01' from "CourseDate" d, generate_series(1, 6)`,
  // Members, who came and went.
  `update "Membership" set status = (array['active', 'due', 'lapsed', 'ended', 'applied', 'active']::"MembershipStatus"[])[1 + (random() * 5.99)::int % 6], "startsOn" = date '2026-07-01' - (random() * 360)::int,
    "joinedOn" = case when random() < 0.8 then date '2026-06-15' - (random() * 1200)::int end, "endsOn" = date '2028-01-01'`,
  `update "Membership" set "endsOn" = "startsOn" + (random() * 365)::int`,
  `update "Membership" set "endedOn" = "endsOn" where status = 'ended'`,
  `insert into "Membership" (id, kind, status, "personId", "startsOn", "endsOn", "feePence", version)
    select gen_random_uuid(), 'individual', (array['active', 'due', 'lapsed']::"MembershipStatus"[])[1 + (random() * 2.99)::int % 3], id, date '2026-06-20' - (random() * 700)::int, date '2026-06-20' + (random() * 300)::int, 9000, 1
    from "Person" where random() < 0.1`,
  `insert into "MembershipTerms" (version, "inForceFrom", "individualFeePence", "groupFeePence", "noticeDays", "graceDays", "createdAt")
    select max(version) + 1, date '2026-06-01', 7700, 41100, 60, 60, timestamptz '2026-05-01' from "MembershipTerms" union all select max(version) + 2, date '2026-07-01', 8800, 52200, 60, 60, timestamptz '2026-05-01' from "MembershipTerms"`,
  // The ledger: engagements and reviews, some taken back, with their themes.
  `insert into "LedgerEntry" (id, seq, key, "sourceKind", "sourceId", title, "giverYotCode", "giverPersonId", "giverRegion", "personId", "receiverYotCode", "receiverRegion", minutes, "travelMinutes", "on", basis, "writtenAt")
    select gen_random_uuid(), 900000 + n, 'figures:' || n, case when n % 5 = 0 then 'review' when n % 11 = 0 then 'coordination' else 'engagement' end, gen_random_uuid(), 'Work',
      case when n % 4 > 0 then g.code end, case when n % 4 = 0 then p.id end, g.region, p.id, case when n % 11 > 0 or n % 5 = 0 then h.code end, h.region, 30 + (random() * 900)::int, (random() * 60)::int,
      date '2026-06-15' - (random() * 900)::int, (case when n % 5 = 0 or n % 11 = 0 then 'in_kind' else (enum_range(null::"Basis"))[1 + (random() * 3.99)::int % 4]::text end)::"Basis", '2024-01-01'
    from generate_series(1, 700) n, lateral (select * from "Yot" where n > 0 order by md5(code || n % 13) limit 1) g, lateral (select * from "Yot" where n > 0 order by md5('h' || code || n % 17) limit 1) h,
      lateral (select id from "Person" where n > 0 order by md5(id::text || n % 19) limit 1) p`,
  `insert into "LedgerEntry" (id, seq, key, "sourceKind", "sourceId", title, "giverYotCode", "giverPersonId", "giverRegion", "personId", "receiverYotCode", "receiverRegion", minutes, "travelMinutes", "on", basis, "reversesId", "writtenAt")
    select gen_random_uuid(), seq + 10000, 'reverses:' || id, "sourceKind", "sourceId", title, "giverYotCode", "giverPersonId", "giverRegion", "personId", "receiverYotCode", "receiverRegion", -minutes, -"travelMinutes", "on", basis, id, '2024-01-01'
    from "LedgerEntry" where random() < 0.1`,
  `update "LedgerEntry" set "writtenAt" = "on" + interval '3 days'`,
  `insert into "LedgerShare" ("entryId", "themeCode", "perMille") select e.id, t.code, 400 + 200 * t.nth from "LedgerEntry" e,
    lateral (select code, row_number() over () - 1 as nth from (select code from "Theme" order by md5(code || coalesce(e."reversesId", e.id)::text) limit 2) s) t where e."sourceKind" <> 'coordination'`,
  `insert into "DayRate" (version, "dayRatePence", source, "publishedAt") select coalesce(max(version), 0) + 1, 31500, 'A pay scale', '2026-01-01' from "DayRate"`,
  // Officers, what they declare and what they sell.
  `insert into "Appointment" (id, "personId", role, "from", until) select gen_random_uuid(), id, (enum_range(null::"AppointmentRole"))[2 + (random() * 1.99)::int % 2], date '2026-05-15' - (random() * 900)::int, case when random() < 0.4 then date '2026-06-15' + (random() * 60)::int - 30 end
    from "Person" where random() < 0.06`,
  `update "Declaration" set "statedAt" = timestamptz '2026-06-15 09:00+01' - random() * interval '500 days', "isNil" = random() < 0.5`,
  `delete from "Declaration" where random() < 0.1`,
  `insert into "Interest" (id, "personId", "declarationId", kind, organisation, "yotCode", "withdrawnAt", until) select gen_random_uuid(), d."personId", d.id, (array['trustee', 'elected', 'family', 'friend'])[1 + (random() * 3.99)::int % 4], 'A charity', case when random() < 0.6 then 'leeds' end,
    case when random() < 0.2 then timestamptz '2026-06-01' end, case when random() < 0.3 then date '2026-06-15' + (random() * 60)::int - 30 end from "Declaration" d, generate_series(1, 2) where random() < 0.5`,
  `update "Profile" set "isNamePublic" = random() < 0.5`,
  `update "Offering" set "personId" = (select "personId" from "Appointment" order by md5("Offering".id || "personId"::text) limit 1), "yotCode" = null where random() < 0.1`,
  `update "Offering" set status = (array['paused', 'archived']::"OfferingStatus"[])[1 + (random() * 1.99)::int % 2] where status = 'published' and random() < 0.15`,
  // Some of the bank have two posts at once, and came to one of them later.
  `insert into "Holding" (id, "personId", "yotCode", "postId", title, level, kind, "from")
    select gen_random_uuid(), s."personId", y.code, y.post, 'Head of service', 'head', 'acting', date '2026-05-01' - (random() * 900)::int
    from "Standing" s, generate_series(1, 2) n, lateral (select o.id as post, o."yotCode" as code from "Post" o order by md5(o.id::text || s."personId"::text || n) limit 1) y where random() < 0.6`,
  // Decisions, in versions.
  `insert into "Decision" (id, ref, status, "sourceKind", "sourceId", "decidedOn", title, decided, reasons, alternatives, conflicts, "restsOn", body, deciders, "publishedAt", "replacedById")
    select gen_random_uuid(), 'DL-' || n, s.status, 'hand', 'figures:' || n, date '2026-06-15' - (random() * 1200)::int, 'Decision ' || n, case when n % 3 = 0 then 'Weights of distance' else 'A fee' end, 'Because', 'None', 'None', '',
      (enum_range(null::"DecisionBody"))[1 + n % 4], 5, case when s.status in ('published', 'replaced') then timestamptz '2026-06-01' end, case when s.status = 'replaced' then gen_random_uuid() end
    from generate_series(1, 90) n, lateral (select (enum_range(null::"DecisionStatus"))[1 + (random() * 3.99)::int % 4] as status where n > 0) s`,
  `insert into "SealedText" (id, kind, "subjectId", number, content, hash, "sealedAt") select gen_random_uuid(), 'decision', d.id, v, '{"n":' || v || '}', encode(sha256(convert_to('{"n":' || v || '}', 'utf8')), 'hex'), '2026-01-01'
    from "Decision" d, generate_series(1, 3) v where d.status in ('published', 'replaced') and v <= 1 + abs(hashtext(d.ref)) % 3`,
  // Ratings that were set aside or left out a criterion.
  `update "Rating" set "setAsideOn" = case when random() < 0.1 then date '2026-06-15' - (random() * 90)::int end, conduct = case when random() < 0.8 then conduct end`,
  `update "Engagement" set status = (array['closed', 'confirmed', 'cancelled', 'agreed', 'settled']::"EngagementStatus"[])[1 + (random() * 4.99)::int % 5]`,
]

const fill = async (db: Db): Promise<void> => {
  // Only counts are read: neither what triggers refuse nor what rows name is held to here.
  await db.$executeRawUnsafe(`set session_replication_role = replica`)
  await db.$executeRawUnsafe(`select setseed(0.27)`)
  for (const statement of additions) await db.$executeRawUnsafe(statement)
  await db.$executeRawUnsafe(`set session_replication_role = origin`)
  await db.$executeRawUnsafe(`
    insert into "AuditEntry" (at, event, "actorId", "actorName", "subjectKind", "subjectId", data, "requestId")
    select timestamptz '2026-06-15 09:00+01' - random() * interval '700 days', (array['paid-work.refused', 'assessor.stood-down', 'concern.stood-down', 'session.started'])[1 + (random() * 3.99)::int % 4],
      p.id, 'Somebody', 'session', n::text, '{}', 'figures' from generate_series(1, 160) n, lateral (select "personId" as id from "Appointment" where n > 0 order by random() limit 1) p`)
}

/** The world for a test database to begin with: made by whoever needs it first in a run. */
export const randomWorld = async (): Promise<Blob> => {
  const file = join(dirname(inject('snapshotFile')), 'random-world.tar')
  if (!existsSync(file)) {
    const database = await openEmbedded(null, await openAsBlob(inject('snapshotFile')))
    const now = new Date(`${randomToday}T12:00:00Z`)
    const core = testCore(
      database,
      clockFrom(() => now),
    )
    await generateInto(core.contextFor(system, 'figures'), database.client, 'real')
    await database.client.$transaction(fill, { timeout: 300_000 })
    await writeImage(database, file)
    await database.close()
  }
  return openAsBlob(file)
}
