import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ConflictView } from '#app/components/conflicts/conflict-view.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { conflictDecisionSchema } from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'
import { conflictPageOn, decideConflictOn } from '#services/vetting/index.ts'

export const meta = () => pageTitle('A conflict of interest')

export const loader = async (args: LoaderFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  return { ref, page: orThrow(await conflictPageOn(await requireActor(args), ref, pathId(args, 'id'))) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const [ref, id] = [pathPart(args, 'ref'), pathId(args, 'id')]
  const form = await parseForm(args.request, conflictDecisionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => decideConflictOn(ctx, ref, id, form.value)) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}/conflicts/${id}`,
    notice: 'Your decision is recorded.',
  })
}

export default function ApplicationConflict() {
  const { ref, page } = useLoaderData<typeof loader>()
  return <ConflictView page={page} caption={ref} back={`/association/applications/${ref}`} />
}
