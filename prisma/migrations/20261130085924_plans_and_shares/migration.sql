-- CreateEnum
CREATE TYPE "PlanStatus" AS ENUM ('open', 'sent', 'reviewed', 'closed');

-- CreateEnum
CREATE TYPE "ActionStatus" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "Rag" AS ENUM ('red', 'amber', 'green');

-- CreateEnum
CREATE TYPE "ActionOutcome" AS ENUM ('done', 'moving', 'stuck', 'no_longer');

-- CreateEnum
CREATE TYPE "ShareItem" AS ENUM ('report', 'summary', 'practice', 'plan', 'progress');

-- CreateEnum
CREATE TYPE "ShareAudience" AS ENUM ('board', 'members', 'public', 'library');

-- CreateTable
CREATE TABLE "ActionPlan" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "status" "PlanStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueOn" DATE NOT NULL,
    "latestOn" DATE NOT NULL,
    "sentOn" DATE,
    "progressOn" DATE,
    "recordedOn" DATE,
    "changedForChildren" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ActionPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanArea" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "notTakenUp" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PlanArea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Action" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "areaId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "ownerName" TEXT NOT NULL DEFAULT '',
    "ownerAddress" TEXT NOT NULL DEFAULT '',
    "dueOn" DATE NOT NULL,
    "status" "ActionStatus" NOT NULL,
    "rag" "Rag" NOT NULL DEFAULT 'amber',
    "issue" INTEGER NOT NULL DEFAULT 1,
    "tokenHash" TEXT NOT NULL,
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "remindOn" DATE,
    "outcome" "ActionOutcome",
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionUpdate" (
    "id" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID,
    "by" TEXT NOT NULL,
    "rag" "Rag" NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ActionUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Share" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "item" "ShareItem" NOT NULL,
    "audience" "ShareAudience" NOT NULL,
    "until" DATE NOT NULL,
    "tokenHash" TEXT,
    "sharedAt" TIMESTAMPTZ(3) NOT NULL,
    "sharedById" UUID NOT NULL,
    "sharedBy" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ActionPlan_reviewId_key" ON "ActionPlan"("reviewId");

-- CreateIndex
CREATE INDEX "ActionPlan_status_idx" ON "ActionPlan"("status");

-- CreateIndex
CREATE UNIQUE INDEX "PlanArea_planId_position_key" ON "PlanArea"("planId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Action_tokenHash_key" ON "Action"("tokenHash");

-- CreateIndex
CREATE INDEX "Action_areaId_idx" ON "Action"("areaId");

-- CreateIndex
CREATE INDEX "Action_status_remindOn_idx" ON "Action"("status", "remindOn");

-- CreateIndex
CREATE UNIQUE INDEX "Action_planId_position_key" ON "Action"("planId", "position");

-- CreateIndex
CREATE INDEX "ActionUpdate_actionId_at_idx" ON "ActionUpdate"("actionId", "at");

-- CreateIndex
CREATE INDEX "ActionUpdate_byId_idx" ON "ActionUpdate"("byId");

-- CreateIndex
CREATE UNIQUE INDEX "Share_tokenHash_key" ON "Share"("tokenHash");

-- CreateIndex
CREATE INDEX "Share_reviewId_idx" ON "Share"("reviewId");

-- CreateIndex
CREATE INDEX "Share_audience_until_idx" ON "Share"("audience", "until");

-- CreateIndex
CREATE INDEX "Share_sharedById_idx" ON "Share"("sharedById");

-- AddForeignKey
ALTER TABLE "ActionPlan" ADD CONSTRAINT "ActionPlan_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanArea" ADD CONSTRAINT "PlanArea_planId_fkey" FOREIGN KEY ("planId") REFERENCES "ActionPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_planId_fkey" FOREIGN KEY ("planId") REFERENCES "ActionPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Action" ADD CONSTRAINT "Action_areaId_fkey" FOREIGN KEY ("areaId") REFERENCES "PlanArea"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionUpdate" ADD CONSTRAINT "ActionUpdate_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "Action"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- What was said of an action stays as it was said.
CREATE TRIGGER "ActionUpdate_kept" BEFORE UPDATE ON "ActionUpdate" FOR EACH ROW EXECUTE FUNCTION refuse_writing_over_versions();

-- An owner is a role with a name or an address.
ALTER TABLE "Action" ADD CONSTRAINT "Action_owner" CHECK ("ownerName" <> '' OR "ownerAddress" <> '');
