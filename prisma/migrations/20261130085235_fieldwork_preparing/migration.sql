-- CreateEnum
CREATE TYPE "Publication" AS ENUM ('published', 'releasable', 'withheld');

-- CreateEnum
CREATE TYPE "YoungVoiceKind" AS ENUM ('question', 'view');

-- CreateTable
CREATE TABLE "CaseDocument" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "publication" "Publication" NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CaseDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentVersion" (
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("documentId","number")
);

-- CreateTable
CREATE TABLE "StoredBytes" (
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "StoredBytes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "DocumentOpening" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DocumentOpening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "YoungVoice" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "kind" "YoungVoiceKind" NOT NULL,
    "text" TEXT NOT NULL,
    "gathered" TEXT NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "YoungVoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseMessage" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "isForTeam" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CaseMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StepSaid" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "isDone" BOOLEAN NOT NULL,
    "on" DATE,
    "note" TEXT NOT NULL,
    "byId" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StepSaid_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CaseDocument_requestId_idx" ON "CaseDocument"("requestId");

-- CreateIndex
CREATE INDEX "CaseDocument_addedById_idx" ON "CaseDocument"("addedById");

-- CreateIndex
CREATE INDEX "DocumentVersion_hash_idx" ON "DocumentVersion"("hash");

-- CreateIndex
CREATE INDEX "DocumentVersion_addedById_idx" ON "DocumentVersion"("addedById");

-- CreateIndex
CREATE INDEX "DocumentOpening_documentId_number_idx" ON "DocumentOpening"("documentId", "number");

-- CreateIndex
CREATE INDEX "DocumentOpening_personId_idx" ON "DocumentOpening"("personId");

-- CreateIndex
CREATE INDEX "YoungVoice_requestId_idx" ON "YoungVoice"("requestId");

-- CreateIndex
CREATE INDEX "YoungVoice_addedById_idx" ON "YoungVoice"("addedById");

-- CreateIndex
CREATE INDEX "CaseMessage_requestId_at_idx" ON "CaseMessage"("requestId", "at");

-- CreateIndex
CREATE INDEX "CaseMessage_byId_idx" ON "CaseMessage"("byId");

-- CreateIndex
CREATE INDEX "StepSaid_requestId_step_at_idx" ON "StepSaid"("requestId", "step", "at");

-- CreateIndex
CREATE INDEX "Evidence_documentId_idx" ON "Evidence"("documentId");

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "CaseDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseDocument" ADD CONSTRAINT "CaseDocument_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseDocument" ADD CONSTRAINT "CaseDocument_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "CaseDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_hash_fkey" FOREIGN KEY ("hash") REFERENCES "StoredBytes"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentOpening" ADD CONSTRAINT "DocumentOpening_documentId_number_fkey" FOREIGN KEY ("documentId", "number") REFERENCES "DocumentVersion"("documentId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentOpening" ADD CONSTRAINT "DocumentOpening_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YoungVoice" ADD CONSTRAINT "YoungVoice_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YoungVoice" ADD CONSTRAINT "YoungVoice_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseMessage" ADD CONSTRAINT "CaseMessage_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseMessage" ADD CONSTRAINT "CaseMessage_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepSaid" ADD CONSTRAINT "StepSaid_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A file is what its hash says, and that somebody opened it stays.
ALTER TABLE "StoredBytes" ADD CONSTRAINT "StoredBytes_hash" CHECK (hash = encode(sha256(bytes), 'hex'));
CREATE FUNCTION refuse_unopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'That a document was opened is kept as it is';
END
$$;
CREATE TRIGGER "DocumentOpening_append_only" BEFORE UPDATE OR DELETE ON "DocumentOpening" FOR EACH ROW EXECUTE FUNCTION refuse_unopening();
CREATE TRIGGER "DocumentOpening_no_truncate" BEFORE TRUNCATE ON "DocumentOpening" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unopening();
CREATE TRIGGER "StoredBytes_append_only" BEFORE UPDATE ON "StoredBytes" FOR EACH ROW EXECUTE FUNCTION refuse_unopening();
CREATE TRIGGER "StepSaid_append_only" BEFORE UPDATE OR DELETE ON "StepSaid" FOR EACH ROW EXECUTE FUNCTION refuse_unopening();
