import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money, typedPounds } from '#services/core/words.ts'
import { publishTerms, termsSchema, termsToChange } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Fees and terms')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await termsToChange(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, termsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => publishTerms(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/members/terms',
    notice: ({ version }) => `Version ${version} is published, and is on the page of rules.`,
  })
}

export default function Terms() {
  const versions = useLoaderData<typeof loader>()
  const [newest] = versions
  const form = useForm({
    individualFeePence: typedPounds(newest?.individualFeePence ?? 0),
    groupFeePence: typedPounds(newest?.groupFeePence ?? 0),
    noticeDays: String(newest?.noticeDays ?? 0),
    graceDays: String(newest?.graceDays ?? 0),
  })
  return (
    <>
      <BackLink href="/association/members">Back to members</BackLink>
      <FormPage
        form={form}
        title="Fees and terms"
        submit="Publish these terms"
        version={newest?.version ?? 0}
        introduction={
          <>
            {versions.map((terms) => (
              <SummaryList
                key={terms.version}
                card={{
                  title:
                    terms.version === 1
                      ? 'Version 1, from the beginning'
                      : `Version ${terms.version}, from ${longDate(terms.inForceFrom)}`,
                }}
                rows={[
                  { key: 'Individual', value: `${money(terms.individualFeePence)} a year` },
                  { key: 'Group', value: `${money(terms.groupFeePence)} a year` },
                  { key: 'Falls due', value: `${terms.noticeDays} days before the end` },
                  { key: 'Lapses', value: `${terms.graceDays} days after the end` },
                ]}
              />
            ))}
            <h2 className="govuk-heading-m">The next version</h2>
            <p className="govuk-body">Years that have begun keep the fee they began with. Versions are kept.</p>
          </>
        }
      >
        <DateInput {...form.date('inForceFrom')} legend="First day" />
        <Input
          {...form.text('individualFeePence')}
          label="Individual fee a year"
          prefix="£"
          className="govuk-input--width-5"
        />
        <Input {...form.text('groupFeePence')} label="Group fee a year" prefix="£" className="govuk-input--width-5" />
        <Input
          {...form.text('noticeDays')}
          label="Days before its end that a year falls due"
          className="govuk-input--width-3"
          inputMode="numeric"
        />
        <Input
          {...form.text('graceDays')}
          label="Days after its end that an unrenewed membership stays in force"
          className="govuk-input--width-3"
          inputMode="numeric"
        />
      </FormPage>
    </>
  )
}
