import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { acceptText, readText } from '#services/core/life/sealed-text.ts'
import { sumOf } from '#services/core/price-lines.ts'
import { forbidden, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { listed, longDate, money } from '#services/core/words.ts'
import { speaksFor } from '#services/yots/index.ts'
import { checkDeliverers, mayChargeUntil } from './deliverers.ts'
import { again, engagements, isAssociates, type LockedEngagement, providerName } from './move-engagement.ts'
import { checkOwnNameDays } from './own-name-days.ts'
import { otherSide, tellSides } from './people.ts'
import { writePlan } from './plan-of-terms.ts'
import type { AcceptTermsInput } from './schema.ts'
import { partCalled } from './send-terms.ts'
import { isPaid, partsIn, sessionWords, spanOf } from './terms.ts'
import { ownSide, termsOf } from './terms-draft.ts'

/** Whether the actor can bind this side: whoever speaks for the service, an associate for themselves, an outside provider's speaker for it. */
export const mayAcceptFor = (ctx: Ctx, engagement: LockedEngagement, side: 'host' | 'provider'): boolean => {
  const yotCode = side === 'host' ? engagement.hostYotCode : engagement.providerYotCode
  return yotCode === null ? ctx.actor.personId === engagement.providerPersonId : speaksFor(ctx.actor, yotCode)
}

/**
 * Accepts the newest terms for the actor's side, by their fingerprint. The second side's acceptance puts them in force: for
 * the first time, or in place of the terms before. Everybody who delivers is checked once more; for a paid associate standing and
 * insurance last through the last day. Forbidden to whoever does not speak for the side; stale for a version that was
 * replaced, naming what changed.
 */
export const acceptTerms = (ctx: Ctx, ref: string, input: AcceptTermsInput): Promise<Result<{ ref: string }>> => {
  return engagements.asMove(
    ctx,
    { ref, version: input.version, event: 'accepted' },
    async (ctx, { row, move }) => {
      const isChange = row.status === 'agreed'
      const side = ownSide(ctx, row)
      if (side === null) return notFound()
      if (!mayAcceptFor(ctx, row, side))
        return forbidden(
          'Terms are accepted by somebody who speaks for the service: its head. Ask them to open this page.',
        )
      if (isChange && row.changeAsked !== input.number)
        return refused('This change is not asked for any more. The terms hold as they are.')
      const terms = await readText(ctx, termsOf(row.id))
      if (!terms) return refused('There are no terms to accept yet.')
      const parts = partsIn(terms)
      const checked = await checkDeliverers(ctx, row, parts.people, isChange ? 'change' : 'terms')
      if (!checked.ok) return checked
      if (checked.value.toManage.length > 0 && parts.conflicts === '')
        return refused(
          `The terms do not say how this is managed: ${checked.value.toManage.join(' ')} Send terms that do.`,
        )
      const span = spanOf(parts)
      const may = await mayChargeUntil(ctx, row, span?.to ?? ctx.clock.today())
      if (!may.ok) return may
      const days = await checkOwnNameDays(ctx, row, parts)
      if (!days.ok) return days
      const accepted = await acceptText(
        ctx,
        termsOf(row.id),
        { number: input.number, hash: input.hash, side },
        partCalled,
        terms,
      )
      if (!accepted.ok) return accepted
      const isAgreed = accepted.value.sides.length === 2
      const total = isPaid(row.basis) ? sumOf(parts.lines).totalPence : 0
      const inForce = {
        termsInForce: terms.number,
        changeAsked: null,
        silentOn: null,
        needsSubstitute: false,
        firstSessionOn: span && dateFromIso(span.from),
        lastSessionOn: span && dateFromIso(span.to),
        totalPence: total,
      }
      const moved = await move({
        said: { number: terms.number, hash: terms.hash, side },
        to: isAgreed ? 'agreed' : row.status,
        ...(isAgreed && !isChange ? { data: inForce } : {}),
      })
      if (!moved.ok) return moved
      if (isAgreed && isChange) {
        const changed = await engagements.move(ctx, moved.value, 'change-agreed', { data: inForce })
        if (!changed.ok) return changed
      }
      const who = side === 'provider' ? providerName(row) : row.hostYot.name
      if (!isAgreed) {
        await tellSides(ctx, row, [otherSide(side)], {
          occasion: `accepted:${terms.number}`,
          kind: 'ask',
          letter: {
            subject: `${who} accepted the terms: yours is next (${ref})`,
            lines: [
              `${who} has accepted version ${terms.number} of the terms of “${row.title}”.`,
              'Read them and accept, or send your own.',
            ],
            text: 'Read the terms',
            page: `/terms/${terms.number}`,
          },
        })
        return ok({ ref })
      }
      await writePlan(ctx, row.id, parts)
      await tellSides(ctx, row, ['host', 'provider'], {
        occasion: `agreed:${terms.number}`,
        kind: 'decision',
        letter: {
          subject: !isChange ? `Agreed: “${row.title}” (${ref})` : `The change is agreed: “${row.title}” (${ref})`,
          lines: [
            `Both sides have accepted version ${terms.number} of the terms. ${listed(parts.people.map(({ name }) => name))} will deliver it.`,
            ...(parts.sessions.length > 0
              ? [
                  `When: ${parts.sessions.slice(0, 5).map(sessionWords).join('; ')}${parts.sessions.length > 5 ? '; and more' : ''}.`,
                ]
              : span
                ? [`Between ${longDate(span.from)} and ${longDate(span.to)}.`]
                : []),
            ...(total > 0 ? [`It costs ${money(total)} in all.`] : []),
            ...(isAssociates(row) && isPaid(row.basis) && !isChange
              ? ['The council that pays decides how IR35 stands for this work, and records it on the page.']
              : []),
          ],
          text: 'See what comes next, and put it into your calendar',
        },
      })
      return ok({ ref })
    },
    again(ref),
  )
}

/** Steps back before terms are agreed: nobody owes anything. The other side is told. */
export const stepBack = (
  ctx: Ctx,
  ref: string,
  { version, reason }: { version: number; reason: string },
): Promise<Result<{ ref: string }>> =>
  engagements.asMove(ctx, { ref, version, event: 'stepped-back' }, async (ctx, { row, move }) => {
    const side = ownSide(ctx, row)
    if (side === null) return notFound()
    const moved = await move({ note: reason || undefined, said: { side }, data: { silentOn: null } })
    if (!moved.ok) return moved
    const who = side === 'provider' ? providerName(row) : row.hostYot.name
    await tellSides(ctx, row, [otherSide(side)], {
      occasion: 'stepped-back',
      kind: 'decision',
      letter: {
        subject: `${who} stepped back from “${row.title}” (${ref})`,
        lines: [
          `${who} stepped back before terms were agreed. Nobody owes anything.`,
          ...(reason === '' ? [] : [`What they said: ${reason}`]),
          ...(side === 'provider' ? ['You can ask others with the same need, from this page.'] : []),
        ],
        text: 'See the engagement',
      },
    })
    return ok(undefined)
  })
