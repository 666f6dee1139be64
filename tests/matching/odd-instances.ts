import { seeded } from './generate.ts'

/** Small instances with everything the format allows and people forget: no dates, no places, locks that clash, null rules, pairs. */
export function oddInstance(seed: number): unknown {
  const random = seeded(seed)
  const pick = (most: number) => Math.floor(random() * most)
  const maybe = (share: number) => random() < share
  const of = <Item>(items: readonly Item[]): Item[] => items.filter(() => maybe(0.4))
  const one = <Item>(...items: readonly [Item, ...Item[]]): Item => items[pick(items.length)] ?? items[0]
  const list = <Item>(count: number, item: (at: number) => Item) => Array.from({ length: count }, (_, at) => item(at))
  const day = (at: number) => new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10)
  const span = () => {
    const start = pick(40)
    return { from: day(start), to: day(start + pick(6)) }
  }
  /** Dates in which the whole work can be done. */
  const window = (days: number) => {
    const { from, to } = span()
    const least = new Date(Date.parse(from) + Math.max(0, days - 1) * 86_400_000).toISOString().slice(0, 10)
    return { from, to: to < least ? least : to }
  }
  const people = list(pick(14), (at) => `E${at}`)
  const asked = list(1 + pick(4), (at) => `R${at}`)
  const themes = ['G1', 'K2', 'K3', 'T4']
  const regions = ['North', 'South', 'Wales', '']
  const role = () => one<'lead' | 'peer' | 'observer'>('lead', 'peer', 'observer')
  const seat = () => ({ expert: maybe(0.9) ? `E${pick(14)}` : 'nobody', role: role() })
  const place = () => (maybe(0.7) ? { lat: 51 + random() * 3, lng: -2 + random() * 3 } : {})
  return {
    format: 1,
    requests: asked.map((id) => {
      const least = pick(3)
      const days = pick(4)
      return {
        id,
        ...(maybe(0.8) ? { yot: `Y${pick(5)}` } : { yot: null }),
        region: one('North', ...regions),
        ...place(),
        mode: one('on-site', 'hybrid', 'remote'),
        leads: pick(3),
        peers: [least, least + pick(3)],
        days,
        windows: list(pick(3), () => window(days)),
        themes: of(themes),
        excluded: of(people).slice(0, 2),
        nominated: of(people).slice(0, 2),
        locked: maybe(0.4) ? list(1 + pick(3), seat) : [],
      }
    }),
    experts: people.map((id) => ({
      id,
      yot: maybe(0.8) ? `Y${pick(6)}` : null,
      region: one('North', ...regions),
      ...place(),
      ...(maybe(0.5) ? { maxKm: pick(400) } : {}),
      roles: of(['lead', 'peer', 'observer']),
      themes: Object.fromEntries(of(themes).map((code) => [code, pick(4)])),
      ...(maybe(0.5) ? { rating: { mean: 1 + random() * 4, count: pick(9) } } : {}),
      ...(maybe(0.6) ? { days: pick(12), reviews: pick(4), used: { days: pick(3), reviews: pick(2) } } : {}),
      busy: list(pick(3), span),
    })),
    conflicts: asked.flatMap((request) =>
      of(people).map((expert) => ({ expert, request, effect: one('block', 'manage', 'note') })),
    ),
    ...(maybe(0.25)
      ? { pairs: asked.flatMap((request) => of(people).map((expert) => [request, expert, pick(2000) - 300])) }
      : {}),
    ...(maybe(0.5)
      ? {
          rules: { maxPerYot: one(null, 1, 2), minOtherRegions: one(null, 0, 2), maxShareOfRegion: one(null, 0.34, 1) },
        }
      : maybe(0.2)
        ? { rules: null }
        : {}),
    options: {
      fairness: maybe(0.4),
      seconds: 20,
      ...(maybe(0.3)
        ? {
            keep: asked.map((request) => ({ request, window: one(null, 0, 1), members: list(pick(3), seat) })),
            keepBonus: pick(200),
          }
        : {}),
    },
  }
}
