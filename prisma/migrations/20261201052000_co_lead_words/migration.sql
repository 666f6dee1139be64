-- CreateTable
CREATE TABLE "CoLeadWord" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "aboutId" UUID NOT NULL,
    "role" "SeatRole" NOT NULL,
    "byId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "wantedBy" DATE NOT NULL,
    "isReady" BOOLEAN,
    "text" TEXT NOT NULL DEFAULT '',
    "givenAt" TIMESTAMPTZ(3),

    CONSTRAINT "CoLeadWord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CoLeadWord_aboutId_givenAt_idx" ON "CoLeadWord"("aboutId", "givenAt");

-- CreateIndex
CREATE INDEX "CoLeadWord_byId_givenAt_idx" ON "CoLeadWord"("byId", "givenAt");

-- CreateIndex
CREATE UNIQUE INDEX "CoLeadWord_requestId_aboutId_byId_key" ON "CoLeadWord"("requestId", "aboutId", "byId");

-- AddForeignKey
ALTER TABLE "CoLeadWord" ADD CONSTRAINT "CoLeadWord_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ReviewRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoLeadWord" ADD CONSTRAINT "CoLeadWord_aboutId_fkey" FOREIGN KEY ("aboutId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CoLeadWord" ADD CONSTRAINT "CoLeadWord_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Given whole, or not yet.
ALTER TABLE "CoLeadWord" ADD CONSTRAINT "CoLeadWord_given" CHECK (("givenAt" IS NULL) = ("isReady" IS NULL));
ALTER TABLE "CoLeadWord" ADD CONSTRAINT "CoLeadWord_of_another" CHECK ("aboutId" <> "byId");

SELECT lead_to_the_one('CoLeadWord', 'aboutId', 'byId');
