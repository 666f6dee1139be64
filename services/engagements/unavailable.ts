import { z } from 'zod'
import { asSystem } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Handler } from '#services/core/outbox.ts'
import { ok } from '#services/core/result.ts'
import { checkDeliverers } from './deliverers.ts'
import { engagements } from './move-engagement.ts'
import { tellSides } from './people.ts'
import { tables } from './tables.ts'

const lookAgain = (ctx: Ctx, engagementId: string, personId: string, name: string) =>
  engagements.asSystemMove(ctx, { id: engagementId, event: 'person-unavailable' }, async (ctx, { row, move }) => {
    const where = { engagementId_personId: { engagementId, personId } }
    const place = await tables(ctx).engagementPerson.findUnique({ where })
    if (!place || place.unavailableAt !== null) return ok(undefined)
    const checked = await checkDeliverers(ctx, row, [{ personId, name }], 'change')
    if (checked.ok) return ok(undefined)
    await tables(ctx).engagementPerson.update({ where, data: { unavailableAt: ctx.clock.now() } })
    const moved = await move({ data: { needsSubstitute: true } })
    if (!moved.ok) return moved
    await tellSides(ctx, row, ['host', 'provider'], {
      occasion: `unavailable:${personId}:${row.version}`,
      kind: 'ask',
      letter: {
        subject: `Somebody who was to deliver is not available: “${row.title}” (${row.ref})`,
        lines: [
          `${name} is not available for this work any more. A change of terms names somebody else.`,
          'The rest of what you agreed holds.',
        ],
        text: 'Name somebody else',
        page: '/terms',
      },
    })
    return ok(undefined)
  })

const about = z.object({ personId: z.uuid() })

/** Somebody's posts, standing or interests changed: work that they were to deliver asks for somebody else if they may not now. */
export const recheckDeliverer: Handler = async (ctx, { payload }) => {
  const { personId } = about.parse(payload)
  const places = await tables(ctx).engagementPerson.findMany({
    where: { personId, unavailableAt: null, engagement: { status: { in: ['terms_proposed', 'agreed'] } } },
    orderBy: { engagementId: 'asc' },
    select: { engagementId: true, person: { select: { name: true } } },
  })
  for (const { engagementId, person } of places) await lookAgain(asSystem(ctx), engagementId, personId, person.name)
}
