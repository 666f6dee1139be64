-- What happened to reviews is kept with what happens to everything else. Each move made a version, so their numbers fit
-- below those that reviews have now; where a demonstration wrote moves without them, the review catches up.
INSERT INTO "Move" (id, "subjectKind", "subjectId", event, "from", "to", "happenedOn", "movedAt", "movedById", "movedBy", note, version)
SELECT id, 'review_request', "requestId", event, "from"::text, "to"::text, "happenedOn", "movedAt", "movedById", "movedBy", note,
  1 + row_number() OVER (PARTITION BY "requestId" ORDER BY "movedAt", id)
FROM "StageMove";

UPDATE "ReviewRequest" r SET version = greatest(r.version, moved.times + 1)
FROM (SELECT "requestId", count(*)::int AS times FROM "StageMove" GROUP BY "requestId") AS moved
WHERE moved."requestId" = r.id;

-- DropForeignKey
ALTER TABLE "StageMove" DROP CONSTRAINT "StageMove_requestId_fkey";

-- DropTable
DROP TABLE "StageMove";
