import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { changedParts, readText, sealText } from '#services/core/life/sealed-text.ts'
import { sumOf } from '#services/core/price-lines.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { listed, longDate, money, uncapitalise } from '#services/core/words.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { checkDeliverers } from './deliverers.ts'
import { clocks } from './lifecycle.ts'
import { engagements, findForActor, providerName } from './move-engagement.ts'
import { checkOwnNameDays } from './own-name-days.ts'
import { otherSide, tellSides } from './people.ts'
import { writePlan } from './plan-of-terms.ts'
import type { SendTermsInput } from './schema.ts'
import { tables } from './tables.ts'
import { lackingParts, most, type PartName, partTitles, termsContent } from './terms.ts'
import { ownSide, readDraft, termsOf } from './terms-draft.ts'

/** What a changed part is called; several of the text belong to "when". */
export const partCalled = (part: string): string =>
  part === 'sessions' || part === 'period'
    ? partTitles.when
    : part === 'lines'
      ? partTitles.price
      : (partTitles[part as PartName] ?? 'How a conflict of interest is managed')

/**
 * Sends what the actor's side has typed as the next version of the terms, which nobody has accepted. Before anything is agreed
 * it takes the place of the last version; afterwards it is a change that is asked for, while the old terms hold. Refused
 * with what is missing; with who cannot deliver; when the other side has sent another version meanwhile (the draft stays).
 */
export const sendTerms = async (
  ctx: Ctx,
  ref: string,
  { version, as: event }: SendTermsInput,
): Promise<Result<{ ref: string }>> => {
  const before = await findForActor(ctx, ref)
  const own = before && ownSide(ctx, before)
  if (!before || own === null) return notFound()
  // What was sent is no draft any more: one that is there was typed since.
  const typedSince = before.version === version ? null : await readDraft(ctx, before.id, own)
  return engagements.asMove(
    ctx,
    { ref, version, event },
    async (ctx, { row, move }) => {
      const side = ownSide(ctx, row)
      if (side === null) return notFound()
      if (event === 'change-asked' && row.changeAsked !== null)
        return refused('A change of terms is being asked for already. It is answered or lapses first.')
      const { parts, basedOn } = await readDraft(ctx, row.id, side)
      const lacking = lackingParts(parts, row.basis)
      if (lacking.length > 0)
        return refused(
          `These terms are not complete yet: ${listed(lacking.map((part) => uncapitalise(partTitles[part])))}.`,
        )
      if (sumOf(parts.lines).totalPence > most.pence)
        return refused(`These terms come to more than ${money(most.pence)}. Check quantities and prices.`)
      const checked = await checkDeliverers(ctx, row, parts.people, event === 'proposed' ? 'terms' : 'change')
      if (!checked.ok) return checked
      if (checked.value.toManage.length > 0 && parts.conflicts === '')
        return invalid({
          conflicts: `Say how this is managed: ${checked.value.toManage.join(' ')}`,
        })
      const days = await checkOwnNameDays(ctx, row, parts)
      if (!days.ok) return days
      const content = termsContent(parts, {
        basis: row.basis,
        title: row.title,
        provider: providerName(row),
        host: row.hostYot.name,
      })
      if (content.text.length > most.characters)
        return refused(
          `These terms are longer than ${most.characters.toLocaleString('en-GB')} characters. Shorten them.`,
        )
      const before = await readText(ctx, termsOf(row.id))
      const changed = before === null ? [] : [...new Set(changedParts(before, content).map(partCalled))]
      if (before !== null && changed.length === 0) return refused('Nothing differs from the terms that were sent last.')
      const sealed = await sealText(ctx, termsOf(row.id), content, basedOn)
      if (!sealed.ok) return sealed
      const { number } = sealed.value
      const today = ctx.clock.today()
      const moved = await move({
        said: { number, side },
        data:
          event === 'proposed'
            ? { silentOn: dateFromIso(addDays(today, clocks.lapseDays)) }
            : { changeAsked: number, silentOn: dateFromIso(addWorkingDays(today, clocks.changeWorkingDays)) },
      })
      if (!moved.ok) return moved
      await tables(ctx).termsDraft.deleteMany({ where: { engagementId: row.id, side } })
      if (event === 'proposed') await writePlan(ctx, row.id, parts)
      const who = side === 'provider' ? providerName(row) : row.hostYot.name
      await tellSides(ctx, row, [otherSide(side)], {
        occasion: `terms:${number}`,
        kind: 'ask',
        letter: {
          subject:
            event === 'proposed'
              ? `Terms to read: “${row.title}” (${ref})`
              : `${who} asks for a change of terms: “${row.title}” (${ref})`,
          lines: [
            event === 'proposed'
              ? `${who} has sent version ${number} of the terms.`
              : `${who} asks for a change. The terms that you agreed hold until you accept it; if nobody does by ${longDate(addWorkingDays(today, clocks.changeWorkingDays))}, they hold as they are.`,
            ...(changed.length === 0 ? [] : [`What changed: ${listed(changed.map(uncapitalise))}.`]),
            'Read them and accept, or send your own.',
          ],
          text: 'Read the terms',
          page: `/terms/${number}`,
        },
      })
      return ok({ ref })
    },
    () => (typedSince === null || typedSince.version === 0 ? { ref } : null),
  )
}
