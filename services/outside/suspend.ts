import type { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { outsideProviders } from './providers.ts'
import type { reasonsSchema } from './schema.ts'
import { tellSpeaker } from './tell-speaker.ts'

/** Whoever publishes or agrees for it looks again. */
const sayChanged = (ctx: Ctx, id: string, version: number) =>
  enqueue(ctx, {
    topic: 'outside-standing-changed',
    key: `outside-standing-changed:${id}:${version}`,
    payload: { outsideId: id },
  })

const words = {
  suspended: {
    subject: 'is suspended',
    says: 'What it has published is paused at once. Nobody new is given a place on its courses, and a date is called off where it is still suspended ten working days before. Other work that is agreed goes on. The reasons:',
  },
  reinstated: {
    subject: 'is reinstated',
    says: 'You can publish what was paused again, and places on your courses are given again. What the association says:',
  },
  ended: {
    subject: 'is no outside provider any more',
    says: 'What it offered has left the catalogue, and dates of its courses are called off. Other work that is agreed goes on. The reasons:',
  },
} as const

const moveOn = (
  ctx: Ctx,
  ref: string,
  event: keyof typeof words,
  { version, reasons }: z.output<typeof reasonsSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event },
    async (ctx, { row, move }) => {
      const moved = await move({ note: reasons })
      if (!moved.ok) return moved
      await sayChanged(ctx, row.id, moved.value.version)
      await tellSpeaker(ctx, row, {
        occasion: `${event}:${moved.value.version}`,
        subject: `${row.name} ${words[event].subject} (${ref})`,
        lines: [`${words[event].says} ${reasons}`],
        text: 'See its page',
      })
      return ok({ ref })
    },
    () => ({ ref }),
  )

/** Suspends a provider with reasons that are sent: what it has published is paused. For administrators who are not tied to it. */
export const suspendProvider = (ctx: Ctx, ref: string, input: z.output<typeof reasonsSchema>) =>
  moveOn(ctx, ref, 'suspended', input)

/** Takes a suspension back, with what is to be said. */
export const reinstateProvider = (ctx: Ctx, ref: string, input: z.output<typeof reasonsSchema>) =>
  moveOn(ctx, ref, 'reinstated', input)

/** Ends a provider's place here, by its speaker or an administrator: what it offers leaves the catalogue. */
export const endProvider = (ctx: Ctx, ref: string, input: z.output<typeof reasonsSchema>) =>
  moveOn(ctx, ref, 'ended', input)
