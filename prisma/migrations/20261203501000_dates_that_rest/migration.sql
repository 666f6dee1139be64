-- Since when nobody new is given a place, because the outside provider of a date may not offer.
ALTER TABLE "CourseDate" ADD COLUMN "restsSince" TIMESTAMPTZ(3);
