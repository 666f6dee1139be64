import { seeded } from './generate.ts'

/**
 * Small plain assignment instances of every kind: dense and sparse, too few people and too many, ties, negative and huge scores, requests
 * that nobody can do, people without reviews left, with days, busy, locked, blocked or kept.
 */
export function plainInstance(seed: number) {
  const random = seeded(seed)
  const pick = (most: number) => Math.floor(random() * most)
  const maybe = (share: number) => random() < share
  const one = <Item>(...items: readonly [Item, ...Item[]]): Item => items[pick(items.length)] ?? items[0]
  const list = <Item>(count: number, item: (at: number) => Item) => Array.from({ length: count }, (_, at) => item(at))
  const day = (at: number) => new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10)
  const span = () => {
    const start = pick(20)
    return { from: day(start), to: day(start + pick(4)) }
  }
  /** Dates in which the whole work can be done: two days at most. */
  const window = () => {
    const { from, to } = span()
    const next = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10)
    return { from, to: to < next ? next : to }
  }
  const people = list(1 + pick(9), (at) => `E${at}`)
  const known = (id: string) => people.filter((each) => each === id)
  const asked = list(1 + pick(7), (at) => `R${at}`)
  const share = one(0.2, 0.5, 0.9, 1)
  const reviews = one(1, 2, 4)
  const days = one(0, 0, 2)
  const score = one(
    () => pick(1000),
    () => pick(3),
    () => pick(400) - 200,
    () => (pick(3) - 1) * 10_000_000,
    () => 0,
  )
  const isOdd = maybe(0.6)
  const some = (chance: number) => isOdd && maybe(chance)
  const seat = () => ({
    expert: `E${pick(10)}`,
    role: one<'peer' | 'observer' | 'lead'>('peer', 'peer', 'observer', 'lead'),
  })
  const least = one(0, 1, 1, 2, 3)
  return {
    format: 1,
    requests: asked.map((id) => ({
      id,
      ...(some(0.3) ? { yot: `Y${pick(3)}` } : {}),
      mode: one('remote', 'on-site'),
      leads: 0,
      peers: some(0.3) ? [pick(2), 1 + pick(4)] : [least, least + one(0, 0, 2)],
      days: some(0.1) ? 1 : days,
      windows: some(0.5) ? list(1 + pick(2), window) : [],
      themes: [],
      excluded: some(0.3) ? known(`E${pick(9)}`) : [],
      nominated: some(0.3) ? known(`E${pick(9)}`) : [],
      locked: some(0.3) ? list(1 + pick(3), seat) : [],
    })),
    experts: people.map((id) => ({
      id,
      ...(some(0.3) ? { yot: `Y${pick(3)}` } : {}),
      roles: some(0.1) ? ['lead'] : some(0.3) ? ['peer', 'observer'] : ['peer'],
      ...(maybe(0.9) ? { reviews: some(0.2) ? 0 : 1 + pick(reviews) } : {}),
      ...(some(0.3) ? { days: pick(6), used: { days: pick(2), reviews: pick(2) } } : {}),
      busy: some(0.4) ? [span()] : [],
    })),
    conflicts: asked.flatMap((request) =>
      people.flatMap((expert) => (some(0.08) ? [{ expert, request, effect: one('block', 'manage', 'note') }] : [])),
    ),
    pairs: asked.flatMap((request) =>
      people.flatMap((expert): [string, string, number][] => (maybe(share) ? [[request, expert, score()]] : [])),
    ),
    rules: null,
    options: {
      fairness: false,
      seconds: 30,
      ...(some(0.4)
        ? {
            keep: asked.map((request) => ({ request, window: one(null, 0, 1), members: list(pick(3), seat) })),
            keepBonus: pick(300),
          }
        : {}),
    },
  }
}
