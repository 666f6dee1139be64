-- CreateEnum
CREATE TYPE "Confidence" AS ENUM ('low', 'some', 'high');

-- CreateTable
CREATE TABLE "Workbook" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "sides" TEXT[],
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Workbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkbookStatement" (
    "id" UUID NOT NULL,
    "workbookId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "group" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "addedBy" TEXT,

    CONSTRAINT "WorkbookStatement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkbookView" (
    "statementId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "mark" INTEGER,
    "confidence" "Confidence" NOT NULL,
    "evidence" TEXT NOT NULL,
    "whyNotApplicable" TEXT NOT NULL,
    "byId" UUID,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkbookView_pkey" PRIMARY KEY ("statementId","side","version")
);

-- CreateTable
CREATE TABLE "WorkbookSent" (
    "workbookId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "WorkbookSent_pkey" PRIMARY KEY ("workbookId","side")
);

-- CreateTable
CREATE TABLE "WorkbookContributor" (
    "id" UUID NOT NULL,
    "workbookId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "invitedById" UUID NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkbookContributor_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Workbook_kind_subjectId_key" ON "Workbook"("kind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "WorkbookStatement_workbookId_position_key" ON "WorkbookStatement"("workbookId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "WorkbookContributor_tokenHash_key" ON "WorkbookContributor"("tokenHash");

-- CreateIndex
CREATE INDEX "WorkbookContributor_workbookId_idx" ON "WorkbookContributor"("workbookId");

-- AddForeignKey
ALTER TABLE "WorkbookStatement" ADD CONSTRAINT "WorkbookStatement_workbookId_fkey" FOREIGN KEY ("workbookId") REFERENCES "Workbook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkbookView" ADD CONSTRAINT "WorkbookView_statementId_fkey" FOREIGN KEY ("statementId") REFERENCES "WorkbookStatement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkbookSent" ADD CONSTRAINT "WorkbookSent_workbookId_fkey" FOREIGN KEY ("workbookId") REFERENCES "Workbook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkbookContributor" ADD CONSTRAINT "WorkbookContributor_workbookId_fkey" FOREIGN KEY ("workbookId") REFERENCES "Workbook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was said and sent stays: rows are only added.
CREATE FUNCTION refuse_unsaying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was said in a workbook is kept as it is';
END
$$;
CREATE TRIGGER "WorkbookView_append_only" BEFORE UPDATE OR DELETE ON "WorkbookView" FOR EACH ROW EXECUTE FUNCTION refuse_unsaying();
CREATE TRIGGER "WorkbookSent_append_only" BEFORE UPDATE OR DELETE ON "WorkbookSent" FOR EACH ROW EXECUTE FUNCTION refuse_unsaying();
ALTER TABLE "WorkbookView" ADD CONSTRAINT "WorkbookView_mark" CHECK (mark BETWEEN 0 AND 10);
