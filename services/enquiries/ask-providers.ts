import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import { notFound, ok, type Result, refused } from '#services/core/result.ts'
import { counted } from '#services/core/words.ts'
import { checkNeed, type NeedInput, sayNeed } from './need.ts'
import { forgetWords } from './need-words.ts'
import type { AskProvidersInput } from './schema.ts'
import { askOne, startNeed } from './start-need.ts'

/**
 * Asks several providers for one need at once: one need under one reference, and an enquiry to each by the rules of `sendEnquiry`. All
 * or none: where one may not be asked, nobody is written to, and the answer says which and why. `key` names the form as it
 * was sent: the same again is sent once.
 *
 * @returns the need's reference, how many were asked, and the ISO day by which they answer
 */
export const askProviders = async (
  ctx: Ctx,
  input: NeedInput,
  { need: words, offerings }: AskProvidersInput,
  key: string | null,
): Promise<Result<{ ref: string; count: number; respondBy: string }>> => {
  const checked = await checkNeed(ctx, input)
  if (!checked.ok) return checked
  const { personId } = ctx.actor
  if (personId === null) return notFound()
  const facts = checked.value
  // In one order for everybody, so that two who ask at once do not wait for each other.
  const slugs = [...new Set(offerings)].sort()
  return once(ctx, key, async (ctx) => {
    const said = (await sayNeed(ctx, facts)).map(({ key, value }) => `${key}: ${value}`)
    const others = slugs.length === 1 ? [] : [`The same was asked of ${counted(slugs.length, 'provider')}.`]
    const need = await startNeed(ctx, { yotCode: facts.yotCode, fromId: personId, words, facts })
    const noes: string[] = []
    let respondBy = ''
    for (const slug of slugs) {
      const sent = await askOne(ctx, need, slug, [...said, ...others])
      if (sent.ok) respondBy = sent.value.respondBy
      else if (sent.problem.kind === 'not-found') noes.push('One that you chose is not in the catalogue any more.')
      else if (sent.problem.kind === 'refused') {
        const offering = await ctx.db.offering.findUnique({ where: { slug }, select: { title: true } })
        noes.push(`“${offering?.title ?? slug}”: ${sent.problem.why}`)
      } else return sent
    }
    if (noes.length > 0) return refused(`Nobody was asked. ${noes.join(' ')} Leave it out and send again.`)
    await forgetWords(ctx)
    return ok({ ref: need.ref, count: slugs.length, respondBy })
  })
}
