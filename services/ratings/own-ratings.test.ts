import { expect, it } from 'vitest'
import { besideEverybody } from './own-ratings.ts'

const everybody = { relevance: 4.8, preparation: 4.6, quality: 4.5, conduct: null, usefulness: 4.5 }
const own = (shown: Partial<Record<keyof typeof everybody, number>>) =>
  (Object.keys(everybody) as (keyof typeof everybody)[]).map((name) => ({
    name,
    title: name,
    shown: shown[name] ?? null,
    isTeams: false,
  }))

it.each([
  [{ relevance: 4.7, quality: 4.5 }, null],
  [{ relevance: 4.6, quality: 4.5 }, 'relevance'],
  [{ preparation: 4.4, quality: 4.5 }, 'preparation'],
  [{ relevance: 4.5, usefulness: 4 }, 'usefulness'],
  [{ conduct: 1 }, null],
  [{}, null],
])('of %j, what could be better is %s', (shown, title) => {
  expect(besideEverybody(own(shown), everybody).couldBeBetter).toBe(title)
})
