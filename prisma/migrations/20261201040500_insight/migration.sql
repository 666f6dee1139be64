-- CreateEnum
CREATE TYPE "GapKind" AS ENUM ('enquiry', 'search', 'review_place', 'question', 'request', 'course', 'application');

-- CreateTable
CREATE TABLE "Gap" (
    "id" UUID NOT NULL,
    "kind" "GapKind" NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "themes" TEXT[],
    "region" TEXT,
    "yotCode" TEXT,
    "openedOn" DATE NOT NULL,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "caseKind" "CaseKind",
    "caseIds" UUID[],
    "metBy" TEXT,
    "metOn" DATE,

    CONSTRAINT "Gap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "day" DATE NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "PublishedQuarter" (
    "quarter" TEXT NOT NULL,
    "publishedOn" DATE NOT NULL,
    "gapsFrom" DATE NOT NULL,
    "gapsUntil" DATE NOT NULL,
    "gaps" JSONB NOT NULL,
    "figures" JSONB NOT NULL,
    "bases" JSONB NOT NULL,

    CONSTRAINT "PublishedQuarter_pkey" PRIMARY KEY ("quarter")
);

-- CreateTable
CREATE TABLE "Assumption" (
    "version" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "low" DOUBLE PRECISION NOT NULL,
    "central" DOUBLE PRECISION NOT NULL,
    "high" DOUBLE PRECISION NOT NULL,
    "source" TEXT NOT NULL,
    "setOn" DATE NOT NULL,
    "setById" UUID,
    "setBy" TEXT NOT NULL,

    CONSTRAINT "Assumption_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "CaseVersion" (
    "hash" TEXT NOT NULL,
    "madeOn" DATE NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "assumptionVersion" INTEGER NOT NULL,
    "inputs" JSONB NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "CaseVersion_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "Gap_sourceKey_key" ON "Gap"("sourceKey");

-- CreateIndex
CREATE INDEX "Gap_openedOn_idx" ON "Gap"("openedOn");

-- CreateIndex
CREATE INDEX "Gap_yotCode_metOn_idx" ON "Gap"("yotCode", "metOn");

-- CreateIndex
CREATE INDEX "Gap_kind_metOn_idx" ON "Gap"("kind", "metOn");

-- CreateIndex
CREATE INDEX "Assumption_key_version_idx" ON "Assumption"("key", "version");

-- CreateIndex
CREATE INDEX "CaseVersion_madeAt_idx" ON "CaseVersion"("madeAt");

ALTER TABLE "Gap" ADD CONSTRAINT "Gap_met" CHECK (("metOn" IS NULL) = ("metBy" IS NULL) AND ("metOn" IS NULL OR "metOn" >= "openedOn") AND weight > 0 AND ("caseKind" IS NULL) = (cardinality("caseIds") = 0));
ALTER TABLE "Assumption" ADD CONSTRAINT "Assumption_order" CHECK (low <= central AND central <= high AND version > 0);
ALTER TABLE "PublishedQuarter" ADD CONSTRAINT "PublishedQuarter_days" CHECK ("gapsFrom" <= "gapsUntil" AND "gapsUntil" < "publishedOn");

-- What was published, assumed and worked out stays as it was.
CREATE FUNCTION refuse_republishing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was published stays as it was: write the next version';
END
$$;
CREATE TRIGGER "PublishedQuarter_append_only" BEFORE UPDATE OR DELETE ON "PublishedQuarter" FOR EACH ROW EXECUTE FUNCTION refuse_republishing();
CREATE TRIGGER "Assumption_append_only" BEFORE UPDATE OR DELETE ON "Assumption" FOR EACH ROW EXECUTE FUNCTION refuse_republishing();
CREATE TRIGGER "CaseVersion_append_only" BEFORE UPDATE OR DELETE ON "CaseVersion" FOR EACH ROW EXECUTE FUNCTION refuse_republishing();
