import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money } from '#services/core/words.ts'
import { dayRateSchema, listDayRates, publishDayRate } from '#services/engagements/index.ts'

export const meta = () => pageTitle('What a day is worth')

export const loader = async (args: LoaderFunctionArgs) => ({
  rates: orThrow(await listDayRates(await requireActor(args))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, dayRateSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => publishDayRate(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/day-rate',
    notice: ({ version }) => `Version ${version} is in force.`,
  })
}

export default function DayRate() {
  const { rates } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <FormPage
        form={form}
        title="What a day is worth"
        introduction={
          <>
            <p className="govuk-body">
              Time given in kind is valued at this rate for a day of 7 hours 24 minutes, for regions and services and
              never for a person. The rate, its source and its version stand beside every such sum. To change it is to
              publish the next version.
            </p>
            <DataTable
              caption="Versions"
              columns={[
                { id: 'version', header: 'Version', isRowHeader: true, cell: ({ version }) => version },
                { id: 'rate', header: 'A day', isNumeric: true, cell: ({ dayRatePence }) => money(dayRatePence) },
                { id: 'source', header: 'Source', cell: ({ source }) => source },
                { id: 'on', header: 'Published', cell: ({ publishedOn }) => shortDate(publishedOn) },
              ]}
              rows={rates}
              rowId={({ version }) => String(version)}
              empty="There is none yet, so no value is shown anywhere."
            />
          </>
        }
        submit="Publish"
        version={rates[0]?.version ?? 0}
      >
        <Input
          {...form.text('rate')}
          label="What is a day worth?"
          labelSize="s"
          prefix="£"
          width={5}
          inputMode="decimal"
        />
        <Textarea
          {...form.text('source')}
          label="Where does the figure come from?"
          labelSize="s"
          hint="So that anybody can look it up, like a pay scale with its year, and what is added to it"
          rows={3}
        />
      </FormPage>
    </>
  )
}
