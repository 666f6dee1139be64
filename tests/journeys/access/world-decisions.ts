import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { draftDecision } from '#services/decisions/index.ts'
import { value } from '#tests/factories/application.ts'
import { decisionInput, publishedDecision } from '#tests/factories/decision.ts'

/** A draft, one that is published, and a later one; all of the board's. */
export const makeDecisions = async (ctx: Ctx) => ({
  draft: value(await draftDecision(asSystem(ctx), decisionInput({ title: 'A draft of the log' }))),
  published: await publishedDecision(ctx),
  later: await publishedDecision(ctx, { title: 'A later decision', day: '2026-05-28' }),
})
