-- CreateTable
CREATE TABLE "Move" (
    "id" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "happenedOn" DATE NOT NULL,
    "movedAt" TIMESTAMPTZ(3) NOT NULL,
    "movedById" UUID,
    "movedBy" TEXT NOT NULL,
    "note" TEXT,
    "version" INTEGER NOT NULL,

    CONSTRAINT "Move_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Move_subjectKind_subjectId_version_key" ON "Move"("subjectKind", "subjectId", "version");

-- What the schema language cannot say -----------------------------------------------------------------------------

-- How something came to stand where it stands cannot be written over.
CREATE FUNCTION refuse_unmaking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A move that was made stays: the table of moves is append-only';
END
$$;

CREATE TRIGGER "Move_append_only" BEFORE UPDATE OR DELETE ON "Move" FOR EACH ROW EXECUTE FUNCTION refuse_unmaking();
CREATE TRIGGER "Move_no_truncate" BEFORE TRUNCATE ON "Move" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unmaking();
