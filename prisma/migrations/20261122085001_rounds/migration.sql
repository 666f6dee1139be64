-- CreateEnum
CREATE TYPE "RoundStatus" AS ENUM ('running', 'planned', 'stopped', 'failed', 'interrupted');

-- AlterTable
ALTER TABLE "Seat" ADD COLUMN     "isLocked" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "RoundStatus" NOT NULL,
    "slot" INTEGER,
    "isFair" BOOLEAN NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedById" UUID NOT NULL,
    "startedBy" TEXT NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "stopAskedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "stage" TEXT NOT NULL DEFAULT '',
    "bound" DOUBLE PRECISION,
    "objective" DOUBLE PRECISION,
    "weightsVersion" INTEGER NOT NULL,
    "ruleSetVersion" INTEGER,
    "inputs" JSONB,
    "inputsHash" TEXT,
    "result" JSONB,
    "says" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundTeam" (
    "roundId" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "windowId" UUID,
    "plan" JSONB NOT NULL,
    "passedOver" JSONB NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" UUID,

    CONSTRAINT "RoundTeam_pkey" PRIMARY KEY ("roundId","requestId")
);

-- CreateTable
CREATE TABLE "WeightSet" (
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID NOT NULL,

    CONSTRAINT "WeightSet_pkey" PRIMARY KEY ("version")
);

-- CreateIndex
CREATE UNIQUE INDEX "Round_number_key" ON "Round"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Round_slot_key" ON "Round"("slot");

-- CreateIndex
CREATE INDEX "Round_status_startedAt_idx" ON "Round"("status", "startedAt");

-- CreateIndex
CREATE INDEX "RoundTeam_requestId_idx" ON "RoundTeam"("requestId");

-- AddForeignKey
ALTER TABLE "RoundTeam" ADD CONSTRAINT "RoundTeam_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTeam" ADD CONSTRAINT "RoundTeam_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
