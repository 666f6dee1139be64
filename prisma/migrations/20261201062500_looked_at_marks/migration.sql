-- AlterTable
ALTER TABLE "Mark" ADD COLUMN     "isLookedAt" BOOLEAN NOT NULL DEFAULT false;
