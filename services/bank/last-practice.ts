import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import type { Handler } from '#services/core/outbox.ts'
import { lastPostOf, postsHeldBy } from '#services/yots/index.ts'
import { tables } from './tables.ts'

/** The items by the person they are about, in their order. */
export const byPerson = <Row extends { personId: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.personId)
    if (group) group.push(row)
    else groups.set(row.personId, [row])
  }
  return groups
}

const atOnce = 500

/** Brings what the bank is searched by into line with people's posts: for the people named, or for all. */
export const refreshLastPractice = async (ctx: Ctx, personIds?: readonly string[]): Promise<void> => {
  const { standing } = tables(ctx)
  const today = ctx.clock.today()
  let after: string | undefined
  for (;;) {
    const people = await standing.findMany({
      where: {
        AND: [
          personIds ? { personId: { in: [...personIds] } } : {},
          after === undefined ? {} : { personId: { gt: after } },
        ],
      },
      orderBy: { personId: 'asc' },
      take: atOnce,
      select: { personId: true, lastYotCode: true, lastLevel: true, practisedUntil: true },
    })
    const postsOf = byPerson(await postsHeldBy(ctx, { id: { in: people.map((person) => person.personId) } }))
    for (const { personId, ...before } of people) {
      const last = lastPostOf(postsOf.get(personId) ?? [], today)
      const now = {
        lastYotCode: last?.yotCode ?? null,
        lastRegion: last?.yot.region ?? null,
        lastLevel: last?.level ?? null,
        practisedUntil: last?.until ?? null,
      }
      const isSame =
        before.lastYotCode === now.lastYotCode &&
        before.lastLevel === now.lastLevel &&
        (before.practisedUntil && isoFromDate(before.practisedUntil)) === now.practisedUntil
      if (isSame) continue
      const practisedUntil = now.practisedUntil === null ? null : dateFromIso(now.practisedUntil)
      await standing.update({ where: { personId }, data: { ...now, practisedUntil } })
    }
    if (people.length < atOnce) return
    after = people.at(-1)?.personId
  }
}

/** Somebody's posts changed: `services/yots` says so by this topic, with `{ personId }`. */
export const practiceChanged: Handler = async (ctx, { payload }) => {
  if (typeof payload !== 'object' || payload === null || !('personId' in payload)) return
  if (typeof payload.personId === 'string') await refreshLastPractice(ctx, [payload.personId])
}

/** Mends what a post that began by itself, or a lost message, left behind. */
export const refreshPracticeDaily: Job = {
  name: 'refresh-last-practice',
  title: 'Work out who last worked in a service, and when',
  everyMinutes: 24 * 60,
  run: (ctx) => refreshLastPractice(ctx),
}
