-- What a typed search is narrowed by stands in the index of its words: of a large catalogue no more is read than has both.
CREATE FUNCTION facets_of("OfferingKind", "Basis", text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY['kind:' || $1::text, 'basis:' || $2::text, 'region:' || $3]
$$;
ALTER TABLE "Offering" ADD COLUMN "facets" TEXT[] GENERATED ALWAYS AS (facets_of(kind, basis, region)) STORED;
DROP INDEX "Offering_search";
CREATE INDEX "Offering_search" ON "Offering" USING gin ("search", "facets") WITH (fastupdate = off);
