import { z } from 'zod'
import { prepareBank } from './bank.ts'
import { type Issue, misspelt, wrongFacts, wrongNames } from './instance-names.ts'
import { mostScore, PairList } from './plain/pair-list.ts'
import type { PairTable } from './plain/pair-table.ts'
import { readJson } from './plain/read-json.ts'
import { tabulatePairs } from './plain/tabulate-pairs.ts'
import type { Candidate, Conflict, Level, Lock, Need, TeamRules } from './problem.ts'
import { standardRules } from './problem.ts'
import { type KeptTeam, type RoundInput, roleNames } from './round/round-problem.ts'
import type { Weights } from './weights.ts'

/** Every way of keeping some of a request's locked choices and not others may have to be tried. */
const mostLocked = 10

/** Most themes of one request that the search can hold. */
const mostThemes = 30

const isoDay = z.iso.date({ error: 'must be a day of the calendar, such as 2027-03-02' })
const text = z.string().min(1)
const whole = z.int().min(0).max(1_000_000)
const span = z
  .object({ from: isoDay, to: isoDay })
  .refine(({ from, to }) => from <= to, { error: 'must not end before it begins', path: ['to'] })
const latitude = z.number().min(-90).max(90).nullable().default(null)
const longitude = z.number().min(-180).max(180).nullable().default(null)
const level = z.literal([0, 1, 2, 3])
const place = z.object({ expert: text, role: z.enum(['lead', 'peer', 'observer']) })

const requestSchema = z.object({
  id: text,
  yot: text.nullable().default(null),
  region: z.string().nullable().default(''),
  lat: latitude,
  lng: longitude,
  mode: z.enum(['on-site', 'hybrid', 'remote']),
  leads: whole.max(50),
  peers: z
    .tuple([whole.max(1000), whole.max(1000)])
    .refine(([least, most]) => least <= most, { error: 'the least must not be more than the most' }),
  days: whole.max(366),
  windows: z.array(span).max(1000).default([]),
  themes: z.array(text).max(mostThemes).default([]),
  excluded: z.array(text).default([]),
  nominated: z.array(text).default([]),
  locked: z.array(place).max(mostLocked).default([]),
})

const expertSchema = z.object({
  id: text,
  yot: text.nullable().default(null),
  region: z.string().nullable().default(''),
  lat: latitude,
  lng: longitude,
  maxKm: z.number().min(0).nullable().default(null),
  roles: z.array(z.enum(['lead', 'peer', 'observer'])),
  themes: z.record(z.string(), level).default({}),
  rating: z
    .object({ mean: z.number().min(0).max(5), count: whole })
    .refine(({ mean, count }) => count === 0 || mean >= 1, { error: 'must be from 1 to 5', path: ['mean'] })
    .nullable()
    .default(null),
  days: whole.nullable().default(null),
  reviews: whole.nullable().default(null),
  used: z.object({ days: whole.default(0), reviews: whole.default(0) }).default({ days: 0, reviews: 0 }),
  busy: z.array(span).default([]),
})

/** The teams of an earlier plan, or that plan whole. */
const keptSchema = z.preprocess(
  teamsOf,
  z.array(z.object({ request: text, window: whole.nullable().default(null), members: z.array(place) })),
)

function teamsOf(keep: unknown): unknown {
  if (typeof keep !== 'object' || keep === null || Array.isArray(keep)) return keep
  if ('teams' in keep) return keep.teams
  return Object.keys(keep).length === 0 ? [] : keep
}

const pairSchema = z.tuple([text, text, z.int().min(-mostScore).max(mostScore)])

const shapeSchema = z.object({
  format: z.literal(1),
  requests: z.array(requestSchema),
  experts: z.array(expertSchema),
  conflicts: z
    .array(z.object({ expert: text, request: text, effect: z.enum(['block', 'manage', 'note']) }))
    .default([]),
  /** Only whether they are a list: they are read apart, without an object for each. */
  pairs: z.array(z.unknown()).nullable().optional(),
  rules: z
    .object({
      maxPerYot: z.int().min(1).nullable().default(standardRules.maxPerYot),
      minOtherRegions: whole.nullable().default(standardRules.minOtherRegions),
      maxShareOfRegion: z.number().gt(0).max(1).nullable().default(standardRules.maxShareOfRegion),
    })
    .nullable()
    .optional(),
  options: z
    .object({
      fairness: z.boolean().default(false),
      seconds: z.number().gt(0).max(86_400).default(60),
      keep: keptSchema.nullable().optional(),
      keepBonus: z.int().min(0).max(1_000_000).default(60),
    })
    .nullable()
    .optional(),
})

/**
 * A plan's input, checked: shapes, ranges, ids used once, and everybody and everything named that is in the file, spelt alike
 * everywhere. People kept who are not in the file change nothing; locked ones are reported as impossible.
 */
export type Instance = Omit<InstanceShape, 'pairs'> & { pairs: PairTable | null }

/** An instance whose shape is right: what its names and facts mean together is checked after that. */
export type InstanceShape = z.infer<typeof shapeSchema>

/** The fields that the format names, by where they stand. */
const fields = {
  '': Object.keys(shapeSchema.shape),
  requests: Object.keys(requestSchema.shape),
  experts: Object.keys(expertSchema.shape),
  rules: Object.keys(standardRules),
  options: ['fairness', 'seconds', 'keep', 'keepBonus'],
}

type InstanceProblem = { path: string; message: string }

export type ReadInstance = { ok: true; instance: Instance } | { ok: false; problems: InstanceProblem[] }

const mostProblems = 10

/** Reads a plan's input from the bytes of its file; the first ten problems, each with its path, when it cannot be used. */
export function readInstanceFile(file: Uint8Array, say?: (pairs: number) => void): ReadInstance {
  const read = readJson(file, say)
  if (!read.ok) return { ok: false, problems: [{ path: wholeFile, message: read.why }] }
  const { json, pairs } = read.value
  return pairs ? checkInstance(json, pairs) : readInstance(json)
}

/** The same from JSON that has been parsed. */
export function readInstance(json: unknown): ReadInstance {
  if (typeof json !== 'object' || json === null || !('pairs' in json) || !Array.isArray(json.pairs))
    return checkInstance(json, undefined)
  const list: readonly unknown[] = json.pairs
  const pairs = new PairList()
  for (const pair of list) pairs.addValue(pair)
  return checkInstance({ ...json, pairs: [] }, pairs)
}

function checkInstance(json: unknown, pairs: PairList | undefined): ReadInstance {
  const shape = shapeSchema.safeParse(json)
  const odd = pairs ? oddPairs(pairs) : []
  if (!shape.success) return { ok: false, problems: sayIssues([...shape.error.issues, ...odd]) }
  const issues = [...misspelt(json, fields), ...wrongNames(shape.data), ...wrongFacts(shape.data), ...odd]
  const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id)
  const found = pairs && tabulatePairs(pairs, ids(shape.data.requests), ids(shape.data.experts))
  if (found && 'problems' in found)
    issues.push(
      ...found.problems.map(({ at, part, message }) => {
        return { path: part === undefined ? ['pairs', at] : ['pairs', at, part], message }
      }),
    )
  if (issues.length > 0) return { ok: false, problems: sayIssues(issues) }
  return { ok: true, instance: { ...shape.data, pairs: found && 'table' in found ? found.table : null } }
}

/** What is wrong with pairs that are not [request, expert, score]. */
const oddPairs = (pairs: PairList): Issue[] =>
  pairs.odd.flatMap(({ at, value }) => {
    const issues = pairSchema.safeParse(value).error?.issues ?? []
    return issues.map(({ path, message }) => ({ path: ['pairs', at, ...path], message }))
  })

function sayIssues(issues: readonly Issue[]): InstanceProblem[] {
  return issues
    .slice(0, mostProblems)
    .map(({ path, message }) => ({ path: sayPath(path), message: sayPlainly(message) }))
}

/** "must be a number, but is missing" instead of "Invalid input: expected number, received undefined". */
function sayPlainly(message: string): string {
  const [, what, sign, limit] = /^Too (?:small|big): expected (\w+) to (?:be|have) ([<>]=?)(\S+)/.exec(message) ?? []
  if (sign !== undefined) return sayLimit(what ?? '', sign, Number(limit))
  const [, expected, received] = /^Invalid \w+: expected (.+?)(?:, received (\w+))?$/.exec(message) ?? []
  if (expected === undefined) return message
  const choices = expected
    .replace(/^one of /, '')
    .replaceAll('|', ', ')
    .replace(/^\w+$/, sayKind)
  const must = `must be ${expected.startsWith('one of') ? 'one of ' : ''}${choices}`
  if (received === undefined || (expected === 'int' && received === 'number')) return must
  return received === 'undefined' ? `${must}, but is missing` : `${must}, not ${sayKind(received)}`
}

const sayKind = (kind: string): string =>
  kind === 'int' ? 'a whole number' : kind === 'array' || kind === 'tuple' ? 'a list' : kind

const limitWords: Record<string, string> = { '>=': 'at least', '>': 'more than', '<=': 'at most', '<': 'less than' }

function sayLimit(what: string, sign: string, limit: number): string {
  if (what === 'string' && sign === '>=') return 'must not be empty'
  const unit = what === 'array' ? (limit === 1 ? ' item' : ' items') : ''
  return `must ${what === 'array' ? 'have' : 'be'} ${limitWords[sign] ?? sign} ${limit}${unit}`
}

const wholeFile = '(whole file)'

/** requests[3].windows[0].to */
function sayPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return wholeFile
  return path.reduce<string>((said, key) => {
    if (typeof key === 'number') return `${said}[${key}]`
    return said === '' ? String(key) : `${said}.${String(key)}`
  }, '')
}

/** The instance as a round: ids and lists in their own order, so that the order of the file changes nothing. */
export function roundOf(instance: Instance, weights?: Weights): RoundInput {
  const { options, rules } = instance
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  // Themes and regions are named as they are coded, even "constructor".
  const noNames: Record<string, string> = Object.create(null)
  const names = { themeNames: noNames, regionNames: noNames }
  const bank = prepareBank(instance.experts.map(candidateOf), weights ? { ...names, weights } : names)
  const needs = instance.requests.map(needOf).sort(byId)
  const conflicts: Conflict[] = instance.conflicts
  const keep: KeptTeam[] | null | undefined = options?.keep
  const input: RoundInput = {
    bank,
    needs,
    conflicts,
    rules: rulesOf(rules),
    isFair: options?.fairness ?? false,
    keepBonus: options?.keepBonus ?? 60,
    ...(keep ? { keep } : {}),
    ...(instance.pairs ? { pairs: instance.pairs } : {}),
  }
  return input
}

/** Null rules are not applied; left out, the standard ones are. */
function rulesOf(rules: Instance['rules']): TeamRules {
  if (rules === undefined) return standardRules
  return rules ?? { maxPerYot: null, minOtherRegions: null, maxShareOfRegion: null }
}

function candidateOf(expert: Instance['experts'][number]): Candidate {
  const themes: Record<string, Level> = expert.themes
  return { ...expert, themes, region: expert.region ?? '' }
}

const needOf = (request: Instance['requests'][number]): Need => ({
  ...request,
  region: request.region ?? '',
  themes: [...new Set(request.themes)].sort(),
  locked: request.locked
    .filter(({ expert, role }, at, all) => all.findIndex((lock) => lock.expert === expert && lock.role === role) === at)
    .sort(byExpertAndRole),
})

/** Of two locks of one person the first is meant, whatever the order of the file: as co-lead before as reviewer. */
function byExpertAndRole(a: Lock, b: Lock): number {
  if (a.expert !== b.expert) return a.expert < b.expert ? -1 : 1
  return roleNames.indexOf(a.role) - roleNames.indexOf(b.role)
}
