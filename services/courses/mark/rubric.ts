/**
 * What observers look at, as data for the workbook engine: eight lines, each in four levels in words. Source: the association's rubric in its
 * specification of courses and marks.
 */
export const rubric: readonly { group: string; text: string; levels: readonly [string, string, string, string] }[] = [
  {
    group: 'Need and aims',
    text: 'It meets a need that services have, and says what people will be able to do.',
    levels: [
      'No aims are said, or none that anybody needs',
      'Aims are said in general words',
      'Aims are clear and fit the people there',
      'Aims are clear, fit the people there, and are checked at the end',
    ],
  },
  {
    group: 'Content',
    text: 'What is taught is right, and of this year.',
    levels: [
      'Something that matters is wrong',
      'Right on the whole, with parts out of date',
      'Right and up to date',
      'Right, up to date, and it says where it comes from',
    ],
  },
  {
    group: 'Child First',
    text: 'Children are seen as children, and their voice is in it.',
    levels: [
      'Children are spoken of as risks',
      'Child First is named and not used',
      'Child First runs through it, with children’s words',
      'Children helped to make it, and it shows',
    ],
  },
  {
    group: 'Equality and disproportionality',
    text: 'Who is treated differently, and why, is part of it.',
    levels: [
      'It is left out, or somebody was treated with less respect',
      'It is named in passing',
      'It is worked on with figures or cases',
      'It is worked on throughout, and people leave with something to change',
    ],
  },
  {
    group: 'Practice',
    text: 'People practise, and are not only shown slides.',
    levels: [
      'Slides alone',
      'A little time to try',
      'People try what they learn, with feedback',
      'Most of the time is practice on their own work',
    ],
  },
  {
    group: 'Materials',
    text: 'Materials can be read by everybody, before and after.',
    levels: [
      'Some people there could not read them',
      'Readable for most, sent late or not at all',
      'Readable for all, and sent',
      'Readable for all, sent before, and made to be used again',
    ],
  },
  {
    group: 'Leading the day',
    text: 'Whoever leads it brings everybody in, and keeps people safe.',
    levels: [
      'Some were left out or not safe',
      'Uneven: a few spoke for most of it',
      'Everybody took part',
      'Everybody took part, and what was hard was held well',
    ],
  },
  {
    group: 'Follow-up',
    text: 'Something happens afterwards that helps people use it.',
    levels: [
      'Nothing',
      'A wish to keep in touch',
      'Something agreed and dated',
      'Something agreed, dated, and looked at again',
    ],
  },
]

/** Two views that are further apart than this in any line need a third. */
const mostApart = 1

/** A line of the views: a level of 1 to 4 from each observer. */
export type Levels = readonly (readonly number[])[]

/** Whether any two of the first two views are more than one level apart in any line. */
export const isApart = (levels: Levels): boolean =>
  levels.some((line) => Math.max(...line.slice(0, 2)) - Math.min(...line.slice(0, 2)) > mostApart)

/** What counts in each line: of two views the lower, of three the middle. */
export const countingLevels = (levels: Levels): number[] =>
  levels.map((line) => {
    const sorted = [...line].sort((a, b) => a - b)
    return sorted[sorted.length === 3 ? 1 : 0] ?? 0
  })

/** Evaluations must come to at least this of 5, where enough have answered. */
const leastMean = 4

/**
 * What views and evaluations come to: awarded with none at level 1 and at most one at 2, and a mean of at least 4 of 5 where enough have
 * answered. `short` are the lines (from 1) that kept it back.
 */
export const verdict = (
  counting: readonly number[],
  mean: number | null,
): { isAwarded: boolean; short: number[]; isMeanShort: boolean } => {
  const at = (level: number) => counting.flatMap((one, index) => (one === level ? [index + 1] : []))
  const [ones, twos] = [at(1), at(2)]
  const isMeanShort = mean !== null && mean < leastMean
  const short = ones.length > 0 || twos.length > 1 ? [...ones, ...twos].sort((a, b) => a - b) : []
  return { isAwarded: short.length === 0 && !isMeanShort, short, isMeanShort }
}
