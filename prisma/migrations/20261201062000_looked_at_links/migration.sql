-- AlterTable
ALTER TABLE "Resource" ADD COLUMN     "answered" INTEGER,
ADD COLUMN     "lookedAt" TIMESTAMPTZ(3);
