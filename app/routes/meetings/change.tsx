import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PlaceFields, TimeFields } from '#app/components/meetings/meeting-fields.tsx'
import { timesOf } from '#app/components/meetings/times.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { changeMeeting, changeMeetingSchema, findConvened } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Change a meeting')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findConvened(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, changeMeetingSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => changeMeeting(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/meetings/${ref}`, notice: 'It is saved.' })
}

export default function ChangeMeeting() {
  const meeting = useLoaderData<typeof loader>()
  const { ref, title, mode, place, joiningLink, version, status } = meeting
  const form = useForm({ title, mode, place, joiningLink, ...timesOf(meeting) })
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <FormPage form={form} title="Change this meeting" caption={`${title}, ${ref}`} submit="Save" version={version}>
        <Input {...form.text('title')} label="What is it called?" labelSize="s" />
        <TimeFields
          form={form}
          {...(status === 'planned' ? {} : { hint: 'People have been told: to change it, move the meeting.' })}
        />
        <PlaceFields form={form} />
      </FormPage>
    </>
  )
}
