-- CreateTable
CREATE TABLE "GivenReference" (
    "ref" TEXT NOT NULL,

    CONSTRAINT "GivenReference_pkey" PRIMARY KEY ("ref")
);

INSERT INTO "GivenReference" ("ref")
SELECT "ref" FROM "ReviewRequest" UNION SELECT "ref" FROM "Application" UNION SELECT "ref" FROM "Enquiry" UNION SELECT "ref" FROM "Engagement";

-- DropTable
DROP TABLE "ReferenceCounter";
