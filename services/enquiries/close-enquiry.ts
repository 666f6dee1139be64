import type { Ctx } from '#services/core/context.ts'
import { notFound, ok, type Result, refused, stale } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { knownNeeds, needOwners, needSideOf, providerPeople, tellAbout } from './enquiry-people.ts'
import { enquiryLife } from './lifecycle.ts'
import { lockNeed, sayChosen } from './lock-need.ts'
import { enquiries, type LockedEnquiry } from './move-enquiry.ts'
import { tables } from './tables.ts'

const path = (ref: string) => `/enquiries/${ref}`

/** Tells a provider kindly that another was chosen. */
export const tellNotChosen = async (ctx: Ctx, enquiry: LockedEnquiry): Promise<void> =>
  tellAbout(ctx, enquiry.id, 'not-chosen', await providerPeople(ctx, enquiry.offering), {
    subject: `${enquiry.yot.name} chose differently (${enquiry.ref})`,
    lines: [
      `${enquiry.yot.name} asked about “${enquiry.offering.title}” and has chosen differently this time.`,
      'Nothing more is asked of you. Thank you for being there: your answer helped them to decide.',
    ],
    action: { text: 'See the enquiry', path: path(enquiry.ref) },
  })

const tellWithdrawn = async (ctx: Ctx, enquiry: LockedEnquiry): Promise<void> =>
  tellAbout(
    ctx,
    enquiry.id,
    'withdrawn',
    await providerPeople(ctx, enquiry.offering),
    {
      subject: `${enquiry.yot.name} withdrew its enquiry (${enquiry.ref})`,
      lines: [
        `${enquiry.yot.name} no longer needs an answer about “${enquiry.offering.title}”. Nothing more is asked of you.`,
      ],
      action: { text: 'See the enquiry', path: path(enquiry.ref) },
    },
    'news',
  )

/** The host takes up something else, and the provider is told. `key` as in `answerEnquiry`. */
export const declineOffer = (
  ctx: Ctx,
  key: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  enquiries.asMove(ctx, { ref: key, version, event: 'not-chosen' }, async (ctx, { row: enquiry, move }) => {
    const moved = await move()
    if (moved.ok) await tellNotChosen(ctx, enquiry)
    return moved
  })

/** The host needs no answer of one provider any more, and the provider is told. `key` as in `answerEnquiry`. */
export const withdrawEnquiry = (
  ctx: Ctx,
  key: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> =>
  enquiries.asMove(ctx, { ref: key, version, event: 'withdrawn' }, async (ctx, { row: enquiry, move }) => {
    const moved = await move()
    if (moved.ok) await tellWithdrawn(ctx, enquiry)
    return moved
  })

/** How a need stands, as one number that grows with every move of its enquiries. */
export const standOf = (rows: readonly { version: number }[]): number =>
  rows.reduce((sum, { version }) => sum + version, 0)

/**
 * The host needs no answer at all any more: every enquiry of the need that is open is withdrawn, and the providers are told. Not found for
 * others; stale when an answer came since the page was opened, or a colleague chose; refused where nothing is open.
 */
export const withdrawNeed = async (
  ctx: Ctx,
  ref: string,
  { version }: { version: number },
): Promise<Result<{ ref: string }>> => {
  const found = await tables(ctx).need.findFirst({
    where: { AND: [{ OR: [{ ref }, { enquiries: { some: { ref } } }] }, knownNeeds(ctx.actor)] },
    select: { id: true, yotCode: true, ...needOwners },
  })
  if (!found || needSideOf(ctx.actor, found) !== 'host') return notFound()
  return inTransaction(ctx, async (ctx) => {
    const need = await lockNeed(ctx, found.id)
    if (need.chosenId !== null) return stale(await sayChosen(ctx, need))
    const rows = await tables(ctx).enquiry.findMany({
      where: { needId: need.id },
      orderBy: { id: 'asc' },
      select: { id: true, status: true, version: true },
    })
    const open = rows.filter(({ status }) => enquiryLife.is('open', status))
    if (open.length === 0) return refused('Nothing of this need is open any more: there is nothing to withdraw.')
    const locked: LockedEnquiry[] = []
    for (const { id } of open) {
      const row = await enquiries.lock(ctx, id)
      if (row) locked.push(row)
    }
    if (standOf([...rows.filter(({ status }) => !enquiryLife.is('open', status)), ...locked]) !== version)
      return stale('An answer came since you opened this page. Read it, then withdraw if you still want to.')
    for (const row of locked) {
      const moved = await enquiries.move(ctx, row, 'withdrawn')
      if (!moved.ok) return moved
      await tellWithdrawn(ctx, row)
    }
    return ok({ ref: need.ref })
  })
}
