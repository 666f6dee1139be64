import { askLink } from '#services/core/ask-link.ts'
import { addDays, londonInstant } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Job } from '#services/core/jobs.ts'
import { tables } from '#services/courses/tables.ts'
import { tell } from '#services/notifications/index.ts'

/** Days after which a link is asked again. */
const everyDays = 30
/** In one run; the rest is for the next. */
const most = 100

/** It answers that there is nothing. What could not be reached may be our own fault, and is asked again tomorrow. */
export const isDead = (answered: number | null): boolean => answered !== null && answered >= 400

const lookAt = async (ctx: Ctx, { id, url }: { id: string; url: string }): Promise<void> => {
  const answered = await askLink(ctx, url)
  if (answered === null) return
  const { title, offering } = await tables(ctx).resource.update({
    where: { id },
    data: { lookedAt: ctx.clock.now(), answered },
    select: { title: true, offering: { select: { slug: true, title: true, contactId: true } } },
  })
  if (!isDead(answered)) return
  await tell(ctx, {
    people: [offering.contactId],
    about: { kind: 'resource', id },
    occasion: `dead:${ctx.clock.today()}`,
    kind: 'ask',
    letter: {
      subject: `A link leads nowhere: ${title}`,
      lines: [
        `The link “${title}” of “${offering.title}” answered that there is nothing (${answered}). Those who take it are told so.`,
        'Take it away, and add it anew with its new address.',
      ],
      action: { text: 'See the links', path: `/offerings/${offering.slug}/resources` },
    },
  })
}

/** Links of offerings are asked every month whether they still lead somewhere. A demonstration reaches nobody. */
export const lookAtLinks: Job = {
  name: 'courses.links',
  title: 'Look every month whether links of offerings still lead somewhere',
  everyMinutes: 24 * 60,
  run: async (ctx) => {
    if (ctx.config.mode !== 'live') return
    const before = londonInstant(addDays(ctx.clock.today(), -everyDays), '00:00')
    const due = await tables(ctx).resource.findMany({
      where: {
        url: { not: null },
        withdrawnAt: null,
        offering: { status: { in: ['published', 'paused'] } },
        OR: [{ lookedAt: null }, { lookedAt: { lt: before } }],
      },
      orderBy: { id: 'asc' },
      take: most,
      select: { id: true, url: true },
    })
    for (const { id, url } of due) if (url !== null) await lookAt(ctx, { id, url })
  },
}
