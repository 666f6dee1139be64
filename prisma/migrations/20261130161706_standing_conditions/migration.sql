-- CreateTable
CREATE TABLE "StandingCondition" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "restsOn" TEXT NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "text" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,
    "confirmedOn" DATE,
    "confirmedById" UUID,
    "note" TEXT,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StandingCondition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "StandingCondition_restsOn_key" ON "StandingCondition"("restsOn");

-- CreateIndex
CREATE INDEX "StandingCondition_personId_dueOn_idx" ON "StandingCondition"("personId", "dueOn");

-- AddForeignKey
ALTER TABLE "StandingCondition" ADD CONSTRAINT "StandingCondition_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandingCondition" ADD CONSTRAINT "StandingCondition_confirmedById_fkey" FOREIGN KEY ("confirmedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The conditions of the approval that is in force, one line each until now.
INSERT INTO "StandingCondition" ("id", "personId", "restsOn", "caseKind", "caseId", "text", "dueOn")
  SELECT gen_random_uuid(), a."personId", 'application:' || a."id" || ':' || row_number() OVER (PARTITION BY a."id" ORDER BY c."dueOn", c."id"),
    'application', a."id", c."text", c."dueOn"
  FROM "ApplicationCondition" c
  JOIN (
    SELECT DISTINCT ON ("personId") "id", "personId" FROM "Application"
    WHERE "status" IN ('approved', 'approved_with_conditions')
    ORDER BY "personId", "decidedAt" DESC
  ) a ON a."id" = c."applicationId"
  JOIN "Standing" s ON s."personId" = a."personId";

-- And those that a decision on fairness set.
INSERT INTO "StandingCondition" ("id", "personId", "restsOn", "caseKind", "caseId", "text", "dueOn")
  SELECT gen_random_uuid(), co."subjectId", 'outcome:' || o."id", 'concern', co."id", 'What the decision ' || co."ref" || ' says',
    coalesce(o."until", (o."carriedOutAt" AT TIME ZONE 'Europe/London')::date)
  FROM "ConcernOutcome" o
  JOIN "ConcernPoint" p ON p."id" = o."pointId"
  JOIN "Concern" co ON co."id" = p."concernId"
  JOIN "Standing" s ON s."personId" = co."subjectId"
  WHERE o."undoneAt" IS NULL AND o."effect" ->> 'what' = 'condition';

-- Who is suspended is told by the days of suspensions alone.
INSERT INTO "Suspension" ("id", "personId", "restsOn", "from")
  SELECT gen_random_uuid(), s."personId", 'standing:' || s."personId", current_date
  FROM "Standing" s
  WHERE s."status" = 'suspended'
    AND NOT EXISTS (SELECT FROM "Suspension" WHERE "personId" = s."personId" AND "liftedAt" IS NULL);

-- AlterTable
ALTER TABLE "Standing" DROP COLUMN "conditions";
