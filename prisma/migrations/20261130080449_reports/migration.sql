-- CreateEnum
CREATE TYPE "ReportStatus" AS ENUM ('drafting', 'with_host', 'answering', 'final');

-- CreateEnum
CREATE TYPE "AccuracyKind" AS ENUM ('slip', 'fact', 'left_out');

-- CreateEnum
CREATE TYPE "AccuracyAnswer" AS ENUM ('accepted', 'not_accepted');

-- CreateTable
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "status" "ReportStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "sentById" UUID,
    "openedAt" TIMESTAMPTZ(3),
    "commentBy" DATE,
    "finalHash" TEXT,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportSection" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "tree" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sentVersion" INTEGER,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedById" UUID,
    "savedBy" TEXT,

    CONSTRAINT "ReportSection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportSectionVersion" (
    "id" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "isAside" BOOLEAN NOT NULL DEFAULT false,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedById" UUID,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "ReportSectionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SectionOpening" (
    "sectionId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SectionOpening_pkey" PRIMARY KEY ("sectionId","personId")
);

-- CreateTable
CREATE TABLE "ReportReading" (
    "reportId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportReading_pkey" PRIMARY KEY ("reportId","personId")
);

-- CreateTable
CREATE TABLE "AccuracyComment" (
    "id" UUID NOT NULL,
    "reportId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sectionKey" TEXT NOT NULL,
    "paragraph" INTEGER NOT NULL,
    "quoted" TEXT NOT NULL,
    "kind" "AccuracyKind" NOT NULL,
    "text" TEXT NOT NULL,
    "evidence" TEXT NOT NULL DEFAULT '',
    "datedOn" DATE,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "madeById" UUID NOT NULL,
    "madeBy" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "answer" "AccuracyAnswer",
    "reason" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,
    "answeredBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "AccuracyComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportFile" (
    "reportId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportFile_pkey" PRIMARY KEY ("reportId","text")
);

-- CreateIndex
CREATE UNIQUE INDEX "Report_reviewId_key" ON "Report"("reviewId");

-- CreateIndex
CREATE UNIQUE INDEX "ReportSection_reportId_key_key" ON "ReportSection"("reportId", "key");

-- CreateIndex
CREATE INDEX "ReportSectionVersion_sectionId_number_idx" ON "ReportSectionVersion"("sectionId", "number");

-- CreateIndex
CREATE INDEX "ReportSectionVersion_savedById_idx" ON "ReportSectionVersion"("savedById");

-- CreateIndex
CREATE INDEX "SectionOpening_personId_idx" ON "SectionOpening"("personId");

-- CreateIndex
CREATE INDEX "ReportReading_personId_idx" ON "ReportReading"("personId");

-- CreateIndex
CREATE INDEX "AccuracyComment_madeById_idx" ON "AccuracyComment"("madeById");

-- CreateIndex
CREATE INDEX "AccuracyComment_answeredById_idx" ON "AccuracyComment"("answeredById");

-- CreateIndex
CREATE UNIQUE INDEX "AccuracyComment_reportId_number_key" ON "AccuracyComment"("reportId", "number");

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportSection" ADD CONSTRAINT "ReportSection_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportSectionVersion" ADD CONSTRAINT "ReportSectionVersion_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "ReportSection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionOpening" ADD CONSTRAINT "SectionOpening_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "ReportSection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SectionOpening" ADD CONSTRAINT "SectionOpening_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportReading" ADD CONSTRAINT "ReportReading_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportReading" ADD CONSTRAINT "ReportReading_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccuracyComment" ADD CONSTRAINT "AccuracyComment_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportFile" ADD CONSTRAINT "ReportFile_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- What somebody saved stays as they saved it; when its time is over, it goes whole.
CREATE FUNCTION refuse_writing_over_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A version that was saved is not written over: save another';
END
$$;

CREATE TRIGGER "ReportSectionVersion_kept" BEFORE UPDATE ON "ReportSectionVersion" FOR EACH ROW EXECUTE FUNCTION refuse_writing_over_versions();
CREATE TRIGGER "ReportSectionVersion_no_truncate" BEFORE TRUNCATE ON "ReportSectionVersion" FOR EACH STATEMENT EXECUTE FUNCTION refuse_writing_over_versions();

-- An answer is whole: who gave it and when.
ALTER TABLE "AccuracyComment" ADD CONSTRAINT "AccuracyComment_answer" CHECK
  (("answer" IS NULL) = ("answeredAt" IS NULL) AND ("answer" IS NULL) = ("answeredById" IS NULL) AND ("answer" IS NULL) = ("answeredBy" IS NULL));
