-- DropIndex
DROP INDEX "Assessment_applicationId_assessorId_key";

-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "deferredUntil" DATE,
ADD COLUMN     "postsConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reviewsDone" INTEGER,
ADD COLUMN     "roleEvidence" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "statusSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "trainedOn" DATE;

-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN     "dueOn" DATE,
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Reference" ADD COLUMN     "commissionedOn" DATE,
ADD COLUMN     "issue" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "respondBy" DATE;

-- CreateTable
CREATE TABLE "ApplicationMove" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "from" "ApplicationStatus",
    "to" "ApplicationStatus" NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "movedById" UUID,
    "movedBy" TEXT NOT NULL,
    "reasons" TEXT,

    CONSTRAINT "ApplicationMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApplicationCondition" (
    "id" UUID NOT NULL,
    "applicationId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "dueOn" DATE NOT NULL,

    CONSTRAINT "ApplicationCondition_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ApplicationMove_applicationId_movedAt_idx" ON "ApplicationMove"("applicationId", "movedAt");

-- CreateIndex
CREATE INDEX "ApplicationCondition_applicationId_idx" ON "ApplicationCondition"("applicationId");

-- CreateIndex
CREATE INDEX "ApplicationCondition_dueOn_idx" ON "ApplicationCondition"("dueOn");

-- CreateIndex
CREATE INDEX "Application_status_statusSince_idx" ON "Application"("status", "statusSince");

-- CreateIndex
CREATE UNIQUE INDEX "Assessment_applicationId_round_assessorId_key" ON "Assessment"("applicationId", "round", "assessorId");

-- CreateIndex
CREATE INDEX "Reference_receivedAt_respondBy_idx" ON "Reference"("receivedAt", "respondBy");

-- AddForeignKey
ALTER TABLE "ApplicationMove" ADD CONSTRAINT "ApplicationMove_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationCondition" ADD CONSTRAINT "ApplicationCondition_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- One open application a person, whoever presses first.
CREATE UNIQUE INDEX "Application_one_open" ON "Application" ("personId")
  WHERE status IN ('draft', 'submitted', 'checks', 'panel', 'more_information');

-- What was decided and why cannot be written over. (Deleting is left to retention.)
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What happened to an application cannot be rewritten';
END
$$;

CREATE TRIGGER "ApplicationMove_kept" BEFORE UPDATE ON "ApplicationMove" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
