import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DecisionFields } from '#app/components/decisions/decision-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { decisionChoices, writeDecision, writeSchema } from '#services/decisions/index.ts'

export const meta = () => pageTitle('Write down a decision')

export const loader = async (args: LoaderFunctionArgs) => orThrow(decisionChoices(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, writeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => writeDecision(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ ref }) => `/association/decisions/${ref}`,
    notice: 'The draft is kept. Read it once more, then publish it.',
  })
}

export default function NewDecision() {
  const choices = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association/decisions">Drafts and reviews</BackLink>
      <FormPage form={form} title="Write down a decision" submit="Save the draft">
        <DecisionFields form={form} choices={choices} />
      </FormPage>
    </>
  )
}
