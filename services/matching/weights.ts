import { z } from 'zod'
import { withWords } from './weight-words.ts'

const points = z.int().min(-10_000).max(10_000)
const weight = <Value extends z.ZodType>(value: Value) => z.object({ value, says: z.string().min(1) })

/** The settings that turn facts into points. A published version is never edited: change makes a new version. */
export const weightsSchema = z.object({
  version: z.int().min(1),
  themes: weight(
    z.object({
      some: points,
      evidenced: points,
      strong: points,
      freshMonths: z.int().min(1),
      staleMonths: z.int().min(1),
      agedPercent: z.int().min(0).max(100),
      stalePercent: z.int().min(0).max(100),
    }),
  ),
  quality: weight(z.object({ best: points, priorCount: z.int().min(0) })),
  newcomer: weight(z.object({ points, below: z.int().min(0) })),
  distance: weight(z.object({ nearest: points, zeroAtKm: z.int().min(1), hybridPercent: z.int().min(0).max(100) })),
  workload: weight(z.object({ free: points, step: points })),
  experience: weight(z.object({ perLed: points, most: z.int().min(0) })),
  nominated: weight(points),
  continuity: weight(points),
  managed: weight(points),
  reciprocity: weight(points),
  region: weight(points),
  kept: weight(points),
  prices: weight(
    z.object({
      region: z.int().min(0),
      beyondLeast: z.int().min(0),
      theme: z.int().min(0),
      peer: z.int().min(0),
      lead: z.int().min(0),
      locked: z.int().min(0),
    }),
  ),
})

export type Weights = z.infer<typeof weightsSchema>

/** The settings without their sentences. */
export type WeightValues = { [Name in Exclude<keyof Weights, 'version'>]: Weights[Name]['value'] }

/** The first published settings. Points are whole; one place is worth about 1,000 at best. */
export const standardWeights: Weights = withWords(1, {
  themes: {
    some: 60,
    evidenced: 280,
    strong: 400,
    freshMonths: 36,
    staleMonths: 60,
    agedPercent: 85,
    stalePercent: 70,
  },
  quality: { best: 200, priorCount: 5 },
  newcomer: { points: 30, below: 3 },
  distance: { nearest: 150, zeroAtKm: 400, hybridPercent: 50 },
  workload: { free: 150, step: 20 },
  experience: { perLed: 10, most: 4 },
  nominated: 60,
  continuity: 40,
  managed: -80,
  reciprocity: 20,
  region: 20,
  kept: 60,
  prices: { beyondLeast: 1, region: 3, theme: 6, peer: 9, lead: 18, locked: 72 },
})

/** What the scores of one place can reach, apart from given pair scores. */
export function greatestScore(weights: Weights): number {
  return (
    weights.themes.value.strong +
    weights.quality.value.best +
    weights.newcomer.value.points +
    weights.distance.value.nearest +
    weights.workload.value.free +
    weights.experience.value.perLed * weights.experience.value.most +
    weights.nominated.value +
    weights.continuity.value +
    weights.reciprocity.value +
    weights.region.value
  )
}
