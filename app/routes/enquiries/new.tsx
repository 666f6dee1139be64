import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ThemeChoices } from '#app/components/offerings/theme-choices.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { checkNeed, needForm, needQuery, needSchema, needValues } from '#services/offerings/need.ts'

export const meta = () => pageTitle('Tell us what you need')

export const loader = async (args: LoaderFunctionArgs) => {
  const form = orThrow(await needForm(await requireActor(args)))
  return { ...form, values: needValues(new URL(args.request.url).searchParams) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, needSchema)
  const result = form.ok ? await checkNeed(ctx, form.value) : form
  return respond(args, result, { form, to: (need) => `/enquiries/new/providers?${needQuery(need)}` })
}

export default function NewEnquiry() {
  const { services, hows, themes, values } = useLoaderData<typeof loader>()
  const form = useForm({ how: 'either', ...values })
  return (
    <>
      <BackLink href="/enquiries">Enquiries</BackLink>
      <FormPage
        form={form}
        title="Tell us what you need"
        submit="See who could help"
        introduction={
          <p className="govuk-body">
            We look through everything that services and associates offer and show you who fits, with reasons. You
            choose whom to ask, and ask them all at once. Nobody is written to before that.
          </p>
        }
      >
        {services.every(({ isMember }) => !isMember) && (
          <WarningText>Asking is for members. Renew your service’s membership before you ask.</WarningText>
        )}
        {services.length > 1 && (
          <Radios
            {...form.text('yotCode')}
            legend="Which service asks?"
            legendSize="m"
            items={services.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <ThemeChoices
          {...form.choices('themes')}
          themes={themes}
          legend="What is it about?"
          hint="Choose 1 to 5 themes: those that matter most."
        />
        <Radios {...form.text('how')} legend="How would you like it?" legendSize="m" items={hows} />
        <Input
          {...form.text('days')}
          label="About how many days? (optional)"
          labelSize="m"
          width={2}
          inputMode="numeric"
          spellCheck={false}
        />
        <DateInput
          {...form.date('startsOn')}
          legend="First day, if you have one in mind (optional)"
          legendSize="m"
          hint="For example, 27 3 2027. Whoever is away then is left out."
        />
        <DateInput {...form.date('orOn')} legend="Another first day that would do (optional)" legendSize="m" />
        <DateInput {...form.date('by')} legend="By when do you need it? (optional)" legendSize="m" />
      </FormPage>
    </>
  )
}
