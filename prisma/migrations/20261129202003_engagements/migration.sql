-- CreateEnum
CREATE TYPE "SettlementKind" AS ENUM ('invoice', 'purchase_order', 'paid', 'received');

-- AlterEnum: work that was to come is agreed work; "scheduled" is how a page reads, and no state.
CREATE TYPE "EngagementStatus_new" AS ENUM ('terms_proposed', 'agreed', 'delivered', 'to_put_right', 'confirmed', 'disputed', 'settled', 'closed', 'cancelled', 'withdrawn');
ALTER TABLE "Engagement" ALTER COLUMN "status" TYPE "EngagementStatus_new"
  USING (CASE "status"::text WHEN 'scheduled' THEN 'agreed' ELSE "status"::text END::"EngagementStatus_new");
DROP TYPE "EngagementStatus";
ALTER TYPE "EngagementStatus_new" RENAME TO "EngagementStatus";

-- DropIndex
DROP INDEX "Engagement_hostYotCode_idx";

-- DropIndex
DROP INDEX "Engagement_providerPersonId_idx";

-- DropIndex
DROP INDEX "Engagement_providerYotCode_idx";

-- DropIndex
DROP INDEX "Engagement_status_idx";

-- AlterTable
ALTER TABLE "Engagement"
  ADD COLUMN "changeAsked" INTEGER,
  ADD COLUMN "confirmedOn" DATE,
  ADD COLUMN "firstSessionOn" DATE,
  ADD COLUMN "hostContactId" UUID,
  ADD COLUMN "ir35" TEXT,
  ADD COLUMN "ir35On" DATE,
  ADD COLUMN "isBySilence" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "isUnresolved" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "lastSessionOn" DATE,
  ADD COLUMN "needsSubstitute" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "providerContactId" UUID,
  ADD COLUMN "putRightRounds" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "silentOn" DATE,
  ADD COLUMN "stateBefore" "EngagementStatus",
  ADD COLUMN "termsInForce" INTEGER,
  ADD COLUMN "title" TEXT,
  ADD COLUMN "totalPence" INTEGER;

-- What was agreed before keeps its people, its price and its days.
UPDATE "Engagement" e SET "title" = o."title", "providerContactId" = o."contactId",
  "hostContactId" = COALESCE((SELECT "fromId" FROM "Enquiry" q WHERE q."id" = e."enquiryId"), e."hostAgreedById", o."contactId"),
  "totalPence" = e."pricePence", "firstSessionOn" = e."startsOn", "lastSessionOn" = e."startsOn", "confirmedOn" = e."deliveredOn"
FROM "Offering" o WHERE o."id" = e."offeringId";
ALTER TABLE "Engagement"
  ALTER COLUMN "title" SET NOT NULL,
  ALTER COLUMN "providerContactId" SET NOT NULL,
  ALTER COLUMN "hostContactId" SET NOT NULL,
  DROP COLUMN "hostAgreedAt",
  DROP COLUMN "hostAgreedById",
  DROP COLUMN "hours",
  DROP COLUMN "invoiceReference",
  DROP COLUMN "ir35Determination",
  DROP COLUMN "poReference",
  DROP COLUMN "pricePence",
  DROP COLUMN "providerAgreedAt",
  DROP COLUMN "providerAgreedById",
  DROP COLUMN "startsOn",
  DROP COLUMN "terms";

-- CreateTable
CREATE TABLE "EngagementPerson" (
    "engagementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unavailableAt" TIMESTAMPTZ(3),

    CONSTRAINT "EngagementPerson_pkey" PRIMARY KEY ("engagementId","personId")
);

-- CreateTable
CREATE TABLE "EngagementSession" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "mode" "Delivery" NOT NULL,
    "place" TEXT NOT NULL,
    "notHeld" TEXT,

    CONSTRAINT "EngagementSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TermsDraft" (
    "engagementId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "parts" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "TermsDraft_pkey" PRIMARY KEY ("engagementId","side")
);

-- CreateTable
CREATE TABLE "Given" (
    "engagementId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "minutes" INTEGER NOT NULL,
    "travelMinutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Given_pkey" PRIMARY KEY ("engagementId","personId","on")
);

-- CreateTable
CREATE TABLE "Settlement" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "kind" "SettlementKind" NOT NULL,
    "number" TEXT,
    "on" DATE NOT NULL,
    "netPence" INTEGER,
    "vatPence" INTEGER,
    "providerKey" TEXT,
    "saidById" UUID NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Settlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "openedSide" TEXT NOT NULL,
    "openedById" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "otherStatement" TEXT,
    "statementBy" DATE NOT NULL,
    "recommendation" TEXT,
    "recommendedById" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EngagementMessage" (
    "id" UUID NOT NULL,
    "engagementId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EngagementMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "sourceKind" TEXT NOT NULL,
    "sourceId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "giverYotCode" TEXT,
    "giverPersonId" UUID,
    "giverRegion" TEXT NOT NULL,
    "receiverYotCode" TEXT,
    "receiverRegion" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "basis" "Basis" NOT NULL,
    "isBySilence" BOOLEAN NOT NULL DEFAULT false,
    "reversesId" UUID,
    "why" TEXT,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerShare" (
    "entryId" UUID NOT NULL,
    "themeCode" TEXT NOT NULL,
    "perMille" INTEGER NOT NULL,

    CONSTRAINT "LedgerShare_pkey" PRIMARY KEY ("entryId","themeCode")
);

-- CreateTable
CREATE TABLE "LedgerMonth" (
    "yotCode" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "basis" "Basis" NOT NULL,
    "givenMinutes" INTEGER NOT NULL DEFAULT 0,
    "receivedMinutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "LedgerMonth_pkey" PRIMARY KEY ("yotCode","month","basis")
);

-- CreateTable
CREATE TABLE "Thanks" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mayQuote" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Thanks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EngagementPerson_personId_idx" ON "EngagementPerson"("personId");

-- CreateIndex
CREATE INDEX "EngagementSession_startsAt_idx" ON "EngagementSession"("startsAt");

-- CreateIndex
CREATE UNIQUE INDEX "EngagementSession_engagementId_position_key" ON "EngagementSession"("engagementId", "position");

-- CreateIndex
CREATE INDEX "Given_personId_idx" ON "Given"("personId");

-- CreateIndex
CREATE INDEX "Settlement_engagementId_kind_idx" ON "Settlement"("engagementId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Settlement_providerKey_number_key" ON "Settlement"("providerKey", "number");

-- CreateIndex
CREATE INDEX "Dispute_engagementId_idx" ON "Dispute"("engagementId");

-- CreateIndex
CREATE INDEX "Dispute_endedAt_openedAt_idx" ON "Dispute"("endedAt", "openedAt");

-- CreateIndex
CREATE INDEX "EngagementMessage_engagementId_at_idx" ON "EngagementMessage"("engagementId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_seq_key" ON "LedgerEntry"("seq");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_key_key" ON "LedgerEntry"("key");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerEntry_reversesId_key" ON "LedgerEntry"("reversesId");

-- CreateIndex
CREATE INDEX "LedgerEntry_giverYotCode_on_idx" ON "LedgerEntry"("giverYotCode", "on");

-- CreateIndex
CREATE INDEX "LedgerEntry_giverPersonId_on_idx" ON "LedgerEntry"("giverPersonId", "on");

-- CreateIndex
CREATE INDEX "LedgerEntry_receiverYotCode_on_idx" ON "LedgerEntry"("receiverYotCode", "on");

-- CreateIndex
CREATE INDEX "LedgerEntry_sourceKind_sourceId_idx" ON "LedgerEntry"("sourceKind", "sourceId");

-- CreateIndex
CREATE INDEX "LedgerEntry_on_idx" ON "LedgerEntry"("on");

-- CreateIndex
CREATE INDEX "LedgerShare_themeCode_idx" ON "LedgerShare"("themeCode");

-- CreateIndex
CREATE UNIQUE INDEX "Thanks_entryId_key" ON "Thanks"("entryId");

-- CreateIndex
CREATE INDEX "Engagement_providerYotCode_status_idx" ON "Engagement"("providerYotCode", "status");

-- CreateIndex
CREATE INDEX "Engagement_providerPersonId_status_idx" ON "Engagement"("providerPersonId", "status");

-- CreateIndex
CREATE INDEX "Engagement_hostYotCode_status_idx" ON "Engagement"("hostYotCode", "status");

-- CreateIndex
CREATE INDEX "Engagement_status_silentOn_idx" ON "Engagement"("status", "silentOn");

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_providerContactId_fkey" FOREIGN KEY ("providerContactId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Engagement" ADD CONSTRAINT "Engagement_hostContactId_fkey" FOREIGN KEY ("hostContactId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementPerson" ADD CONSTRAINT "EngagementPerson_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementPerson" ADD CONSTRAINT "EngagementPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementSession" ADD CONSTRAINT "EngagementSession_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TermsDraft" ADD CONSTRAINT "TermsDraft_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Given" ADD CONSTRAINT "Given_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Given" ADD CONSTRAINT "Given_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementMessage" ADD CONSTRAINT "EngagementMessage_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EngagementMessage" ADD CONSTRAINT "EngagementMessage_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerShare" ADD CONSTRAINT "LedgerShare_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Thanks" ADD CONSTRAINT "Thanks_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LedgerEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- What was given stays written: it is taken back by another entry, never changed.
CREATE FUNCTION refuse_unwriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger is append-only: take an entry back with another';
END
$$;

CREATE TRIGGER "LedgerEntry_append_only" BEFORE UPDATE OR DELETE ON "LedgerEntry" FOR EACH ROW EXECUTE FUNCTION refuse_unwriting();
CREATE TRIGGER "LedgerEntry_no_truncate" BEFORE TRUNCATE ON "LedgerEntry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unwriting();
CREATE TRIGGER "LedgerShare_append_only" BEFORE UPDATE OR DELETE ON "LedgerShare" FOR EACH ROW EXECUTE FUNCTION refuse_unwriting();
CREATE TRIGGER "LedgerShare_no_truncate" BEFORE TRUNCATE ON "LedgerShare" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unwriting();

-- Nobody's time is nought or less unless it takes an entry back.
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_minutes" CHECK (("minutes" > 0) = ("reversesId" IS NULL));
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_giver" CHECK (("giverYotCode" IS NULL) <> ("giverPersonId" IS NULL));
ALTER TABLE "Given" ADD CONSTRAINT "Given_minutes" CHECK ("minutes" BETWEEN 1 AND 840 AND "travelMinutes" BETWEEN 0 AND 840);
