-- The days on which visits really began and ended, from what was recorded.
ALTER TABLE "ReviewRequest" ADD COLUMN     "arrivedOn" DATE,
ADD COLUMN     "leftOn" DATE;

UPDATE "ReviewRequest" r SET
  "arrivedOn" = (SELECT max(m."happenedOn") FROM "Move" m WHERE m."subjectKind" = 'review_request' AND m."subjectId" = r.id AND m.event = 'arrived'),
  "leftOn" = (SELECT max(m."happenedOn") FROM "Move" m WHERE m."subjectKind" = 'review_request' AND m."subjectId" = r.id AND m.event = 'presented');

-- What co-leads wrote in two boxes becomes findings: what is strong and what to consider, each on the sources typed then. Those of a
-- report that was sent, or that rest on two sources, were what the team held: they are agreed by whoever co-leads.
CREATE TEMPORARY TABLE "Carried" ON COMMIT DROP AS
SELECT gen_random_uuid() AS id, t."requestId", t."kloeId", t."goldenThread", said.position, said.kind, said.title, said.text, t.sources,
  cardinality(t.sources) >= 2 AND r.status IN ('presented', 'draft_report', 'accuracy', 'final', 'action_plan', 'progress_review', 'closed') AS "isAgreed",
  coalesce((SELECT s."personId" FROM "Seat" s WHERE s."requestId" = r.id AND s.role = 'co_lead' AND s."personId" IS NOT NULL ORDER BY s.position LIMIT 1), r."requestedById") AS "byId"
FROM "FindingText" t JOIN "ReviewRequest" r ON r.id = t."requestId",
  LATERAL (VALUES (1, 'strength', '', t.strengths), (2, 'area', '', t.areas)) AS said (position, kind, title, text)
WHERE said.text <> '' AND num_nonnulls(t."kloeId", t."goldenThread") = 1;

INSERT INTO "Finding" (id, "requestId", "kloeId", "goldenThread", position, status, version, kind, title, text, edition, "earlierSources", "draftedById", "draftedAt")
SELECT id, "requestId", "kloeId", "goldenThread", position, (CASE WHEN "isAgreed" THEN 'agreed' ELSE 'draft' END)::"FindingStatus",
  CASE WHEN "isAgreed" THEN 2 ELSE 1 END, kind::"FindingKind", title, text, 1, sources, "byId", now() FROM "Carried";

INSERT INTO "FindingAgreement" ("findingId", edition, "personId", "agreedAt")
SELECT c.id, 1, coalesce(s."personId", c."byId"), now() FROM "Carried" c
LEFT JOIN "Seat" s ON s."requestId" = c."requestId" AND s.role = 'co_lead' AND s."personId" IS NOT NULL
WHERE c."isAgreed" ON CONFLICT DO NOTHING;

INSERT INTO "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedBy", version)
SELECT gen_random_uuid(), 'finding', id, 'drafted', NULL, 'draft', current_date, now(), 'Critical Friend', 1 FROM "Carried"
UNION ALL
SELECT gen_random_uuid(), 'finding', id, 'agreed', 'draft', 'agreed', current_date, now(), 'Critical Friend', 2 FROM "Carried" WHERE "isAgreed";

UPDATE "ReviewRequest" r SET "agreedPlaces" = places.agreed
FROM (SELECT "requestId", array_agg(DISTINCT coalesce("kloeId"::text, "goldenThread") ORDER BY coalesce("kloeId"::text, "goldenThread")) AS agreed
  FROM "Finding" WHERE status = 'agreed' GROUP BY "requestId") AS places
WHERE places."requestId" = r.id;

DROP TABLE "FindingText";
