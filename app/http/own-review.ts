import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { type EditPage, editPage } from '#services/reviews/edit-page.ts'
import { pathPart, requireActor } from './actor.ts'
import { orThrow } from './respond.ts'

/** A request that the service's own people are writing; once it is sent, on to where it stands. */
export const loadRequestDraft = async (args: LoaderFunctionArgs): Promise<EditPage> => {
  const ctx = await requireActor(args)
  const page = orThrow(await editPage(ctx, pathPart(args, 'ref')))
  if (!page.isDraft) throw redirect(`/reviews/${page.ref}`, 303)
  return page
}
