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
import { callOffCourse, findManaged, reasonSchema } from '#services/courses/index.ts'

export const meta = () => pageTitle('Call a date off')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, version, taken, waiting } = orThrow(
    await findManaged(await requireActor(args), pathPart(args, 'ref')),
  )
  return { ref, title, version, taken, waiting }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, reasonSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => callOffCourse(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/courses/${ref}/manage`, notice: 'It is called off. Everybody is told.' })
}

export default function CallOff() {
  const { ref, title, version, taken, waiting } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/courses/${ref}/manage`} />
      <FormPage
        form={form}
        title="Call it off"
        caption={`${title}, ${ref}`}
        introduction={
          <p className="govuk-body">
            {taken} places are booked or offered, and {waiting} wait. All of them are told, with your reason.
          </p>
        }
        submit="Call it off"
        isWarning
        version={version}
        cancel={
          <a className="govuk-link" href={`/courses/${ref}/manage`}>
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
