-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('interview', 'focus_group', 'children_and_carers', 'case_records', 'observation', 'data', 'document', 'partner', 'self_assessment');

-- CreateEnum
CREATE TYPE "EvidenceStatus" AS ENUM ('logged', 'set_aside');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('strength', 'area', 'question');

-- CreateEnum
CREATE TYPE "FindingKind" AS ENUM ('strength', 'area', 'practice');

-- CreateEnum
CREATE TYPE "FindingStatus" AS ENUM ('draft', 'agreed', 'dropped');

-- What was written before findings stood on evidence keeps its rows under another name.
ALTER TABLE "Finding" RENAME TO "FindingText";
ALTER TABLE "FindingText" RENAME CONSTRAINT "Finding_pkey" TO "FindingText_pkey";
ALTER TABLE "FindingText" RENAME CONSTRAINT "Finding_requestId_fkey" TO "FindingText_requestId_fkey";
ALTER TABLE "FindingText" RENAME CONSTRAINT "Finding_kloeId_fkey" TO "FindingText_kloeId_fkey";
ALTER INDEX "Finding_requestId_kloeId_goldenThread_key" RENAME TO "FindingText_requestId_kloeId_goldenThread_key";

-- AlterTable
ALTER TABLE "ReviewRequest" ADD COLUMN     "agreedPlaces" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "ProgrammeSession" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "startsAt" INTEGER NOT NULL,
    "endsAt" INTEGER NOT NULL,
    "room" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sourceKind" "SourceKind" NOT NULL,
    "with" TEXT NOT NULL,
    "groupKey" TEXT NOT NULL,
    "isCalledOff" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ProgrammeSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionPerson" (
    "sessionId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "SessionPerson_pkey" PRIMARY KEY ("sessionId","personId")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "status" "EvidenceStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kloeId" UUID,
    "goldenThread" TEXT,
    "kind" "EvidenceKind" NOT NULL,
    "sourceKind" "SourceKind" NOT NULL,
    "sessionId" UUID,
    "documentId" UUID,
    "text" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "clientKey" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "loggedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Evidence_place" CHECK (num_nonnulls("kloeId", "goldenThread") = 1)
);

-- CreateTable
CREATE TABLE "EvidenceOfFinding" (
    "findingId" UUID NOT NULL,
    "evidenceId" UUID NOT NULL,
    "isAgainst" BOOLEAN NOT NULL,

    CONSTRAINT "EvidenceOfFinding_pkey" PRIMARY KEY ("findingId","evidenceId")
);

-- CreateTable
CREATE TABLE "FindingAgreement" (
    "findingId" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "agreedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FindingAgreement_pkey" PRIMARY KEY ("findingId","edition","personId")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "kloeId" UUID,
    "goldenThread" TEXT,
    "position" INTEGER NOT NULL,
    "status" "FindingStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "FindingKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "whyDespite" TEXT NOT NULL DEFAULT '',
    "whyNoChildren" TEXT NOT NULL DEFAULT '',
    "earlierSources" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "draftedById" UUID NOT NULL,
    "draftedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Finding_place" CHECK (num_nonnulls("kloeId", "goldenThread") = 1)
);

-- CreateIndex
CREATE INDEX "ProgrammeSession_requestId_day_startsAt_idx" ON "ProgrammeSession"("requestId", "day", "startsAt");

-- CreateIndex
CREATE INDEX "SessionPerson_personId_idx" ON "SessionPerson"("personId");

-- CreateIndex
CREATE INDEX "Evidence_requestId_status_loggedAt_idx" ON "Evidence"("requestId", "status", "loggedAt");

-- CreateIndex
CREATE INDEX "Evidence_kloeId_idx" ON "Evidence"("kloeId");

-- CreateIndex
CREATE INDEX "Evidence_sessionId_idx" ON "Evidence"("sessionId");

-- CreateIndex
CREATE INDEX "Evidence_authorId_idx" ON "Evidence"("authorId");

-- CreateIndex
CREATE UNIQUE INDEX "Evidence_requestId_authorId_clientKey_key" ON "Evidence"("requestId", "authorId", "clientKey");

-- CreateIndex
CREATE INDEX "EvidenceOfFinding_evidenceId_idx" ON "EvidenceOfFinding"("evidenceId");

-- CreateIndex
CREATE INDEX "FindingAgreement_personId_idx" ON "FindingAgreement"("personId");

-- CreateIndex
CREATE INDEX "Finding_requestId_status_idx" ON "Finding"("requestId", "status");

-- CreateIndex
CREATE INDEX "Finding_kloeId_idx" ON "Finding"("kloeId");

-- CreateIndex
CREATE INDEX "Finding_draftedById_idx" ON "Finding"("draftedById");

-- AddForeignKey
ALTER TABLE "ProgrammeSession" ADD CONSTRAINT "ProgrammeSession_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionPerson" ADD CONSTRAINT "SessionPerson_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ProgrammeSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionPerson" ADD CONSTRAINT "SessionPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_kloeId_fkey" FOREIGN KEY ("kloeId") REFERENCES "Kloe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ProgrammeSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_kloeId_fkey" FOREIGN KEY ("kloeId") REFERENCES "Kloe"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_draftedById_fkey" FOREIGN KEY ("draftedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceOfFinding" ADD CONSTRAINT "EvidenceOfFinding_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceOfFinding" ADD CONSTRAINT "EvidenceOfFinding_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "Evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FindingAgreement" ADD CONSTRAINT "FindingAgreement_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FindingAgreement" ADD CONSTRAINT "FindingAgreement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was agreed to stays agreed to: rows are only added.
CREATE FUNCTION refuse_unagreeing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was agreed to is kept as it is';
END
$$;
CREATE TRIGGER "FindingAgreement_append_only" BEFORE UPDATE OR DELETE ON "FindingAgreement" FOR EACH ROW EXECUTE FUNCTION refuse_unagreeing();
CREATE TRIGGER "FindingAgreement_no_truncate" BEFORE TRUNCATE ON "FindingAgreement" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unagreeing();
