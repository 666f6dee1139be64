-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "yotCode" TEXT,
    "title" TEXT,
    "kind" "MembershipKind" NOT NULL,
    "poReference" TEXT,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "isAgreed" BOOLEAN,
    "decisionReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "JoinRequest_decidedAt_requestedAt_idx" ON "JoinRequest"("decidedAt", "requestedAt");

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_yotCode_fkey" FOREIGN KEY ("yotCode") REFERENCES "Yot"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- One request waits for each address; it is kept as addresses are, trimmed and in lower case.
CREATE UNIQUE INDEX "JoinRequest_one_waiting" ON "JoinRequest" ("address") WHERE "decidedAt" IS NULL;
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_folded" CHECK (address = lower(btrim(address)));
