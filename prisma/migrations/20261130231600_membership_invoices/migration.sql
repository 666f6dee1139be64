ALTER TABLE "Membership"
  ADD COLUMN "invoiceName" TEXT,
  ADD COLUMN "invoiceAddress" TEXT,
  ADD COLUMN "invoicedOn" DATE,
  ADD COLUMN "invoicedPence" INTEGER,
  ADD CONSTRAINT "Membership_invoiced_check" CHECK (("invoicedOn" IS NULL) = ("invoicedPence" IS NULL));
