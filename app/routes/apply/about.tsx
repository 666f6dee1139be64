import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren, PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { aboutSchema, saveAbout } from '#services/vetting/index.ts'

export const meta = () => pageTitle('About you')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  return { ref, version, summary: answers.summary }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, aboutSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveAbout(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

export default function About() {
  const { ref, version, summary } = useLoaderData<typeof loader>()
  const form = useForm({ summary })
  return (
    <PartPage form={form} reference={ref} version={version} title="About you">
      <Textarea
        {...form.text('summary')}
        label="A few sentences about yourself"
        hint={`What you have led, and what you would bring to another service. Services that look for help read this. At least 40 characters. ${leaveOutChildren}`}
        rows={8}
      />
    </PartPage>
  )
}
