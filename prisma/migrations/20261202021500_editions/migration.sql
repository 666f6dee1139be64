-- AlterTable
ALTER TABLE "CourseDate" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "observeBy" DATE;

-- AlterTable
ALTER TABLE "Observation" ADD COLUMN     "dateId" UUID;

-- CreateTable
CREATE TABLE "Edition" (
    "offeringId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "isSubstance" BOOLEAN NOT NULL,
    "words" TEXT NOT NULL,
    "saidById" UUID NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("offeringId","number")
);

-- CreateIndex
CREATE INDEX "Edition_saidById_idx" ON "Edition"("saidById");

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_saidById_fkey" FOREIGN KEY ("saidById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The first edition is the course as it was first offered.
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_number" CHECK (number > 1);
-- Only a mark that is in force waits to be observed again, and only then is somebody drawn for a date of their own.
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_observe_by" CHECK ("observeBy" IS NULL OR "awardedOn" IS NOT NULL);
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_again" CHECK ((side = 'again') = ("dateId" IS NOT NULL));

SELECT lead_to_the_one('Edition', 'saidById');
