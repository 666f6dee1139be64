-- CreateTable
CREATE TABLE "WeightTrial" (
    "id" UUID NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "roundNumber" INTEGER,
    "status" "RoundStatus" NOT NULL,
    "slot" INTEGER,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedById" UUID NOT NULL,
    "startedBy" TEXT NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "teams" JSONB,
    "publishedVersion" INTEGER,

    CONSTRAINT "WeightTrial_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WeightTrial_slot_key" ON "WeightTrial"("slot");

-- CreateIndex
CREATE INDEX "WeightTrial_status_startedAt_idx" ON "WeightTrial"("status", "startedAt");
