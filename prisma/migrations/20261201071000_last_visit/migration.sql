-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN     "lastVisit" JSONB;
