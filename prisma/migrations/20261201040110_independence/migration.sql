-- CreateTable
CREATE TABLE "IndependenceYear" (
    "year" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IndependenceYear_pkey" PRIMARY KEY ("year")
);

-- What the schema language cannot say -----------------------------------------------------------------------------

-- A year is counted once: two versions of one year, held side by side, would tell of what lies between them.
CREATE FUNCTION refuse_recounting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A year that was counted stays as it is: its table is append-only';
END
$$;
CREATE TRIGGER "IndependenceYear_append_only" BEFORE UPDATE OR DELETE ON "IndependenceYear" FOR EACH ROW EXECUTE FUNCTION refuse_recounting();
CREATE TRIGGER "IndependenceYear_not_emptied" BEFORE TRUNCATE ON "IndependenceYear" FOR EACH STATEMENT EXECUTE FUNCTION refuse_recounting();
