import { createHash } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { data } from '@remix-run/node'
import type { $ZodType, output } from 'zod/v4/core'
import type { FormValues } from '#app/components/layout/form-reply.ts'
import type { FieldErrors } from '#services/core/result.ts'
import { typedText } from '#services/core/typed-text.ts'
import { joinDates, sayDates } from './date-fields.ts'

/** A form as it arrived: typed and checked, or with a sentence for each field that needs mending. */
export type ParsedForm<T> = {
  values: FormValues
  /** Names this form as it was sent, for `once`: sent again unchanged it is the same, changed it is another. */
  key: string | null
} & ({ ok: true; value: T } | { ok: false; problem: { kind: 'invalid'; fields: FieldErrors } })

/**
 * Reads a posted form and checks it against `schema` (a Zod object).
 *
 * Field names say the shape: `title`, `lead.email`, `themes[0].code`; several fields of one name make an array. An empty
 * field counts as not given; numbers and booleans (a ticked box is `on`) are read from text as the schema asks. The three
 * boxes of a `DateInput` arrive as one ISO date: check it with `typedDay`. Files arrive as `File`. A failure has the
 * shape of a failed Result, so it can be handed to `respond` as it is.
 */
export const parseForm = async <Schema extends $ZodType>(
  request: Request,
  schema: Schema,
): Promise<ParsedForm<output<Schema>>> => {
  const formData = await readFormData(request)
  const values = textValues(formData)
  const key = await keyOf(request, formData)
  const submission = parseWithZod(joinDates(ourFields(formData)), { schema })
  if (submission.status === 'success') return { ok: true, value: submission.value, values, key }
  return {
    ok: false,
    problem: { kind: 'invalid', fields: sayDates(formData, sentencesOf(submission.error ?? {})) },
    values,
    key,
  }
}

/**
 * One sentence for each field at fault. There is always one at least, and none is empty: a form that is refused and says
 * nothing leaves people stuck.
 */
const sentencesOf = (faults: Record<string, string[] | null>): FieldErrors => {
  const fields = Object.entries(faults).flatMap(([name, errors]) =>
    errors === null ? [] : [[name, errors.find((error) => error !== '') ?? 'Check what you entered here'] as const],
  )
  if (fields.length === 0) return { '': 'Something in this form is not as it should be. Check it and send it again' }
  return Object.fromEntries(fields)
}

/** More fields than any of our forms has. */
const mostFields = 2000

const readOnes = new WeakMap<Request, Promise<FormData>>()

/** What a request carries as a form, however often it is asked for; the 400 page when it is none. */
export const readFormData = (request: Request): Promise<FormData> => {
  const reading = readOnes.get(request) ?? readFormDataOnce(request)
  readOnes.set(request, reading)
  return reading
}

const readFormDataOnce = async (request: Request): Promise<FormData> => {
  try {
    const formData = await request.formData()
    if ([...formData.keys()].length <= mostFields) return asTyped(formData)
  } catch {
    // Not a form at all.
  }
  throw data({ why: null }, { status: 400 })
}

/** Texts as they are seen; what nobody sees, no box holds. */
const asTyped = (formData: FormData): FormData => {
  const typed = new FormData()
  for (const [name, value] of formData) typed.append(name, typeof value === 'string' ? typedText(value) : value)
  return typed
}

/** Every `PostForm` carries a `formKey` of its own; without one, a form cannot be told from another just like it. */
const keyOf = async (request: Request, formData: FormData): Promise<string | null> => {
  if (!formData.get('formKey')) return null
  const sent = createHash('sha256').update(new URL(request.url).pathname)
  for (const [name, value] of formData) {
    sent.update(JSON.stringify(['', name]))
    sent.update(typeof value === 'string' ? JSON.stringify(value) : new Uint8Array(await value.arrayBuffer()))
  }
  return sent.digest('base64url')
}

/** Words with dots and small indexes between them: `lead.email`, `kloes[0].question`. */
const shapedName = /^(?!.*__)\w[\w-]{0,63}(\.\w[\w-]{0,63}|\[\d{0,2}\]){0,6}$/
const ownedByObjects = /(^|\.)(constructor|prototype)($|\.|\[)/

/**
 * The fields whose names one of our forms could have. Others are not read: a name is a path into an object, and one made up
 * to do harm could ask for a million places in a list.
 */
const ourFields = (formData: FormData): FormData => {
  const ours = new FormData()
  for (const [name, value] of formData) {
    if (shapedName.test(name) && !ownedByObjects.test(name)) ours.append(name, value)
  }
  return ours
}

/** What was typed, to show again; files cannot be shown again. */
export const textValues = (formData: FormData): FormValues => {
  const values = new Map<string, string[]>()
  for (const [name, value] of formData) {
    if (typeof value === 'string') values.set(name, [...(values.get(name) ?? []), value])
  }
  return Object.fromEntries(values)
}
