import type { Candidate, Conflict, Level, Need, Role } from '#services/matching/index.ts'

/** A small seeded generator (mulberry32), so that every run and machine sees the same instances. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export type Shape = {
  seed: number
  requests: number
  experts: number
  yots?: number
  regions?: number
  themes?: number
  leadShare?: number
  windows?: number
  /** Share of pairs blocked by a conflict. */
  blocked?: number
  /** Share of people who are busy in any one week. */
  busy?: number
  /** Reviews a year, at most; fewer people than needed makes a round over-subscribed. */
  reviews?: number
  mode?: Need['mode']
}

export type Generated = { needs: Need[]; candidates: Candidate[]; conflicts: Conflict[] }

const pad = (value: number) => String(value).padStart(5, '0')

/** Requests and people shaped like the register: services in regions around centres, a quarter qualified to lead. */
export function generate(shape: Shape): Generated {
  const random = seeded(shape.seed)
  const pick = (most: number) => Math.floor(random() * most)
  const { yots = 157, regions = 10, themes = 12, leadShare = 0.25, windows = 2, blocked = 0.05, busy = 0.12 } = shape
  const centres = Array.from({ length: regions }, () => ({ lat: 50.5 + random() * 4.5, lng: -4.5 + random() * 5.5 }))
  const places = Array.from({ length: yots }, (_, at) => {
    const region = at % regions
    const centre = centres[region] ?? { lat: 52, lng: -1 }
    return {
      yot: `Y${pad(at)}`,
      region: `region ${region}`,
      lat: centre.lat + (random() - 0.5) * 1.2,
      lng: centre.lng + (random() - 0.5) * 1.6,
    }
  })
  const place = () => places[pick(yots)] ?? { yot: 'Y', region: 'region 0', lat: 52, lng: -1 }
  const week = (at: number) => {
    const start = new Date(Date.UTC(2027, 0, 4 + 7 * at)).toISOString().slice(0, 10)
    return { from: start, to: new Date(Date.UTC(2027, 0, 6 + 7 * at)).toISOString().slice(0, 10) }
  }
  const weeks = 46
  const candidates = Array.from({ length: shape.experts }, (_, at): Candidate => {
    const isLead = random() < leadShare
    const held: Record<string, Level> = {}
    for (let theme = 0; theme < themes; theme += 1) {
      const draw = random()
      const level: Level = draw < 0.12 ? 3 : draw < 0.32 ? 2 : draw < 0.5 ? 1 : 0
      if (level > 0) held[`T${theme}`] = level
    }
    const reviews = 1 + pick(shape.reviews ?? 3)
    const roles: Role[] = isLead ? ['lead', 'peer'] : ['peer']
    return {
      id: `E${pad(at)}`,
      ...place(),
      maxKm: 120 + pick(300),
      roles,
      themes: held,
      rating: random() < 0.3 ? null : { mean: 3 + Math.round(random() * 20) / 10, count: 1 + pick(9) },
      days: reviews * 3 + pick(3),
      reviews,
      used: { days: 0, reviews: 0 },
      busy: Array.from({ length: weeks }, (_unused, at) => at).flatMap((at) => (random() < busy ? [week(at)] : [])),
    }
  })
  const needs = Array.from({ length: shape.requests }, (_, at): Need => {
    const codes = Array.from({ length: themes }, (_unused, theme) => `T${theme}`)
    const asked = new Set(['T0', 'T1'])
    while (asked.size < Math.min(themes, 4 + pick(3))) asked.add(codes[pick(codes.length)] ?? 'T0')
    const draw = random()
    return {
      id: `R${pad(at)}`,
      ...place(),
      mode: shape.mode ?? (draw < 0.6 ? 'on-site' : draw < 0.8 ? 'hybrid' : 'remote'),
      leads: 2,
      peers: [2, 4],
      days: 3,
      windows: [...new Set(Array.from({ length: windows }, () => pick(weeks)))].sort((a, b) => a - b).map(week),
      themes: [...asked],
      excluded: [],
      nominated: [],
      locked: [],
    }
  })
  const conflicts: Conflict[] = []
  for (const need of needs) {
    for (const { id } of candidates) {
      const draw = random()
      if (draw < blocked) conflicts.push({ expert: id, request: need.id, effect: 'block' })
      else if (draw < blocked * 1.5) conflicts.push({ expert: id, request: need.id, effect: 'manage' })
    }
  }
  return { needs, candidates, conflicts }
}
