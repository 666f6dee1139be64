import { addMonths, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { longDate, money } from '#services/core/words.ts'
import { type DecisionInput, draftDecision } from './draft-decision.ts'
import { tables } from './tables.ts'
import type { DecisionText } from './text.ts'

type Said = Readonly<Record<string, unknown>>
type Drafted = Pick<DecisionText, 'title' | 'decided'> & { reasons?: string; restsOn: string }

const number = (said: Said, name: string): number => Number(said[name] ?? 0)

/**
 * The events that are decisions about the programme, and what each says. What is not on this list drafts nothing: a decision about a case
 * never gets here.
 */
const drafters: Readonly<Record<string, (ctx: Ctx, subjectId: string, said: Said) => Promise<Drafted>>> = {
  'rules.published': async (ctx, version) => ({
    title: `Conflict rules: version ${version}`,
    decided: `Version ${version} of the rules on conflicts of interest is in force.`,
    reasons: (await ctx.db.ruleSetVersion.findUnique({ where: { version: Number(version) } }))?.reason ?? '',
    restsOn: 'The rules as they are published under “How it works”.',
  }),
  'weights.published': async (ctx, version) => ({
    title: `How teams are chosen: version ${version}`,
    decided: `Version ${version} of the weights by which review teams are proposed is in force.`,
    reasons: (await ctx.db.weightSet.findUnique({ where: { version: Number(version) } }))?.note ?? '',
    restsOn: 'A trial of the weights on rounds that were planned before.',
  }),
  'membership-terms.published': async (_, version, said) => ({
    title: `Terms of membership: version ${version}`,
    decided:
      `From ${longDate(String(said.inForceFrom))} a year of membership costs ${money(number(said, 'groupFeePence'))} for a service and ` +
      `${money(number(said, 'individualFeePence'))} for one person. It falls due ${number(said, 'noticeDays')} days before the end and ` +
      `stays in force for ${number(said, 'graceDays')} days after it, unpaid.`,
    restsOn: 'The terms of membership as they are published.',
  }),
  'day-rate.published': async (_, version, said) => ({
    title: `Value of a day in the ledger: version ${version}`,
    decided: `Time that is given is valued at ${money(number(said, 'pence'))} a day.`,
    reasons: '',
    restsOn: 'The source that is named beside the rate in the ledger.',
  }),
  'board.quorum-set': async (_, _version, said) => ({
    title: 'How many of the board decide',
    decided: `A decision of the programme board takes ${number(said, 'members')} of its members.`,
    restsOn: 'The rules of the programme board.',
  }),
}

/** Events on the list, for tests and for whoever asks what is drafted. */
export const draftedEvents: readonly string[] = Object.keys(drafters)

const atOnce = 100
const sourceKind = 'audit'

/** Drafts what the audit log says was decided about the programme: each entry once, whoever looks and however often. */
export const draftFromAudit: Job = {
  name: 'decisions.draft',
  title: 'Draft decisions for the log from what was published',
  everyMinutes: 60,
  run: async (ctx) => {
    const entries = await ctx.db.auditEntry.findMany({
      where: { event: { in: [...draftedEvents] }, caseId: null },
      orderBy: { id: 'asc' },
      select: { id: true, at: true, event: true, subjectId: true, data: true },
    })
    const known = await tables(ctx).decision.findMany({ where: { sourceKind }, select: { sourceId: true } })
    const drafted = new Set(known.map(({ sourceId }) => sourceId))
    for (const { id, at, event, subjectId, data } of entries
      .filter((one) => !drafted.has(String(one.id)))
      .slice(0, atOnce)) {
      const draft = drafters[event]
      if (!draft) continue
      const said: Said = data !== null && typeof data === 'object' && !Array.isArray(data) ? data : {}
      const day = londonDate(at)
      const input: DecisionInput = {
        source: { kind: sourceKind, id: String(id) },
        day,
        reasons: '',
        alternatives: '',
        conflicts: '',
        ...(await draft(ctx, subjectId, said)),
        decidedBy: { body: 'administrators', count: 1 },
        reviewOn: addMonths(day, 12),
      }
      const whole = await draftDecision(ctx, input)
      // Reasons that somebody typed elsewhere may say what the log must not: whoever completes the draft writes them anew.
      const made = whole.ok ? whole : await draftDecision(ctx, { ...input, reasons: '' })
      if (!made.ok) ctx.log.error({ event }, 'a decision could not be drafted')
    }
  },
}
