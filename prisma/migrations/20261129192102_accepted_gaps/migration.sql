-- CreateTable
CREATE TABLE "AcceptedGap" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "say" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "acceptedById" UUID NOT NULL,
    "acceptedBy" TEXT NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AcceptedGap_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AcceptedGap_requestId_idx" ON "AcceptedGap"("requestId");

-- AddForeignKey
ALTER TABLE "AcceptedGap" ADD CONSTRAINT "AcceptedGap_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
