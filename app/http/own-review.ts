import type { LoaderFunctionArgs } from '@remix-run/node'
import { type EditPage, editPage } from '#services/reviews/index.ts'
import { pathPart, requireActor } from './actor.ts'
import { goOn } from './go-on.ts'
import { orThrow } from './respond.ts'

/** The questions of a request, for as long as the service may change them; afterwards, on to where it stands. */
export const loadQuestions = async (args: LoaderFunctionArgs): Promise<EditPage> => {
  const ctx = await requireActor(args)
  const page = orThrow(await editPage(ctx, pathPart(args, 'ref')))
  if (!page.mayChangeQuestions) throw goOn(`/reviews/${page.ref}`)
  return page
}

/** A request that the service's own people are writing; once it is sent, on to where it stands. */
export const loadRequestDraft = async (args: LoaderFunctionArgs): Promise<EditPage> => {
  const ctx = await requireActor(args)
  const page = orThrow(await editPage(ctx, pathPart(args, 'ref')))
  if (!page.isDraft) throw goOn(`/reviews/${page.ref}`)
  return page
}
