import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { declareInterest, interestWords, typedInterestSchema } from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Add an interest')

export const loader = async (args: LoaderFunctionArgs) => {
  await requireActor(args)
  return { kinds: Object.entries(interestWords).map(([value, label]) => ({ value, label })) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, typedInterestSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => declareInterest(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: () => '/declarations',
    notice: 'The interest is added to your declaration.',
  })
}

export default function AddInterest() {
  const { kinds } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/declarations">Back</BackLink>
      <FormPage
        form={form}
        title="Add an interest"
        introduction={
          <p className="govuk-body">
            By adding it you also declare that, with what is listed already, this is everything you have to declare.
          </p>
        }
        submit="Add and declare"
      >
        <Radios {...form.text('kind')} legend="What is it?" items={kinds} isSmall />
        <Radios
          {...form.text('withKind')}
          legend="Whom is it with?"
          isSmall
          items={[
            { value: 'yot', label: 'A youth justice service' },
            { value: 'person', label: 'A person', hint: 'Give their e-mail address' },
            { value: 'organisation', label: 'A council or another organisation' },
            { value: 'area', label: 'A council area or police-force area', hint: 'For elected office' },
          ]}
        />
        <Input {...form.text('withName')} label="Its name, or their e-mail address" />
        <Input
          {...form.text('valuePence')}
          label="For a gift or hospitality: its value in pounds"
          hint="An estimate will do"
          inputMode="numeric"
        />
        <DateInput {...form.date('from')} legend="Since when? (optional)" hint="For example, 27 3 2021" />
        <DateInput {...form.date('until')} legend="Until when? (leave empty if it goes on)" />
        <Textarea
          {...form.text('note')}
          label="Anything those who decide should know (optional)"
          hint="Only they read it. It is never in the public register."
          rows={3}
        />
      </FormPage>
    </>
  )
}
