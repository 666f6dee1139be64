-- CreateEnum
CREATE TYPE "OutsideStatus" AS ENUM ('asked', 'approved', 'declined', 'withdrawn', 'lapsed', 'suspended', 'ended');

-- CreateEnum
CREATE TYPE "NumberKind" AS ENUM ('company', 'charity', 'ukprn');

-- AlterTable
ALTER TABLE "LedgerEntry" ADD COLUMN     "giverOutsideId" UUID;

-- AlterTable
ALTER TABLE "Offering" ADD COLUMN     "outsideId" UUID;

-- AlterTable
ALTER TABLE "RatingPair" ADD COLUMN     "outsideId" UUID;

-- CreateTable
CREATE TABLE "OutsideProvider" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "status" "OutsideStatus" NOT NULL,
    "name" TEXT NOT NULL,
    "numberKind" "NumberKind" NOT NULL,
    "number" TEXT NOT NULL,
    "website" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "does" TEXT NOT NULL,
    "contactName" TEXT NOT NULL,
    "contactAddress" TEXT NOT NULL,
    "contactId" UUID,
    "wordOne" TEXT NOT NULL,
    "wordTwo" TEXT NOT NULL,
    "invoiceTo" TEXT NOT NULL DEFAULT '',
    "insuranceUntil" DATE NOT NULL,
    "insuranceSeenUntil" DATE,
    "numberSeenOn" DATE,
    "wordOneOn" DATE,
    "wordTwoOn" DATE,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "assessorId" UUID,
    "drawnAt" TIMESTAMPTZ(3),
    "isSupported" BOOLEAN,
    "viewReasons" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReasons" TEXT,
    "approvedUntil" DATE,
    "paidUntil" DATE,
    "feePence" INTEGER,
    "invoicedOn" DATE,
    "invoiceReference" TEXT,
    "renewalAskedOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "OutsideProvider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutsidePerson" (
    "id" UUID NOT NULL,
    "outsideId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "OutsidePerson_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutsideProvider_ref_key" ON "OutsideProvider"("ref");

-- CreateIndex
CREATE INDEX "OutsideProvider_status_approvedUntil_idx" ON "OutsideProvider"("status", "approvedUntil");

-- CreateIndex
CREATE INDEX "OutsideProvider_contactId_idx" ON "OutsideProvider"("contactId");

-- CreateIndex
CREATE INDEX "OutsideProvider_assessorId_idx" ON "OutsideProvider"("assessorId");

-- CreateIndex
CREATE INDEX "OutsideProvider_decidedById_idx" ON "OutsideProvider"("decidedById");

-- CreateIndex
CREATE INDEX "OutsidePerson_outsideId_idx" ON "OutsidePerson"("outsideId");

-- CreateIndex
CREATE INDEX "OutsidePerson_personId_idx" ON "OutsidePerson"("personId");

-- CreateIndex
CREATE INDEX "Offering_outsideId_idx" ON "Offering"("outsideId");

-- CreateIndex
CREATE INDEX "RatingPair_outsideId_idx" ON "RatingPair"("outsideId");

-- AddForeignKey
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_outsideId_fkey" FOREIGN KEY ("outsideId") REFERENCES "OutsideProvider"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsideProvider" ADD CONSTRAINT "OutsideProvider_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsideProvider" ADD CONSTRAINT "OutsideProvider_assessorId_fkey" FOREIGN KEY ("assessorId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsideProvider" ADD CONSTRAINT "OutsideProvider_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsidePerson" ADD CONSTRAINT "OutsidePerson_outsideId_fkey" FOREIGN KEY ("outsideId") REFERENCES "OutsideProvider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutsidePerson" ADD CONSTRAINT "OutsidePerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Somebody speaks for an outside provider, so that every side of an agreement is a person or a service.
ALTER TABLE "Offering" ADD CONSTRAINT "Offering_outside_speaks" CHECK ("outsideId" IS NULL OR "personId" IS NOT NULL);
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_outside_speaks" CHECK ("giverOutsideId" IS NULL OR "giverPersonId" IS NOT NULL);
ALTER TABLE "OutsideProvider" ADD CONSTRAINT "OutsideProvider_approved" CHECK (
  status IN ('asked', 'declined', 'withdrawn') OR ("contactId" IS NOT NULL AND "approvedUntil" IS NOT NULL AND "feePence" IS NOT NULL));

-- One organisation, one place in the catalogue: while one with this number is looked at or approved, no other is.
CREATE UNIQUE INDEX "OutsideProvider_one_number" ON "OutsideProvider"("numberKind", "number")
  WHERE status IN ('asked', 'approved', 'lapsed', 'suspended');

SELECT lead_to_the_one('OutsideProvider', 'contactId', 'assessorId', 'decidedById');
SELECT lead_to_the_one('OutsidePerson', 'personId');
