/**
 * The words of the matching room: who may be chosen, what is needed, what stands between them, and what comes back.
 * Everything is plain data. Dates are ISO days ('2027-03-02', both ends included), distances kilometres, days whole,
 * scores whole points. Nothing here is read from a database: the caller gathers the facts.
 */

export type Role = 'lead' | 'peer' | 'observer'

/** 0 none, 1 some, 2 evidenced, 3 strong. A theme is covered by a member of level 2 or 3. */
export type Level = 0 | 1 | 2 | 3

export type Days = { from: string; to: string }

/** Someone in the bank, with the facts that matter for being chosen. */
export type Candidate = {
  id: string
  /** The youth justice service they belong to; null for an associate without one. */
  yot: string | null
  region: string
  lat: number | null
  lng: number | null
  /** Furthest they travel; binds on site only. Null: no limit. */
  maxKm: number | null
  /** Roles their standing lets them take. */
  roles: readonly Role[]
  /** Theme code → level. */
  themes: Readonly<Record<string, Level>>
  rating: { mean: number; count: number } | null
  /** Days and reviews agreed per year (null: no limit), and what this year already carries. */
  days: number | null
  reviews: number | null
  used: { days: number; reviews: number }
  /** Leave and anything else that cannot be moved. */
  busy: readonly Days[]
  /** How they are named in sentences; their id when left out. */
  name?: string
  /** Why they may not be chosen for anything at present, as a sentence ("approval lapsed on 3 March 2026"). */
  barred?: string
  /** Reviews already agreed: never overlapped, and `restDays` are kept on either side. */
  booked?: readonly Days[]
  restDays?: number
  /** Reviews now open, and how many may be open at once. */
  open?: number
  maxOpen?: number
  /** Reviews ever done and led: facts for reasons and for the mix of experience. */
  done?: number
  led?: number
  /** Day of the last review they led, and how many they led on each theme. */
  lastLedOn?: string
  ledOn?: Readonly<Record<string, number>>
  /** Theme code → day of the last work that evidences it. */
  lastOn?: Readonly<Record<string, string>>
  /** Hours their service has given to others less hours received. */
  balanceHours?: number
  /**
   * Reasons in the caller's words, by part of the score, where the work is no review: "third application in 12 months". Said
   * even where the part is worth nothing; an empty one keeps quiet.
   */
  says?: Readonly<Partial<Record<Aspect, string>>>
}

export type Mode = 'on-site' | 'hybrid' | 'remote'

export type Lock = { expert: string; role: Role }

/** One request for a team (or, with `leads: 0`, for `peers` people of any other kind: assessors, providers). */
export type Need = {
  id: string
  /** The host's service; its own people are never eligible. Null when there is none. */
  yot: string | null
  region: string
  lat: number | null
  lng: number | null
  mode: Mode
  leads: number
  /** Least and most; more than the least only where it helps coverage. */
  peers: readonly [least: number, most: number]
  /** Days of each member's year that the work uses. */
  days: number
  /** Dates the host can do; the whole team works one of them, whole. Empty: dates are not yet known. */
  windows: readonly Days[]
  /** Theme codes that must be covered, golden threads among them. */
  themes: readonly string[]
  excluded: readonly string[]
  nominated: readonly string[]
  locked: readonly Lock[]
  /** Seats for an observer beside the team (0 or 1); not needed, never missing. A locked observer makes room for itself. */
  observers?: 0 | 1
  /** Who served this host before, where continuity is wanted (a progress review). */
  servedBefore?: readonly string[]
  /** How the request is named in sentences; its id when left out. */
  name?: string
}

/** `note` changes nothing here. `silent` keeps the reason from every reader: "not available". */
export type Conflict = {
  expert: string
  request: string
  effect: 'block' | 'manage' | 'note'
  /** The rule's sentence, for those who may read it. */
  why?: string
  silent?: boolean
  /** It is managed already: said so, and it costs the same. */
  isManaged?: boolean
}

/** Rules of a team; null: not applied. Shares of a region are rounded up (3 of 5 at one half). */
export type TeamRules = {
  maxPerYot: number | null
  minOtherRegions: number | null
  maxShareOfRegion: number | null
}

export const standardRules: TeamRules = { maxPerYot: 1, minOtherRegions: 2, maxShareOfRegion: 0.5 }

export type Aspect =
  | 'themes'
  | 'quality'
  | 'distance'
  | 'workload'
  | 'experience'
  | 'newcomer'
  | 'nominated'
  | 'continuity'
  | 'reciprocity'
  | 'region'
  | 'managed'
  | 'given'

/** One additive part of a score, in words with its fact. Pages show `say`; `points` are for tests and explanations. */
export type Reason = { aspect: Aspect; points: number; say: string }

export type Bar =
  | 'barred'
  | 'blocked'
  | 'excluded'
  | 'own-service'
  | 'role'
  | 'dates'
  | 'rest'
  | 'days'
  | 'reviews'
  | 'open'
  | 'distance'
  | 'unscored'

/** One thing that keeps a person off a list or out of a team. */
export type WhyNot = { bar: Bar; say: string }

export type RankedCandidate = {
  id: string
  score: number
  /** Largest first; their points add up to `score`. */
  reasons: Reason[]
  /** Roles they could take here. */
  roles: Role[]
  /** Indexes of the need's windows they are free in. */
  windows: number[]
  /** Conflicts that must be managed before they serve. */
  managed: Conflict[]
}

export type Ranking = {
  ranked: RankedCandidate[]
  /** How many were eligible in all, `ranked` included. */
  eligible: number
  /** Those asked about who are not eligible, and why. */
  excluded: { id: string; because: WhyNot[] }[]
}

export type Seat = { expert: string; role: Role }

export type Member = Seat & {
  score: number
  reasons: Reason[]
  /** Conflicts that must be managed before they serve. */
  managed: Conflict[]
  /** Locked choices stay in every proposal. */
  locked: boolean
}

/** What the team lacks, said so that it can be mended. One entry per missing place, theme, region or locked choice. */
export type Missing = {
  what: 'lead' | 'peer' | 'theme' | 'region' | 'locked'
  /** Theme code, or the locked person's id. */
  code?: string
  say: string
  price: number
}

/**
 * The next best for one seat; `cost` is how many points the team loses (never shown as a number to people). `say` is what taking this
 * one for that one changes; `reasons` are the person's own, true in any seat of the role.
 */
export type Alternate = { for: string; expert: string; role: Role; cost: number; say: string; reasons: Reason[] }

export type Team = {
  request: string
  /** Index of the need's window; null when it has none. */
  window: number | null
  /** Leads, then peers, then observers; by id within a role. */
  members: Member[]
  missing: Missing[]
  /** Each theme asked for with those of the team, observers apart, who have evidence of level 2 or more for it. */
  covered: { code: string; experts: string[] }[]
  /** Scores less the prices of what is missing and of people beyond the least. */
  value: number
}

export type TeamProposal = Team & {
  /** Up to three per seat, best first. */
  alternates: Alternate[]
  /** How it differs from the first proposal, in words; empty for the first. */
  differs: string
}

/** A rule that a hand-made team breaks: it may not be used as it is. */
export type Breach = {
  rule: Bar | 'services' | 'region-share' | 'too-many' | 'twice' | 'unknown' | 'locked'
  expert?: string
  say: string
}

export type TeamEvaluation = Team & {
  breaches: Breach[]
  /** Points below the best team for the same need (0 or more when nothing is broken). */
  cost: number
  /** The cost in words: "as good as the best", "a little worse", "much worse". */
  say: string
}
