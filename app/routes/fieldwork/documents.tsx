import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { FileUpload } from '#app/components/govuk/file-upload.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ShownSelfAssessments } from '#app/components/self-assessments/shown-self-assessments.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { addDocument, documentSchema, documentsPage, publicationWords } from '#services/fieldwork/index.ts'
import { shownSelfAssessments } from '#services/self-assessments/index.ts'

export const meta = () => pageTitle('Documents')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await documentsPage(ctx, pathPart(args, 'ref')))
  return {
    ...page,
    publications: publicationWords,
    assessed: await shownSelfAssessments(ctx, page.yotCode),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, documentSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => addDocument(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/reviews/${ref}/documents`, notice: 'The document is kept.' })
}

export default function Documents() {
  const { ref, yotName, documents, mayAdd, files, mostFiles, publications, assessed } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <FormProblems reply={form.pageReply} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Documents</h1>
      <p className="govuk-body">
        For those on this review, the service and the team. Each opening is kept, by whom and when. {files} of{' '}
        {mostFiles} files.
      </p>
      <DataTable
        caption="Documents of this review"
        rows={documents}
        rowId={({ id }) => id}
        empty="Nothing is here yet."
        columns={[
          {
            id: 'title',
            header: 'Document',
            isRowHeader: true,
            cell: ({ id, title, isWithdrawn }) => (
              <>
                <a className="govuk-link" href={`/reviews/${ref}/documents/${id}`}>
                  {title}
                </a>{' '}
                {isWithdrawn && <Tag colour="grey">Taken back</Tag>}
              </>
            ),
          },
          { id: 'owner', header: 'Whose', cell: ({ owner }) => owner },
          { id: 'publication', header: 'Published', cell: ({ publication }) => publication },
          { id: 'version', header: 'Version', cell: ({ versions }) => versions, isNumeric: true },
          { id: 'by', header: 'Added by', cell: ({ addedBy }) => addedBy },
        ]}
      />
      <ShownSelfAssessments all={assessed} title="How the service marks itself" />
      {mayAdd && (
        <section aria-labelledby="add">
          <h2 className="govuk-heading-m" id="add">
            Add a document
          </h2>
          <PostForm hasFiles>
            <Input {...form.text('title')} label="What is it called?" />
            <Input {...form.text('owner')} label="Whose document is it?" hint="Like “management board”." />
            <Radios
              {...form.text('publication')}
              legend="May it be given out?"
              legendSize="s"
              items={Object.entries(publications).map(([value, label]) => ({ value, label }))}
            />
            <FileUpload
              {...form.text('file')}
              label="File"
              hint="PDF, Word, Excel, PowerPoint or an image, at most 15 MB. No names of children in it or in its name."
            />
            <Button preventDoubleClick>Add the document</Button>
          </PostForm>
        </section>
      )}
    </>
  )
}
