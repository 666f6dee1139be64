-- The same words, whoever wrote them: found by what they come to.
CREATE INDEX "ApplicationTheme_same_evidence" ON "ApplicationTheme" (md5(lower(btrim(evidence))));
CREATE INDEX "Reference_same_body" ON "Reference" (md5(lower(btrim(body))));
