import { dateFromIso } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import {
  correctDecision,
  type DecisionEvent,
  decisionLife,
  draftDecision,
  dropDecision,
  keepDecision,
  publishDraft,
  replaceDecision,
  rewriteDecision,
} from '#services/decisions/index.ts'
import { value } from '#tests/factories/application.ts'
import { decisionInput, publishedDecision } from '#tests/factories/decision.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Who } from './driver.ts'

type State = keyof typeof decisionLife.states

/** Decisions of the log, moved by two administrators. */
export const decisionDriver: MakeDriver<State, DecisionEvent> = async (database) => {
  const administrator = () => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  const keepers = { first: await administrator(), second: await administrator() }
  const as = (who: Who) => database.ctx(keepers[who].actor)
  const { source: _, ...text } = decisionInput()
  const later = await publishedDecision(database.ctx(), { day: '2026-05-28' })
  let made = 0
  const driver: Driver<State, DecisionEvent> = {
    life: decisionLife,
    kind: 'decision',
    make: async (status) => {
      const ctx = database.ctx()
      const id = newId()
      const isShown = decisionLife.is('shown', status)
      made += 1
      const ref = `DE-2026-${900_000 + made}`
      const { day, decidedBy, reviewOn: _, restsOn = '', ...said } = text
      await ctx.db.decision.create({
        data: {
          ...said,
          id,
          ref,
          restsOn,
          status,
          sourceKind: 'hand',
          sourceId: id,
          decidedOn: dateFromIso(day),
          body: decidedBy.body,
          deciders: decidedBy.count,
          publishedAt: isShown ? ctx.clock.now() : null,
          replacedById: status === 'replaced' ? later.id : null,
          version: madeAt,
        },
      })
      if (isShown) value(await sealText(ctx, { kind: 'decision', subjectId: id }, { text: said.title, parts: said }))
      return { id, ref }
    },
    moves: {
      drafted: {
        begins: async () => {
          const { ref } = value(await draftDecision(database.ctx(), decisionInput()))
          const { id } = await database.ctx().db.decision.findUniqueOrThrow({ where: { ref }, select: { id: true } })
          return { id, ref }
        },
      },
      rewritten: {
        press: ({ ref }, version, who) =>
          rewriteDecision(as(who), ref, { version, text: { ...text, decided: `As the ${who} has it.` } }),
      },
      published: { press: ({ ref }, version, who) => publishDraft(as(who), ref, { version }) },
      dropped: {
        press: ({ ref }, version, who) => dropDecision(as(who), ref, { version, reason: `The ${who} says so.` }),
      },
      corrected: {
        press: ({ ref }, version, who) =>
          correctDecision(as(who), ref, {
            version,
            why: 'A number was wrong.',
            text: { ...text, decided: `As the ${who} has it.` },
          }),
      },
      kept: {
        press: ({ ref }, version, who) =>
          keepDecision(as(who), ref, {
            version,
            kept: 'It works.',
            reviewOn: who === 'first' ? '2027-06-02' : '2027-06-03',
          }),
      },
      replaced: {
        press: ({ ref }, version, who) =>
          replaceDecision(as(who), ref, { version, later: later.ref, replaced: `The ${who} says so.` }),
      },
    },
  }
  return driver
}
