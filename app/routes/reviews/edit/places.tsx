import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadQuestions } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { placesSchema, savePlaces } from '#services/reviews/index.ts'

export const meta = () => pageTitle('People beside the team')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, places, home } = await loadQuestions(args)
  return { ref, version, places, home }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { home } = await loadQuestions(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, placesSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => savePlaces(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: home })
}

export default function Places() {
  const { ref, version, places, home } = useLoaderData<typeof loader>()
  const form = useForm({ places })
  return (
    <SectionPage
      form={form}
      reference={ref}
      version={version}
      title="People beside the team"
      backHref={home}
      introduction={
        <p className="govuk-body">
          They are found with the team, among people of the bank who are ready for that part, and checked for conflicts
          like everybody else. A team is whole without them.
        </p>
      }
    >
      <Checkboxes
        {...form.choices('places')}
        legend="Who may come besides the team?"
        items={[
          { value: 'facilitator', label: 'A facilitator', hint: 'Has led reviews, and keeps the days on course' },
          { value: 'observer', label: 'An observer', hint: 'Sits in to learn, and agrees no findings' },
          { value: 'trainee', label: 'A trainee', hint: 'Comes on a first review to learn, and agrees no findings' },
        ]}
      />
    </SectionPage>
  )
}
