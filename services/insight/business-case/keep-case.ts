import { z } from 'zod'
import { may } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import { guarded } from '#services/documents/index.ts'
import { type Facts, factsSchema } from '#services/insight/snapshot/content.ts'
import { latestSnapshot } from '#services/insight/snapshot/latest.ts'
import { tables } from '#services/insight/tables.ts'
import { type AssumptionKey, assumptionKeys, assumptionKinds, isAssumptionKey, mostAssumed } from './assumption-keys.ts'
import {
  type CaseLine,
  type CaseResult,
  factsOf,
  hashOf,
  type Inputs,
  inputsSchema,
  linesOf,
  makeCase,
  modelVersion,
  type Range,
} from './model.ts'

/** An assumption as it holds: its range, where it comes from, since when and by whom; version 0 is what stood before anybody set it. */
export type Assumed = Range & {
  key: AssumptionKey
  title: string
  unit: string
  source: string
  version: number
  setOn: string | null
  setBy: string | null
}

const kept = 'The business case is for officers of the association; a summary is open to everybody.'

/** Every version of every assumption, the latest first: there are few. One statement. */
export const allAssumptions = (ctx: Ctx) => tables(ctx).assumption.findMany({ orderBy: { version: 'desc' } })
type AssumptionRow = Awaited<ReturnType<typeof allAssumptions>>[number]

/** What holds of these versions, in the order of the case. */
export const inForce = (rows: readonly AssumptionRow[]): Assumed[] =>
  assumptionKeys.map((key) => {
    const { title, unit, first } = assumptionKinds[key]
    const row = rows.find((one) => one.key === key)
    if (!row) return { key, title, unit, ...first, version: 0, setOn: null, setBy: null }
    const { low, central, high, source, version, setOn, setBy } = row
    return { key, title, unit, low, central, high, source, version, setOn: isoFromDate(setOn), setBy }
  })

export const inputsOf = (facts: Facts, assumed: readonly Assumed[]): Inputs =>
  inputsSchema.parse({
    model: modelVersion,
    facts,
    assumptions: Object.fromEntries(assumed.map(({ key, low, central, high }) => [key, { low, central, high }])),
  })

/** Keeps what the case was worked out from and what came of it, once for the same inputs. */
export const keepCase = async (ctx: Ctx, facts: Facts): Promise<{ hash: string }> => {
  const rows = await allAssumptions(ctx)
  const inputs = inputsOf(facts, inForce(rows))
  const hash = hashOf(inputs)
  await tables(ctx).caseVersion.createMany({
    data: {
      hash,
      madeOn: dateFromIso(ctx.clock.today()),
      madeAt: ctx.clock.now(),
      assumptionVersion: rows[0]?.version ?? 0,
      inputs,
      result: makeCase(inputs),
    },
    skipDuplicates: true,
  })
  return { hash }
}

type CaseVersionLine = { hash: string; madeOn: string; assumptionVersion: number; result: number }

export type BusinessCasePage = {
  /** The day of the facts; null while nothing was counted yet. */
  day: string | null
  inputs: Inputs
  facts: { key: string; title: string; value: number }[]
  lines: CaseLine[]
  result: CaseResult
  hash: string
  assumed: Assumed[]
  /** Of the assumptions, all together: what a change starts from. */
  version: number
  versions: CaseVersionLine[]
  mayChange: boolean
}

const nothing: Facts = factsSchema.parse(Object.fromEntries(Object.keys(factsSchema.shape).map((key) => [key, 0])))

const shownVersions = 40

/** The business case as it stands: live facts beside what is assumed, and every version there was. Three statements. For officers. */
export const businessCase = async (ctx: Ctx): Promise<Result<BusinessCasePage>> => {
  if (!may(ctx.actor, 'insight.read')) return forbidden(kept)
  const [snapshot, rows, versions] = await Promise.all([
    latestSnapshot(ctx),
    allAssumptions(ctx),
    tables(ctx).caseVersion.findMany({
      orderBy: { madeAt: 'desc' },
      take: shownVersions,
      select: { hash: true, madeOn: true, assumptionVersion: true, result: true },
    }),
  ])
  const assumed = inForce(rows)
  const inputs = inputsOf(snapshot?.content.facts ?? nothing, assumed)
  const result = makeCase(inputs)
  return ok({
    day: snapshot?.day ?? null,
    inputs,
    facts: factsOf(inputs),
    lines: linesOf(result),
    result,
    hash: hashOf(inputs),
    assumed,
    version: rows[0]?.version ?? 0,
    versions: versions.map(({ hash, madeOn, assumptionVersion, result }) => ({
      hash,
      madeOn: isoFromDate(madeOn),
      assumptionVersion,
      result: z.object({ lines: z.object({ result: z.number() }) }).parse(result).lines.result,
    })),
    mayChange: may(ctx.actor, 'insight.keep'),
  })
}

export type PastCase = {
  hash: string
  madeOn: string
  inputs: Inputs
  lines: CaseLine[]
  /** As it was worked out then. */
  result: CaseResult
  /** Worked out again now, it comes to the same; null where the formulas have changed since. */
  isSame: boolean | null
}

/** A version by its fingerprint, worked out again from what it was worked out from. For officers. */
export const pastCase = async (ctx: Ctx, hash: string): Promise<Result<PastCase>> => {
  if (!may(ctx.actor, 'insight.read')) return forbidden(kept)
  const row = await tables(ctx).caseVersion.findUnique({ where: { hash } })
  if (!row) return notFound()
  const inputs = inputsSchema.parse(row.inputs)
  const result = row.result as CaseResult
  const isSame =
    inputs.model === modelVersion
      ? hashOf(inputs) === hash && JSON.stringify(inLines(makeCase(inputs))) === JSON.stringify(inLines(result))
      : null
  return ok({ hash, madeOn: isoFromDate(row.madeOn), inputs, lines: linesOf(result), result, isSame })
}

/** A result as text whatever the order in which the database gives its parts. */
const inLines = ({ lines, evenMembers, evenPlaces, swings }: CaseResult) => [
  Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1)),
  evenMembers,
  evenPlaces,
  swings.map(({ key, atLow, atHigh, even }) => [key, atLow, atHigh, even]),
]

const amount = (what: string) => {
  const error = `Enter the ${what} value as a number, like 1200 or 12.5`
  return z.coerce
    .number({ error })
    .min(0, `The ${what} value must be 0 or more`)
    .max(mostAssumed, `The ${what} value must be 1,000,000 or less`)
}
const sourceText = 'Say where the figures come from, so that anybody can look it up'

export const assumptionSchema = z
  .object({
    version: z.coerce.number().int().min(0),
    low: amount('low'),
    central: amount('central'),
    high: amount('high'),
    source: guarded(z.string({ error: sourceText }).trim().min(10, sourceText).max(300, 'Keep it to 300 characters')),
  })
  .refine(({ low, central }) => low <= central, {
    path: ['central'],
    error: 'The central value must not be below the low one',
  })
  .refine(({ central, high }) => central <= high, {
    path: ['high'],
    error: 'The high value must not be below the central one',
  })
export type AssumptionInput = z.output<typeof assumptionSchema>

const onlyKeepers = 'What the business case assumes is set by administrators of the association.'

/** One assumption with every version of it, for whoever changes it. */
export const findAssumption = async (
  ctx: Ctx,
  key: string,
): Promise<Result<{ now: Assumed; version: number; before: Assumed[] }>> => {
  if (!may(ctx.actor, 'insight.keep')) return forbidden(onlyKeepers)
  const rows = await allAssumptions(ctx)
  const now = inForce(rows).find((one) => one.key === key)
  if (!now) return notFound()
  const before = rows.filter((row) => row.key === key).flatMap((row) => inForce([row]).filter((one) => one.key === key))
  return ok({ now, version: rows[0]?.version ?? 0, before })
}

/**
 * Sets one assumption: the next version of all, with its source, by whom and today. Whoever was overtaken is told; the case as it then stands is kept.
 */
export const setAssumption = async (
  ctx: Ctx,
  key: string,
  { version, low, central, high, source }: AssumptionInput,
): Promise<Result<{ version: number }>> => {
  if (!may(ctx.actor, 'insight.keep')) return forbidden(onlyKeepers)
  if (!isAssumptionKey(key)) return notFound()
  return inTransaction(ctx, async (ctx) => {
    const { assumption } = tables(ctx)
    const today = ctx.clock.today()
    const written = await assumption.createMany({
      data: {
        version: version + 1,
        key,
        low,
        central,
        high,
        source,
        setOn: dateFromIso(today),
        setById: ctx.actor.personId,
        setBy: ctx.actor.name,
      },
      skipDuplicates: true,
    })
    if (written.count === 0 || (await assumption.count({ where: { version: { lte: version } } })) !== version)
      return overtaken('What the business case assumes')
    await audit(ctx, {
      event: 'assumption.set',
      subject: { kind: 'assumption', id: String(version + 1) },
      data: { key, low, central, high },
    })
    const snapshot = await latestSnapshot(ctx)
    if (snapshot) await keepCase(ctx, snapshot.content.facts)
    return ok({ version: version + 1 })
  })
}
