-- CreateEnum
CREATE TYPE "RemarkAbout" AS ENUM ('team', 'terms');

-- AlterTable
ALTER TABLE "ReviewRequest" ADD COLUMN     "deferredUntil" DATE,
ADD COLUMN     "pointedTo" TEXT,
ADD COLUMN     "pointedToPath" TEXT;

-- CreateTable
CREATE TABLE "BoardQuorum" (
    "version" INTEGER NOT NULL,
    "members" INTEGER NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,

    CONSTRAINT "BoardQuorum_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "BoardPart" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tookPart" BOOLEAN NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "BoardPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Remark" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "about" "RemarkAbout" NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "proposed" TEXT,
    "byId" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sight" (
    "requestId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "givenById" UUID NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Sight_pkey" PRIMARY KEY ("requestId","personId")
);

-- CreateIndex
CREATE INDEX "BoardPart_requestId_decidedAt_idx" ON "BoardPart"("requestId", "decidedAt");

-- CreateIndex
CREATE INDEX "BoardPart_personId_idx" ON "BoardPart"("personId");

-- CreateIndex
CREATE INDEX "Remark_requestId_at_idx" ON "Remark"("requestId", "at");

-- CreateIndex
CREATE INDEX "Sight_personId_idx" ON "Sight"("personId");

-- AddForeignKey
ALTER TABLE "BoardPart" ADD CONSTRAINT "BoardPart_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BoardPart" ADD CONSTRAINT "BoardPart_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remark" ADD CONSTRAINT "Remark_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sight" ADD CONSTRAINT "Sight_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Sight" ADD CONSTRAINT "Sight_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
