import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import type { Who } from './world.ts'

export const concernId = '0190a8f0-0000-7000-8000-0000000000c1'
const ratingId = '0190a8f0-0000-7000-8000-0000000000c2'

/** A flag of a rating by whoever came, drawn and heard; the service and its lead officer are the other side. */
export const makeConcern = async (ctx: Ctx, the: (who: Who) => MadePerson, pairId: string) => {
  const { db, clock } = ctx
  const today = clock.today()
  const ref = await nextReference(ctx, 'CO')
  await db.concern.create({
    data: {
      id: concernId,
      ref,
      kind: 'flag',
      subjectKind: 'rating-pair',
      subjectId: pairId,
      title: 'A rating of a peer review',
      status: 'hearing',
      chainId: concernId,
      openedOn: dateFromIso(today),
      openedById: the('coLead').id,
      drawBy: dateFromIso(addDays(today, 7)),
      decideBy: dateFromIso(addDays(today, 28)),
      statementsBy: dateFromIso(addDays(today, 14)),
      statementsShownAt: clock.now(),
      parties: {
        create: [
          { side: 'bringer', personId: the('coLead').id, isSpeaking: true },
          { side: 'other', yotCode: 'leeds', isSpeaking: true },
          { side: 'other', personId: the('leadOfficer').id, isSpeaking: true },
        ],
      },
      points: { create: { position: 1, side: 'bringer', reason: 'personal', ratingId, onceKey: 'the access world' } },
      statements: {
        create: [
          { side: 'bringer', byId: the('coLead').id, text: 'It says too much of me.', at: clock.now() },
          { side: 'other', byId: the('ownLead').id, text: 'It says what was.', at: clock.now() },
        ],
      },
      views: {
        create: { chainId: concernId, round: 1, deciderId: the('otherAssessor').id, drawnAt: clock.now() },
      },
    },
  })
  return { ref, ratingId, today }
}
