-- AlterTable
ALTER TABLE "CourseSession" ADD COLUMN     "seats" INTEGER,
ADD COLUMN     "title" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "SessionChoice" (
    "placeId" UUID NOT NULL,
    "dateId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SessionChoice_pkey" PRIMARY KEY ("placeId","position")
);

-- CreateIndex
CREATE INDEX "SessionChoice_dateId_position_idx" ON "SessionChoice"("dateId", "position");

-- AddForeignKey
ALTER TABLE "SessionChoice" ADD CONSTRAINT "SessionChoice_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionChoice" ADD CONSTRAINT "SessionChoice_dateId_position_fkey" FOREIGN KEY ("dateId", "position") REFERENCES "CourseSession"("dateId", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "CourseSession" ADD CONSTRAINT "CourseSession_seats" CHECK (seats BETWEEN 1 AND 200);

-- Whoever counts locks the session first, so that two who choose its last seat come one after the other.
CREATE FUNCTION hold_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_session "CourseSession"%ROWTYPE;
  taken int;
BEGIN
  SELECT * INTO of_session FROM "CourseSession" WHERE "dateId" = NEW."dateId" AND position = NEW.position FOR UPDATE;
  SELECT count(*) INTO taken FROM "SessionChoice" c JOIN "Place" p ON p.id = c."placeId"
    WHERE c."dateId" = NEW."dateId" AND c.position = NEW.position AND p.status IN ('booked', 'attended', 'absent');
  IF taken > coalesce(of_session.seats, 0) THEN
    RAISE EXCEPTION 'More have chosen a session (%) than it has seats (%)', taken, of_session.seats USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM "SessionChoice" c
      JOIN "SessionChoice" o ON o."placeId" = c."placeId" AND o.position <> c.position
      JOIN "CourseSession" s ON s."dateId" = o."dateId" AND s.position = o.position
      JOIN "Place" p ON p.id = c."placeId"
      WHERE c."dateId" = NEW."dateId" AND c.position = NEW.position
        AND (s."startsAt" < of_session."endsAt" AND of_session."startsAt" < s."endsAt" OR p."dateId" <> c."dateId")) THEN
    RAISE EXCEPTION 'Two sessions were chosen for one time' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "SessionChoice_seats" AFTER INSERT OR UPDATE ON "SessionChoice"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_seats();
CREATE CONSTRAINT TRIGGER "CourseSession_taken" AFTER UPDATE OF seats, "startsAt", "endsAt" ON "CourseSession"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_seats();
