-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "joinedIntoId" UUID;

-- CreateTable
CREATE TABLE "RecordJoin" (
    "id" UUID NOT NULL,
    "keptId" UUID NOT NULL,
    "joinedRecordId" UUID NOT NULL,
    "sureBy" TEXT NOT NULL,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "joinedById" UUID,
    "undoBy" DATE NOT NULL,
    "carried" JSONB NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneById" UUID,

    CONSTRAINT "RecordJoin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordPair" (
    "oneId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "proposedOn" DATE NOT NULL,
    "apartAt" TIMESTAMPTZ(3),
    "apartById" UUID,

    CONSTRAINT "RecordPair_pkey" PRIMARY KEY ("oneId","otherId")
);

-- CreateIndex
CREATE INDEX "RecordJoin_keptId_idx" ON "RecordJoin"("keptId");

-- CreateIndex
CREATE INDEX "RecordJoin_joinedRecordId_idx" ON "RecordJoin"("joinedRecordId");

-- CreateIndex
CREATE INDEX "RecordJoin_undoneAt_undoBy_idx" ON "RecordJoin"("undoneAt", "undoBy");

-- CreateIndex
CREATE INDEX "RecordPair_otherId_idx" ON "RecordPair"("otherId");

-- CreateIndex
CREATE INDEX "RecordPair_apartAt_proposedOn_idx" ON "RecordPair"("apartAt", "proposedOn");

-- CreateIndex
CREATE INDEX "Person_joinedIntoId_idx" ON "Person"("joinedIntoId");

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_joinedIntoId_fkey" FOREIGN KEY ("joinedIntoId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordJoin" ADD CONSTRAINT "RecordJoin_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordJoin" ADD CONSTRAINT "RecordJoin_joinedRecordId_fkey" FOREIGN KEY ("joinedRecordId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordPair" ADD CONSTRAINT "RecordPair_oneId_fkey" FOREIGN KEY ("oneId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordPair" ADD CONSTRAINT "RecordPair_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A record that was joined to another is nobody any more. Whatever still names it, written by somebody who was under way as the two were
-- joined, is led to the one that stays: the trigger waits for the joining, and reads what came of it.
CREATE FUNCTION lead_to_the_one(on_table text, VARIADIC columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  body text := '';
  name text;
BEGIN
  FOREACH name IN ARRAY columns LOOP
    body := body || format(
      'IF NEW.%1$I IS NOT NULL THEN'
      ' SELECT "joinedIntoId" INTO one FROM "Person" WHERE id = NEW.%1$I FOR KEY SHARE;'
      ' IF one IS NOT NULL THEN NEW.%1$I := one; END IF;'
      ' END IF; ', name);
  END LOOP;
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql AS %L',
    on_table || '_leads', 'DECLARE one uuid; BEGIN ' || body || 'RETURN NEW; END');
  EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I', on_table || '_leads', on_table);
  EXECUTE format(
    'CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF %s ON %I FOR EACH ROW EXECUTE FUNCTION %I()',
    on_table || '_leads',
    (SELECT string_agg(quote_ident(one), ', ') FROM unnest(columns) AS one),
    on_table, on_table || '_leads');
END $$;

SELECT lead_to_the_one('Absence', 'personId');
SELECT lead_to_the_one('AcceptedGap', 'acceptedById');
SELECT lead_to_the_one('AccuracyComment', 'answeredById', 'madeById');
SELECT lead_to_the_one('ActionUpdate', 'byId');
SELECT lead_to_the_one('AgendaItem', 'addedById');
SELECT lead_to_the_one('Alternate', 'personId');
SELECT lead_to_the_one('Application', 'decidedById', 'personId');
SELECT lead_to_the_one('ApplicationMove', 'movedById');
SELECT lead_to_the_one('Appointment', 'personId');
SELECT lead_to_the_one('Assessment', 'assessorId');
SELECT lead_to_the_one('Assumption', 'setById');
SELECT lead_to_the_one('BoardPart', 'personId');
SELECT lead_to_the_one('BoardQuorum', 'publishedById');
SELECT lead_to_the_one('CaseDocument', 'addedById');
SELECT lead_to_the_one('CaseMessage', 'byId');
SELECT lead_to_the_one('Concern', 'openedById');
SELECT lead_to_the_one('ConcernMeasure', 'byId', 'targetId');
SELECT lead_to_the_one('ConcernParty', 'personId');
SELECT lead_to_the_one('ConcernQuestion', 'answeredById', 'askedById');
SELECT lead_to_the_one('ConcernStatement', 'byId');
SELECT lead_to_the_one('ConcernView', 'deciderId');
SELECT lead_to_the_one('Conflict', 'decidedById', 'personId');
SELECT lead_to_the_one('ConflictCheck', 'checkedById', 'personId');
SELECT lead_to_the_one('CourseDate', 'createdById');
SELECT lead_to_the_one('CourseTrainer', 'personId');
SELECT lead_to_the_one('DayRate', 'publishedById');
SELECT lead_to_the_one('Declaration', 'personId');
SELECT lead_to_the_one('Dispute', 'openedById', 'recommendedById');
SELECT lead_to_the_one('DocumentOpening', 'personId');
SELECT lead_to_the_one('DocumentVersion', 'addedById');
SELECT lead_to_the_one('Election', 'electedId', 'openedById');
SELECT lead_to_the_one('ElectionVoter', 'personId');
SELECT lead_to_the_one('EmailAddress', 'personId');
SELECT lead_to_the_one('Engagement', 'hostContactId', 'providerContactId', 'providerPersonId');
SELECT lead_to_the_one('EngagementMessage', 'byId');
SELECT lead_to_the_one('EngagementPerson', 'personId');
SELECT lead_to_the_one('Enquiry', 'fromId');
SELECT lead_to_the_one('Evidence', 'authorId');
SELECT lead_to_the_one('Expertise', 'personId');
SELECT lead_to_the_one('Feed', 'personId');
SELECT lead_to_the_one('Finding', 'draftedById');
SELECT lead_to_the_one('FindingAgreement', 'personId');
SELECT lead_to_the_one('Given', 'personId');
SELECT lead_to_the_one('Holding', 'personId');
SELECT lead_to_the_one('Identity', 'personId');
SELECT lead_to_the_one('Interest', 'otherPersonId', 'personId');
SELECT lead_to_the_one('Invitation', 'personId');
SELECT lead_to_the_one('IssueMark', 'madeById');
SELECT lead_to_the_one('IssuePart', 'savedById');
SELECT lead_to_the_one('KeptForm', 'personId');
SELECT lead_to_the_one('LaterWord', 'byId');
SELECT lead_to_the_one('LedgerEntry', 'giverPersonId', 'personId');
SELECT lead_to_the_one('LedgerOpening', 'importedById');
SELECT lead_to_the_one('MailChoice', 'personId');
SELECT lead_to_the_one('Mark', 'askedById');
SELECT lead_to_the_one('Meeting', 'createdById');
SELECT lead_to_the_one('MeetingAnswer', 'personId');
SELECT lead_to_the_one('MeetingGuest', 'invitedById');
SELECT lead_to_the_one('MeetingSeries', 'createdById');
SELECT lead_to_the_one('MemberImport', 'startedById');
SELECT lead_to_the_one('Membership', 'personId', 'requestedById');
SELECT lead_to_the_one('Minutes', 'savedById');
SELECT lead_to_the_one('MinutesObjection', 'answeredById', 'byId');
SELECT lead_to_the_one('Move', 'movedById');
SELECT lead_to_the_one('Need', 'chosenById', 'fromId');
SELECT lead_to_the_one('NeedDraft', 'personId');
SELECT lead_to_the_one('NeedQuestion', 'answeredById', 'askedById');
SELECT lead_to_the_one('Nomination', 'nomineeId', 'proposerId', 'seconderId');
SELECT lead_to_the_one('Notice', 'addedById');
SELECT lead_to_the_one('Objection', 'personId');
SELECT lead_to_the_one('Observation', 'observerId');
SELECT lead_to_the_one('Offering', 'contactId', 'personId');
SELECT lead_to_the_one('Place', 'attendeeId', 'bookedById', 'personId');
SELECT lead_to_the_one('PrivateWord', 'byId', 'personId');
SELECT lead_to_the_one('Profile', 'personId');
SELECT lead_to_the_one('RatedPerson', 'personId');
SELECT lead_to_the_one('Rating', 'raterId', 'repliedById');
SELECT lead_to_the_one('RecoveryCode', 'personId');
SELECT lead_to_the_one('Reference', 'refereePersonId');
SELECT lead_to_the_one('Remark', 'answeredById', 'byId');
SELECT lead_to_the_one('Report', 'sentById');
SELECT lead_to_the_one('ReportReading', 'personId');
SELECT lead_to_the_one('ReportSection', 'savedById');
SELECT lead_to_the_one('ReportSectionVersion', 'savedById');
SELECT lead_to_the_one('Resource', 'addedById');
SELECT lead_to_the_one('ResourceTaken', 'personId');
SELECT lead_to_the_one('ReviewRequest', 'caseHolderId', 'leadOfficerId', 'requestedById');
SELECT lead_to_the_one('ReviewerTraining', 'personId');
SELECT lead_to_the_one('Round', 'startedById');
SELECT lead_to_the_one('RoundTeam', 'acceptedById');
SELECT lead_to_the_one('SavedView', 'personId');
SELECT lead_to_the_one('SealedText', 'sealedById');
SELECT lead_to_the_one('Seat', 'personId');
SELECT lead_to_the_one('SecondStep', 'personId');
SELECT lead_to_the_one('SectionOpening', 'personId');
SELECT lead_to_the_one('Session', 'personId');
SELECT lead_to_the_one('SessionPerson', 'personId');
SELECT lead_to_the_one('Settlement', 'saidById');
SELECT lead_to_the_one('Share', 'sharedById');
SELECT lead_to_the_one('Sight', 'givenById', 'personId');
SELECT lead_to_the_one('SignInLink', 'personId');
SELECT lead_to_the_one('Standing', 'personId');
SELECT lead_to_the_one('StandingCondition', 'confirmedById', 'personId');
SELECT lead_to_the_one('StandingRole', 'personId');
SELECT lead_to_the_one('StepSaid', 'byId');
SELECT lead_to_the_one('Subscription', 'personId');
SELECT lead_to_the_one('Suspension', 'personId');
SELECT lead_to_the_one('TeamProposal', 'proposedById');
SELECT lead_to_the_one('TermsDraft', 'savedById');
SELECT lead_to_the_one('TextAcceptance', 'personId');
SELECT lead_to_the_one('Thanks', 'byId');
SELECT lead_to_the_one('TimeLog', 'personId');
SELECT lead_to_the_one('WaitingLine', 'personId');
SELECT lead_to_the_one('WeightSet', 'publishedById');
SELECT lead_to_the_one('WeightTrial', 'startedById');
SELECT lead_to_the_one('WorkbookContributor', 'invitedById');
SELECT lead_to_the_one('WorkbookSent', 'byId');
SELECT lead_to_the_one('WorkbookView', 'byId');
SELECT lead_to_the_one('YoungVoice', 'addedById');
