import { toldOfView, type WatchedView, watchedViews } from '#services/accounts/index.ts'
import { themesByCode } from '#services/bank/index.ts'
import { asSystem } from '#services/core/access.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { ok } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { datedFacts } from '#services/courses/offering-dates.ts'
import { tell } from '#services/notifications/index.ts'
import { distancesFor, readCatalogueFilter, searchOfferings } from '#services/offerings/index.ts'
import { yotPlaces } from '#services/yots/index.ts'

const atOnce = 100
/** More are counted, not named. */
const mostNamed = 5

/** What was put in the catalogue since its owner was told, and fits the search that they keep. */
const newIn = async (ctx: Ctx, { query, toldAt }: WatchedView) => {
  const codes = [...(await themesByCode(ctx)).keys()]
  const filter = readCatalogueFilter(new URLSearchParams(query), codes, { yots: await yotPlaces(ctx) })
  return searchOfferings(
    ctx,
    { ...filter, sort: 'newest', page: 1 },
    { dated: datedFacts(ctx), distances: await distancesFor(ctx, filter.near), since: toldAt, isStrict: true },
  )
}

const tellOne = async (ctx: Ctx, view: WatchedView): Promise<void> => {
  const { offerings, count } = await newIn(ctx, view)
  if (count === 0) return
  await inTransaction(ctx, async (ctx) => {
    if (!(await toldOfView(ctx, view))) return ok(undefined)
    await audit(ctx, { event: 'view.told', subject: { kind: 'view', id: view.id } })
    const named = offerings.slice(0, mostNamed).map(({ title, price }) => `“${title}” (${price})`)
    await tell(ctx, {
      people: [view.personId],
      about: { kind: 'search', id: view.id },
      occasion: `found:${view.toldAt.toISOString()}`,
      kind: 'news',
      letter: {
        subject: count === 1 ? `New in “${view.name}”` : `${count} new in “${view.name}”`,
        lines: [
          `Since we last looked for you, this was offered that fits “${view.name}”:`,
          ...named,
          ...(count > named.length ? [`And ${count - named.length} more.`] : []),
          'To hear no more of it, remove the search on the same page.',
        ],
        action: { text: 'See what fits', path: `/offerings?${view.query}` },
      },
    })
    return ok(undefined)
  })
}

/** Once a day, each search of the catalogue that somebody keeps and wants to hear of: one letter, with what is new since the last. */
export const tellSearchers: Job = {
  name: 'courses.tell-searchers',
  title: 'Tell those who keep a search of the offerings what is new in it',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    let after: string | undefined
    for (;;) {
      const views = await watchedViews(ctx, '/offerings', { after, take: atOnce })
      for (const view of views) await tellOne(asSystem(ctx), view)
      if (views.length < atOnce) return
      after = views.at(-1)?.id
    }
  },
}
