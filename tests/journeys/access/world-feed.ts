import { addressOf, makeFeed } from '#services/calendars/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { value } from '#tests/factories/application.ts'

/** A calendar that whoever `owner` is gave their program. */
export const makeOwnFeed = async (owner: Ctx) => {
  const { id } = value(await makeFeed(owner, { kind: 'mine', regions: [] }))
  return { id, token: addressOf(owner, id).split('/').at(-1)?.replace('.ics', '') ?? '' }
}
