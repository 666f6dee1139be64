-- What the catalogue is searched by, ready made: ranking then reads it instead of parsing every text that matches.
DROP INDEX "Offering_search";
ALTER TABLE "Offering" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', title), 'A')
  || setweight(to_tsvector('english', summary), 'B')
  || setweight(to_tsvector('english', "searchText"), 'D')
) STORED;
CREATE INDEX "Offering_search" ON "Offering" USING gin ("search") WITH (fastupdate = off);

-- Each filter with the newest first, so that a page is read and not sorted.
DROP INDEX "Offering_status_publishedAt_idx";
DROP INDEX "Offering_status_region_idx";
DROP INDEX "Offering_status_basis_idx";
CREATE INDEX "Offering_status_publishedAt_id_idx" ON "Offering"("status", "publishedAt", "id");
CREATE INDEX "Offering_status_region_publishedAt_id_idx" ON "Offering"("status", "region", "publishedAt", "id");
CREATE INDEX "Offering_status_basis_publishedAt_id_idx" ON "Offering"("status", "basis", "publishedAt", "id");
CREATE INDEX "Offering_status_kind_publishedAt_id_idx" ON "Offering"("status", "kind", "publishedAt", "id");
CREATE INDEX "Offering_contactId_idx" ON "Offering"("contactId");
