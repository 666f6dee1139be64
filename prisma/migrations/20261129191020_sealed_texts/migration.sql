-- CreateTable
CREATE TABLE "SealedText" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,
    "sealedById" UUID,

    CONSTRAINT "SealedText_pkey" PRIMARY KEY ("id"),
    -- The fingerprint is of the content, whoever wrote the row.
    CONSTRAINT "SealedText_fingerprint" CHECK ("hash" = encode(sha256(convert_to("content", 'UTF8')), 'hex')),
    CONSTRAINT "SealedText_number" CHECK ("number" > 0)
);

-- CreateTable
CREATE TABLE "TextAcceptance" (
    "textId" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TextAcceptance_pkey" PRIMARY KEY ("textId","side")
);

-- CreateIndex
CREATE UNIQUE INDEX "SealedText_kind_subjectId_number_key" ON "SealedText"("kind", "subjectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "SealedText_id_hash_key" ON "SealedText"("id", "hash");

-- CreateIndex
CREATE INDEX "TextAcceptance_personId_idx" ON "TextAcceptance"("personId");

-- AddForeignKey
ALTER TABLE "TextAcceptance" ADD CONSTRAINT "TextAcceptance_textId_hash_fkey" FOREIGN KEY ("textId", "hash") REFERENCES "SealedText"("id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TextAcceptance" ADD CONSTRAINT "TextAcceptance_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The terms of reviews become sealed texts, with the fingerprint that services/core/life/sealed-text.ts computes.
INSERT INTO "SealedText" ("id", "kind", "subjectId", "number", "content", "hash", "sealedAt", "sealedById")
SELECT "id", 'review-terms', "requestId", "number", "content", encode(sha256(convert_to("content", 'UTF8')), 'hex'), "issuedAt", "issuedById"
FROM (
  SELECT *, '{"parts":null,"text":' ||
    to_json(normalize(replace(replace("text", E'\r\n', E'\n'), E'\r', E'\n'), NFC))::text || '}' AS "content"
  FROM "Terms"
) AS "sealed";

INSERT INTO "TextAcceptance" ("textId", "side", "hash", "personId", "acceptedAt")
SELECT t."id", a."side", s."hash", a."personId", a."acceptedAt"
FROM "Terms" t
JOIN "SealedText" s ON s."id" = t."id"
CROSS JOIN LATERAL (VALUES ('host', t."hostAcceptedById", t."hostAcceptedAt"), ('team', t."teamAcceptedById", t."teamAcceptedAt"))
  AS a("side", "personId", "acceptedAt")
WHERE a."personId" IS NOT NULL AND a."acceptedAt" IS NOT NULL;

DROP TABLE "Terms";

CREATE FUNCTION refuse_unsealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was sealed or accepted cannot be changed';
END
$$;

CREATE TRIGGER "SealedText_append_only" BEFORE UPDATE OR DELETE ON "SealedText" FOR EACH ROW EXECUTE FUNCTION refuse_unsealing();
CREATE TRIGGER "SealedText_no_truncate" BEFORE TRUNCATE ON "SealedText" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsealing();
CREATE TRIGGER "TextAcceptance_append_only" BEFORE UPDATE OR DELETE ON "TextAcceptance" FOR EACH ROW EXECUTE FUNCTION refuse_unsealing();
CREATE TRIGGER "TextAcceptance_no_truncate" BEFORE TRUNCATE ON "TextAcceptance" FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsealing();
