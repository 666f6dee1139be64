import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { RefereeFields } from '#app/components/vetting/referee-fields.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { refereesSchema, saveReferees } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Two referees')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers, references } = await loadDraft(args)
  const saved: Record<string, string | string[] | null> = {}
  references.forEach((reference, index) => {
    const field = (name: string) => `referees[${index}].${name}`
    saved[field('name')] = reference.name
    saved[field('email')] = reference.email
    saved[field('relation')] = reference.relation
    saved[field('isCommissioner')] = reference.isCommissioner ? ['on'] : []
    saved[field('commissionedOn')] = reference.commissionedOn
  })
  return { ref, version, saved, isCharged: !answers.isInKind, given: references.map((one) => one.receivedOn !== null) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, refereesSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveReferees(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

export default function Referees() {
  const { ref, version, saved, isCharged, given } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <PartPage
      form={form}
      reference={ref}
      version={version}
      title="Two referees"
      introduction={
        <>
          <p className="govuk-body">
            We write to them when you send the application. They answer by a link, without an account, in 21 days. You
            do not see what they write.
          </p>
          {isCharged && (
            <p className="govuk-body">
              You would charge, so one of them must have commissioned similar work from you in the last 24 months.
            </p>
          )}
        </>
      }
    >
      {['First referee', 'Second referee'].map((legend, index) => (
        <Fieldset key={legend} legend={legend} legendSize="m">
          {given[index] && <p className="govuk-hint">Has answered already, so this referee stays as named.</p>}
          <RefereeFields form={form} prefix={`referees[${index}].`} />
        </Fieldset>
      ))}
    </PartPage>
  )
}
