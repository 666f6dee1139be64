-- AlterTable
ALTER TABLE "CourseDate" ADD COLUMN     "latePercent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pricePence" INTEGER;

-- AlterTable
ALTER TABLE "Engagement" ADD COLUMN     "courseDateId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "Engagement_courseDateId_hostYotCode_key" ON "Engagement"("courseDateId", "hostYotCode");

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_courseDateId_fkey" FOREIGN KEY ("courseDateId") REFERENCES "CourseDate"("id") ON DELETE SET NULL ON UPDATE CASCADE;
