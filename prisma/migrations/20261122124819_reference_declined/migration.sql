-- AlterTable
ALTER TABLE "Reference" ADD COLUMN     "declinedAt" TIMESTAMPTZ(3);
