import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
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
import { dbsLevels, dbsSchema, dbsWords, saveDbs } from '#services/vetting/index.ts'

export const meta = () => pageTitle('DBS check')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  const { dbsLevel, dbsSeenOn, dbsSeenBy, dbsNotNeededBecause } = answers
  const answer = dbsNotNeededBecause !== null ? 'not_needed' : dbsLevel !== null ? 'seen' : null
  return {
    ref,
    version,
    levels: dbsLevels.map((level) => ({ value: level, label: dbsWords[level] ?? level })),
    saved: { answer, level: dbsLevel, seenOn: dbsSeenOn, seenBy: dbsSeenBy, because: dbsNotNeededBecause },
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, dbsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveDbs(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

export default function Dbs() {
  const { ref, version, levels, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <PartPage
      form={form}
      reference={ref}
      version={version}
      title="DBS check"
      introduction={
        <p className="govuk-body">
          We keep who saw your certificate, when and at what level. We never keep the certificate, its number or what it
          says.
        </p>
      }
    >
      <Radios
        {...form.text('answer')}
        legend="Has your certificate been seen?"
        items={[
          { value: 'seen', label: 'Yes, in the last 3 years' },
          { value: 'not_needed', label: 'I need none for this role' },
        ]}
      />
      <Fieldset legend="If it has been seen" legendSize="m">
        <Radios {...form.text('level')} legend="Level" items={levels} isSmall />
        <Input {...form.text('seenBy')} label="Who saw it?" hint="For example: HR, Leeds City Council." />
        <DateInput {...form.date('seenOn')} legend="When did they see it?" hint="For example 27 3 2026." />
      </Fieldset>
      <Fieldset legend="If you need none" legendSize="m">
        <Textarea
          {...form.text('because')}
          label="Why is none needed?"
          hint={`For example: I would only work remotely, with managers. ${leaveOutChildren}`}
          rows={3}
        />
      </Fieldset>
    </PartPage>
  )
}
