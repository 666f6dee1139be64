import {
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from 'govuk-frontend'

/** The last two take the focus, so nothing may come after them. */
const modules = [
  Accordion,
  Button,
  CharacterCount,
  Checkboxes,
  FileUpload,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  NotificationBanner,
  ErrorSummary,
]

/** ARIA knows no expanded radio, though GOV.UK's script marks one: what it opens stands next after it all the same. */
function keepUnexpanded(radios: Element): void {
  const unmark = () => {
    for (const radio of radios.querySelectorAll('[aria-expanded]')) radio.removeAttribute('aria-expanded')
  }
  unmark()
  radios.addEventListener('click', unmark)
  addEventListener('pageshow', unmark)
}

/** Starts GOV.UK Frontend's scripts within `root`, on whatever they have not been started on; call it as often as you like. */
export function enhance(root: Document | Element): void {
  if (!('noModule' in HTMLScriptElement.prototype)) return
  for (const Module of modules) {
    const name = Module.moduleName
    for (const element of root.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`)) {
      try {
        // A form is sent once, however often its button is pressed. A button may still say otherwise.
        new Module(element, Module === Button ? { preventDoubleClick: element.matches('[type="submit"]') } : {})
        if (Module === Radios) keepUnexpanded(element)
      } catch (error) {
        // One that cannot start leaves its part of the page as it is without scripts, and the others start.
        reportError(error)
      }
    }
  }
}
