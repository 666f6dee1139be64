-- DropIndex
DROP INDEX "ReviewRequest_status_submittedAt_idx";

-- CreateIndex
CREATE INDEX "ReviewRequest_status_submittedAt_id_idx" ON "ReviewRequest"("status", "submittedAt", "id");
