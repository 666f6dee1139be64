import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { FileUpload } from '#app/components/govuk/file-upload.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  addResource,
  manageResources,
  newFileSchema,
  replaceResource,
  resourceIdSchema,
  resourceSchema,
  withdrawResource,
} from '#services/courses/index.ts'

export const meta = () => pageTitle('Free resources')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await manageResources(await requireActor(args), pathPart(args, 'slug'))),
})

const intents = z.discriminatedUnion('intent', [
  resourceSchema.safeExtend({ intent: z.literal('add') }),
  newFileSchema.extend({ intent: z.literal('replace') }),
  resourceIdSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const slug = pathPart(args, 'slug')
  const to = `/offerings/${slug}/resources`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'add':
      return respond(args, await once(ctx, form.key, (ctx) => addResource(ctx, slug, value)), {
        form,
        to,
        notice: 'It is there to take.',
      })
    case 'replace':
      return respond(args, await once(ctx, form.key, (ctx) => replaceResource(ctx, slug, value)), {
        form,
        to,
        notice: 'Whoever takes it from now on gets the new version.',
      })
    case 'withdraw':
      return respond(args, await once(ctx, form.key, (ctx) => withdrawResource(ctx, slug, value)), {
        form,
        to,
        notice: 'It is taken away.',
      })
  }
}

export default function Resources() {
  const { page } = useLoaderData<typeof loader>()
  const { slug, title, resources, mostResources } = page
  const form = useForm({}, 'add')
  const replacing = useForm({}, 'replace')
  return (
    <>
      <BackLink href={`/offerings/${slug}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">{title}</span>
          <h1 className="govuk-heading-l">Free resources</h1>
          <p className="govuk-body">
            What people take without asking: files and links. You see which services took them, and what became of it.
          </p>
          {resources.map((resource) => (
            <section key={resource.id}>
              <h2 className="govuk-heading-m">{resource.title}</h2>
              <p className="govuk-body">
                {resource.file === null
                  ? `A link to ${resource.host}`
                  : `${resource.file.words}, ${resource.file.size}, version ${resource.file.number} of ${longDate(resource.file.on)}`}
                . Taken by {resource.taken}.
                {resource.deadOn !== null &&
                  ` It led nowhere on ${longDate(resource.deadOn)}: take it away, and add it anew with its new address.`}
              </p>
              {resource.takenUp.map(({ by, words }) => (
                <p className="govuk-body" key={by}>
                  {by} took it up: {words}
                </p>
              ))}
              {resource.file !== null && (
                <PostForm intent="replace" version={resource.version} hasFiles>
                  <input type="hidden" name="id" value={resource.id} />
                  <FileUpload
                    {...replacing.text('file')}
                    id={`file-${resource.id}`}
                    label={`New version of ${resource.title}`}
                  />
                  <Button variant="secondary" preventDoubleClick>
                    Add the new version
                  </Button>
                </PostForm>
              )}
              <PostForm intent="withdraw" version={resource.version}>
                <input type="hidden" name="id" value={resource.id} />
                <Button variant="secondary" preventDoubleClick>
                  Take {resource.title} away
                </Button>
              </PostForm>
            </section>
          ))}
          {resources.length < mostResources && (
            <>
              <h2 className="govuk-heading-m">Add a file or a link</h2>
              <PostForm intent="add" hasFiles>
                <Input {...form.text('title')} label="What is it called?" labelSize="s" />
                <FileUpload
                  {...form.text('file')}
                  label="File"
                  hint="PDF, Word, Excel, PowerPoint or an image, at most 15 MB. No names of children in it or in its name."
                />
                <Input {...form.text('url')} label="Or a link" labelSize="s" spellCheck={false} />
                <Button preventDoubleClick>Add it</Button>
              </PostForm>
            </>
          )}
        </div>
      </div>
    </>
  )
}
