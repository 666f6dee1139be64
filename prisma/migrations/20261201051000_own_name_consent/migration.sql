-- CreateEnum
CREATE TYPE "ConsentStatus" AS ENUM ('asked', 'given', 'refused', 'withdrawn', 'ended');

-- CreateTable
CREATE TABLE "OwnNameConsent" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "status" "ConsentStatus" NOT NULL,
    "words" TEXT NOT NULL,
    "daysPerYear" INTEGER NOT NULL,
    "mayCharge" BOOLEAN NOT NULL,
    "leadName" TEXT NOT NULL,
    "leadAddress" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answerBy" DATE NOT NULL,
    "until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "OwnNameConsent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OwnNameConsent_tokenHash_key" ON "OwnNameConsent"("tokenHash");

-- CreateIndex
CREATE INDEX "OwnNameConsent_personId_yotCode_status_idx" ON "OwnNameConsent"("personId", "yotCode", "status");

-- CreateIndex
CREATE INDEX "OwnNameConsent_yotCode_idx" ON "OwnNameConsent"("yotCode");

-- CreateIndex
CREATE INDEX "OwnNameConsent_status_until_idx" ON "OwnNameConsent"("status", "until");

-- AddForeignKey
ALTER TABLE "OwnNameConsent" ADD CONSTRAINT "OwnNameConsent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnNameConsent" ADD CONSTRAINT "OwnNameConsent_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One question at a time.
CREATE UNIQUE INDEX "OwnNameConsent_one_open" ON "OwnNameConsent"("personId", "yotCode") WHERE status IN ('asked', 'given');

SELECT lead_to_the_one('OwnNameConsent', 'personId');
