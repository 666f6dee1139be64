import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findResource, takenUpSchema, takeUp } from '#services/courses/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.resource.title ?? 'Resource')

export const loader = async (args: LoaderFunctionArgs) => ({
  resource: orThrow(await findResource(await getCtx(args), pathPart(args, 'slug'), pathId(args, 'id'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const [slug, id] = [pathPart(args, 'slug'), pathId(args, 'id')]
  const form = await parseForm(args.request, takenUpSchema.omit({ id: true }))
  const result = form.ok ? await once(ctx, form.key, (ctx) => takeUp(ctx, slug, { ...form.value, id })) : form
  return respond(args, result, {
    form,
    to: `/offerings/${slug}/resources/${id}`,
    notice: 'Thank you. It stands in the ledger as reuse, and whoever made it is told.',
  })
}

export default function ResourcePage() {
  const { resource } = useLoaderData<typeof loader>()
  const form = useForm()
  const { id, slug, title, file, url, host, own, offering, services } = resource
  return (
    <>
      <BackLink href={`/offerings/${slug}`}>{offering}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <h1 className="govuk-heading-l">{title}</h1>
          {file !== null && (
            <>
              <p className="govuk-body">
                {file.words}, {file.size}, version {file.number} of {longDate(file.on)}
              </p>
              <PostForm action={`/offerings/${slug}/resources/${id}/take`}>
                <WhichService services={services} />
                <Button>Download</Button>
              </PostForm>
            </>
          )}
          {url !== null && services.length > 0 && own === null && (
            <PostForm action={`/offerings/${slug}/resources/${id}/take`}>
              <WhichService services={services} />
              <Button>Take it</Button>
            </PostForm>
          )}
          {url !== null && (
            <p className="govuk-body">
              It is at{' '}
              <a className="govuk-link" href={url} rel="noreferrer noopener">
                {host}
              </a>
              .{resource.deadOn !== null && ` It led nowhere when we looked on ${longDate(resource.deadOn)}.`}
            </p>
          )}
          {own?.isTakenUp === false && (
            <>
              <h2 className="govuk-heading-m">Did you take it up?</h2>
              <p className="govuk-body">If you use it, say so: it shows its makers that it was worth it.</p>
              <PostForm>
                <Textarea {...form.text('words')} label="What became of it, in a line" rows={2} />
                <Button preventDoubleClick>We took this up</Button>
              </PostForm>
            </>
          )}
          {own?.isTakenUp && <p className="govuk-body">Your side took this up.</p>}
        </div>
      </div>
    </>
  )
}

const WhichService = ({ services }: { services: readonly { value: string; label: string }[] }) =>
  services.length === 0 ? null : (
    <Radios
      name="yotCode"
      legend="For which service do you take it?"
      legendSize="s"
      items={[...services]}
      defaultValue={services[0]?.value}
    />
  )
