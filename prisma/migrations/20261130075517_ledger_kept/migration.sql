-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "personId" UUID,
ADD COLUMN     "travelMinutes" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "seq" DROP DEFAULT;
DROP SEQUENCE "LedgerEntry_seq_seq";

-- AlterTable
ALTER TABLE "LedgerMonth" ADD COLUMN     "entries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "givenTravel" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "receivedTravel" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "LedgerMonthTheme" (
    "yotCode" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "themeCode" TEXT NOT NULL,
    "givenShare" BIGINT NOT NULL DEFAULT 0,
    "receivedShare" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "LedgerMonthTheme_pkey" PRIMARY KEY ("yotCode","month","themeCode")
);

-- CreateTable
CREATE TABLE "DayRate" (
    "version" INTEGER NOT NULL,
    "dayRatePence" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,

    CONSTRAINT "DayRate_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "LedgerOpening" (
    "id" UUID NOT NULL,
    "isOnly" BOOLEAN NOT NULL DEFAULT true,
    "entries" INTEGER NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "importedById" UUID NOT NULL,

    CONSTRAINT "LedgerOpening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerOpening_isOnly_key" ON "LedgerOpening"("isOnly");

-- CreateIndex
CREATE INDEX "LedgerEntry_personId_idx" ON "LedgerEntry"("personId");

-- What the schema language cannot say -----------------------------------------------------------------------------

-- Numbers without a hole, whose time a review's entry is, and travel, for what was written before.
ALTER TABLE "LedgerEntry" DISABLE TRIGGER USER;
UPDATE "LedgerEntry" e SET "seq" = -numbered.at FROM (SELECT id, row_number() OVER (ORDER BY "seq") AS at FROM "LedgerEntry") AS numbered WHERE numbered.id = e.id;
UPDATE "LedgerEntry" SET "seq" = -"seq";
UPDATE "LedgerEntry" SET "personId" = split_part("key", ':', 3)::uuid WHERE "sourceKind" = 'review' AND "reversesId" IS NULL;
UPDATE "LedgerEntry" e SET "travelMinutes" = sign(e.minutes) * (SELECT coalesce(sum(g."travelMinutes"), 0) FROM "Given" g WHERE g."engagementId" = e."sourceId" AND g."on" = e."on")
  WHERE "sourceKind" = 'engagement';
ALTER TABLE "LedgerEntry" ENABLE TRIGGER USER;

DELETE FROM "LedgerMonth";
INSERT INTO "LedgerMonth" ("yotCode", "month", "basis", "givenMinutes", "receivedMinutes", "givenTravel", "receivedTravel", "entries")
SELECT yot, month, basis, sum(given), sum(received), sum("givenTravel"), sum("receivedTravel"), count(*) FROM (
  SELECT "giverYotCode" AS yot, date_trunc('month', "on")::date AS month, basis, minutes AS given, 0 AS received, "travelMinutes" AS "givenTravel", 0 AS "receivedTravel"
    FROM "LedgerEntry" WHERE "giverYotCode" IS NOT NULL
  UNION ALL SELECT "receiverYotCode", date_trunc('month', "on")::date, basis, 0, minutes, 0, "travelMinutes" FROM "LedgerEntry" WHERE "receiverYotCode" IS NOT NULL
) AS sides GROUP BY yot, month, basis;
INSERT INTO "LedgerMonthTheme" ("yotCode", "month", "themeCode", "givenShare", "receivedShare")
SELECT yot, month, theme, sum(given), sum(received) FROM (
  SELECT e."giverYotCode" AS yot, date_trunc('month', e."on")::date AS month, s."themeCode" AS theme, e.minutes * s."perMille" AS given, 0 AS received
    FROM "LedgerEntry" e JOIN "LedgerShare" s ON s."entryId" = e.id WHERE e."giverYotCode" IS NOT NULL
  UNION ALL SELECT e."receiverYotCode", date_trunc('month', e."on")::date, s."themeCode", 0, e.minutes * s."perMille"
    FROM "LedgerEntry" e JOIN "LedgerShare" s ON s."entryId" = e.id WHERE e."receiverYotCode" IS NOT NULL
) AS sides GROUP BY yot, month, theme;

CREATE TRIGGER "DayRate_append_only" BEFORE UPDATE OR DELETE ON "DayRate" FOR EACH ROW EXECUTE FUNCTION refuse_unwriting();
CREATE TRIGGER "DayRate_no_truncate" BEFORE TRUNCATE ON "DayRate" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unwriting();
ALTER TABLE "DayRate" ADD CONSTRAINT "DayRate_positive" CHECK ("dayRatePence" > 0 AND "version" > 0);
ALTER TABLE "LedgerOpening" ADD CONSTRAINT "LedgerOpening_only" CHECK ("isOnly");
