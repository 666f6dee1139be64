/** What a coordinator's time is for, as lists show it. */
export const timeKindWords = {
  meeting: 'A meeting',
  sense_check: 'Checking a request',
  matching: 'Finding people',
  chasing: 'Chasing answers',
} as const

export const timeKindChoices = Object.entries(timeKindWords).map(([value, text]) => ({ value, text }))
