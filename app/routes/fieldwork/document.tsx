import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { FileUpload } from '#app/components/govuk/file-upload.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import {
  addVersion,
  documentPage,
  newVersionSchema,
  versionSchema,
  withdrawDocument,
} from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('A document')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await documentPage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'id')))

const intents = z.discriminatedUnion('intent', [
  newVersionSchema.extend({ intent: z.literal('replace') }),
  versionSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const id = pathId(args, 'id')
  const to = `/reviews/${ref}/documents/${id}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  return value.intent === 'replace'
    ? respond(args, await once(ctx, form.key, (ctx) => addVersion(ctx, ref, id, value)), {
        form,
        to,
        notice: 'The new version is kept.',
      })
    : respond(args, await once(ctx, form.key, (ctx) => withdrawDocument(ctx, ref, id, value)), {
        form,
        to,
        notice: 'The document is taken back.',
      })
}

const sizeWords = (bytes: number) =>
  bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

export default function DocumentOfCase() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, id, title, owner, publication, versions, isWithdrawn, mayChange, mayWithdraw, version } = page
  const form = useForm({}, 'replace')
  return (
    <>
      <BackLink href={`/reviews/${ref}/documents`}>Documents</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <SummaryList
            rows={[
              { key: 'Whose', value: owner },
              { key: 'May it be given out?', value: publication },
              isWithdrawn && { key: 'Stands', value: 'Taken back: nobody opens it any more' },
            ]}
          />
          {versions.map(({ number, fileName, size, addedAt, addedBy, openings }) => (
            <section key={number} aria-labelledby={`version-${number}`} className="app-finding">
              <h2 className="govuk-heading-m" id={`version-${number}`}>
                Version {number}
              </h2>
              <p className="govuk-body">
                {isWithdrawn ? (
                  fileName
                ) : (
                  <a className="govuk-link" href={`/reviews/${ref}/documents/${id}/${number}`}>
                    {fileName}
                  </a>
                )}{' '}
                ({sizeWords(size)}). Added by {addedBy}, {dateAndTime(new Date(addedAt))}.
              </p>
              <Details summary={`Opened ${counted(openings.length, 'time')}`}>
                {openings.length === 0 ? (
                  <p className="govuk-body">Nobody has opened it yet.</p>
                ) : (
                  <ul className="govuk-list">
                    {openings.map(({ id, openedAt, name }) => (
                      <li key={id}>
                        {name}, {dateAndTime(new Date(openedAt))}
                      </li>
                    ))}
                  </ul>
                )}
              </Details>
            </section>
          ))}
          {mayChange && (
            <Details summary="Add a new version" open={form.isTyped}>
              <PostForm intent="replace" version={version} hasFiles>
                <FileUpload
                  {...form.text('file')}
                  label="File"
                  hint="What is here stays. PDF, Word, Excel, PowerPoint or an image, at most 15 MB."
                />
                <Button preventDoubleClick>Add the version</Button>
              </PostForm>
            </Details>
          )}
          {mayWithdraw && (
            <Details summary="Take it back">
              <PostForm intent="withdraw" version={version}>
                <p className="govuk-body">Nobody opens it any more. Who opened it until now stays known.</p>
                <Button variant="warning" preventDoubleClick>
                  Take it back
                </Button>
              </PostForm>
            </Details>
          )}
        </div>
      </div>
    </>
  )
}
