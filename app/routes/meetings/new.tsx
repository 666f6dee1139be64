import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PlaceFields, TimeFields, WhoseFields } from '#app/components/meetings/meeting-fields.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { meetingSchema, planMeeting, whoseChoices } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Plan a meeting')

export const loader = async (args: LoaderFunctionArgs) => orThrow(whoseChoices(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, meetingSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => planMeeting(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ ref }) => `/meetings/${ref}`,
    notice: 'It is planned. Call it to write to everybody and open the agenda.',
  })
}

export default function NewMeeting() {
  const { regions, mayAll } = useLoaderData<typeof loader>()
  const form = useForm({
    kind: 'regional',
    region: regions.length === 1 ? regions[0]?.value : '',
    from: '10:00',
    to: '12:00',
    mode: 'hybrid',
  })
  return (
    <>
      <BackLink href="/meetings">Meetings</BackLink>
      <FormPage
        form={form}
        title="Plan a meeting"
        submit="Plan this meeting"
        introduction={
          <p className="govuk-body">
            Nobody is written to before you call it. Meetings that come again and again have{' '}
            <a className="govuk-link" href="/meetings/series">
              a timetable
            </a>
            .
          </p>
        }
      >
        <Input {...form.text('title')} label="What is it called?" labelSize="s" />
        <WhoseFields form={form} regions={regions} mayAll={mayAll} />
        <TimeFields form={form} hint="It is called at least ten working days before, five where it is extraordinary." />
        <PlaceFields form={form} />
        <Checkboxes
          {...form.choices('isExtraordinary')}
          legend="Is it extraordinary?"
          legendSize="s"
          items={[{ value: 'yes', label: 'It cannot wait ten working days' }]}
        />
      </FormPage>
    </>
  )
}
