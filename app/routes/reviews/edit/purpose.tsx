import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren, SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { purposeSchema, savePurpose } from '#services/reviews/index.ts'

export const meta = () => pageTitle('What you want help with')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, purpose } = await loadRequestDraft(args)
  return { ref, version, saved: { purpose } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, purposeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => savePurpose(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit` })
}

export default function Purpose() {
  const { ref, version, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <SectionPage form={form} reference={ref} version={version} title="What you want help with">
      <Textarea
        {...form.text('purpose')}
        label="What would you like the review to help you with?"
        hint={`What made you ask now, and what you hope to do with what you learn. ${leaveOutChildren}`}
        rows={8}
      />
    </SectionPage>
  )
}
