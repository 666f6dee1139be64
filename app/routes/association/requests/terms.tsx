import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { draftTerms, issueTerms, proposedTerms, termsSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Terms of reference')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const draft = orThrow(await draftTerms(ctx, ref))
  const from = z.uuid().safeParse(new URL(args.request.url).searchParams.get('from'))
  const proposed = from.success ? await proposedTerms(ctx, ref, from.data) : null
  return { ref, ...draft, text: proposed ?? draft.text, isProposed: proposed !== null }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, termsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => issueTerms(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: () => `/association/requests/${ref}`,
    notice: 'The terms are with both sides to accept.',
  })
}

export default function Terms() {
  const { ref, text, number, isProposed } = useLoaderData<typeof loader>()
  const form = useForm({ text })
  return (
    <>
      <BackLink href={`/association/requests/${ref}`}>{ref}</BackLink>
      <FormPage
        form={form}
        title="Terms of reference"
        introduction={
          <p className="govuk-body">
            {isProposed && 'This is the text that the service proposes. '}
            {number === null
              ? 'This text was put together from the request. Check it, change what you like, and send it to both sides.'
              : `Version ${number} was sent. If you change it, both sides accept it afresh.`}
          </p>
        }
        submit="Send to both sides"
      >
        <Textarea {...form.text('text')} label="The terms" rows={24} />
      </FormPage>
    </>
  )
}
