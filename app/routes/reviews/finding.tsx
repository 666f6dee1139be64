import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { reviewPage } from '#services/reviews/review-page.ts'
import { saveFinding } from '#services/reviews/save-finding.ts'
import { findingSchema } from '#services/reviews/schema.ts'

export const meta = () => pageTitle('A finding')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, findings } = orThrow(await reviewPage(await requireActor(args), pathPart(args, 'ref')))
  const place = findings?.mayWrite && findings.places.find((each) => each.place === pathPart(args, 'place'))
  if (!place) throw pageNotFound()
  const { title, version, strengths, areas, sources } = place
  const typed = Object.fromEntries(sources.map((source, index) => [`sources[${index}]`, source]))
  return {
    ref,
    place: place.place,
    title,
    version,
    boxes: Math.max(3, sources.length + 1),
    saved: { strengths, areas, ...typed },
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, findingSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveFinding(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/findings`, notice: 'The finding is saved.' })
}

const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

export default function Finding() {
  const { ref, place, title, version, boxes, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <>
      <BackLink href={`/reviews/${ref}/findings`} />
      <FormPage form={form} caption={`Findings, ${ref}`} title={title} version={version} submit="Save the finding">
        <input type="hidden" name="place" value={place} />
        <Textarea {...form.text('strengths')} label="Strengths" hint={leaveOutChildren} rows={8} />
        <Textarea {...form.text('areas')} label="Areas for consideration" rows={8} />
        <Fieldset legend="What it rests on" legendSize="m">
          <p className="govuk-hint">At least two different sources, such as interviews, case files or board minutes.</p>
          {numbers.slice(0, boxes).map((number) => (
            <Input key={number} {...form.text(`sources[${number - 1}]`)} label={`Source ${number}`} />
          ))}
        </Fieldset>
      </FormPage>
    </>
  )
}
