/**
 * For pages that show what a choice would do: whenever one changes in the form `data-shows-effect`, the page for it is fetched and what
 * stands in its `data-effect` is shown here, in place. Without scripts the form's button does it.
 */
export function showEffect(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-shows-effect]')
  const part = root.querySelector('[data-effect]')
  if (!form || !part) return
  let asked = 0
  form.addEventListener('change', async () => {
    asked += 1
    const own = asked
    const address = new URL(location.pathname, location.href)
    for (const [name, value] of new FormData(form)) address.searchParams.append(name, String(value))
    const answer = await fetch(address).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-effect]')
    // Another choice was made while this one was looked up.
    if (!fresh || own !== asked) return
    part.innerHTML = fresh.innerHTML
    history.replaceState(null, '', address)
  })
}
