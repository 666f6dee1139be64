import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft, loadOwn } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { stateHolding, stateHoldingSchema } from '#services/yots/index.ts'

export const meta = () => pageTitle('Add a post')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref } = await loadDraft(args)
  return { ref }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { ref } = await loadOwn(args)
  const form = await parseForm(args.request, stateHoldingSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => stateHolding(ctx, form.value)) : form
  return respond(args, result, { form, to: `/apply/${ref}/posts` })
}

export default function Post() {
  const { ref } = useLoaderData<typeof loader>()
  const form = useForm({ kind: 'substantive' })
  return (
    <PartPage form={form} reference={ref} title="Add a post" backHref={`/apply/${ref}/posts`}>
      <Input
        {...form.text('yot')}
        label="Youth justice service"
        hint="For example Leeds, or an old name such as Leeds YOT."
      />
      <Input {...form.text('title')} label="What was the post called?" hint="For example operations manager." />
      <Radios
        {...form.text('level')}
        legend="Level"
        items={[
          { value: 'head', label: 'Head of service', hint: 'Led the service' },
          { value: 'second_tier', label: 'Second tier', hint: 'Reported to the head of service' },
          { value: 'manager', label: 'Manager', hint: 'Ran a team or a part of the work' },
        ]}
      />
      <Radios
        {...form.text('kind')}
        legend="How did you hold it?"
        items={[
          { value: 'substantive', label: 'It was my own post' },
          { value: 'acting', label: 'Acting up' },
          { value: 'interim', label: 'Interim' },
          { value: 'secondment', label: 'On secondment' },
        ]}
      />
      <DateInput {...form.date('from')} legend="First day" hint="About the day is enough, for example 1 4 2019." />
      <DateInput {...form.date('until')} legend="Last day" hint="Leave it empty while you hold the post." />
    </PartPage>
  )
}
