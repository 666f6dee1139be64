import type { LoaderFunctionArgs } from '@remix-run/node'
import { type MyApplication, myApplication } from '#services/vetting/index.ts'
import { pathPart, requireActor } from './actor.ts'
import { goOn } from './go-on.ts'
import { orThrow } from './respond.ts'

/** The applicant's own application, or the 404 page. */
export const loadOwn = async (args: LoaderFunctionArgs): Promise<MyApplication> => {
  const ctx = await requireActor(args)
  return orThrow(await myApplication(ctx, pathPart(args, 'ref')))
}

/** For pages that change an answer: once the application is sent, on to where it stands. */
export const loadDraft = async (args: LoaderFunctionArgs): Promise<MyApplication> => {
  const application = await loadOwn(args)
  if (!application.isEditable) throw goOn(`/apply/${application.ref}`)
  return application
}
