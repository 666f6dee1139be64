/*
 * How words are compared where somebody searches: the database folds what it keeps by the function `folded` (migration
 * fold_search), and these fold what was typed alike.
 */

/**
 * Lower case, no accents, "&" and "+" as "and", apostrophes gone, "Y.O.T." as "yot", other punctuation as one space.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[&+]/g, ' and ')
    .replace(/['’‘`´]/g, '')
    .replace(/\b(?:[a-z]\.){2,}/g, (dotted) => dotted.replaceAll('.', ''))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** What such a service is called, in any of its ways. */
const serviceWords = /\b(?:yots?|yoss?|yjss?|youth (?:offending|justice) (?:teams?|services?))\b/g

/**
 * What was typed into a free-text search: without accents, "trauma-informed" as two words, YOT, YOS and YJS as one. Quotes, a
 * minus before a word and "or" keep their meaning.
 */
export const foldSearch = (typed: string): string =>
  typed
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/(?<=[a-z])['’‘`´](?=[a-z])/g, '')
    .replace(/(?<=[a-z0-9])[-‐‑–/&](?=[a-z0-9])/g, ' ')
    .replaceAll(serviceWords, 'yot')
