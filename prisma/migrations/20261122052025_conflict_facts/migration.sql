-- AlterTable
ALTER TABLE "Conflict" ADD COLUMN     "effectUntil" DATE;

-- AlterTable
ALTER TABLE "ConflictCheck" ADD COLUMN     "caseFactsHash" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "CaseFacts" (
    "hash" TEXT NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "CaseFacts_pkey" PRIMARY KEY ("hash")
);

-- AddForeignKey
ALTER TABLE "ConflictCheck" ADD CONSTRAINT "ConflictCheck_caseFactsHash_fkey" FOREIGN KEY ("caseFactsHash") REFERENCES "CaseFacts"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
