import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate, shortDate } from '#app/components/dates.ts'
import { basisWords, ledgerHours } from '#app/components/engagements/ledger-words.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  checkOpening,
  findOpening,
  importOpening,
  type OpeningRow,
  openingColumns,
  openingSchema,
} from '#services/engagements/index.ts'

export const meta = () => pageTitle('Opening figures')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await findOpening(await requireActor(args))),
  columns: openingColumns,
})

const schema = openingSchema.extend({ step: z.enum(['check', 'import']).default('check') })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const to = '/association/opening-figures'
  const form = await parseForm(args.request, schema)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.step === 'check') {
    const checked = await checkOpening(ctx, value)
    if (!checked.ok) return respond(args, checked, { form, to })
    return data({ values: form.values, errors: {}, banner: null, rows: checked.value })
  }
  return respond(args, await once(ctx, form.key, (ctx) => importOpening(ctx, value)), {
    form,
    to,
    notice: ({ entries }) =>
      `${entries} ${entries === 1 ? 'entry is' : 'entries are'} in the ledger, marked as opening figures.`,
  })
}

export default function OpeningFigures() {
  const { imported, columns } = useLoaderData<typeof loader>()
  const checked = useActionData<{ rows?: OpeningRow[] }>()?.rows
  const form = useForm()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <FormProblems reply={form.pageReply} />
      <h1 className="govuk-heading-l">Opening figures</h1>
      {imported !== null ? (
        <p className="govuk-body">
          {imported.entries} entries were imported on {longDate(imported.on)}. Opening figures are imported once; each
          stays marked in the ledgers of the services.
        </p>
      ) : (
        <>
          <p className="govuk-body">
            What services gave each other before the exchange kept a ledger. It is imported once, all of it or nothing.
            Paste the rows from a spreadsheet, with these columns in this order: {columns.join(', ')}.
          </p>
          <p className="govuk-body">The theme may be left empty. Nothing is written before you have seen it.</p>
          <PostForm>
            <Textarea {...form.text('rows')} label="The rows" labelSize="s" rows={8} />
            <div className="govuk-button-group">
              <Button variant={checked ? 'secondary' : undefined} name="step" value="check">
                Check them
              </Button>
              {checked && (
                <Button name="step" value="import" preventDoubleClick>
                  Import {checked.length === 1 ? 'this row' : `these ${checked.length} rows`}
                </Button>
              )}
            </div>
          </PostForm>
          {checked && (
            <DataTable
              caption="What would be written"
              columns={[
                { id: 'giver', header: 'Gave', isRowHeader: true, cell: ({ giver }) => giver },
                { id: 'receiver', header: 'Received', cell: ({ receiver }) => receiver },
                { id: 'hours', header: 'Hours', isNumeric: true, cell: ({ minutes }) => ledgerHours(minutes) },
                { id: 'on', header: 'Day', cell: ({ on }) => shortDate(on) },
                { id: 'basis', header: 'Basis', cell: ({ basis }) => basisWords[basis] },
                { id: 'theme', header: 'Theme', cell: ({ theme }) => theme ?? '' },
              ]}
              rows={checked.map((row, at) => ({ ...row, at }))}
              rowId={({ at }) => String(at)}
              empty=""
            />
          )}
        </>
      )}
    </>
  )
}
