import { useRouteLoaderData } from '@remix-run/react'
import type { FormValues } from './form-reply.ts'

/** What every page shows around itself, from the root's loader. */
export type RootData = {
  isDemo: boolean
  /** Name of whoever is signed in. */
  personName: string | null
  hasAssociationPages: boolean
  /** What just happened, said once at the top of the page. */
  notice: string | null
  /** The page is shown again because its form needs mending. */
  hasFaults: boolean
  /** New for each page, so that a form sent twice can be told from two forms. */
  formKey: string
  /** What was typed on this page before its session ended. */
  typedText: FormValues | null
  requestId: string
}

/** Undefined only when the root's loader itself failed. */
export const useRootData = () => useRouteLoaderData<RootData>('root') ?? undefined
