import { z } from 'zod'

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
export type Prices = Weights['prices']['value']

/** The first published settings. Points are whole; one place is worth about 1,000 at best. */
export const standardWeights: Weights = {
  version: 1,
  themes: {
    value: {
      some: 60,
      evidenced: 280,
      strong: 400,
      freshMonths: 36,
      staleMonths: 60,
      agedPercent: 85,
      stalePercent: 70,
    },
    says: 'Evidence for the themes asked for, averaged over them: strong counts more than evidenced, and work of the last three years counts in full.',
  },
  quality: {
    value: { best: 200, priorCount: 5 },
    says: 'Ratings from past hosts, drawn towards the bank’s mean as if five average ratings came first, so a few ratings neither make nor break anyone.',
  },
  newcomer: {
    value: { points: 30, below: 3 },
    says: 'People with fewer than three ratings get a small lift, so that they are given a fair chance to earn some.',
  },
  distance: {
    value: { nearest: 150, zeroAtKm: 400, hybridPercent: 50 },
    says: 'Nearer is better for work on site, half as much for hybrid work, and not at all for remote work.',
  },
  workload: {
    value: { free: 150, step: 20 },
    says: 'Each review already carried this year counts against the next, and each one more than the one before.',
  },
  experience: {
    value: { perLed: 10, most: 4 },
    says: 'A co-lead who has led before is preferred a little, up to four reviews.',
  },
  nominated: { value: 60, says: 'The host asked for this person by name.' },
  continuity: { value: 40, says: 'They served this host before and it is a follow-up.' },
  managed: { value: -80, says: 'A conflict that must be managed costs effort and trust, so others come first.' },
  reciprocity: {
    value: 20,
    says: 'Someone whose service has received more hours than it has given comes before one whose service is owed.',
  },
  region: { value: 20, says: 'People from regions that have been asked less this year come first.' },
  kept: { value: 60, says: 'A place that an earlier plan gave is kept unless changing it gains more than this.' },
  prices: {
    value: { region: 1, beyondLeast: 3, theme: 6, peer: 9, lead: 18, locked: 72 },
    says: 'What a gap costs, in whole teams of the best conceivable people: nothing is left missing to gain points, and a locked choice outweighs a co-lead, a co-lead a peer, a peer a theme, a theme a person beyond the least, and that a region.',
  },
}

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
