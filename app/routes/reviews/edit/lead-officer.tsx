import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Radios } from '#app/components/govuk/radios.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { leadOfficerSchema, saveLeadOfficer } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Who arranges it')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, leadOfficerId, holders, yotCode } = await loadRequestDraft(args)
  return { ref, version, yotCode, holders, saved: { leadOfficerId } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, leadOfficerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveLeadOfficer(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit` })
}

export default function LeadOfficer() {
  const { ref, version, yotCode, holders, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <SectionPage form={form} reference={ref} version={version} title="Who arranges it">
      <Radios
        {...form.text('leadOfficerId')}
        legend="Who in your service is the lead officer?"
        hint="They gather documents, book rooms and answer the team’s questions. They can change this request too."
        items={holders.map(({ personId, name, title }) => ({ value: personId, label: name, hint: title }))}
      />
      <p className="govuk-body">
        Somebody missing?{' '}
        <a className="govuk-link" href={`/yots/${yotCode}/posts`}>
          Add their post to your service
        </a>{' '}
        first.
      </p>
    </SectionPage>
  )
}
