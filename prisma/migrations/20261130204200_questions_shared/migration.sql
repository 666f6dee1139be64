-- The questions of a closed review, given to the library of good questions.
ALTER TYPE "ShareItem" ADD VALUE 'questions';
