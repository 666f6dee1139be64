-- CreateIndex
CREATE INDEX "CourseDate_startsAt_id_idx" ON "CourseDate"("startsAt", "id");
