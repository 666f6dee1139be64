-- CreateTable
CREATE TABLE "QuietSearch" (
    "quarter" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "theme" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "QuietSearch_pkey" PRIMARY KEY ("quarter","of","theme")
);

ALTER TABLE "QuietSearch" ADD CONSTRAINT "QuietSearch_count" CHECK (count > 0 AND quarter ~ '^\d{4}-Q[1-4]$');
