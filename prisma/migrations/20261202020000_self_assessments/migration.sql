-- CreateEnum
CREATE TYPE "SelfAssessmentStatus" AS ENUM ('open', 'finished');

-- CreateEnum
CREATE TYPE "ShownTo" AS ENUM ('nobody', 'teams', 'members');

-- CreateTable
CREATE TABLE "SelfAssessment" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "yotCode" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "status" "SelfAssessmentStatus" NOT NULL,
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "shownTo" "ShownTo" NOT NULL DEFAULT 'nobody',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "SelfAssessment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SelfAssessment_ref_key" ON "SelfAssessment"("ref");

-- CreateIndex
CREATE INDEX "SelfAssessment_yotCode_set_begunAt_idx" ON "SelfAssessment"("yotCode", "set", "begunAt");

-- AddForeignKey
ALTER TABLE "SelfAssessment" ADD CONSTRAINT "SelfAssessment_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time is filled in; only what is finished is shown.
CREATE UNIQUE INDEX "SelfAssessment_one_open" ON "SelfAssessment" ("yotCode", "set") WHERE status = 'open';
ALTER TABLE "SelfAssessment" ADD CONSTRAINT "SelfAssessment_finished" CHECK ((status = 'finished') = ("finishedAt" IS NOT NULL));
ALTER TABLE "SelfAssessment" ADD CONSTRAINT "SelfAssessment_shown" CHECK ("shownTo" = 'nobody' OR status = 'finished');
