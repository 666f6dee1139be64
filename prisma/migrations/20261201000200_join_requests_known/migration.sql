-- Somebody may come for the bank alone, without a membership; and each request has a reference.
ALTER TABLE "JoinRequest" ALTER COLUMN "kind" DROP NOT NULL, ADD COLUMN "ref" TEXT;
UPDATE "JoinRequest" SET "ref" = 'JR-' || to_char("requestedAt", 'YYYY') || '-' || upper(substr("id"::text, 25, 12));
ALTER TABLE "JoinRequest" ALTER COLUMN "ref" SET NOT NULL;
CREATE UNIQUE INDEX "JoinRequest_ref_key" ON "JoinRequest"("ref");
