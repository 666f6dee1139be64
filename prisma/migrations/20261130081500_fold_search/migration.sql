-- How words are compared where somebody searches (services/core/fold.ts): no accents, no case, punctuation as a space,
-- apostrophes gone, and one word for what such a service is called.
CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(
    trim(regexp_replace(
      regexp_replace(lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]+', '', 'g')), '[''’‘`´]', '', 'g'),
      '[^a-z0-9]+', ' ', 'g'
    )),
    '\m(yots?|yoss?|yjss?|youth (offending|justice) (teams?|services?))\M', 'yot', 'g'
  )
$$;

DROP INDEX "Offering_search";
ALTER TABLE "Offering" DROP COLUMN "search";
ALTER TABLE "Offering" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', folded(title)), 'A')
  || setweight(to_tsvector('english', folded(summary)), 'B')
  || setweight(to_tsvector('english', folded("searchText")), 'D')
) STORED;
CREATE INDEX "Offering_search" ON "Offering" USING gin ("search") WITH (fastupdate = off);

ALTER TABLE "Person" ADD COLUMN "foldedName" TEXT GENERATED ALWAYS AS (folded(name)) STORED;
