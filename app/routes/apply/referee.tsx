import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { RefereeFields } from '#app/components/vetting/referee-fields.tsx'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadOwn } from '#app/http/own-application.ts'
import { goOnFrom, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { replaceReferee, replaceRefereeSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Name another referee')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, references } = await loadOwn(args)
  const reference = references.find(({ id }) => id === pathId(args, 'id'))
  if (!reference) throw pageNotFound()
  if (!reference.mayBeReplaced) throw goOnFrom(args, `/apply/${ref}`)
  return { ref, name: reference.name }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const [ref, referenceId] = [pathPart(args, 'ref'), pathId(args, 'id')]
  const form = await parseForm(args.request, replaceRefereeSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => replaceReferee(ctx, { ...form.value, ref, referenceId }))
    : form
  return respond(args, result, {
    form,
    to: `/apply/${ref}`,
    notice: 'We have asked your new referee. They have 21 days to answer.',
  })
}

export default function Referee() {
  const { ref, name } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <PartPage
      form={form}
      reference={ref}
      title={`Name somebody else instead of ${name}`}
      submit="Ask this referee"
      introduction={<p className="govuk-body">The link that we sent to {name} ends when you do this.</p>}
    >
      <RefereeFields form={form} />
    </PartPage>
  )
}
