-- CreateEnum
CREATE TYPE "DecisionStatus" AS ENUM ('draft', 'published', 'replaced', 'dropped');

-- CreateEnum
CREATE TYPE "DecisionBody" AS ENUM ('board', 'administrators', 'general_meeting', 'regional_meeting');

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "status" "DecisionStatus" NOT NULL,
    "sourceKind" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "decidedOn" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "decided" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "alternatives" TEXT NOT NULL,
    "conflicts" TEXT NOT NULL,
    "restsOn" TEXT NOT NULL,
    "body" "DecisionBody" NOT NULL,
    "region" TEXT,
    "deciders" INTEGER NOT NULL,
    "reviewOn" DATE,
    "publishedAt" TIMESTAMPTZ(3),
    "replacedById" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Decision_ref_key" ON "Decision"("ref");

-- CreateIndex
CREATE INDEX "Decision_status_decidedOn_id_idx" ON "Decision"("status", "decidedOn", "id");

-- CreateIndex
CREATE INDEX "Decision_status_reviewOn_idx" ON "Decision"("status", "reviewOn");

-- CreateIndex
CREATE INDEX "Decision_publishedAt_idx" ON "Decision"("publishedAt");

-- CreateIndex
CREATE INDEX "Decision_replacedById_idx" ON "Decision"("replacedById");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_sourceKind_sourceId_key" ON "Decision"("sourceKind", "sourceId");

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say -----------------------------------------------------------------------------

-- A decision of the log is never about a case: none of its references stands in it.
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_no_case" CHECK (
  (title || E'\n' || decided || E'\n' || reasons || E'\n' || alternatives || E'\n' || conflicts || E'\n' || "restsOn")
  !~* '\m(PR|BA|EN|TE|ME|CO|JR)-[0-9]{4}-[0-9]{3,}');
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_body" CHECK (deciders BETWEEN 1 AND 500 AND (body = 'regional_meeting' OR region IS NULL));
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_published" CHECK (
  (status IN ('published', 'replaced')) = ("publishedAt" IS NOT NULL)
  AND ("publishedAt" IS NULL OR (reasons <> '' AND alternatives <> '' AND conflicts <> ''))
  AND (status = 'replaced') = ("replacedById" IS NOT NULL) AND "replacedById" <> id);
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_review" CHECK ("reviewOn" > "decidedOn");
CREATE INDEX "Decision_search" ON "Decision" USING gin (to_tsvector('english', folded(
  title || ' ' || decided || ' ' || reasons || ' ' || alternatives || ' ' || conflicts || ' ' || "restsOn")))
  WHERE status IN ('published', 'replaced');
