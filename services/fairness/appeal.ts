import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { stopSilence } from '#services/core/life/silence.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { longDate } from '#services/core/words.ts'
import { applicationToAppeal } from '#services/vetting/index.ts'
import { appealRefOf, wasAppealed } from './appealed.ts'
import { concerns, findForActor } from './concerns.ts'
import { undoOutcomes } from './effects.ts'
import { kinds } from './kinds.ts'
import { openConcern } from './open-concern.ts'
import { otherOf, partySideOf, person, speakingSides, tellParties } from './parties.ts'

const isGround = (reason: string) => kinds.appeal.reasons.some(({ code }) => code === reason)

type Input = { reason: string; statement: string }

/**
 * Either side appeals what was decided, once, until the end of the 28th day. What was decided waits, but for what was put in place
 * until the end; others decide.
 *
 * @returns the appeal's reference
 */
export const appealConcern = async (
  ctx: Ctx,
  ref: string,
  { version, reason, statement }: Input & { version: number },
): Promise<Result<{ ref: string }>> => {
  const appealed = await concerns.asMove(ctx, { ref, version, event: 'appealed' }, async (ctx, { row, move }) => {
    if (!isGround(reason)) return invalid({ reason: 'Choose the ground of your appeal' })
    const side = partySideOf(ctx.actor, row.parties)
    if (side === null || row.appealBy === null) return notFound()
    const lastDay = isoFromDate(row.appealBy)
    if (ctx.clock.today() > lastDay) return refused(`It could be appealed until ${longDate(lastDay)}.`)
    if (await wasAppealed(ctx, row.id)) return refused('This has been appealed already. There is one appeal.')
    const opened = await openConcern(ctx, {
      kind: 'appeal',
      subject: { kind: 'concern', id: row.id },
      title: `Appeal of ${row.ref}: ${row.title}`,
      case: row.caseKind && row.caseId ? { kind: row.caseKind, id: row.caseId } : null,
      chainId: row.chainId,
      parties: row.parties.map((party) => ({
        personId: party.personId,
        yotCode: party.yotCode,
        isSpeaking: party.isSpeaking,
        side: party.side === side ? ('bringer' as const) : ('other' as const),
      })),
      points: row.points.map((point) => ({ reason, ratingId: point.ratingId, onceKey: `appeal:${point.id}` })),
      statement,
      openKey: `appeal:concern:${row.id}`,
    })
    if (!opened.ok) return opened
    const undone = await undoOutcomes(ctx, row)
    if (!undone.ok) return undone
    await stopSilence(ctx, { kind: 'concern-appeal', subjectId: row.id })
    const moved = await move({ said: { side } })
    if (!moved.ok) return moved
    await tellParties(
      ctx,
      row,
      speakingSides(row.parties).filter((one) => one === otherOf(side)),
      {
        occasion: 'appealed',
        kind: 'decision',
        letter: {
          subject: `The decision was appealed (${ref})`,
          lines: ['The other side has appealed. What was decided waits; others decide, and you are heard again.'],
          text: 'See where it stands',
        },
      },
    )
    return ok(undefined)
  })
  if (!appealed.ok) return appealed
  const found = await findForActor(ctx, ref)
  return found ? ok({ ref: (await appealRefOf(ctx, found.id)) ?? ref }) : notFound()
}

/** An applicant appeals a decline or a deferral, once, until the end of the 28th day. Nobody who had a part in it decides. */
export const appealApplication = async (
  ctx: Ctx,
  applicationRef: string,
  { reason, statement }: Input,
): Promise<Result<{ ref: string }>> => {
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  if (!isGround(reason)) return invalid({ reason: 'Choose the ground of your appeal' })
  const found = await applicationToAppeal(ctx, applicationRef)
  if (!found.ok) return found
  const { id, lastDay, decidedByIds } = found.value
  if (ctx.clock.today() > lastDay) return refused(`It could be appealed until ${longDate(lastDay)}.`)
  return openConcern(ctx, {
    kind: 'appeal',
    subject: { kind: 'application', id },
    title: `Appeal of the decision on application ${applicationRef}`,
    case: { kind: 'application', id },
    chainId: id,
    parties: [person('bringer', personId), ...decidedByIds.map((one) => person('other', one, false))],
    points: [{ reason, onceKey: `appeal:application:${id}` }],
    statement,
    openKey: `appeal:application:${id}`,
  })
}
