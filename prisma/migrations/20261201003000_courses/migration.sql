-- CreateEnum
CREATE TYPE "CourseStatus" AS ENUM ('draft', 'open', 'closed', 'held', 'evaluated', 'called_off');

-- CreateEnum
CREATE TYPE "PlaceStatus" AS ENUM ('waiting', 'offered', 'booked', 'attended', 'absent', 'cancelled', 'left');

-- CreateEnum
CREATE TYPE "EvaluationWhen" AS ENUM ('first', 'later');

-- CreateEnum
CREATE TYPE "MarkStatus" AS ENUM ('asked', 'observing', 'awarded', 'not_yet', 'questioned', 'withdrawn', 'lapsed');

-- CreateTable
CREATE TABLE "CourseDate" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "offeringId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "status" "CourseStatus" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "mode" "Delivery" NOT NULL,
    "place" TEXT NOT NULL,
    "joiningLink" TEXT,
    "places" INTEGER NOT NULL,
    "least" INTEGER,
    "leastBy" DATE,
    "bookUntil" DATE NOT NULL,
    "kept" JSONB NOT NULL DEFAULT '{}',
    "lateDays" INTEGER NOT NULL DEFAULT 10,
    "isReviewerTraining" BOOLEAN NOT NULL DEFAULT false,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CourseDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CourseSession" (
    "dateId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CourseSession_pkey" PRIMARY KEY ("dateId","position")
);

-- CreateTable
CREATE TABLE "CourseTrainer" (
    "dateId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "CourseTrainer_pkey" PRIMARY KEY ("dateId","personId")
);

-- CreateTable
CREATE TABLE "Place" (
    "id" UUID NOT NULL,
    "dateId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "yotCode" TEXT,
    "personId" UUID,
    "bookedById" UUID NOT NULL,
    "status" "PlaceStatus" NOT NULL,
    "attendee" TEXT NOT NULL DEFAULT '',
    "attendeeId" UUID,
    "address" TEXT NOT NULL DEFAULT '',
    "waitingSince" TIMESTAMPTZ(3),
    "drawn" INTEGER NOT NULL DEFAULT 0,
    "isTogether" BOOLEAN NOT NULL DEFAULT false,
    "lapses" INTEGER NOT NULL DEFAULT 0,
    "offeredUntil" TIMESTAMPTZ(3),
    "keepBy" DATE,
    "isLate" BOOLEAN NOT NULL DEFAULT false,
    "certificate" TEXT,
    "isNameShown" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "when" "EvaluationWhen" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "closesOn" DATE NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "usefulness" INTEGER,
    "quality" INTEGER,
    "isUsed" BOOLEAN,
    "words" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resource" (
    "id" UUID NOT NULL,
    "offeringId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResourceVersion" (
    "resourceId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ResourceVersion_pkey" PRIMARY KEY ("resourceId","number")
);

-- CreateTable
CREATE TABLE "ResourceBytes" (
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "ResourceBytes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "ResourceTaken" (
    "id" UUID NOT NULL,
    "resourceId" UUID NOT NULL,
    "takerKey" TEXT NOT NULL,
    "yotCode" TEXT,
    "personId" UUID NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "takenUp" TEXT,
    "takenUpAt" TIMESTAMPTZ(3),

    CONSTRAINT "ResourceTaken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mark" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "offeringId" UUID NOT NULL,
    "dateId" UUID NOT NULL,
    "status" "MarkStatus" NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "awardedOn" DATE,
    "endsOn" DATE,
    "reasons" TEXT NOT NULL DEFAULT '',
    "askAgainOn" DATE,
    "mean" DOUBLE PRECISION,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Mark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Observation" (
    "id" UUID NOT NULL,
    "markId" UUID NOT NULL,
    "observerId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewerTraining" (
    "personId" UUID NOT NULL,
    "trainedOn" DATE NOT NULL,

    CONSTRAINT "ReviewerTraining_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "CourseDate_ref_key" ON "CourseDate"("ref");

-- CreateIndex
CREATE INDEX "CourseDate_status_startsAt_id_idx" ON "CourseDate"("status", "startsAt", "id");

-- CreateIndex
CREATE INDEX "CourseDate_offeringId_startsAt_idx" ON "CourseDate"("offeringId", "startsAt");

-- CreateIndex
CREATE INDEX "CourseTrainer_personId_idx" ON "CourseTrainer"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Place_certificate_key" ON "Place"("certificate");

-- CreateIndex
CREATE INDEX "Place_dateId_status_idx" ON "Place"("dateId", "status");

-- CreateIndex
CREATE INDEX "Place_groupId_idx" ON "Place"("groupId");

-- CreateIndex
CREATE INDEX "Place_yotCode_status_idx" ON "Place"("yotCode", "status");

-- CreateIndex
CREATE INDEX "Place_personId_idx" ON "Place"("personId");

-- CreateIndex
CREATE INDEX "Place_bookedById_idx" ON "Place"("bookedById");

-- CreateIndex
CREATE INDEX "Place_attendeeId_idx" ON "Place"("attendeeId");

-- CreateIndex
CREATE INDEX "Place_status_offeredUntil_idx" ON "Place"("status", "offeredUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_tokenHash_key" ON "Evaluation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_placeId_when_key" ON "Evaluation"("placeId", "when");

-- CreateIndex
CREATE INDEX "Resource_offeringId_idx" ON "Resource"("offeringId");

-- CreateIndex
CREATE INDEX "Resource_addedById_idx" ON "Resource"("addedById");

-- CreateIndex
CREATE INDEX "ResourceVersion_hash_idx" ON "ResourceVersion"("hash");

-- CreateIndex
CREATE INDEX "ResourceTaken_yotCode_idx" ON "ResourceTaken"("yotCode");

-- CreateIndex
CREATE INDEX "ResourceTaken_personId_idx" ON "ResourceTaken"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "ResourceTaken_resourceId_takerKey_key" ON "ResourceTaken"("resourceId", "takerKey");

-- CreateIndex
CREATE UNIQUE INDEX "Mark_ref_key" ON "Mark"("ref");

-- CreateIndex
CREATE INDEX "Mark_offeringId_status_idx" ON "Mark"("offeringId", "status");

-- CreateIndex
CREATE INDEX "Mark_status_endsOn_idx" ON "Mark"("status", "endsOn");

-- CreateIndex
CREATE INDEX "Mark_askedById_idx" ON "Mark"("askedById");

-- CreateIndex
CREATE INDEX "Observation_observerId_idx" ON "Observation"("observerId");

-- CreateIndex
CREATE UNIQUE INDEX "Observation_markId_observerId_key" ON "Observation"("markId", "observerId");

-- AddForeignKey
ALTER TABLE "CourseDate" ADD CONSTRAINT "CourseDate_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseSession" ADD CONSTRAINT "CourseSession_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "CourseDate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseTrainer" ADD CONSTRAINT "CourseTrainer_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "CourseDate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CourseTrainer" ADD CONSTRAINT "CourseTrainer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_dateId_fkey" FOREIGN KEY ("dateId") REFERENCES "CourseDate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_bookedById_fkey" FOREIGN KEY ("bookedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Place" ADD CONSTRAINT "Place_attendeeId_fkey" FOREIGN KEY ("attendeeId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "Place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resource" ADD CONSTRAINT "Resource_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resource" ADD CONSTRAINT "Resource_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceVersion" ADD CONSTRAINT "ResourceVersion_resourceId_fkey" FOREIGN KEY ("resourceId") REFERENCES "Resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceVersion" ADD CONSTRAINT "ResourceVersion_hash_fkey" FOREIGN KEY ("hash") REFERENCES "ResourceBytes"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceTaken" ADD CONSTRAINT "ResourceTaken_resourceId_fkey" FOREIGN KEY ("resourceId") REFERENCES "Resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceTaken" ADD CONSTRAINT "ResourceTaken_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceTaken" ADD CONSTRAINT "ResourceTaken_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_offeringId_fkey" FOREIGN KEY ("offeringId") REFERENCES "Offering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_markId_fkey" FOREIGN KEY ("markId") REFERENCES "Mark"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_observerId_fkey" FOREIGN KEY ("observerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewerTraining" ADD CONSTRAINT "ReviewerTraining_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- Booked and offered are never more than there are places, whoever writes and however many at once: the date is locked before it is counted.
CREATE FUNCTION hold_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_date uuid;
  there int;
  taken int;
BEGIN
  IF TG_TABLE_NAME = 'Place' THEN of_date := NEW."dateId"; ELSE of_date := NEW.id; END IF;
  SELECT places INTO there FROM "CourseDate" WHERE id = of_date FOR UPDATE;
  SELECT count(*) INTO taken FROM "Place" WHERE "dateId" = of_date AND status IN ('booked', 'offered', 'attended', 'absent');
  IF taken > there THEN
    RAISE EXCEPTION 'More places are booked and offered (%) than there are (%)', taken, there USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "Place_within" AFTER INSERT OR UPDATE OF status, "dateId" ON "Place"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.status IN ('booked', 'offered', 'attended', 'absent')) EXECUTE FUNCTION hold_places();
CREATE CONSTRAINT TRIGGER "CourseDate_within" AFTER UPDATE OF places ON "CourseDate"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hold_places();

ALTER TABLE "CourseDate" ADD CONSTRAINT "CourseDate_places" CHECK (places BETWEEN 2 AND 200 AND (least IS NULL OR least BETWEEN 1 AND places));
ALTER TABLE "CourseDate" ADD CONSTRAINT "CourseDate_order" CHECK ("startsAt" < "endsAt" AND (least IS NULL) = ("leastBy" IS NULL));
ALTER TABLE "CourseSession" ADD CONSTRAINT "CourseSession_order" CHECK ("startsAt" < "endsAt" AND position BETWEEN 0 AND 11);
ALTER TABLE "Place" ADD CONSTRAINT "Place_owner" CHECK (("yotCode" IS NULL) <> ("personId" IS NULL));
ALTER TABLE "Place" ADD CONSTRAINT "Place_offered" CHECK ((status = 'offered') <= ("offeredUntil" IS NOT NULL));
-- Nobody has two places on one date.
CREATE UNIQUE INDEX "Place_person_once" ON "Place" ("dateId", "attendeeId") WHERE status IN ('booked', 'attended', 'absent') AND "attendeeId" IS NOT NULL;
CREATE UNIQUE INDEX "Place_address_once" ON "Place" ("dateId", "address") WHERE status IN ('booked', 'attended', 'absent') AND "address" <> '';
-- The queue of a date in its order.
CREATE INDEX "Place_queue" ON "Place" ("dateId", "waitingSince", "drawn", id) WHERE status = 'waiting';
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_marks" CHECK (usefulness BETWEEN 1 AND 5 AND quality BETWEEN 1 AND 5);
ALTER TABLE "ResourceBytes" ADD CONSTRAINT "ResourceBytes_hash" CHECK (hash = encode(sha256(bytes), 'hex'));
ALTER TABLE "Mark" ADD CONSTRAINT "Mark_in_force" CHECK (("awardedOn" IS NULL) = ("endsOn" IS NULL) AND (status NOT IN ('awarded', 'questioned') OR "awardedOn" IS NOT NULL));
-- One that is asked for, looked at or in force of an offering at a time.
CREATE UNIQUE INDEX "Mark_one" ON "Mark" ("offeringId") WHERE status IN ('asked', 'observing', 'awarded', 'questioned');

-- What was taken up stands in the ledger without time: nobody gave any.
ALTER TABLE "LedgerEntry" DROP CONSTRAINT "LedgerEntry_minutes";
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_minutes"
  CHECK (("minutes" > 0) = ("reversesId" IS NULL) OR ("sourceKind" = 'reuse' AND "minutes" = 0));
