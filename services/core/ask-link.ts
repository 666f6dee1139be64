import type { Ctx } from './context.ts'

const patienceMs = 8_000
const mostHops = 4

/** Names that lead into a network of one's own are not asked. */
const isOutside = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' &&
  /\.[a-z][a-z-]*$/i.test(hostname) &&
  !/\.(local|internal|localhost|lan|home|arpa)$/i.test(hostname)

/** What a link answers in the end, redirects followed: its status, or null where nothing was reached. */
export const askLink = async ({ config }: Pick<Ctx, 'config'>, to: string): Promise<number | null> => {
  const own = new URL(config.publicUrl)
  let url = new URL(to, own)
  for (let hop = 0; hop <= mostHops; hop += 1) {
    if (url.origin !== own.origin && !isOutside(url)) return null
    try {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patienceMs) })
      await answer.body?.cancel()
      const next = answer.headers.get('location')
      if (answer.status < 300 || answer.status >= 400 || next === null) return answer.status
      url = new URL(next, url)
    } catch {
      return null
    }
  }
  return null
}
