import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { endSight, giveSight, sightPage, sightSchema } from '#services/reviews/index.ts'

const intents = z.discriminatedUnion('intent', [
  sightSchema.extend({ intent: z.literal('give') }),
  sightSchema.extend({ intent: z.literal('end') }),
])

export const meta = () => pageTitle('Who can follow the review')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await sightPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  const change = form.ok && form.value.intent === 'end' ? endSight : giveSight
  const result = form.ok ? await once(ctx, form.key, (ctx) => change(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/sight`,
    notice: form.ok && form.value.intent === 'end' ? 'They see it no more.' : 'They can follow it, and are told.',
  })
}

export default function Sight() {
  const { ref, yotCode, given, others } = useLoaderData<typeof loader>()
  const form = useForm({}, 'give')
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{ref}</span>
          <h1 className="govuk-heading-l">Who can follow the review</h1>
          <p className="govuk-body">
            Somebody of your service who is given sight reads where the review stands, who is on its team, the terms of
            reference and, once it is final, the report with its action plan. They change nothing, and read neither
            documents nor the names of people you would rather not have.
          </p>
          <DataTable
            caption="Given sight"
            rows={given}
            rowId={({ personId }) => personId}
            empty={<p className="govuk-body">Nobody besides those who asked for it and arrange it.</p>}
            columns={[
              { id: 'name', header: 'Name', isRowHeader: true, cell: ({ name }) => name },
              { id: 'on', header: 'Since', cell: ({ on }) => longDate(on) },
              {
                id: 'end',
                header: 'End it',
                cell: ({ personId, name }) => (
                  <PostForm intent="end">
                    <input type="hidden" name="personId" value={personId} />
                    <Button variant="secondary" className="govuk-!-margin-bottom-0">
                      Take back<span className="govuk-visually-hidden"> from {name}</span>
                    </Button>
                  </PostForm>
                ),
              },
            ]}
          />
          {others.length === 0 ? (
            <p className="govuk-body">
              Nobody else holds a post in your service here. Sight is given to people who do: add them to{' '}
              <a className="govuk-link" href={`/yots/${yotCode}`}>
                your service’s posts
              </a>{' '}
              first.
            </p>
          ) : (
            <PostForm intent="give">
              <Select
                {...form.text('personId')}
                label="Who else should follow it?"
                options={others.map(({ personId, name, title }) => ({ value: personId, text: `${name}, ${title}` }))}
              />
              <Button preventDoubleClick>Give sight</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
