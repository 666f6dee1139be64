import { useRouteLoaderData } from '@remix-run/react'
import type { FormReply, FormValues } from './form-reply.ts'

/** What just happened, said once: a sentence, or for what was sent a panel with the reference people can say on the phone. */
export type Notice = string | { sent: string; reference?: string; next: string }

/** What every page shows around itself, from the root's loader. */
export type RootData = {
  isDemo: boolean
  /** ISO day that a demonstration lives on; null elsewhere. */
  demoDay: string | null
  /** Name of whoever is signed in. */
  personName: string | null
  hasAssociationPages: boolean
  /** How many enquiries wait for a word of whoever is signed in. */
  waiting: number
  /** What just happened, said once at the top of the page. */
  notice: Notice | null
  /** The page is shown again because its form needs mending. */
  hasFaults: boolean
  /** What was sent to this page and cannot be done, where the page is not there any more. */
  refusal: FormReply | null
  /** New for each page, so that a form sent twice can be told from two forms. */
  formKey: string
  /** What was typed on this page before its session ended. */
  typedText: FormValues | null
  requestId: string
}

/** Undefined only when the root's loader itself failed. */
export const useRootData = () => useRouteLoaderData<RootData>('root') ?? undefined
