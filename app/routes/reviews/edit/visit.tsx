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
import { modeWords, saveVisit, travelWords, visitSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('The visit')

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, mode, days, travelPaidBy } = await loadRequestDraft(args)
  const isAnswered = travelPaidBy !== ''
  return {
    ref,
    version,
    modes: choices(modeWords),
    payers: choices(travelWords),
    saved: isAnswered ? { mode, days, travelPaidBy } : {},
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, visitSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveVisit(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit` })
}

export default function Visit() {
  const { ref, version, modes, payers, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <SectionPage form={form} reference={ref} version={version} title="The visit">
      <Radios {...form.text('mode')} legend="How should the team work?" items={modes} />
      <Radios
        {...form.text('days')}
        legend="For how many days?"
        hint="Three is usual."
        isInline
        items={['2', '3', '4'].map((value) => ({ value, label: value }))}
      />
      <Radios
        {...form.text('travelPaidBy')}
        legend="Who pays for travel and accommodation?"
        hint="Reviewers give their time in kind."
        items={payers}
      />
    </SectionPage>
  )
}
