-- When one service became several: a post there until that day counts for each of them.
ALTER TABLE "RetiredName" ADD COLUMN "splitOn" DATE;
UPDATE "RetiredName" SET "splitOn" = '2023-04-01' WHERE name = 'Cumbria';
UPDATE "RetiredName" SET "splitOn" = '2013-01-01' WHERE name = 'Wessex';
