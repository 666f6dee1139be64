import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { regionNamesByCode } from '#app/http/briefing-choices.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { addNotice, briefingDesk, noticeSchema, noticeSections } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Add a line to the briefing')

export const loader = async (args: LoaderFunctionArgs) => {
  orThrow(await briefingDesk(await requireActor(args)))
  return {
    sections: Object.entries(noticeSections).map(([value, label]) => ({ value, label })),
    regions: Object.entries(regionNamesByCode()).map(([value, label]) => ({ value, label })),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, noticeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => addNotice(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/briefing',
    notice: 'It stands in the briefing until it is over.',
  })
}

export default function AddLine() {
  const { sections, regions } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association/briefing">The briefing behind the scenes</BackLink>
      <FormPage form={form} title="Add a line to the briefing" submit="Add it">
        <Radios {...form.text('section')} legend="What is it?" legendSize="s" items={sections} />
        <Input {...form.text('title')} label="Title" hint="At most 70 characters" />
        <Input {...form.text('line')} label="One sentence about it" />
        <Input {...form.text('url')} type="url" label="Web address" hint="It is asked before each issue goes" />
        <Input {...form.text('minutes')} label="Minutes to read" inputMode="numeric" className="govuk-input--width-3" />
        <DateInput
          {...form.date('until')}
          legend="Last day"
          legendSize="s"
          hint="Of a consultation, or the day of a date. Without one it stands in one issue."
        />
        <Checkboxes
          {...form.choices('regions')}
          legend="For which regions?"
          legendSize="s"
          hint="None: for everybody. Coordinators choose their own."
          isSmall
          items={regions}
        />
      </FormPage>
    </>
  )
}
