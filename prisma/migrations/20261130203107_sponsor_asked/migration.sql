-- CreateEnum
CREATE TYPE "SponsorAskAbout" AS ENUM ('request', 'report');

-- AlterTable
ALTER TABLE "ReviewRequest" ADD COLUMN     "observersWanted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sponsorAddress" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "SponsorAsk" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "about" "SponsorAskAbout" NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "agrees" BOOLEAN,
    "words" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SponsorAsk_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SponsorAsk_tokenHash_key" ON "SponsorAsk"("tokenHash");

-- CreateIndex
CREATE INDEX "SponsorAsk_requestId_sentAt_idx" ON "SponsorAsk"("requestId", "sentAt");

-- AddForeignKey
ALTER TABLE "SponsorAsk" ADD CONSTRAINT "SponsorAsk_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
