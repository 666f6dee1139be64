-- AlterTable
ALTER TABLE "JoinRequest" ADD COLUMN     "briefing" TEXT NOT NULL DEFAULT 'fortnightly';

-- CreateEnum
CREATE TYPE "IssueStatus" AS ENUM ('planned', 'open', 'held', 'sending', 'sent', 'corrected', 'skipped');

-- CreateEnum
CREATE TYPE "BriefingChoice" AS ENUM ('fortnightly', 'monthly', 'none');

-- CreateEnum
CREATE TYPE "SubscriptionStatus" AS ENUM ('pending', 'active', 'paused', 'ended');

-- CreateTable
CREATE TABLE "Issue" (
    "id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "status" "IssueStatus" NOT NULL,
    "isMonthly" BOOLEAN NOT NULL,
    "windowFrom" TIMESTAMPTZ(3) NOT NULL,
    "windowTo" TIMESTAMPTZ(3) NOT NULL,
    "goesAt" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT,
    "frozen" JSONB,
    "hash" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "readers" INTEGER NOT NULL DEFAULT 0,
    "correction" TEXT,
    "correctedAt" TIMESTAMPTZ(3),
    "lastMark" TEXT,
    "links" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssuePart" (
    "id" UUID NOT NULL,
    "issueId" UUID NOT NULL,
    "region" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedById" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "IssuePart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssueMark" (
    "issueId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "isPinned" BOOLEAN NOT NULL,
    "leftOut" TEXT,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "madeById" UUID NOT NULL,

    CONSTRAINT "IssueMark_pkey" PRIMARY KEY ("issueId","key")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "until" DATE,
    "regions" TEXT[],
    "themes" TEXT[],
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "addedById" UUID NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" UUID NOT NULL,
    "personId" UUID,
    "addressHash" TEXT,
    "address" TEXT,
    "status" "SubscriptionStatus" NOT NULL,
    "choice" "BriefingChoice" NOT NULL,
    "regions" TEXT[],
    "themes" TEXT[],
    "reason" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "refusedIn" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Subscription_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Issue_day_key" ON "Issue"("day");

-- CreateIndex
CREATE INDEX "Issue_status_goesAt_idx" ON "Issue"("status", "goesAt");

-- CreateIndex
CREATE INDEX "IssuePart_savedById_idx" ON "IssuePart"("savedById");

-- CreateIndex
CREATE UNIQUE INDEX "IssuePart_issueId_region_key" ON "IssuePart"("issueId", "region");

-- CreateIndex
CREATE INDEX "IssueMark_madeById_idx" ON "IssueMark"("madeById");

-- CreateIndex
CREATE INDEX "Notice_withdrawnAt_addedAt_idx" ON "Notice"("withdrawnAt", "addedAt");

-- CreateIndex
CREATE INDEX "Notice_addedById_idx" ON "Notice"("addedById");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_personId_key" ON "Subscription"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_addressHash_key" ON "Subscription"("addressHash");

-- CreateIndex
CREATE INDEX "Subscription_status_choice_id_idx" ON "Subscription"("status", "choice", "id");

-- CreateIndex
CREATE INDEX "Subscription_status_endedAt_idx" ON "Subscription"("status", "endedAt");

-- AddForeignKey
ALTER TABLE "IssuePart" ADD CONSTRAINT "IssuePart_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuePart" ADD CONSTRAINT "IssuePart_savedById_fkey" FOREIGN KEY ("savedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueMark" ADD CONSTRAINT "IssueMark_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueMark" ADD CONSTRAINT "IssueMark_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_addedById_fkey" FOREIGN KEY ("addedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Subscription" ADD CONSTRAINT "Subscription_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A reader is a person of the exchange, or an address; of an address that was forgotten nothing is left but that it was one.
alter table "Subscription" add constraint "Subscription_reader_check"
  check ("personId" is null or ("addressHash" is null and address is null));
alter table "Subscription" add constraint "Subscription_ended_check"
  check ((status = 'ended') = ("endedAt" is not null) and (status <> 'ended' or reason is not null));
alter table "Subscription" add constraint "Subscription_address_check"
  check (("addressHash" is null) = (address is null) and ("personId" is not null or address is not null or status = 'ended'));

-- What went is what went.
create function briefing_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen is not null and (new.frozen is distinct from old.frozen or new.hash is distinct from old.hash) then
    raise exception 'An issue that was frozen is not changed.';
  end if;
  return new;
end $$;
create trigger briefing_frozen before update on "Issue" for each row execute function briefing_frozen();
