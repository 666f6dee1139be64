import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** A field of a form, as a browser would send it if nothing were typed. */
export type Field = {
  name: string
  value: string
  kind: string
  /** Whether it is sent: a box that is not ticked is not, nor is a button until it is pressed. */
  isSent: boolean
}

export type Form = {
  method: string
  action: string | null
  fields: Field[]
}

const isElement = (node: Node): node is Element => 'tagName' in node
const attribute = (element: Element, name: string) => element.attrs.find((each) => each.name === name)?.value ?? null

const within = (node: Element | DefaultTreeAdapterTypes.Document): Element[] =>
  node.childNodes.flatMap((child) => (isElement(child) ? [child, ...within(child)] : []))

const textOf = (element: Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : isElement(child) ? textOf(child) : '')).join('')

const fieldOf = (element: Element): Field[] => {
  const name = attribute(element, 'name')
  if (name === null || attribute(element, 'disabled') !== null) return []
  const kind = element.tagName === 'input' ? (attribute(element, 'type') ?? 'text') : element.tagName
  const value = attribute(element, 'value')
  switch (kind) {
    case 'textarea':
      // A line break straight after the tag is none, and is sent as two characters.
      return [{ name, kind, value: textOf(element).replace(/\r?\n/g, '\r\n'), isSent: true }]
    case 'select': {
      const options = within(element).filter(({ tagName }) => tagName === 'option')
      const chosen = options.find((option) => attribute(option, 'selected') !== null) ?? options[0]
      return [
        {
          name,
          kind,
          value: chosen ? (attribute(chosen, 'value') ?? textOf(chosen)) : '',
          isSent: chosen !== undefined,
        },
      ]
    }
    case 'checkbox':
    case 'radio':
      return [{ name, kind, value: value ?? 'on', isSent: attribute(element, 'checked') !== null }]
    case 'button':
    case 'submit':
      return [{ name, kind: 'button', value: value ?? '', isSent: false }]
    default:
      return [{ name, kind, value: value ?? '', isSent: kind !== 'file' }]
  }
}

/** The forms of a page, each with its fields in the page's order. */
export const formsIn = (html: string): Form[] =>
  within(parse(html))
    .filter(({ tagName }) => tagName === 'form')
    .map((form) => ({
      method: (attribute(form, 'method') ?? 'get').toLowerCase(),
      action: attribute(form, 'action'),
      fields: within(form).flatMap((element) =>
        ['input', 'select', 'textarea', 'button'].includes(element.tagName) ? fieldOf(element) : [],
      ),
    }))

/** What a browser sends of a form once `typed` is typed and chosen in it: values by name, nothing for a box that is not ticked. */
export const filled = (form: Form, typed: Readonly<Record<string, string | string[]>> = {}): URLSearchParams => {
  const unknown = Object.keys(typed).filter((name) => !form.fields.some((field) => field.name === name))
  if (unknown.length > 0) throw new Error(`The form has no ${unknown.join(', ')}`)
  const body = new URLSearchParams()
  const done = new Set<string>()
  for (const { name, value, isSent } of form.fields) {
    const given = typed[name]
    if (given === undefined) {
      if (isSent) body.append(name, value)
    } else if (!done.has(name)) {
      for (const each of [given].flat()) body.append(name, each)
      done.add(name)
    }
  }
  return body
}
