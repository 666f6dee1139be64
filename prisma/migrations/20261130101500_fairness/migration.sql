-- CreateEnum
CREATE TYPE "ConcernKind" AS ENUM ('flag', 'standing', 'complaint', 'appeal', 'mediation');

-- CreateEnum
CREATE TYPE "ConcernStatus" AS ENUM ('opened', 'hearing', 'in_effect', 'under_appeal', 'final', 'not_for_here', 'withdrawn');

-- CreateEnum
CREATE TYPE "ConcernSide" AS ENUM ('bringer', 'other');

-- AlterEnum
ALTER TYPE "CaseKind" ADD VALUE 'concern';

-- A host rates as one; whoever came has rated for all who did so far, and rates for themselves from now on.
ALTER TABLE "Rating" ADD COLUMN "seat" TEXT;
UPDATE "Rating" SET "seat" = CASE WHEN "side" = 'host' THEN 'host' ELSE "raterId"::text END;

-- What nobody could see stays so.
ALTER TABLE "Rating" ADD COLUMN "setAsideOn" DATE;
UPDATE "Rating" SET "setAsideOn" = "submittedAt"::date WHERE "status" = 'hidden';

-- DropIndex
DROP INDEX "Rating_pairId_side_key";

-- AlterTable
ALTER TABLE "Rating" DROP COLUMN "flagReason",
DROP COLUMN "flaggedById",
DROP COLUMN "moderatedById",
DROP COLUMN "moderation",
DROP COLUMN "status",
ADD COLUMN     "isNamed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mendBy" DATE,
ADD COLUMN     "wordsHiddenOn" DATE,
ALTER COLUMN "seat" SET NOT NULL,
ALTER COLUMN "relevance" DROP NOT NULL,
ALTER COLUMN "preparation" DROP NOT NULL,
ALTER COLUMN "quality" DROP NOT NULL,
ALTER COLUMN "conduct" DROP NOT NULL,
ALTER COLUMN "usefulness" DROP NOT NULL;

-- AlterTable
ALTER TABLE "RatingPair" ADD COLUMN     "offeringId" UUID,
ADD COLUMN     "providerYotCode" TEXT;

-- AlterTable
ALTER TABLE "Standing" ADD COLUMN     "statusBefore" "StandingStatus";

-- DropEnum
DROP TYPE "RatingStatus";

-- CreateTable
CREATE TABLE "Suspension" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "restsOn" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Suspension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Concern" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" "ConcernKind" NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "status" "ConcernStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "chainId" UUID NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "openKey" TEXT,
    "causeKey" TEXT,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "openedOn" DATE NOT NULL,
    "openedById" UUID,
    "drawBy" DATE NOT NULL,
    "decideBy" DATE NOT NULL,
    "statementsBy" DATE,
    "statementsShownAt" TIMESTAMPTZ(3),
    "toldOn" DATE,
    "appealBy" DATE,
    "closedBecause" TEXT,

    CONSTRAINT "Concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernParty" (
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "side" "ConcernSide" NOT NULL,
    "personId" UUID,
    "yotCode" TEXT,
    "isSpeaking" BOOLEAN NOT NULL,

    CONSTRAINT "ConcernParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernPoint" (
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "side" "ConcernSide" NOT NULL,
    "reason" TEXT NOT NULL,
    "ratingId" UUID,
    "onceKey" TEXT NOT NULL,

    CONSTRAINT "ConcernPoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernStatement" (
    "concernId" UUID NOT NULL,
    "side" "ConcernSide" NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConcernStatement_pkey" PRIMARY KEY ("concernId","side")
);

-- CreateTable
CREATE TABLE "ConcernQuestion" (
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "toSide" "ConcernSide" NOT NULL,
    "askedById" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answerBy" DATE NOT NULL,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConcernQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernView" (
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "chainId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "deciderId" UUID NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3),
    "points" JSONB,

    CONSTRAINT "ConcernView_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernOutcome" (
    "id" UUID NOT NULL,
    "pointId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "until" DATE,
    "byConcernId" UUID NOT NULL,
    "effect" JSONB NOT NULL,
    "carriedOutAt" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConcernOutcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConcernMeasure" (
    "id" UUID NOT NULL,
    "concernId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 1,
    "from" DATE NOT NULL,
    "reviewOn" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConcernMeasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrivateWord" (
    "id" UUID NOT NULL,
    "pairId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "isSerious" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PrivateWord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LaterWord" (
    "pairId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "change" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "mayQuote" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LaterWord_pkey" PRIMARY KEY ("pairId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Suspension_restsOn_key" ON "Suspension"("restsOn");

-- CreateIndex
CREATE INDEX "Suspension_personId_until_idx" ON "Suspension"("personId", "until");

-- CreateIndex
CREATE UNIQUE INDEX "Concern_ref_key" ON "Concern"("ref");

-- CreateIndex
CREATE UNIQUE INDEX "Concern_openKey_key" ON "Concern"("openKey");

-- CreateIndex
CREATE UNIQUE INDEX "Concern_causeKey_key" ON "Concern"("causeKey");

-- CreateIndex
CREATE INDEX "Concern_status_decideBy_idx" ON "Concern"("status", "decideBy");

-- CreateIndex
CREATE INDEX "Concern_subjectKind_subjectId_idx" ON "Concern"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Concern_chainId_idx" ON "Concern"("chainId");

-- CreateIndex
CREATE INDEX "Concern_openedById_status_idx" ON "Concern"("openedById", "status");

-- CreateIndex
CREATE INDEX "ConcernParty_concernId_idx" ON "ConcernParty"("concernId");

-- CreateIndex
CREATE INDEX "ConcernParty_personId_idx" ON "ConcernParty"("personId");

-- CreateIndex
CREATE INDEX "ConcernParty_yotCode_idx" ON "ConcernParty"("yotCode");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernPoint_onceKey_key" ON "ConcernPoint"("onceKey");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernPoint_concernId_position_key" ON "ConcernPoint"("concernId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernQuestion_concernId_number_key" ON "ConcernQuestion"("concernId", "number");

-- CreateIndex
CREATE INDEX "ConcernView_concernId_idx" ON "ConcernView"("concernId");

-- CreateIndex
CREATE INDEX "ConcernView_deciderId_recordedAt_idx" ON "ConcernView"("deciderId", "recordedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernView_chainId_deciderId_key" ON "ConcernView"("chainId", "deciderId");

-- CreateIndex
CREATE INDEX "ConcernOutcome_pointId_idx" ON "ConcernOutcome"("pointId");

-- CreateIndex
CREATE INDEX "ConcernMeasure_targetId_kind_idx" ON "ConcernMeasure"("targetId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "ConcernMeasure_concernId_kind_targetId_number_key" ON "ConcernMeasure"("concernId", "kind", "targetId", "number");

-- CreateIndex
CREATE INDEX "PrivateWord_personId_idx" ON "PrivateWord"("personId");

-- CreateIndex
CREATE INDEX "PrivateWord_byId_idx" ON "PrivateWord"("byId");

-- CreateIndex
CREATE UNIQUE INDEX "PrivateWord_pairId_personId_key" ON "PrivateWord"("pairId", "personId");

-- CreateIndex
CREATE INDEX "LaterWord_byId_idx" ON "LaterWord"("byId");

-- CreateIndex
CREATE UNIQUE INDEX "Rating_pairId_seat_key" ON "Rating"("pairId", "seat");

-- CreateIndex
CREATE INDEX "RatingPair_providerYotCode_idx" ON "RatingPair"("providerYotCode");

-- CreateIndex
CREATE INDEX "RatingPair_offeringId_idx" ON "RatingPair"("offeringId");

-- AddForeignKey
ALTER TABLE "Suspension" ADD CONSTRAINT "Suspension_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernParty" ADD CONSTRAINT "ConcernParty_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernPoint" ADD CONSTRAINT "ConcernPoint_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernStatement" ADD CONSTRAINT "ConcernStatement_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernQuestion" ADD CONSTRAINT "ConcernQuestion_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernView" ADD CONSTRAINT "ConcernView_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernOutcome" ADD CONSTRAINT "ConcernOutcome_pointId_fkey" FOREIGN KEY ("pointId") REFERENCES "ConcernPoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConcernMeasure" ADD CONSTRAINT "ConcernMeasure_concernId_fkey" FOREIGN KEY ("concernId") REFERENCES "Concern"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivateWord" ADD CONSTRAINT "PrivateWord_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "RatingPair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivateWord" ADD CONSTRAINT "PrivateWord_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivateWord" ADD CONSTRAINT "PrivateWord_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LaterWord" ADD CONSTRAINT "LaterWord_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "RatingPair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "Application" ADD COLUMN     "heardAnewRound" INTEGER;

-- Ratings that both sides had given had appeared: that day is their day now.
UPDATE "RatingPair" SET "revealOn" = ("revealedAt" AT TIME ZONE 'Europe/London')::date
  WHERE "revealedAt" IS NOT NULL AND "revealedAt" < "revealOn";
