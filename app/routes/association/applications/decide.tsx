import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type FormState, useForm } from '#app/components/layout/use-form.ts'
import { PanelViews } from '#app/components/vetting/panel-views.tsx'
import { leaveOutChildren } from '#app/components/vetting/part-page.tsx'
import { viewNames } from '#app/components/vetting/view-names.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { decideApplication, decisionPage, decisionSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Confirm the decision')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await decisionPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, decisionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => decideApplication(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}`,
    notice: 'The decision and its reasons are kept, and the applicant has been told.',
  })
}

export default function Decide() {
  const { ref, version, applicant, role, panel, outcomes } = useLoaderData<typeof loader>()
  const [only] = outcomes.length === 1 ? outcomes : []
  const form = useForm({ outcome: only })
  return (
    <>
      <BackLink href={`/association/applications/${ref}`} />
      <FormPage
        form={form}
        caption={`${ref}, ${applicant}, ${role.toLowerCase()}`}
        title="Confirm the decision"
        version={version}
        submit="Confirm and tell the applicant"
        introduction={<PanelViews panel={panel} />}
      >
        {only ? (
          <>
            <h2 className="govuk-heading-m">The panel’s view: {viewNames[only].toLowerCase()}</h2>
            <input type="hidden" name="outcome" value={only} />
          </>
        ) : (
          <Radios
            {...form.text('outcome')}
            legend="Which of the three views is the decision?"
            items={outcomes.map((view) => ({ value: view, label: viewNames[view] }))}
          />
        )}
        <Textarea
          {...form.text('reasons')}
          label="Reasons, for the applicant to read"
          hint={`Draw them from the panel’s. Name no assessor and no referee. At least 40 characters. ${leaveOutChildren}`}
          rows={8}
        />
        {outcomes.includes('approve_with_conditions') && <Conditions form={form} />}
        {outcomes.includes('defer') && (
          <DateInput
            {...form.date('deferredUntil')}
            legend="When may they apply again?"
            hint="Needed when you defer. For example 27 3 2027."
          />
        )}
      </FormPage>
    </>
  )
}

const Conditions = ({ form }: { form: FormState }) => (
  <>
    {[0, 1, 2].map((index) => (
      <Fieldset key={index} legend={`Condition ${index + 1}${index === 0 ? '' : ' (optional)'}`} legendSize="s">
        <Input {...form.text(`conditions[${index}].text`)} label="What must be done" />
        <DateInput {...form.date(`conditions[${index}].dueOn`)} legend="By when" hint="For example 27 3 2027." />
      </Fieldset>
    ))}
  </>
)
