import { describe, expect, it } from 'vitest'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { findFaults, invariants } from './invariants.ts'

const test = openTestDatabase({ from: demonstration })

const closed = `(select id from "ReviewRequest" where status = 'closed' limit 1)`
const nobody = `'00000000-0000-7000-8000-000000000000'`

/** Terms of a review that is not there. */
const sealing = (number: number) => `insert into "SealedText" (id, kind, "subjectId", number, content, hash, "sealedAt")
  values (${nobody}, 'review-terms', ${nobody}, ${number}, '', encode(sha256(''), 'hex'), now())`

/** Changes an entry of the ledger, which nobody can. */
const ledger = (set: string) =>
  `do $$ begin alter table "LedgerEntry" disable trigger user; update "LedgerEntry" set ${set} where seq = (select max(seq) from "LedgerEntry"); end $$`

/** A finding or an entry of a closed review that came from nowhere. */
const finding = (
  status: string,
) => `insert into "Finding" (id, "requestId", "goldenThread", position, status, kind, title, text, "draftedById", "draftedAt")
  select ${nobody}, id, 'K2', 1, '${status}', 'area', 'Title', 'Text', "requestedById", now() from "ReviewRequest" where id = ${closed};`
const entry = (
  of: string,
) => `insert into "Evidence" (id, "requestId", status, "goldenThread", kind, "sourceKind", text, "authorId", "clientKey", "writtenAt", "loggedAt")
  select ${nobody}, id, 'logged', 'K2', 'area', 'data', 'Text', "requestedById", 'key', now(), now() from "ReviewRequest" where ${of} limit 1;`
const both = (statements: string) => `do $$ begin ${statements} end $$`
/** A concern as a hand in the database would put it there. */
const concern = (
  status: string,
) => `insert into "Concern" (id, ref, kind, "subjectKind", "subjectId", title, status, "chainId", "openedOn", "drawBy", "decideBy")
  values (${nobody}, 'CO-2026-000', 'flag', 'rating-pair', ${nobody}, 'A rating', '${status}', ${nobody}, now(), now(), now()) returning id`

/** How each could be broken by a fault in the program, or by a hand in the database. */
const breaks: Record<string, string> = {
  'outside-moves': `update "OutsideProvider" set status = 'lapsed' where status = 'approved'`,
  'outside-years': `update "OutsideProvider" set "paidUntil" = "approvedUntil" + 1`,
  'outside-receipts': `update "OutsideProvider" set "paidUntil" = null`,
  'outside-views': `update "OutsideProvider" set "isSupported" = null`,
  'places-within': `do $$ begin alter table "CourseDate" disable trigger user; update "CourseDate" set places = 2, least = null, "leastBy" = null; end $$`,
  'decision-moves': `update "Decision" set status = 'dropped' where status = 'draft'`,
  'decision-versions': `update "Decision" set decided = 'Something else' where status = 'published'`,
  'decisions-without-cases': `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", note, version)
    select gen_random_uuid(), 'decision', id, 'kept', 'published', 'published', now(), now(), 'Nobody', 'As in PR-2026-417', 999 from "Decision" limit 1`,
  'replaced-by-later': `update "Decision" set "decidedOn" = "decidedOn" - 900, "reviewOn" = null where id in (select "replacedById" from "Decision")`,
  gaps: `update "Gap" set region = 'Nowhere' where "yotCode" is not null`,
  'lines-emptied': `insert into "WaitingLine" (id, key, "personId", line, day, "sentAt")
    select ${nobody}, 'key', id, '{"kind": "news"}', current_date, now() from "Person" limit 1`,
  'meeting-moves': `update "Meeting" set status = 'called_off' where status = 'planned'`,
  'meetings-called': `update "Meeting" set "calledAt" = null where status = 'called'`,
  'minutes-decided': `update "MeetingDecision" set "logRef" = 'DL-2026-000'`,
  'minutes-numbered': `do $$ begin alter table "Minutes" disable trigger user; update "Minutes" set number = number + 1; end $$`,
  'offices-elected': `update "Election" set status = 'declared', "electedId" = (select id from "Person" limit 1)`,
  'time-logged': 'update "TimeLog" set minutes = minutes + 1',
  'votes-counted': `insert into "ElectionVoter" ("electionId", "yotCode", "personId", "votedAt")
    select e.id, y.code, p.id, now() from "Election" e, "Yot" y, "Person" p limit 1`,
  'place-moves': `update "Place" set status = 'left' where status = 'waiting'`,
  'queue-dates': `update "Place" set "waitingSince" = null where status = 'waiting'`,
  'course-sessions': `update "CourseSession" set "endsAt" = "endsAt" + interval '1 minute'`,
  'sessions-chosen': `do $$ begin alter table "CourseSession" disable trigger user; update "CourseSession" set seats = null; end $$`,
  'issue-moves': `update "Issue" set status = 'skipped' where status = 'planned'`,
  'issue-frozen': `update "Issue" set status = 'sent' where status = 'open'`,
  'issue-copies': 'update "Issue" set readers = readers + 1',
  'issue-collected': `update "Issue" set status = 'held' where status = 'planned'`,
  certificates: 'update "Place" set certificate = null',
  'marks-observed': 'update "Observation" set "recordedAt" = null',
  'time-of-courses': 'delete from "CourseTrainer"',
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
  terms: 'do $$ begin alter table "TextAcceptance" disable trigger user; delete from "TextAcceptance"; end $$',
  'terms-of-reviews': sealing(1),
  'sealed-texts': sealing(2),
  'terms-change': `update "ReviewRequest" set "termsChange" = 1 where id = ${closed}`,
  'asked-clocks': `insert into "Silence" (kind, "subjectId", "lastDay", "dueAt") values ('remark', ${nobody}, now(), now())`,
  'invitation-clocks': `delete from "Silence" where kind = 'invitation'`,
  'enquiry-clocks': `delete from "Silence" where kind = 'enquiry'`,
  'report-moves': `update "Report" set status = 'answering' where status = 'drafting'`,
  'report-of-review': `update "ReviewRequest" set status = 'accuracy' where status = 'presented'`,
  'report-answers': `update "AccuracyComment" set answer = null, "answeredAt" = null, "answeredById" = null, "answeredBy" = null where "reportId" in (select id from "Report" where status = 'final')`,
  'report-reasons': 'update "AccuracyComment" set "answeredById" = "madeById" where answer is not null',
  'report-sealed': `update "Report" set "finalHash" = 'x' where status = 'final'`,
  'report-clocks': `delete from "Silence" where kind = 'report-accuracy'`,
  'report-days': `update "ReviewRequest" set "commentsBy" = "commentsBy" - 3 where status = 'draft_report'`,
  'plan-moves': `update "ActionPlan" set status = 'sent' where status = 'open'`,
  'plan-of-review': `update "ReviewRequest" set status = 'progress_review' where status = 'action_plan'`,
  'plan-answers': `update "PlanArea" set "notTakenUp" = '' where "planId" in (select id from "ActionPlan" where status = 'closed')`,
  'action-reminders': 'update "Action" set reminded = 4',
  shares: `update "Share" set audience = 'board'`,
  'report-versions': 'update "ReportSection" set version = 99',
  findings: `update "ReviewRequest" set "agreedPlaces" = '{}' where id = ${closed}`,
  'finding-moves': finding('draft'),
  'evidence-moves': entry(`id = ${closed}`),
  'agreed-findings': finding('agreed'),
  'agreed-places': `update "ReviewRequest" set "agreedPlaces" = '{K9}' where id = ${closed}`,
  'self-assessments-sent': `update "SelfAssessment" set status = 'open', "finishedAt" = null, "shownTo" = 'nobody'
    where id = (select id from "SelfAssessment" where status = 'finished' and not exists (select from "SelfAssessment" o where o.status = 'open' and o."yotCode" = "SelfAssessment"."yotCode") limit 1)`,
  'workbook-sent': both(
    `insert into "Workbook" (id, kind, "subjectId", sides, "openedAt") values (${nobody}, 'x', ${nobody}, '{a}', now()); insert into "WorkbookStatement" (id, "workbookId", position, "group", text) values (${nobody}, ${nobody}, 1, 'G', 'T'); insert into "WorkbookSent" ("workbookId", side, "sentAt", "byId", by) values (${nobody}, 'a', now(), ${nobody}, 'N');`,
  ),
  'documents-kept': both(
    `alter table "StoredBytes" drop constraint "StoredBytes_hash"; insert into "StoredBytes" (hash, bytes) values (repeat('0', 64), 'x');`,
  ),
  'evidence-of-own-review': both(
    `${finding('draft')} ${entry(`id <> ${closed}`)} insert into "EvidenceOfFinding" ("findingId", "evidenceId", "isAgainst") values (${nobody}, ${nobody}, false);`,
  ),
  enquiries: `insert into "Enquiry" (id, "needId", ref, "offeringId", "fromId", "yotCode", status, "sentAt", "respondBy")
    select ${nobody}, (select id from "Need" limit 1), 'EN-2026-000', o.id, o."contactId", o."yotCode", 'sent', now(), now() from "Offering" o where o."yotCode" is not null limit 1`,
  needs: `update "Need" set "yotCode" = (select max(code) from "Yot")`,
  choices: `update "Need" set "chosenId" = null`,
  offers: `update "Enquiry" set "isCountered" = not "isCountered" where status = 'interested'`,
  providers: 'update "Engagement" set "providerPersonId" = null, "providerYotCode" = "hostYotCode"',
  'engagement-moves': `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", version)
    select gen_random_uuid(), 'engagement', id, 'disputed', 'confirmed', 'disputed', now(), now(), 'Nobody', 999 from "Engagement" limit 1`,
  'terms-in-force': 'update "Engagement" set "termsInForce" = 99',
  invoices: `insert into "Settlement" (id, "engagementId", kind, number, "on", "netPence", "vatPence", "saidById", "saidAt")
    select gen_random_uuid(), id, 'invoice', 'X', now(), 99999999, 0, "hostContactId", now() from "Engagement" limit 1`,
  'ledger-entries': 'update "Given" set minutes = minutes + 1',
  'ledger-sources': ledger(`"sourceId" = ${nobody}`),
  'ledger-shares': `do $$ begin alter table "LedgerShare" disable trigger user; update "LedgerShare" set "perMille" = 1; end $$`,
  'move-entries': `insert into "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", version)
    select gen_random_uuid(), 'engagement', id, 'closed', 'settled', status, now(), now(), 'Nobody', 999 from "Engagement" limit 1`,
  'ledger-sequence': ledger('seq = seq + 1'),
  'ledger-reversals': ledger('"reversesId" = id, minutes = -minutes'),
  'ledger-months': 'update "LedgerMonth" set "givenMinutes" = "givenMinutes" + 60',
  'ledger-months-themes': 'update "LedgerMonthTheme" set "receivedShare" = "receivedShare" + 1',
  'ledger-even': 'update "LedgerMonth" set "givenMinutes" = "givenMinutes" + 60',
  published: 'update "Offering" set "publishedAt" = null',
  leavers: 'update "Person" set "leftAt" = now() where id in (select "personId" from "Profile")',
  'rated-work': `update "RatingPair" set "workId" = ${nobody} where id = (select id from "RatingPair" where work = 'review' limit 1)`,
  reveals: `update "RatingPair" set "revealedAt" = "openedAt", "revealOn" = "openedAt" + interval '9 days' where id in (select "pairId" from "Rating" group by "pairId" having count(*) = 1)`,
  'rating-seats': `update "Rating" set seat = "raterId"::text where seat = 'host'`,
  'concern-moves': concern('opened'),
  'concern-deciders': `update "ConcernView" v set "deciderId" = (select p."personId" from "ConcernParty" p where p."concernId" = v."concernId" and p."personId" is not null limit 1) where v."recordedAt" is not null`,
  'concern-outcomes': `update "ConcernOutcome" set "undoneAt" = now()`,
  'concern-measures': `with c as (${concern('withdrawn')}) insert into "ConcernMeasure" (id, "concernId", kind, "targetId", "from", "reviewOn", reason, "byId")
    select ${nobody}, id, 'suspension', ${nobody}, now(), now(), 'Why', ${nobody} from c`,
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
