import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { enhance } from './enhance.ts'

/**
 * For the root layout, once: keeps GOV.UK Frontend's scripts started as pages come and go, and does what a browser would have done
 * on a full page load, so that people who do not see the page learn that it changed:
 *
 * - a form came back with errors: its error summary has the focus, also when it is the same as before;
 * - another page came: its heading has the focus, unless something there took it.
 */
export function useEnhancements(): void {
  const { state, formMethod } = useNavigation()
  const { pathname } = useLocation()
  const wasSubmitted = useRef(false)
  const lastPathname = useRef(pathname)

  useEffect(() => {
    if (formMethod && formMethod !== 'GET') wasSubmitted.current = true
    if (state !== 'idle') return
    const before = document.activeElement
    enhance(document)
    const hasMoved = document.activeElement !== before
    const summary = wasSubmitted.current && document.querySelector<HTMLElement>('.govuk-error-summary')
    const heading = lastPathname.current !== pathname && document.querySelector<HTMLElement>('main h1')
    wasSubmitted.current = false
    lastPathname.current = pathname
    if (!hasMoved) takeFocus(summary || heading)
  }, [state, formMethod, pathname])
}

function takeFocus(element: HTMLElement | null | false): void {
  if (!element) return
  element.setAttribute('tabindex', '-1')
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true })
  element.focus()
}
