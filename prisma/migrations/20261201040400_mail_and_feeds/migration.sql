-- CreateEnum
CREATE TYPE "FeedKind" AS ENUM ('mine', 'region', 'courses', 'consultations');

-- CreateEnum
CREATE TYPE "MailTiming" AS ENUM ('at_once', 'daily', 'off');

-- CreateTable
CREATE TABLE "Feed" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "FeedKind" NOT NULL,
    "regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailChoice" (
    "personId" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "timing" "MailTiming" NOT NULL,
    "chosenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MailChoice_pkey" PRIMARY KEY ("personId","area")
);

-- CreateTable
CREATE TABLE "WaitingLine" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "personId" UUID,
    "address" TEXT,
    "line" JSONB NOT NULL,
    "caseKind" "CaseKind",
    "caseId" UUID,
    "day" DATE NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "WaitingLine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Feed_tokenHash_key" ON "Feed"("tokenHash");

-- CreateIndex
CREATE INDEX "Feed_personId_idx" ON "Feed"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "WaitingLine_key_key" ON "WaitingLine"("key");

-- CreateIndex
CREATE INDEX "WaitingLine_sentAt_day_idx" ON "WaitingLine"("sentAt", "day");

-- CreateIndex
CREATE INDEX "WaitingLine_personId_sentAt_idx" ON "WaitingLine"("personId", "sentAt");

-- AddForeignKey
ALTER TABLE "Feed" ADD CONSTRAINT "Feed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailChoice" ADD CONSTRAINT "MailChoice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaitingLine" ADD CONSTRAINT "WaitingLine_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
