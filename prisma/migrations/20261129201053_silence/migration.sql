-- CreateTable
CREATE TABLE "Silence" (
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "lastDay" DATE NOT NULL,
    "warnOn" DATE[],
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Silence_pkey" PRIMARY KEY ("kind","subjectId")
);

-- CreateIndex
CREATE INDEX "Silence_dueAt_kind_subjectId_idx" ON "Silence"("dueAt", "kind", "subjectId");

-- Invitations and enquiries that wait for an answer get their clock; a warning that is past is left out.
INSERT INTO "Silence" ("kind", "subjectId", "lastDay", "warnOn", "dueAt")
SELECT "kind", "id", "respondBy",
  CASE WHEN "warning" > now() THEN ARRAY["respondBy" - 3] ELSE '{}' END,
  CASE WHEN "warning" > now() THEN "warning" ELSE ("respondBy" + 1 + time '06:00') AT TIME ZONE 'Europe/London' END
FROM (
  SELECT *, ("respondBy" - 3 + time '06:00') AT TIME ZONE 'Europe/London' AS "warning"
  FROM (
    SELECT 'invitation' AS "kind", "id", "respondBy" FROM "Invitation" WHERE "status" = 'offered'
    UNION ALL SELECT 'enquiry', "id", "respondBy" FROM "Enquiry" WHERE "status" IN ('sent', 'undecided')
  ) AS "waiting"
) AS "warned";

-- Each clock is found by its own index now.
DROP INDEX "Invitation_status_respondBy_idx";
DROP INDEX "Enquiry_status_respondBy_idx";
