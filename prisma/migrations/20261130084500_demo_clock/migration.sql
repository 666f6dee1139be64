-- CreateTable
CREATE TABLE "DemoClock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "aheadDays" INTEGER NOT NULL,

    CONSTRAINT "DemoClock_pkey" PRIMARY KEY ("id")
);
