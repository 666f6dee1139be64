import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReasonPage } from '#app/components/engagements/reason-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { askToPutRight, findEngagement, putRightSchema } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Something is missing')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, version, provider } = orThrow(
    await findEngagement(await requireActor(args), pathPart(args, 'ref')),
  )
  return { ref, title, version, provider: provider.name }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, putRightSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => askToPutRight(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/engagements/${ref}`,
    notice: 'They are asked to put it right within ten working days.',
  })
}

export default function PutRight() {
  const engagement = useLoaderData<typeof loader>()
  return (
    <ReasonPage
      engagement={engagement}
      title="Something is missing"
      introduction={
        <p className="govuk-body">{engagement.provider} reads this and has ten working days to put it right.</p>
      }
      question={{
        name: 'missing',
        label: 'What is missing?',
        hint: 'Write nothing that tells who a child is.',
        maxLength: 2000,
      }}
      submit="Ask for it to be put right"
      leave="Nothing is missing"
    />
  )
}
