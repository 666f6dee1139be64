-- Whom to invoice is a name and an address, as of a membership.
ALTER TABLE "OutsideProvider" ADD COLUMN "invoiceName" TEXT, ADD COLUMN "invoiceAddress" TEXT, ADD COLUMN "poReference" TEXT;
UPDATE "OutsideProvider" SET "invoiceAddress" = "invoiceTo" WHERE "invoiceTo" <> '';
ALTER TABLE "OutsideProvider" DROP COLUMN "invoiceTo";

-- CreateTable
CREATE TABLE "OutsidePayment" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "outsideId" UUID NOT NULL,
    "until" DATE NOT NULL,
    "feePence" INTEGER NOT NULL,
    "poReference" TEXT,
    "invoiceReference" TEXT,
    "paidOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OutsidePayment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutsidePayment_ref_key" ON "OutsidePayment"("ref");

-- A year is paid once.
CREATE UNIQUE INDEX "OutsidePayment_outsideId_until_key" ON "OutsidePayment"("outsideId", "until");

-- AddForeignKey
ALTER TABLE "OutsidePayment" ADD CONSTRAINT "OutsidePayment_outsideId_fkey" FOREIGN KEY ("outsideId") REFERENCES "OutsideProvider"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
