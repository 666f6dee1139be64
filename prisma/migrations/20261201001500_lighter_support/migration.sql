-- Lighter peer support on the rails of a review.
CREATE TYPE "ReviewKind" AS ENUM ('review', 'support');

-- People beside the team besides an observer, and a change of terms that waits for both sides.
ALTER TYPE "SeatRole" ADD VALUE 'trainee';
ALTER TABLE "ReviewRequest" ADD COLUMN "kind" "ReviewKind" NOT NULL DEFAULT 'review',
ADD COLUMN "facilitatorsWanted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "traineesWanted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "termsChange" INTEGER;
