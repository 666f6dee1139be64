-- The last day of the host's comments on the draft, on the review as on its report.
ALTER TABLE "ReviewRequest" ADD COLUMN "commentsBy" DATE;
UPDATE "ReviewRequest" q SET "commentsBy" = r."commentBy" FROM "Report" r WHERE r."reviewId" = q.id;
