import { shrunkMean, standardWeights } from '#services/matching/index.ts'
import { alwaysBest, drawn as drawnToward, enoughRatings, estimatePrior, isRevealed } from '#services/ratings/index.ts'
import { type BenchGroup, ratioOf, showSpread, spreadOf } from '#tests/bench/bench.ts'
import { seeded } from '#tests/matching/generate.ts'

const people = 400
const draws = 200

/** A number around 0 with spread 1, from evenly drawn ones (G. E. P. Box and M. E. Muller, 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** One or more, `mean` on average: most people have few ratings and some have many. */
const countOf = (random: () => number, mean: number): number =>
  1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean))

const within = (value: number) => Math.min(5, Math.max(1, value))

/** Each number's place in the order, equal ones sharing the middle of theirs. */
const placesOf = (numbers: readonly number[]): number[] => {
  const order = numbers.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value)
  const places: number[] = Array(numbers.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1
    for (let at = from; at <= to; at += 1) places[order[at]?.at ?? 0] = (from + to) / 2
    from = to + 1
  }
  return places
}

/** How much two orders agree: 1 the same, 0 nothing in common (C. Spearman, 1904). */
const agreementOf = (a: readonly number[], b: readonly number[]): number => {
  const [x, y] = [placesOf(a), placesOf(b)]
  const middle = (a.length - 1) / 2
  const sum = (of: (at: number) => number) => a.reduce((total, _, at) => total + of(at), 0)
  const off = (places: readonly number[], at: number) => (places[at] ?? 0) - middle
  return sum((at) => off(x, at) * off(y, at)) / Math.sqrt(sum((at) => off(x, at) ** 2) * sum((at) => off(y, at) ** 2))
}

const sumOf = (means: readonly number[], of = (one: number) => one) => means.reduce((sum, one) => sum + of(one), 0)
const summed = (means: readonly number[]) => ({
  count: means.length,
  sum: sumOf(means),
  squares: sumOf(means, (one) => one * one),
})

/** A bank whose true quality is known: how well the order as matching has it and that of plain means agree with it. */
const drawBank = (seed: number, meanCount: number) => {
  const random = seeded(seed)
  const bank = Array.from({ length: people }, () => {
    const quality = within(4.1 + 0.35 * normal(random))
    // Each rating is the mean of five criteria in whole marks, and hosts differ more than those they rate.
    const means = Array.from({ length: countOf(random, meanCount) }, () => {
      const felt = quality + 0.5 * normal(random)
      const marks = Array.from({ length: 5 }, () => Math.round(within(felt + 0.4 * normal(random))))
      return marks.reduce((sum, mark) => sum + mark, 0) / 5
    })
    return { quality, means, mean: means.reduce((sum, mean) => sum + mean, 0) / means.length }
  })
  const all = bank.flatMap(({ means }) => means)
  const bankMean = all.reduce((sum, mean) => sum + mean, 0) / all.length
  const { priorCount } = standardWeights.quality.value
  const drawn = bank.map(({ means, mean }) => shrunkMean({ mean, count: means.length }, bankMean, priorCount))
  const prior = estimatePrior(bank.map(({ means }) => summed(means)))
  const estimated = bank.map(({ means }) => drawnToward(means.length, sumOf(means), prior))
  // As pages show it: by threes, the prior from these alone, and everybody with fewer than three where the prior is.
  const published = bank.map(({ means }) => means.slice(0, means.length - (means.length % enoughRatings)))
  const shownPrior = estimatePrior(published.map(summed))
  const shown = published.map((means) => drawnToward(means.length, sumOf(means), shownPrior))
  const plainShown = published.map((means) => (means.length === 0 ? shownPrior.mean : sumOf(means) / means.length))
  const truth = bank.map(({ quality }) => quality)
  return {
    drawn: agreementOf(truth, drawn),
    estimated: agreementOf(truth, estimated),
    shown: agreementOf(truth, shown),
    plainShown: agreementOf(truth, plainShown),
    plain: agreementOf(
      truth,
      bank.map(({ mean }) => mean),
    ),
  }
}

const honestPairs = 2000
const honestBest = 0.2

/** How strong a ring is: which share of what its two give each other is the best throughout. */
const strengths = [1, 0.95, 0.8, 0.6] as const

/** How many planted rings of a size and strength are found, and how many honest pairs with as many ratings look like one. */
const ringsOf = (size: number, strength: number): string[] => {
  const half = size / 2
  const looked = 10
  const isFound = (best: number) =>
    alwaysBest({
      there: { count: half, best: Math.min(half, best) },
      back: { count: half, best: Math.max(0, best - half) },
      bestShare: honestBest,
      looked,
    })
  const random = seeded(size)
  const bestOf = (chance: number) => Array.from({ length: size }, () => random() < chance).filter(Boolean).length
  const found = Array.from({ length: draws }, () => isFound(bestOf(strength))).filter(Boolean).length
  const alarms = Array.from({ length: honestPairs }, () => isFound(bestOf(honestBest))).filter(Boolean).length
  return [`${size}`, `${strength * 100}%`, `${found} of ${draws}`, `${alarms} of ${honestPairs}`]
}

const raters = 400

/**
 * Services that rate and are rated, some of whom answer a low rating with the lowest if they can see it: how well the order of figures
 * agrees with true quality. Sealed as the exchange seals, so that whoever rates second sees nothing until all have; or open.
 */
const drawRetaliation = (seed: number, share: number, isSealed: boolean): number => {
  const random = seeded(seed)
  const sees = !isSealed || isRevealed({ seats: ['host'], people: [{}], revealOn: '2026-06-15', today: '2026-06-10' })
  const bank = Array.from({ length: raters }, () => {
    const quality = within(4.1 + 0.35 * normal(random))
    const means = Array.from({ length: 6 }, () => {
      const felt = within(quality + 0.5 * normal(random))
      const theyGave = within(4.1 + 0.9 * normal(random))
      const wouldAnswer = random() < share
      return wouldAnswer && sees && theyGave < 3 ? 1 : felt
    })
    return { quality, means }
  })
  const prior = estimatePrior(bank.map(({ means }) => summed(means)))
  return agreementOf(
    bank.map(({ quality }) => quality),
    bank.map(({ means }) => drawnToward(means.length, sumOf(means), prior)),
  )
}

export const group: BenchGroup = {
  name: 'ratings',
  measures:
    'how well the order by ratings, as teams are chosen, agrees with true quality, against the order of plain means.',
  run: async () => {
    const rows = [3, 5, 10].map((meanCount) => {
      const banks = Array.from({ length: draws }, (_, at) => drawBank(at + 1, meanCount))
      const drawn = banks.map((bank) => bank.drawn)
      const plain = banks.map((bank) => bank.plain)
      const estimated = banks.map((bank) => bank.estimated)
      const better = banks.filter((bank) => bank.estimated > bank.plain).length
      return [
        `${meanCount}`,
        showSpread(spreadOf(estimated)),
        showSpread(spreadOf(drawn)),
        showSpread(spreadOf(plain)),
        showSpread(ratioOf(estimated, plain)),
        showSpread(ratioOf(estimated, drawn)),
        `${better} of ${draws}`,
        showSpread(
          ratioOf(
            banks.map((bank) => bank.shown),
            banks.map((bank) => bank.plainShown),
          ),
        ),
        showSpread(
          ratioOf(
            banks.map((bank) => bank.shown),
            plain,
          ),
        ),
      ]
    })
    return [
      {
        title: `Rank correlation with true quality, ${people} people`,
        columns: [
          'ratings each, on average',
          'estimated prior',
          'fixed prior',
          'plain means',
          'against plain',
          'against fixed',
          'banks better than plain',
          'by threes, against plain by threes',
          'by threes, against plain of all',
        ],
        rows,
        notes: [
          'To reach: better than plain means at each, by threes too, and the estimated prior at least as good as the fixed one. Quality and ratings are simulated; seeds 1 to 200.',
          'The last column is what it costs that no two looks tell one mark: whoever has one or two ratings is shown none.',
        ],
      },
      {
        title:
          'Two services that give each other the best, planted at several strengths among 2,000 honest pairs of services',
        columns: ['ratings between the two', 'of them the best', 'found', 'honest pairs that look so'],
        rows: [4, 6, 8].flatMap((size) => strengths.map((strength) => ringsOf(size, strength))),
        notes: [
          'A sign is only shown to whoever decides. Of honest ratings one in five is the best throughout; seeds 1 to 200.',
        ],
      },
      {
        title: `Rank correlation with true quality where some answer a low rating with the lowest, ${raters} services`,
        columns: ['who would', 'sealed', 'open', 'sealed, against nobody', 'open, against nobody'],
        rows: [0.1, 0.3, 0.5].map((share) => {
          const of = (share: number, isSealed: boolean) =>
            Array.from({ length: draws }, (_, at) => drawRetaliation(at + 1, share, isSealed))
          const [nobody, sealed, open] = [of(0, true), of(share, true), of(share, false)]
          return [
            ...[`${share * 100}%`, showSpread(spreadOf(sealed)), showSpread(spreadOf(open))],
            ...[showSpread(ratioOf(sealed, nobody)), showSpread(ratioOf(open, nobody))],
          ]
        }),
        notes: ['To reach: 1 where it is sealed, so that retaliation has no effect. Seeds 1 to 200.'],
      },
    ]
  },
}
