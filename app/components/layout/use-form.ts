import { useActionData } from '@remix-run/react'
import type { DatePart } from '#app/components/govuk/date-input.tsx'
import type { FormReply, FormValues } from './form-reply.ts'
import { useRootData } from './root-data.ts'
import { type DateParts, typedDate, wrongParts } from './wrong-date.ts'

/** What a form shows before anything is typed, by field name. */
type Initial = Record<string, string | number | readonly string[] | null | undefined>

export type FormState = {
  intent: string | undefined
  /** What the action answered, when it did not go on. */
  reply: FormReply | undefined
  /** The same, whichever of the page's forms was sent: what stands at the top of the page. */
  pageReply: FormReply | undefined
  /** It shows what somebody typed, so whatever hides it is to be open: refused, or kept when their session ended. */
  isTyped: boolean
  /** Props for an `Input`, `Textarea`, `Select` or `Radios`. */
  text(name: string): { name: string; defaultValue: string | undefined; error: string | undefined }
  /** Props for `Checkboxes`. */
  choices(name: string): { name: string; defaultValues: readonly string[]; error: string | undefined }
  /** Props for a `DateInput`; its initial value is an ISO date. */
  date(name: string): {
    name: string
    defaultValue: DateParts
    error: string | undefined
    wrongParts: readonly DatePart[]
  }
}

/**
 * A form's fields: what was typed last time, or else `initial`; and what is wrong with each.
 * A page with several forms gives each an `intent`, so that a reply comes back to the form that was sent.
 */
export const useForm = (initial: Initial = {}, intent?: string): FormState =>
  formState({ answered: useActionData<FormReply>(), kept: useRootData()?.typedText ?? undefined, initial, intent })

type Sent = {
  answered: FormReply | undefined
  kept?: FormValues | undefined
  initial?: Initial
  intent?: string | undefined
}

export const formState = ({ answered, kept, initial = {}, intent }: Sent): FormState => {
  const isOurs = (values: FormValues | undefined) => intent === undefined || values?.intent?.[0] === intent
  const reply = isOurs(answered?.values) ? answered : undefined
  const typed = reply?.values ?? (isOurs(kept) ? kept : undefined)
  const values = (name: string): readonly string[] => {
    if (typed) return typed[name] ?? []
    const value = initial[name]
    if (value === null || value === undefined) return []
    return typeof value === 'object' ? value : [String(value)]
  }
  const error = (name: string) => reply?.errors[name]
  return {
    intent,
    reply,
    pageReply: answered,
    isTyped: typed !== undefined,
    text: (name) => ({ name, defaultValue: values(name)[0], error: error(name) }),
    choices: (name) => ({ name, defaultValues: values(name), error: error(name) }),
    date: (name) => {
      const defaultValue = typed ? typedDate(typed, name) : datePartsOf(values(name)[0])
      return { name, defaultValue, error: error(name), wrongParts: wrongParts(defaultValue, error(name)) }
    },
  }
}

const datePartsOf = (iso: string | undefined): DateParts => {
  const [year, month, day] = iso?.split('-').map((part) => String(Number(part))) ?? []
  return { day, month, year }
}
