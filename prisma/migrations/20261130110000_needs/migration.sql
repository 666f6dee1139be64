-- DropIndex
DROP INDEX "Enquiry_ref_key";

-- AlterTable
ALTER TABLE "Enquiry" ADD COLUMN     "isCountered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "needId" UUID;

-- CreateTable
CREATE TABLE "Need" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "yotCode" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "themes" TEXT[],
    "how" TEXT,
    "days" INTEGER,
    "startsOn" DATE,
    "orOn" DATE,
    "neededBy" DATE,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "chosenId" UUID,
    "chosenById" UUID,
    "chosenAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "Need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NeedQuestion" (
    "id" UUID NOT NULL,
    "needId" UUID NOT NULL,
    "enquiryId" UUID NOT NULL,
    "askedById" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "NeedQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NeedDraft" (
    "personId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NeedDraft_pkey" PRIMARY KEY ("personId")
);

-- What was asked together is one need: the same words of the same person within a minute, which say so themselves. What is open
-- beside a choice, and a second choice, had no say in the first: each is a need of its own, as is whatever was asked alone.
WITH "placed" AS (
  SELECT "id", "yotCode", "fromId", "need", "sentAt", "status",
    CASE WHEN "need" ~ 'The same was asked of [0-9]+ providers[.]$'
      AND "sentAt" - lag("sentAt") OVER "alike" <= interval '1 minute' THEN 0 ELSE 1 END AS "begins"
  FROM "Enquiry" WINDOW "alike" AS (PARTITION BY "yotCode", "fromId", "need" ORDER BY "sentAt", "id")
), "grouped" AS (
  SELECT *, sum("begins") OVER (PARTITION BY "yotCode", "fromId", "need" ORDER BY "sentAt", "id") AS "together" FROM "placed"
), "weighed" AS (
  SELECT *,
    bool_or("status" = 'chosen') OVER (PARTITION BY "yotCode", "fromId", "need", "together") AS "isChosen",
    row_number() OVER (PARTITION BY "yotCode", "fromId", "need", "together", "status" ORDER BY "sentAt", "id") AS "place"
  FROM "grouped"
), "parted" AS (
  SELECT *, ("status" = 'chosen' AND "place" > 1)
    OR ("isChosen" AND "status" IN ('sent', 'undecided', 'interested')) AS "isApart"
  FROM "weighed"
), "found" AS (
  SELECT "id", CASE WHEN "isApart" THEN "id" ELSE first_value("id") OVER (
    PARTITION BY "yotCode", "fromId", "need", "together", "isApart" ORDER BY "sentAt", "id") END AS "needId"
  FROM "parted"
)
UPDATE "Enquiry" SET "needId" = "found"."needId" FROM "found" WHERE "found"."id" = "Enquiry"."id";

-- A need is known by the reference of the first of its enquiries; those of the others lead to it too.
INSERT INTO "Need" ("id", "ref", "yotCode", "fromId", "words", "themes", "askedAt", "chosenId", "chosenById", "chosenAt")
SELECT f."id", f."ref", f."yotCode", f."fromId", f."need", '{}', f."sentAt", c."id", m."movedById", m."movedAt"
FROM "Enquiry" f
LEFT JOIN "Enquiry" c ON c."needId" = f."id" AND c."status" = 'chosen'
LEFT JOIN "Move" m ON m."subjectKind" = 'enquiry' AND m."subjectId" = c."id" AND m."event" = 'chosen'
WHERE f."needId" = f."id";

-- A yes becomes version 1 of an offer, with the fingerprint that services/core/life/sealed-text.ts computes.
INSERT INTO "SealedText" ("id", "kind", "subjectId", "number", "content", "hash", "sealedAt", "sealedById")
SELECT gen_random_uuid(), 'enquiry-offer', "id", 1, "content", encode(sha256(convert_to("content", 'UTF8')), 'hex'), coalesce("respondedAt", "sentAt"), "contactId"
FROM (
  SELECT e."id", e."respondedAt", e."sentAt", o."contactId",
    '{"parts":{"by":"provider","dates":[],"days":null,"expenses":"","lines":' ||
    CASE WHEN e."quotePence" IS NULL THEN '[]' ELSE '[{"pricePence":' || e."quotePence" ||
      ',"quantity":100,"unit":"whole","vat":"outside-scope","what":' || t."title" || '}]' END ||
    ',"mode":null,"note":' || t."response" || ',"people":[],"validUntil":null},"text":' || t."response" || '}' AS "content"
  FROM "Enquiry" e
  JOIN "Offering" o ON o."id" = e."offeringId"
  CROSS JOIN LATERAL (SELECT
    to_json(normalize(replace(replace(o."title", E'\r\n', E'\n'), E'\r', E'\n'), NFC))::text AS "title",
    to_json(normalize(replace(replace(coalesce(e."response", ''), E'\r\n', E'\n'), E'\r', E'\n'), NFC))::text AS "response") AS t
  WHERE e."status" IN ('interested', 'chosen') OR e."quotePence" IS NOT NULL
) AS "offered";

INSERT INTO "TextAcceptance" ("textId", "side", "hash", "personId", "acceptedAt")
SELECT s."id", 'provider', s."hash", coalesce(m."movedById", s."sealedById"), s."sealedAt"
FROM "SealedText" s
LEFT JOIN LATERAL (SELECT "movedById" FROM "Move" WHERE "subjectKind" = 'enquiry' AND "subjectId" = s."subjectId"
  AND "event" = 'interested' ORDER BY "version" DESC LIMIT 1) AS m ON true
WHERE s."kind" = 'enquiry-offer';

INSERT INTO "TextAcceptance" ("textId", "side", "hash", "personId", "acceptedAt")
SELECT s."id", 'host', s."hash", coalesce(n."chosenById", n."fromId"), coalesce(n."chosenAt", s."sealedAt")
FROM "SealedText" s JOIN "Need" n ON n."chosenId" = s."subjectId" WHERE s."kind" = 'enquiry-offer';

ALTER TABLE "Enquiry" ALTER COLUMN "needId" SET NOT NULL,
DROP COLUMN "need",
DROP COLUMN "quotePence";

-- CreateIndex
CREATE UNIQUE INDEX "Need_ref_key" ON "Need"("ref");

-- CreateIndex
CREATE UNIQUE INDEX "Need_chosenId_key" ON "Need"("chosenId");

-- CreateIndex
CREATE INDEX "Need_yotCode_askedAt_idx" ON "Need"("yotCode", "askedAt");

-- CreateIndex
CREATE INDEX "Need_fromId_idx" ON "Need"("fromId");

-- CreateIndex
CREATE INDEX "NeedQuestion_needId_askedAt_idx" ON "NeedQuestion"("needId", "askedAt");

-- CreateIndex
CREATE INDEX "NeedQuestion_enquiryId_idx" ON "NeedQuestion"("enquiryId");

-- CreateIndex
CREATE INDEX "NeedQuestion_askedById_idx" ON "NeedQuestion"("askedById");

-- CreateIndex
CREATE INDEX "Enquiry_needId_idx" ON "Enquiry"("needId");

-- CreateIndex
CREATE INDEX "Enquiry_ref_idx" ON "Enquiry"("ref");

-- AddForeignKey
ALTER TABLE "Need" ADD CONSTRAINT "Need_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Need" ADD CONSTRAINT "Need_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enquiry" ADD CONSTRAINT "Enquiry_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedQuestion" ADD CONSTRAINT "NeedQuestion_needId_fkey" FOREIGN KEY ("needId") REFERENCES "Need"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedQuestion" ADD CONSTRAINT "NeedQuestion_enquiryId_fkey" FOREIGN KEY ("enquiryId") REFERENCES "Enquiry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedQuestion" ADD CONSTRAINT "NeedQuestion_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NeedDraft" ADD CONSTRAINT "NeedDraft_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
