-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('regional', 'executive', 'agm');

-- CreateEnum
CREATE TYPE "MeetingStatus" AS ENUM ('planned', 'called', 'agenda_fixed', 'held', 'minutes_drafted', 'agreed', 'published', 'called_off');

-- CreateEnum
CREATE TYPE "ElectionStatus" AS ENUM ('nominating', 'voting', 'declared', 'handed_over', 'unfilled', 'called_off');

-- CreateEnum
CREATE TYPE "TimeKind" AS ENUM ('meeting', 'sense_check', 'matching', 'chasing');

-- CreateTable
CREATE TABLE "MeetingSeries" (
    "id" UUID NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "region" TEXT,
    "title" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "week" INTEGER NOT NULL,
    "everyMonths" INTEGER NOT NULL,
    "beginsOn" DATE NOT NULL,
    "startsAt" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "mode" "Delivery" NOT NULL,
    "place" TEXT NOT NULL,
    "joiningLink" TEXT,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MeetingSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "region" TEXT,
    "title" TEXT NOT NULL,
    "status" "MeetingStatus" NOT NULL,
    "isExtraordinary" BOOLEAN NOT NULL DEFAULT false,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "mode" "Delivery" NOT NULL,
    "place" TEXT NOT NULL,
    "joiningLink" TEXT,
    "seriesId" UUID,
    "seriesOn" DATE,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "calledAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "who" TEXT NOT NULL,
    "wanted" TEXT NOT NULL,
    "addedById" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingAnswer" (
    "meetingId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "isComing" BOOLEAN,
    "answeredAt" TIMESTAMPTZ(3),
    "hasCome" BOOLEAN,

    CONSTRAINT "MeetingAnswer_pkey" PRIMARY KEY ("meetingId","personId")
);

-- CreateTable
CREATE TABLE "MeetingGuest" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "isComing" BOOLEAN,
    "hasCome" BOOLEAN,
    "invitedById" UUID NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MeetingGuest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Minutes" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "objectBy" DATE,

    CONSTRAINT "Minutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MinutesObjection" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "isAccepted" BOOLEAN,
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,

    CONSTRAINT "MinutesObjection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingDecision" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "logRef" TEXT NOT NULL,

    CONSTRAINT "MeetingDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Election" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "meetingId" UUID NOT NULL,
    "role" "AppointmentRole" NOT NULL,
    "region" TEXT,
    "outgoingId" UUID,
    "status" "ElectionStatus" NOT NULL,
    "nominationsUntil" DATE NOT NULL,
    "votesUntil" DATE NOT NULL,
    "handoverOn" DATE NOT NULL,
    "termUntil" DATE NOT NULL,
    "electedId" UUID,
    "isByLot" BOOLEAN NOT NULL DEFAULT false,
    "openedById" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Election_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "electionId" UUID NOT NULL,
    "nomineeId" UUID NOT NULL,
    "proposerId" UUID NOT NULL,
    "seconderId" UUID,
    "secondedAt" TIMESTAMPTZ(3),
    "consentedAt" TIMESTAMPTZ(3),
    "statement" TEXT NOT NULL DEFAULT '',
    "withdrawnAt" TIMESTAMPTZ(3),
    "votes" INTEGER,
    "nominatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ElectionVoter" (
    "electionId" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "votedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ElectionVoter_pkey" PRIMARY KEY ("electionId","yotCode")
);

-- CreateTable
CREATE TABLE "ElectionBallot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "electionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,

    CONSTRAINT "ElectionBallot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimeLog" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "region" TEXT NOT NULL,
    "kind" "TimeKind" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "loggedAt" TIMESTAMPTZ(3) NOT NULL,
    "takenBackAt" TIMESTAMPTZ(3),

    CONSTRAINT "TimeLog_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MeetingSeries_endedAt_idx" ON "MeetingSeries"("endedAt");

-- CreateIndex
CREATE INDEX "MeetingSeries_createdById_idx" ON "MeetingSeries"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_ref_key" ON "Meeting"("ref");

-- CreateIndex
CREATE INDEX "Meeting_status_startsAt_idx" ON "Meeting"("status", "startsAt");

-- CreateIndex
CREATE INDEX "Meeting_startsAt_idx" ON "Meeting"("startsAt");

-- CreateIndex
CREATE INDEX "Meeting_region_startsAt_idx" ON "Meeting"("region", "startsAt");

-- CreateIndex
CREATE INDEX "Meeting_calledAt_idx" ON "Meeting"("calledAt");

-- CreateIndex
CREATE INDEX "Meeting_publishedAt_idx" ON "Meeting"("publishedAt");

-- CreateIndex
CREATE INDEX "Meeting_createdById_idx" ON "Meeting"("createdById");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_seriesId_seriesOn_key" ON "Meeting"("seriesId", "seriesOn");

-- CreateIndex
CREATE INDEX "AgendaItem_meetingId_position_idx" ON "AgendaItem"("meetingId", "position");

-- CreateIndex
CREATE INDEX "AgendaItem_addedById_idx" ON "AgendaItem"("addedById");

-- CreateIndex
CREATE INDEX "MeetingAnswer_personId_idx" ON "MeetingAnswer"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingGuest_tokenHash_key" ON "MeetingGuest"("tokenHash");

-- CreateIndex
CREATE INDEX "MeetingGuest_invitedById_idx" ON "MeetingGuest"("invitedById");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingGuest_meetingId_address_key" ON "MeetingGuest"("meetingId", "address");

-- CreateIndex
CREATE INDEX "Minutes_savedById_idx" ON "Minutes"("savedById");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_meetingId_number_key" ON "Minutes"("meetingId", "number");

-- CreateIndex
CREATE INDEX "MinutesObjection_meetingId_raisedAt_idx" ON "MinutesObjection"("meetingId", "raisedAt");

-- CreateIndex
CREATE INDEX "MinutesObjection_byId_idx" ON "MinutesObjection"("byId");

-- CreateIndex
CREATE INDEX "MinutesObjection_answeredById_idx" ON "MinutesObjection"("answeredById");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingDecision_meetingId_position_key" ON "MeetingDecision"("meetingId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Election_ref_key" ON "Election"("ref");

-- CreateIndex
CREATE INDEX "Election_meetingId_idx" ON "Election"("meetingId");

-- CreateIndex
CREATE INDEX "Election_outgoingId_idx" ON "Election"("outgoingId");

-- CreateIndex
CREATE INDEX "Election_status_nominationsUntil_idx" ON "Election"("status", "nominationsUntil");

-- CreateIndex
CREATE INDEX "Election_electedId_idx" ON "Election"("electedId");

-- CreateIndex
CREATE INDEX "Election_openedById_idx" ON "Election"("openedById");

-- CreateIndex
CREATE INDEX "Nomination_nomineeId_idx" ON "Nomination"("nomineeId");

-- CreateIndex
CREATE INDEX "Nomination_proposerId_idx" ON "Nomination"("proposerId");

-- CreateIndex
CREATE INDEX "Nomination_seconderId_idx" ON "Nomination"("seconderId");

-- CreateIndex
CREATE UNIQUE INDEX "Nomination_electionId_nomineeId_key" ON "Nomination"("electionId", "nomineeId");

-- CreateIndex
CREATE INDEX "ElectionVoter_yotCode_idx" ON "ElectionVoter"("yotCode");

-- CreateIndex
CREATE INDEX "ElectionVoter_personId_idx" ON "ElectionVoter"("personId");

-- CreateIndex
CREATE INDEX "ElectionBallot_electionId_idx" ON "ElectionBallot"("electionId");

-- CreateIndex
CREATE INDEX "ElectionBallot_nominationId_idx" ON "ElectionBallot"("nominationId");

-- CreateIndex
CREATE INDEX "TimeLog_personId_on_idx" ON "TimeLog"("personId", "on");

-- CreateIndex
CREATE INDEX "TimeLog_on_idx" ON "TimeLog"("on");

-- AddForeignKey
ALTER TABLE "MeetingSeries" ADD CONSTRAINT "MeetingSeries_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAnswer" ADD CONSTRAINT "MeetingAnswer_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAnswer" ADD CONSTRAINT "MeetingAnswer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingGuest" ADD CONSTRAINT "MeetingGuest_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingGuest" ADD CONSTRAINT "MeetingGuest_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MinutesObjection" ADD CONSTRAINT "MinutesObjection_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MinutesObjection" ADD CONSTRAINT "MinutesObjection_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MinutesObjection" ADD CONSTRAINT "MinutesObjection_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingDecision" ADD CONSTRAINT "MeetingDecision_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Election" ADD CONSTRAINT "Election_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Election" ADD CONSTRAINT "Election_outgoingId_fkey" FOREIGN KEY ("outgoingId") REFERENCES "Appointment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Election" ADD CONSTRAINT "Election_electedId_fkey" FOREIGN KEY ("electedId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Election" ADD CONSTRAINT "Election_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_electionId_fkey" FOREIGN KEY ("electionId") REFERENCES "Election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_nomineeId_fkey" FOREIGN KEY ("nomineeId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_proposerId_fkey" FOREIGN KEY ("proposerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_seconderId_fkey" FOREIGN KEY ("seconderId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ElectionVoter" ADD CONSTRAINT "ElectionVoter_electionId_fkey" FOREIGN KEY ("electionId") REFERENCES "Election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ElectionVoter" ADD CONSTRAINT "ElectionVoter_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ElectionVoter" ADD CONSTRAINT "ElectionVoter_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ElectionBallot" ADD CONSTRAINT "ElectionBallot_electionId_fkey" FOREIGN KEY ("electionId") REFERENCES "Election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ElectionBallot" ADD CONSTRAINT "ElectionBallot_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeLog" ADD CONSTRAINT "TimeLog_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- Minutes that were sent stay as they were read: a change is another version.
CREATE FUNCTION refuse_rewriting_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Minutes that were sent are append-only: write another version';
END
$$;
CREATE TRIGGER "Minutes_sent" BEFORE UPDATE OR DELETE ON "Minutes" FOR EACH ROW
  WHEN (OLD."sentAt" IS NOT NULL) EXECUTE FUNCTION refuse_rewriting_minutes();
CREATE TRIGGER "Minutes_no_truncate" BEFORE TRUNCATE ON "Minutes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting_minutes();

-- A vote that was given is given.
CREATE FUNCTION refuse_unvoting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Votes are append-only';
END
$$;
CREATE TRIGGER "ElectionVoter_append_only" BEFORE UPDATE OR DELETE ON "ElectionVoter" FOR EACH ROW EXECUTE FUNCTION refuse_unvoting();
CREATE TRIGGER "ElectionVoter_no_truncate" BEFORE TRUNCATE ON "ElectionVoter" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unvoting();
CREATE TRIGGER "ElectionBallot_append_only" BEFORE UPDATE OR DELETE ON "ElectionBallot" FOR EACH ROW EXECUTE FUNCTION refuse_unvoting();
CREATE TRIGGER "ElectionBallot_no_truncate" BEFORE TRUNCATE ON "ElectionBallot" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unvoting();

ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_order" CHECK ("startsAt" < "endsAt" AND (kind = 'regional') = (region IS NOT NULL));
ALTER TABLE "MeetingSeries" ADD CONSTRAINT "MeetingSeries_timetable" CHECK (weekday BETWEEN 1 AND 5 AND week BETWEEN 1 AND 5
  AND "everyMonths" BETWEEN 1 AND 12 AND minutes BETWEEN 15 AND 600 AND (kind = 'regional') = (region IS NOT NULL));
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_minutes" CHECK (minutes BETWEEN 1 AND 240);
ALTER TABLE "Election" ADD CONSTRAINT "Election_days" CHECK ("nominationsUntil" < "votesUntil" AND "votesUntil" < "handoverOn" AND "handoverOn" < "termUntil"
  AND (role = 'coordinator') = (region IS NOT NULL));
ALTER TABLE "Election" ADD CONSTRAINT "Election_elected" CHECK ((status IN ('declared', 'handed_over')) = ("electedId" IS NOT NULL));
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_seconder" CHECK (("seconderId" IS NULL) = ("secondedAt" IS NULL)
  AND "seconderId" IS DISTINCT FROM "nomineeId" AND "seconderId" IS DISTINCT FROM "proposerId");
ALTER TABLE "TimeLog" ADD CONSTRAINT "TimeLog_minutes" CHECK (minutes BETWEEN 5 AND 960);
