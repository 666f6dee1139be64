import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { callOffMeeting, findConvened, meetingReasonSchema } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Call a meeting off')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findConvened(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, meetingReasonSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => callOffMeeting(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/meetings/${ref}`, notice: 'It is called off. Everybody is told.' })
}

export default function CallOffMeeting() {
  const { ref, title, version } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <FormPage
        form={form}
        title="Call it off"
        caption={`${title}, ${ref}`}
        submit="Call it off"
        isWarning
        version={version}
        cancel={
          <a className="govuk-link" href={`/meetings/${ref}`}>
            Keep it
          </a>
        }
      >
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
