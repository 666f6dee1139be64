-- Where people in the bank practise or last did, so that the bank can be searched without reading every post.
ALTER TABLE "Standing" ADD COLUMN "lastLevel" "PostLevel",
ADD COLUMN "lastRegion" TEXT,
ADD COLUMN "lastYotCode" TEXT,
ADD COLUMN "practisedUntil" DATE;

CREATE INDEX "Standing_approvedOn_personId_idx" ON "Standing"("approvedOn", "personId");
CREATE INDEX "Standing_lastRegion_approvedOn_personId_idx" ON "Standing"("lastRegion", "approvedOn", "personId");

-- A retired name with one successor may still be another place's name too: then a person must choose.
ALTER TABLE "RetiredName" ADD COLUMN "isAsk" BOOLEAN NOT NULL DEFAULT true;
UPDATE "RetiredName" SET "isAsk" = false WHERE cardinality(candidates) = 1 AND name <> 'Richmond';
