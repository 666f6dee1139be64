import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TimeFields } from '#app/components/meetings/meeting-fields.tsx'
import { timesOf } from '#app/components/meetings/times.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findConvened, moveMeeting, moveMeetingSchema } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Move a meeting')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findConvened(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, moveMeetingSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => moveMeeting(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/meetings/${ref}`,
    notice: 'It is moved. Everybody who was told is asked again, and the agenda is open.',
  })
}

export default function MoveMeeting() {
  const meeting = useLoaderData<typeof loader>()
  const { ref, title, version, earliest } = meeting
  const form = useForm(timesOf(meeting))
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <FormPage
        form={form}
        title="Move to another day"
        caption={`${title}, ${ref}`}
        submit="Move to another day"
        version={version}
      >
        <TimeFields form={form} hint={`${longDate(earliest)} or later.`} />
        <CharacterCount
          {...form.text('reason')}
          label="Why?"
          labelSize="s"
          hint="Everybody reads it."
          maxLength={1000}
          rows={3}
        />
      </FormPage>
    </>
  )
}
