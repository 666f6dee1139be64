import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren, PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { roleSchema, rungs, saveRole } from '#services/vetting/index.ts'

export const meta = () => pageTitle('The role you seek')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  const { role, trainedOn, reviewsDone, roleEvidence } = answers
  return { ref, version, rungs, saved: { roleSought: role, trainedOn, reviewsDone, roleEvidence } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, roleSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveRole(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

export default function Role() {
  const { ref, version, rungs, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <PartPage form={form} reference={ref} version={version} title="The role you seek">
      <Radios
        {...form.text('roleSought')}
        legend="Role"
        items={rungs.map(({ role, name, does }) => ({ value: role, label: name, hint: `You would ${does}.` }))}
      />
      <DateInput
        {...form.date('trainedOn')}
        legend="When did you do your reviewer training?"
        hint="Not needed for a trainee or a mentor. It must be at most 3 years old."
      />
      <Input
        {...form.text('reviewsDone')}
        label="How many reviews have you done?"
        hint="A peer reviewer needs one as observer, a co-lead two as peer reviewer, a facilitator two as co-lead."
        width={3}
        inputMode="numeric"
      />
      <Textarea
        {...form.text('roleEvidence')}
        label="What training and reviews were these, and what was your part?"
        hint={`Which services, when, and what you did. ${leaveOutChildren}`}
      />
    </PartPage>
  )
}
