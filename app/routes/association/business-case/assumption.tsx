import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { withUnit } from '#app/components/insight/case-parts.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { assumptionSchema, findAssumption, setAssumption } from '#services/insight/index.ts'

export const meta = () => pageTitle('Change what is assumed')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findAssumption(await requireActor(args), pathPart(args, 'key')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const key = pathPart(args, 'key')
  const form = await parseForm(args.request, assumptionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => setAssumption(ctx, key, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/business-case',
    notice: ({ version }) => `Version ${version} of what is assumed is in force.`,
  })
}

export default function Assumption() {
  const { now, version, before } = useLoaderData<typeof loader>()
  const form = useForm({ low: now.low, central: now.central, high: now.high })
  return (
    <>
      <BackLink href="/association/business-case">Business case</BackLink>
      <FormPage
        form={form}
        title={now.title}
        introduction={
          <p className="govuk-body">
            In {now.unit === '%' ? 'per cent' : now.unit}. To change it is to set the next version; the case as it was
            stays to be read.
          </p>
        }
        submit="Set"
        version={version}
      >
        <Input {...form.text('low')} label="Low" labelSize="s" width={10} inputMode="decimal" hint="Hardly ever less" />
        <Input {...form.text('central')} label="Central" labelSize="s" width={10} inputMode="decimal" />
        <Input
          {...form.text('high')}
          label="High"
          labelSize="s"
          width={10}
          inputMode="decimal"
          hint="Hardly ever more"
        />
        <Textarea
          {...form.text('source')}
          label="Where do the figures come from?"
          labelSize="s"
          hint="So that anybody can look it up, like an invoice with its year, or a pay scale"
          rows={3}
        />
      </FormPage>
      <DataTable
        caption="What was set before"
        rows={before}
        rowId={(row) => String(row.version)}
        empty={`Nobody has set it yet. It begins with ${withUnit(now.central, now.unit)}: ${now.source}.`}
        columns={[
          { id: 'version', header: 'Version', isRowHeader: true, cell: (row) => row.version },
          { id: 'low', header: 'Low', isNumeric: true, cell: ({ low, unit }) => withUnit(low, unit) },
          { id: 'central', header: 'Central', isNumeric: true, cell: ({ central, unit }) => withUnit(central, unit) },
          { id: 'high', header: 'High', isNumeric: true, cell: ({ high, unit }) => withUnit(high, unit) },
          { id: 'source', header: 'Source', cell: ({ source }) => source },
          { id: 'set', header: 'Set', cell: ({ setOn, setBy }) => `${setOn && shortDate(setOn)}, ${setBy}` },
        ]}
      />
    </>
  )
}
