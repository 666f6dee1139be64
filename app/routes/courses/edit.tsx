import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CourseFields, sessionValues } from '#app/components/courses/course-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { courseForm } from '#app/http/course-form.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { changeCourse, changeCourseSchema, courseChoices, trainersFor } from '#services/courses/index.ts'

export const meta = () => pageTitle('Change a date')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { owner, ...form } = await courseForm(ctx, pathPart(args, 'ref'))
  const { regions } = await courseChoices(ctx)
  return { ...form, choices: { regions, trainers: await trainersFor(ctx, owner) } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, changeCourseSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => changeCourse(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/courses/${ref}/manage`,
    notice: 'It is changed. More places go to whoever waits first.',
  })
}

export default function EditCourse() {
  const { ref, title, version, values, sessions, choices } = useLoaderData<typeof loader>()
  const form = useForm({ ...sessionValues(sessions), ...values })
  return (
    <>
      <BackLink href={`/courses/${ref}/manage`} />
      <FormPage form={form} title="Change this date" caption={`${title}, ${ref}`} submit="Save" version={version}>
        <CourseFields form={form} filled={sessions.length} choices={choices} />
      </FormPage>
    </>
  )
}
