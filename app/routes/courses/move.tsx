import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sessionValues, WhenFields } from '#app/components/courses/course-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { courseForm } from '#app/http/course-form.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { moveCourse, moveCourseSchema } from '#services/courses/index.ts'

export const meta = () => pageTitle('Move a date')

export const loader = async (args: LoaderFunctionArgs) => {
  const { owner: _, ...form } = await courseForm(await requireActor(args), pathPart(args, 'ref'))
  return form
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, moveCourseSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => moveCourse(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/courses/${ref}/manage`, notice: 'It is moved. Everybody is asked again.' })
}

export default function MoveCourse() {
  const { ref, title, version, values, sessions } = useLoaderData<typeof loader>()
  const form = useForm({ ...sessionValues(sessions), bookUntil: values.bookUntil })
  return (
    <>
      <BackLink href={`/courses/${ref}/manage`} />
      <FormPage
        form={form}
        title="Move to another day"
        caption={`${title}, ${ref}`}
        introduction={
          <p className="govuk-body">
            Places stay. Everybody with one is told, and can give it up freely for five working days; who says nothing
            keeps it.
          </p>
        }
        submit="Move it"
        version={version}
      >
        <WhenFields form={form} filled={sessions.length} />
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
