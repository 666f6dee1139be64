import type { Ctx } from '#services/core/context.ts'
import { blockedMembers } from './blocked-members.ts'
import { releaseIfStill } from './release-member.ts'

/** Members who turned out to be blocked are released, and alternates step in. */
export const releaseBlocked = async (ctx: Ctx): Promise<void> => {
  for (const { invitationId: id, requestId, name } of await blockedMembers(ctx)) {
    const because = `${name} is no longer available.`
    await releaseIfStill(ctx, { id, requestId }, ['offered', 'accepted'], { status: 'withdrawn', because })
  }
}
