import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { isUnsealed } from '#services/core/life/sealed.ts'
import { stopSilence } from '#services/core/life/silence.ts'
import type { Result } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { tell } from '#services/notifications/index.ts'
import { concerns, type WholeConcern } from './concerns.ts'
import { caseOf, speakingSides, tellParties } from './parties.ts'

/** Whether both sides and the deciders may read what was said: all who speak have spoken, or the day has passed. */
export const areStatementsOpen = (
  concern: Pick<WholeConcern, 'statementsShownAt' | 'parties' | 'statements' | 'statementsBy' | 'status'>,
): boolean => {
  if (concern.statementsShownAt !== null) return true
  const sides = speakingSides(concern.parties)
  const given = sides.filter((side) => concern.statements.some((one) => one.side === side)).length
  return concern.status !== 'opened' && isUnsealed({ given, wanted: sides.length })
}

/** Shows the statements to both sides and the deciders, at one moment. The row is locked, and as it stands. */
export const showStatements = async (ctx: Ctx, row: WholeConcern): Promise<Result<WholeConcern>> => {
  await stopSilence(ctx, { kind: 'concern-statements', subjectId: row.id })
  const moved = await concerns.move(ctx, row, 'shown', { data: { statementsShownAt: ctx.clock.now() } })
  if (!moved.ok) return moved
  const isBoth = speakingSides(row.parties).length > 1
  await tellParties(ctx, row, speakingSides(row.parties), {
    occasion: 'shown',
    kind: 'decision',
    letter: {
      subject: isBoth ? `You can read what the other side says (${row.ref})` : `You have been heard (${row.ref})`,
      lines: [
        isBoth
          ? 'Both sides have said how they see it, or had the time to. You read each other’s statements now, and so does whoever decides.'
          : 'Somebody without a stake was drawn, and reads your statement now.',
        `It is decided by ${longDate(isoFromDate(row.decideBy))}.`,
      ],
      text: 'Read it',
    },
  })
  await tell(ctx, {
    people: row.views.filter(({ releasedAt }) => releasedAt === null).map(({ deciderId }) => deciderId),
    about: { kind: 'concern', id: row.id, case: caseOf(row.id) },
    occasion: 'shown:deciders',
    kind: 'ask',
    letter: {
      subject: `${isBoth ? 'Both sides have' : 'Whoever brought it has'} been heard: your view, please (${row.ref})`,
      lines: [`Please record your view by ${longDate(isoFromDate(row.decideBy))}.`],
      action: { text: 'Read and decide', path: `/association/fairness/${row.ref}` },
    },
  })
  return moved
}
