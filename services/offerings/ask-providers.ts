import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { counted } from '#services/core/words.ts'
import type { AskProvidersInput } from './enquiry-schema.ts'
import { checkNeed, type NeedInput, sayNeed } from './need.ts'
import { sendEnquiry } from './send-enquiry.ts'
import { tables } from './tables.ts'

/** What every provider reads: the service's words, then its answers, and that others read them too. */
const inFull = async (ctx: Ctx, need: NeedInput, words: string, count: number): Promise<string> => {
  const said = await sayNeed(ctx, need)
  const lines = said.map(({ key, value }) => `${key}: ${value}`)
  const others = count === 1 ? [] : [`The same was asked of ${counted(count, 'provider')}.`]
  return [words, [...lines, ...others].join('\n')].join('\n\n')
}

/**
 * Asks several providers for one need at once: an enquiry to each, by the rules of `sendEnquiry`. All or none: where one may not
 * be asked, nobody is written to, and the answer says which and why. `key` names the form as it was sent: the same
 * again is sent once.
 */
export const askProviders = async (
  ctx: Ctx,
  input: NeedInput,
  { need: words, offerings }: AskProvidersInput,
  key: string | null,
): Promise<Result<{ refs: string[]; respondBy: string }>> => {
  const checked = await checkNeed(ctx, input)
  if (!checked.ok) return checked
  const need = checked.value
  // In one order for everybody, so that two who ask at once do not wait for each other.
  const slugs = [...new Set(offerings)].sort()
  return once(ctx, key, async (ctx) => {
    const full = await inFull(ctx, need, words, slugs.length)
    const refs: string[] = []
    const noes: string[] = []
    let respondBy = ''
    for (const slug of slugs) {
      const sent = await sendEnquiry(ctx, slug, { need: full, yotCode: need.yotCode })
      if (sent.ok) {
        refs.push(sent.value.ref)
        respondBy = sent.value.respondBy
      } else if (sent.problem.kind === 'not-found') noes.push('One that you chose is not in the catalogue any more.')
      else if (sent.problem.kind === 'refused') {
        const offering = await tables(ctx).offering.findUnique({ where: { slug }, select: { title: true } })
        noes.push(`“${offering?.title ?? slug}”: ${sent.problem.why}`)
      } else return sent
    }
    if (noes.length > 0) return refused(`Nobody was asked. ${noes.join(' ')} Leave it out and send again.`)
    return ok({ refs, respondBy })
  })
}
