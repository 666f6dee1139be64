import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { longDate } from '#services/core/words.ts'
import { type Reminding, remind, type Telling, tell } from '#services/notifications/index.ts'
import { factsForReport, reviewCase } from '#services/reviews/index.ts'
import { keyFor } from './action-link.ts'
import type { LockedAction } from './find-action.ts'

type Owned = Pick<LockedAction, 'id' | 'issue' | 'what' | 'ownerName' | 'ownerAddress' | 'dueOn' | 'plan'>

/** Who a letter about an action goes to: its owner by their address, else those who arrange the review there. */
const addressees = async (ctx: Ctx, { issue, ownerAddress, plan }: Owned): Promise<Telling['people']> => {
  if (ownerAddress !== '') return [{ address: ownerAddress, as: `owner-${issue}` }]
  return (await factsForReport(ctx, plan.reviewId)).hostIds
}

/** Whom what concerns an action goes to, what it is about, and their own link; nothing of the report is in it. */
const toOwner = async (ctx: Ctx, action: Owned, occasion: string) => {
  const { id, issue, ownerAddress, plan } = action
  const path = ownerAddress === '' ? `/reviews/${plan.review.ref}/plan` : `/actions/${keyFor(ctx, 'action', id, issue)}`
  const about = { kind: 'action' as const, id, case: reviewCase(plan.reviewId) }
  return { to: { people: await addressees(ctx, action), about, occasion: `${issue}:${occasion}` }, path }
}

/** Reminds the owner of an action of its day. */
export const remindOwnerOf = async (
  ctx: Ctx,
  action: Owned,
  { occasion, ...reminder }: { occasion: string } & Omit<Reminding['reminder'], 'path'>,
): Promise<void> => {
  const { to, path } = await toOwner(ctx, action, occasion)
  await remind(ctx, { ...to, reminder: { ...reminder, path } })
}

/** Tells an owner that an action is theirs, with the link by which they say how it stands. */
export const askOwner = async (ctx: Ctx, action: Owned): Promise<void> => {
  const { to, path } = await toOwner(ctx, action, 'asked')
  await tell(ctx, {
    ...to,
    kind: 'ask',
    letter: {
      subject: `An action of ${action.plan.review.yot.name} that is yours`,
      lines: [
        `${action.plan.review.yot.name} has agreed an action plan after its peer review, and this action is yours: ${action.what}`,
        `It is due by ${longDate(isoFromDate(action.dueOn))}. By the link you say how it stands, in a sentence, whenever that changes. You need no account.`,
      ],
      action: { text: 'Say how it stands', path },
    },
  })
}
