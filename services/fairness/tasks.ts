import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Task, TaskSource } from '#services/core/task.ts'
import type { UnderWaySource } from '#services/core/under-way.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import { officersConcerns } from './concerns.ts'
import { kinds } from './kinds.ts'
import { concernLife } from './lifecycle.ts'
import { partySideOf } from './parties.ts'
import { tables } from './tables.ts'

/** Open ones that the actor's side has a part in, as it may know of them. */
const sidesOf = async (ctx: Ctx) => {
  const { actor } = ctx
  if (actor.personId === null) return []
  const led = yotsOf(actor).filter((code) => speaksFor(actor, code))
  const rows = await tables(ctx).concern.findMany({
    where: {
      status: { in: ['opened', 'hearing', 'in_effect', 'under_appeal'] },
      parties: { some: { isSpeaking: true, OR: [{ personId: actor.personId }, { yotCode: { in: led } }] } },
    },
    include: { parties: true, statements: { select: { side: true } }, questions: true, points: true, measures: true },
    orderBy: [{ openedOn: 'asc' }, { id: 'asc' }],
  })
  return rows.flatMap((row) => {
    const side = partySideOf(actor, row.parties)
    const isKnown =
      side === 'bringer' ||
      row.statementsBy !== null ||
      row.measures.length > 0 ||
      row.points.some((point) => point.side === 'other')
    return side !== null && isKnown ? [{ row, side }] : []
  })
}

/** Statements and answers that wait for the actor's side, views that wait for a decider, and what an administrator has to look at. */
export const concernTasks: TaskSource = async (ctx) => {
  const own = await sidesOf(ctx)
  const asked = own.flatMap(({ row, side }): Task[] => {
    if (row.status !== 'hearing') return []
    const tasks: Task[] = []
    const href = `/concerns/${row.ref}`
    if (row.statementsShownAt === null && !row.statements.some((one) => one.side === side))
      tasks.push({
        title: `Say how you see it (${row.ref})`,
        href,
        kind: 'Fair process',
        ...(row.statementsBy
          ? {
              dueOn: isoFromDate(row.statementsBy),
              of: { kind: 'concern', id: row.id, day: 'statement', version: row.version },
            }
          : {}),
      })
    for (const { number, toSide, answer, answerBy } of row.questions)
      if (toSide === side && answer === null)
        tasks.push({
          title: `Answer a question (${row.ref})`,
          href,
          kind: 'Fair process',
          dueOn: isoFromDate(answerBy),
          of: { kind: 'concern', id: row.id, day: `question-${number}`, version: row.version },
        })
    return tasks
  })
  const officers = await officersConcerns(ctx)
  if (officers === null) return asked
  const open = await tables(ctx).concern.findMany({
    where: { AND: [officers, { status: { in: ['opened', 'hearing'] } }] },
    select: {
      id: true,
      version: true,
      ref: true,
      kind: true,
      status: true,
      round: true,
      drawBy: true,
      decideBy: true,
      statementsShownAt: true,
      views: { select: { deciderId: true, recordedAt: true, releasedAt: true, round: true } },
    },
    orderBy: { decideBy: 'asc' },
  })
  const mine = open.flatMap((row): Task[] => {
    const href = `/association/fairness/${row.ref}`
    const isWaiting = row.views.some(
      (view) =>
        view.deciderId === ctx.actor.personId &&
        view.releasedAt === null &&
        view.recordedAt === null &&
        view.round === row.round,
    )
    if (row.status === 'hearing' && isWaiting && row.statementsShownAt !== null)
      return [
        {
          title: `Record your view (${row.ref})`,
          href,
          dueOn: isoFromDate(row.decideBy),
          of: { kind: 'concern', id: row.id, day: 'view', version: row.version },
          kind: 'Fair process',
        },
      ]
    if (row.status === 'opened')
      return [
        {
          title: `Look at ${kinds[row.kind].called} (${row.ref})`,
          href,
          dueOn: isoFromDate(row.drawBy),
          of: { kind: 'concern', id: row.id, day: 'draw', version: row.version },
          kind: 'Fair process',
        },
      ]
    return []
  })
  return [...asked, ...mine]
}

/** Which of these concerns the actor has a part in as a side. */
export const concernsOfParty = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> =>
  (await sidesOf(ctx)).flatMap(({ row }) => (ids.includes(row.id) ? row.id : []))

/** What the actor's side has a part in, and where it stands. */
export const concernsUnderWay: UnderWaySource = async (ctx) =>
  (await sidesOf(ctx)).map(({ row }) => ({
    title: `${kinds[row.kind].title}: ${row.title}`,
    href: `/concerns/${row.ref}`,
    stands: concernLife.states[row.status],
  }))
