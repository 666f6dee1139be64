-- AlterTable
ALTER TABLE "CourseDate" ADD COLUMN     "isCohort" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Place" ADD COLUMN     "leftCircleAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "StepAttendance" (
    "placeId" UUID NOT NULL,
    "dateId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "came" BOOLEAN NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StepAttendance_pkey" PRIMARY KEY ("placeId","position")
);

-- CreateTable
CREATE TABLE "CircleNote" (
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "meetsOn" DATE,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CircleNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StepAttendance_dateId_position_idx" ON "StepAttendance"("dateId", "position");

-- CreateIndex
CREATE INDEX "CircleNote_placeId_idx" ON "CircleNote"("placeId");

-- CreateIndex
CREATE INDEX "CircleNote_byId_idx" ON "CircleNote"("byId");

-- AddForeignKey
ALTER TABLE "StepAttendance" ADD CONSTRAINT "StepAttendance_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StepAttendance" ADD CONSTRAINT "StepAttendance_dateId_position_fkey" FOREIGN KEY ("dateId", "position") REFERENCES "CourseSession"("dateId", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CircleNote" ADD CONSTRAINT "CircleNote_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CircleNote" ADD CONSTRAINT "CircleNote_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT lead_to_the_one('CircleNote', 'byId');
