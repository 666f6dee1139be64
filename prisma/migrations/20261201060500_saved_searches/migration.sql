-- AlterTable
ALTER TABLE "SavedView" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "SavedView_page_toldAt_idx" ON "SavedView"("page", "toldAt");
