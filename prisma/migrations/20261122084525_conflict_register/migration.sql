-- CreateEnum
CREATE TYPE "YotTieKind" AS ENUM ('combined', 'partnered', 'succeeded', 'comparator', 'run_by', 'partner');

-- AlterTable
ALTER TABLE "Interest" ADD COLUMN     "area" TEXT,
ADD COLUMN     "organisationId" UUID;

-- CreateTable
CREATE TABLE "YotTie" (
    "id" UUID NOT NULL,
    "yotCode" TEXT NOT NULL,
    "kind" "YotTieKind" NOT NULL,
    "otherCode" TEXT,
    "organisationId" UUID,
    "from" DATE,
    "until" DATE,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "YotTie_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationName" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisationId" UUID NOT NULL,

    CONSTRAINT "OrganisationName_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "YotTie_yotCode_idx" ON "YotTie"("yotCode");

-- CreateIndex
CREATE INDEX "YotTie_otherCode_idx" ON "YotTie"("otherCode");

-- CreateIndex
CREATE INDEX "YotTie_organisationId_idx" ON "YotTie"("organisationId");

-- CreateIndex
CREATE INDEX "OrganisationName_organisationId_idx" ON "OrganisationName"("organisationId");

-- CreateIndex
CREATE INDEX "Interest_organisationId_idx" ON "Interest"("organisationId");

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotTie" ADD CONSTRAINT "YotTie_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotTie" ADD CONSTRAINT "YotTie_otherCode_fkey" FOREIGN KEY ("otherCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YotTie" ADD CONSTRAINT "YotTie_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationName" ADD CONSTRAINT "OrganisationName_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
