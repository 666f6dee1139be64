-- AlterTable
ALTER TABLE "Place" ADD COLUMN     "isCarried" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Place_isCarried_dateId_idx" ON "Place"("isCarried", "dateId");
