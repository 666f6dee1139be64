import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { electionChoices, electionSchema, openElection } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Open an election')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await electionChoices(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, electionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => openElection(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: (value) => `/elections/${value.ref}`,
    notice: 'Nominations are open. Heads of the services that vote are told.',
  })
}

export default function NewElection() {
  const { ref, title, day, roles, regions, holders } = useLoaderData<typeof loader>()
  const form = useForm({ years: 2 })
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <FormPage
        form={form}
        title="Open nominations for an office"
        caption={`${title}, ${longDate(day)}`}
        submit="Open nominations"
        introduction={
          <p className="govuk-body">
            Who stands alone is declared without a vote. Otherwise each member service votes once, and the office begins
            and ends by itself on its days.
          </p>
        }
      >
        <Radios {...form.text('role')} legend="Which office?" legendSize="s" items={roles} />
        <Select
          {...form.text('region')}
          label="Region of a coordinator"
          labelSize="s"
          options={[{ value: '', text: 'None' }, ...regions]}
        />
        <Select
          {...form.text('outgoingId')}
          label="Who holds it until then?"
          labelSize="s"
          hint="Their time ends on the day before the handover."
          options={[{ value: '', text: 'Nobody' }, ...holders]}
        />
        <DateInput {...form.date('nominationsUntil')} legend="Last day of nominating" legendSize="s" />
        <DateInput
          {...form.date('votesUntil')}
          legend="Last day of voting"
          legendSize="s"
          hint="At the latest on the day of the meeting."
        />
        <DateInput {...form.date('handoverOn')} legend="First day in the office" legendSize="s" />
        <Input {...form.text('years')} label="For how many years?" labelSize="s" width={2} inputMode="numeric" />
      </FormPage>
    </>
  )
}
