-- Session tokens are replaced when what their person may do changes; forms survive the end of a session, and are done once.

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "previousTokenHash" TEXT,
ADD COLUMN     "privileges" TEXT NOT NULL,
ADD COLUMN     "rotatedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "KeptForm" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KeptForm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormOutcome" (
    "key" TEXT NOT NULL,
    "value" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormOutcome_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "KeptForm_personId_idx" ON "KeptForm"("personId");

-- CreateIndex
CREATE INDEX "FormOutcome_createdAt_idx" ON "FormOutcome"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Session_previousTokenHash_key" ON "Session"("previousTokenHash");

-- AddForeignKey
ALTER TABLE "KeptForm" ADD CONSTRAINT "KeptForm_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

