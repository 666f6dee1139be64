import type { ConcernKind, ConcernSide } from '#prisma/generated/enums.ts'
import { checkOfficers } from '#services/conflicts/index.ts'
import type { CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { nextReference } from '#services/core/reference.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { concerns, type WholeConcern } from './concerns.ts'
import { clocks, kinds, reasonWords } from './kinds.ts'
import { caseOf, type Party, partySideOf, tellParties } from './parties.ts'
import { areStatementsOpen, showStatements } from './show-statements.ts'
import { tables } from './tables.ts'

type NewPoint = {
  reason: string
  ratingId?: string | null
  /** The same by the same side comes once, ever. */
  onceKey: string
}

export type Opening = {
  kind: ConcernKind
  subject: { kind: string; id: string }
  title: string
  /** The case of what it is about. */
  case?: CaseRef | null
  chainId?: string
  parties: readonly Party[]
  points: readonly NewPoint[]
  statement: string | null
  /** One of these at a time; an appeal's stays for good. */
  openKey: string
  causeKey?: string
}

const againWords = 'You have brought this about it before. What came of that is on its page.'

/** How many that this person brought nobody has decided yet; of appeals there is one for each decision, and they have a last day. */
const openBy = (ctx: Ctx, personId: string) =>
  tables(ctx).concern.count({
    where: { openedById: personId, status: { in: ['opened', 'hearing'] }, kind: { not: 'appeal' } },
  })

const isNewPoint = async (ctx: Ctx, points: readonly NewPoint[]): Promise<boolean> =>
  (await tables(ctx).concernPoint.count({ where: { onceKey: { in: points.map(({ onceKey }) => onceKey) } } })) === 0

/** The day by which it is drawn and decided, from the day it was opened. ISO days. */
export const daysFrom = (openedOn: string) => ({
  drawBy: addWorkingDays(openedOn, clocks.draw),
  decideBy: addWorkingDays(openedOn, clocks.decide),
})

/**
 * Brings something to be decided fairly; the caller has asked who may. What two sides bring about the same thing at once is one
 * concern with two statements: the second joins the first.
 *
 * @returns its reference; refused for the same reason about the same thing again, for a sixth that is open, and where what is
 *   running about it has gone too far to be joined
 */
export const openConcern = (ctx: Ctx, opening: Opening): Promise<Result<{ ref: string; id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId !== null) {
      await ctx.db.$queryRaw`select 1 from "Person" where id = ${personId}::uuid for update`
      if (opening.kind !== 'appeal' && (await openBy(ctx, personId)) >= clocks.openAtMost)
        return refused(
          `You have ${clocks.openAtMost} open already. When one of them is decided or withdrawn, you can bring another.`,
        )
    }
    if (!(await isNewPoint(ctx, opening.points))) return refused(againWords)
    const id = newId()
    const today = ctx.clock.today()
    const days = daysFrom(today)
    const { count } = await tables(ctx).concern.createMany({
      data: [
        {
          id,
          ref: await nextReference(ctx, 'CO'),
          kind: opening.kind,
          subjectKind: opening.subject.kind,
          subjectId: opening.subject.id,
          title: opening.title,
          status: 'opened',
          chainId: opening.chainId ?? id,
          openKey: opening.openKey,
          causeKey: opening.causeKey ?? null,
          caseKind: opening.case?.kind ?? null,
          caseId: opening.case?.id ?? null,
          openedOn: dateFromIso(today),
          openedById: personId,
          drawBy: dateFromIso(days.drawBy),
          decideBy: dateFromIso(days.decideBy),
        },
      ],
      skipDuplicates: true,
    })
    if (count === 0) return joinConcern(ctx, opening)
    await tables(ctx).concernParty.createMany({ data: opening.parties.map((party) => ({ ...party, concernId: id })) })
    await tables(ctx).concernPoint.createMany({
      data: opening.points.map((point, at) => ({
        concernId: id,
        position: at + 1,
        side: 'bringer' as const,
        reason: point.reason,
        ratingId: point.ratingId ?? null,
        onceKey: point.onceKey,
      })),
    })
    if (opening.statement !== null && personId !== null)
      await tables(ctx).concernStatement.create({
        data: { concernId: id, side: 'bringer', byId: personId, text: opening.statement, at: ctx.clock.now() },
      })
    const concern = await concerns.lock(ctx, id)
    if (!concern) throw new Error('A concern that was made is not there')
    await concerns.begin(ctx, concern, 'opened', { said: { kind: opening.kind } })
    // Whoever has a stake in it never learns of it: before anybody looks.
    await checkOfficers(ctx, caseOf(id))
    await tellParties(ctx, concern, ['bringer'], {
      occasion: 'opened',
      kind: 'decision',
      letter: {
        subject: `We have what you brought (${concern.ref})`,
        lines: [
          `Thank you. ${opening.title}: ${opening.points.map(({ reason }) => reasonWords(opening.kind, reason).toLowerCase()).join('; ')}.`,
          `By ${longDate(days.drawBy)} somebody without a stake in it is drawn. By ${longDate(days.decideBy)} it is decided, with reasons.`,
          'The other side is heard first. Both sides then read the same.',
        ],
        text: 'See where it stands',
      },
    })
    return ok({ ref: concern.ref, id })
  })

/** The second side brings something about the same thing while the first is open. */
const joinConcern = async (ctx: Ctx, opening: Opening): Promise<Result<{ ref: string; id: string }>> => {
  const found = await tables(ctx).concern.findFirst({
    where: { OR: [{ openKey: opening.openKey }, ...(opening.causeKey ? [{ causeKey: opening.causeKey }] : [])] },
    select: { id: true },
  })
  const row = found && (await concerns.lock(ctx, found.id))
  if (!row) return refused('It was decided a moment ago. Open the page again and try once more.')
  if (opening.kind === 'appeal') return refused('This has been appealed already. There is one appeal.')
  const side = partySideOf(ctx.actor, row.parties)
  const { personId } = ctx.actor
  if (side === null || personId === null) return refused(`${kinds[opening.kind].title} is open about this already.`)
  if (row.statementsShownAt !== null || !['opened', 'hearing'].includes(row.status))
    return refused('Something about this is being decided already. Say there what you have to say.')
  const wasAsked = row.points.some((point) => point.side === side)
  await tables(ctx).concernPoint.createMany({
    data: opening.points.map((point, at) => ({
      concernId: row.id,
      position: row.points.length + at + 1,
      side,
      reason: point.reason,
      ratingId: point.ratingId ?? null,
      onceKey: point.onceKey,
    })),
  })
  if (opening.statement !== null) await addStatement(ctx, row, side, personId, opening.statement)
  const moved = await concerns.move(ctx, row, 'joined', { said: { side } })
  if (!moved.ok) return moved
  await tellParties(ctx, row, [side], {
    occasion: `joined:${row.version}`,
    kind: 'decision',
    letter: {
      subject: `We have what you brought (${row.ref})`,
      lines: [
        `${row.title}. ${wasAsked ? 'It is added to what you brought before.' : 'The other side has brought something about the same: the two are decided together, by the same person.'}`,
      ],
      text: 'See where it stands',
    },
  })
  const now = await concerns.lock(ctx, row.id)
  if (now && areStatementsOpen(now)) {
    const shown = await showStatements(ctx, now)
    if (!shown.ok) return shown
  }
  return ok({ ref: row.ref, id: row.id })
}

/** What a side says, beside what it said before. */
export const addStatement = async (
  ctx: Ctx,
  { id, statements }: Pick<WholeConcern, 'id' | 'statements'>,
  side: ConcernSide,
  byId: string,
  text: string,
): Promise<void> => {
  const before = statements.find((one) => one.side === side)
  const where = { concernId_side: { concernId: id, side } }
  const said = { byId, at: ctx.clock.now(), text: before ? `${before.text}\n\n${text}` : text }
  await tables(ctx).concernStatement.upsert({ where, create: { concernId: id, side, ...said }, update: said })
}
