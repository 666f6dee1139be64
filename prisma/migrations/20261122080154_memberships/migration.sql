-- CreateEnum
CREATE TYPE "LeavingReason" AS ENUM ('new_job', 'retired', 'cost', 'not_used', 'service_merged', 'declined', 'not_said');

-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "decidedAt" TIMESTAMPTZ(3),
ADD COLUMN     "decisionReason" TEXT,
ADD COLUMN     "endedOn" DATE,
ADD COLUMN     "isPaid" BOOLEAN,
ADD COLUMN     "joinedOn" DATE,
ADD COLUMN     "leavingReason" "LeavingReason",
ADD COLUMN     "renewalAskedOn" DATE,
ADD COLUMN     "requestedAt" TIMESTAMPTZ(3),
ADD COLUMN     "requestedById" UUID;

-- CreateTable
CREATE TABLE "MembershipPayment" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "membershipId" UUID NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "feePence" INTEGER NOT NULL,
    "poReference" TEXT,
    "invoiceReference" TEXT,
    "paidOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MembershipPayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MembershipTerms" (
    "version" INTEGER NOT NULL,
    "inForceFrom" DATE NOT NULL,
    "individualFeePence" INTEGER NOT NULL,
    "groupFeePence" INTEGER NOT NULL,
    "noticeDays" INTEGER NOT NULL,
    "graceDays" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MembershipTerms_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "MemberImport" (
    "id" UUID NOT NULL,
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "sheetName" TEXT,
    "unread" TEXT[],
    "rows" JSONB NOT NULL,
    "corrections" JSONB NOT NULL DEFAULT '{}',
    "rowCount" INTEGER NOT NULL,
    "appliedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MemberImport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MembershipPayment_ref_key" ON "MembershipPayment"("ref");

-- CreateIndex
CREATE INDEX "MembershipPayment_membershipId_idx" ON "MembershipPayment"("membershipId");

-- AddForeignKey
ALTER TABLE "MembershipPayment" ADD CONSTRAINT "MembershipPayment_membershipId_fkey" FOREIGN KEY ("membershipId") REFERENCES "Membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A payer has one membership that has not ended, however many ask at once.
CREATE UNIQUE INDEX "Membership_one_per_yot" ON "Membership" ("yotCode") WHERE "yotCode" IS NOT NULL AND status <> 'ended';
CREATE UNIQUE INDEX "Membership_one_per_person" ON "Membership" ("personId") WHERE "personId" IS NOT NULL AND status <> 'ended';
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_dates" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_fee" CHECK ("feePence" >= 0);

-- The terms to begin with; the association publishes later versions itself.
INSERT INTO "MembershipTerms" (version, "inForceFrom", "individualFeePence", "groupFeePence", "noticeDays", "graceDays", "createdAt")
VALUES (1, '2000-01-01', 15000, 15000, 60, 90, '2000-01-01');
