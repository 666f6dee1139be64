import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { messageSchema, peoplePage, writeOnCase } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('People and messages')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await peoplePage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, messageSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => writeOnCase(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/reviews/${ref}/people`, notice: 'The others are told.' })
}

export default function People() {
  const { ref, yotName, contacts, messages, isTeam, mayWrite } = useLoaderData<typeof loader>()
  const form = useForm({ to: 'everybody' })
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">People and messages</h1>
          <DataTable
            caption="Who is on this review"
            rows={contacts}
            rowId={({ personId }) => personId}
            empty="Nobody yet."
            columns={[
              { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
              { id: 'part', header: 'Part', cell: ({ part }) => part },
              {
                id: 'address',
                header: 'E-mail',
                cell: ({ address }) =>
                  address === null ? (
                    'None'
                  ) : (
                    <a className="govuk-link app-break" href={`mailto:${address}`}>
                      {address}
                    </a>
                  ),
              },
            ]}
          />
          <h2 className="govuk-heading-m">Messages</h2>
          {mayWrite && (
            <PostForm>
              <Textarea {...form.text('text')} label="Write to the others" hint={leaveOutChildren} rows={4} />
              {isTeam && (
                <Radios
                  {...form.text('to')}
                  legend="Who reads it?"
                  legendSize="s"
                  items={[
                    { value: 'everybody', label: 'The team and the service' },
                    { value: 'team', label: 'The team alone' },
                  ]}
                />
              )}
              <Button preventDoubleClick>Send it</Button>
            </PostForm>
          )}
          {messages.length === 0 && <p className="govuk-body">Nobody has written yet.</p>}
          {messages.map(({ id, text, at, by, isForTeam }) => (
            <article key={id} className="app-finding">
              <p className="govuk-hint govuk-!-margin-bottom-1">
                {by}, {dateAndTime(new Date(at))} {isForTeam && <Tag colour="purple">The team alone</Tag>}
              </p>
              <TypedText text={text} />
            </article>
          ))}
        </div>
      </div>
    </>
  )
}
