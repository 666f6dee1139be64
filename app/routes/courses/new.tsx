import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CourseFields, sessionValues } from '#app/components/courses/course-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { ok } from '#services/core/result.ts'
import { courseChoices, courseSchema, datedOffering, draftCourse, trainersFor } from '#services/courses/index.ts'

export const meta = () => pageTitle('Add a date')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const offering = await datedOffering(ctx, pathPart(args, 'slug'))
  if (!offering) throw pageNotFound()
  const { regions } = await courseChoices(ctx)
  return orThrow(
    ok({ slug: offering.slug, title: offering.title, regions, trainers: await trainersFor(ctx, offering) }),
  )
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const slug = pathPart(args, 'slug')
  const form = await parseForm(args.request, courseSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => draftCourse(ctx, slug, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ ref }) => `/courses/${ref}/manage`,
    notice: 'The date is kept as a draft. Open booking when it is ready.',
  })
}

export default function NewCourse() {
  const { slug, title, ...choices } = useLoaderData<typeof loader>()
  const form = useForm({ ...sessionValues([]), mode: 'on_site', lateDays: 10, latePercent: 0 })
  return (
    <>
      <BackLink href={`/offerings/${slug}`} />
      <FormPage form={form} title="Add a date" caption={title} submit="Add this date">
        <CourseFields form={form} filled={1} choices={choices} />
      </FormPage>
    </>
  )
}
