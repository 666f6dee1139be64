import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { type DecisionEvent, decisionLife } from './lifecycle.ts'
import { decisions } from './move-decision.ts'
import { publishingFaults } from './name-fault.ts'
import { knownDecisions, mayKeep, mayNotWorkAtLog, mayWorkAtLog, ofOwnBodies, sidesOf } from './policy.ts'
import { tables } from './tables.ts'
import { reviewAheadDays } from './tasks.ts'
import { type DecisionText, textOf } from './text.ts'
import { bodyName, bodyWords } from './words.ts'

/** A decision in the lists of those who work at the log. ISO days. */
export type DeskLine = { ref: string; title: string; on: string; body: string; reviewOn: string | null; from: string }

export type DecisionDesk = {
  drafts: DeskLine[]
  /** Whose review day is near or has passed. */
  due: DeskLine[]
  dropped: (DeskLine & { why: string })[]
  mayWrite: boolean
}

const sources: Readonly<Record<string, string>> = {
  audit: 'What was published',
  hand: 'Written by hand',
  minutes: 'Minutes',
}

const mostLines = 100

/** Drafts, reviews that are due and what was not published, of what the actor works at; forbidden to those who hold no office. */
export const decisionDesk = async (ctx: Ctx): Promise<Result<DecisionDesk>> => {
  const { actor, clock } = ctx
  if (!mayWorkAtLog(actor)) return mayNotWorkAtLog()
  const own = mayKeep(actor) ? {} : ofOwnBodies(actor)
  const { decision } = tables(ctx)
  const ahead = dateFromIso(addDays(clock.today(), reviewAheadDays))
  const [drafts, due, dropped] = await Promise.all([
    decision.findMany({
      where: { AND: [own], status: 'draft' },
      orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }],
      take: mostLines,
    }),
    decision.findMany({
      where: { AND: [own], status: 'published', reviewOn: { lte: ahead } },
      orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }],
      take: mostLines,
    }),
    decision.findMany({
      where: { AND: [own], status: 'dropped' },
      orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
      take: mostLines,
    }),
  ])
  const histories = await decisions.histories(
    ctx,
    dropped.map(({ id }) => id),
  )
  const line = (row: (typeof drafts)[number]): DeskLine => ({
    ref: row.ref,
    title: row.title,
    on: isoFromDate(row.decidedOn),
    body: bodyName(row),
    reviewOn: row.reviewOn && isoFromDate(row.reviewOn),
    from: sources[row.sourceKind] ?? 'Another page',
  })
  return ok({
    drafts: drafts.map(line),
    due: due.map(line),
    dropped: dropped.map((row) => ({ ...line(row), why: histories.get(row.id)?.[0]?.note ?? '' })),
    mayWrite: mayKeep(actor),
  })
}

export type WorkPage = {
  ref: string
  version: number
  status: string
  stands: string
  body: string
  text: DecisionText
  /** What the actor may do with it now. */
  events: DecisionEvent[]
  /** What a draft still lacks before it can be published, in sentences. */
  lacks: string[]
  /** Later decisions that can stand in its place. */
  later: { value: string; label: string }[]
  history: { id: string; says: string; on: string; by: string; note: string | null }[]
}

/** One decision for those who work at it: keepers, and the body that decided. Not found for everybody else. */
export const findWorkPage = async (ctx: Ctx, ref: string): Promise<Result<WorkPage>> => {
  const { decision } = tables(ctx)
  const row = await decision.findFirst({ where: { ref, ...knownDecisions(ctx.actor) } })
  const sides = row ? sidesOf(ctx.actor, row) : []
  if (!row || sides.length === 0) return notFound()
  const events = decisionLife.openTo(row.status, sides)
  const [later, history] = await Promise.all([
    events.includes('replaced')
      ? decision.findMany({
          where: { status: 'published', decidedOn: { gte: row.decidedOn }, id: { not: row.id } },
          orderBy: [{ decidedOn: 'desc' }, { id: 'desc' }],
          take: mostLines,
          select: { ref: true, title: true },
        })
      : [],
    decisions.history(ctx, row.id),
  ])
  const text = textOf(row)
  return ok({
    ref,
    version: row.version,
    status: row.status,
    stands: decisionLife.states[row.status],
    body: bodyName(row),
    text,
    events,
    lacks: row.status === 'draft' ? Object.values(await publishingFaults(ctx, text)) : [],
    later: later.map((one) => ({ value: one.ref, label: `${one.ref}: ${one.title}` })),
    history: history.map(({ id, event, on, by, note }) => {
      const { title, says } = decisionLife.moveOf(event)
      return { id, says: title ?? says, on, by, note }
    }),
  })
}

/** What the form of a decision offers to choose from; forbidden to all but those who keep the log. */
export const decisionChoices = (ctx: Ctx): Result<{ bodies: Choice[]; regions: Choice[] }> =>
  mayKeep(ctx.actor)
    ? ok({
        bodies: Object.entries(bodyWords).map(([value, label]) => ({ value, label })),
        regions: regions.map((value) => ({ value, label: regionName(value) })),
      })
    : mayNotWorkAtLog()

type Choice = { value: string; label: string }

/** A draft to complete, or a published decision to correct, with what its form offers; not found for all but those who keep the log. */
export const findDecisionForm = async (ctx: Ctx, ref: string) => {
  const choices = decisionChoices(ctx)
  const found = await findWorkPage(ctx, ref)
  if (!choices.ok || !found.ok) return notFound()
  const { events, ...page } = found.value
  const event = (['rewritten', 'corrected'] as const).find((one) => events.includes(one))
  return event === undefined
    ? refused('It was not published, and is not changed any more.')
    : ok({ ...page, event, choices: choices.value })
}
