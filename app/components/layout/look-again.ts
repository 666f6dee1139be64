const everyMs = 2_000

/**
 * For pages on which something is going on: what stands in `data-look-again` is fetched again every two seconds, in place, until the
 * page that comes has no such part any more; then the whole page is shown.
 */
export function lookAgain(root: Document): void {
  const part = root.querySelector('[data-look-again]')
  if (!part) return
  const timer = setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-look-again]')
    if (fresh) part.innerHTML = fresh.innerHTML
    else {
      clearInterval(timer)
      location.reload()
    }
  }, everyMs)
}
