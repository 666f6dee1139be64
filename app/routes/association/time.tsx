import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { timeKindChoices, timeKindWords } from '#app/components/meetings/time-kinds.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findTime, logTime, takeBackTime, timeIdSchema, timeSchema } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Time given to the association')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await findTime(await requireActor(args)))

const intents = z.discriminatedUnion('intent', [
  timeSchema.extend({ intent: z.literal('log') }),
  timeIdSchema.extend({ intent: z.literal('take-back') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const to = '/association/time'
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'log')
    return respond(args, await once(ctx, form.key, (ctx) => logTime(ctx, value)), {
      form,
      to: ({ back }) => back,
      notice: 'It is logged, and stands in the ledger as given to the association.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => takeBackTime(ctx, value.id)), {
    form,
    to,
    notice: 'It is taken back.',
  })
}

const kinds = Object.entries(timeKindWords)

export default function Time() {
  const { mayLog, own, sums } = useLoaderData<typeof loader>()
  const form = useForm({ kind: 'meeting' }, 'log')
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <FormProblems reply={form.pageReply} />
      <h1 className="govuk-heading-l">Time given to the association</h1>
      {mayLog && (
        <PostForm intent="log">
          <p className="govuk-body">
            You can log it in one line on the page where you worked. Here it is for everything else.
          </p>
          <input type="hidden" name="about" value={form.text('about').defaultValue ?? '/association/time'} />
          <Select {...form.text('kind')} label="What was it?" labelSize="s" options={timeKindChoices} />
          <Input {...form.text('minutes')} label="Minutes" labelSize="s" width={4} inputMode="numeric" />
          <Button preventDoubleClick>Log it</Button>
        </PostForm>
      )}
      <DataTable
        caption="Minutes of the last twelve months"
        rows={sums}
        rowId={({ key }) => key}
        empty="Nothing is logged."
        columns={[
          { id: 'name', header: 'Coordinator', isRowHeader: true, cell: ({ name }) => name },
          { id: 'region', header: 'Region', cell: ({ region }) => region },
          ...kinds.map(([kind, words]) => ({
            id: kind,
            header: words,
            isNumeric: true,
            cell: ({ minutes }: (typeof sums)[number]) => minutes[kind] ?? 0,
          })),
          { id: 'total', header: 'Together', isNumeric: true, cell: ({ total }) => total },
        ]}
      />
      {mayLog && (
        <DataTable
          caption="What you logged"
          rows={own}
          rowId={({ id }) => id}
          empty="Nothing yet."
          columns={[
            { id: 'on', header: 'Day', isRowHeader: true, cell: ({ on }) => shortDate(on) },
            { id: 'kind', header: 'What', cell: ({ kind }) => kind },
            { id: 'minutes', header: 'Minutes', isNumeric: true, cell: ({ minutes }) => minutes },
            {
              id: 'back',
              header: 'Slip',
              cell: ({ id, on, mayTakeBack }) =>
                mayTakeBack && (
                  <PostForm intent="take-back">
                    <input type="hidden" name="id" value={id} />
                    <button type="submit" className="app-link-button">
                      Take it back<span className="govuk-visually-hidden"> of {shortDate(on)}</span>
                    </button>
                  </PostForm>
                ),
            },
          ]}
        />
      )}
    </>
  )
}
