import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { changeWeightsPage, tryWeights, tryWeightsSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Change the weights')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await changeWeightsPage(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, tryWeightsSchema)
  const result = form.ok ? await tryWeights(ctx, form.value, form.key) : form
  return respond(args, result, { form, to: ({ id }) => `/association/rounds/weights/trials/${id}` })
}

export default function ChangeWeights() {
  const { version, values, groups, rounds } = useLoaderData<typeof loader>()
  const form = useForm(values)
  return (
    <>
      <BackLink href="/association/rounds/weights">How people are weighed</BackLink>
      <FormPage
        form={form}
        version={version}
        caption={`Version ${version} is in force`}
        title="Change the weights"
        submit="Show what would change"
        introduction={
          <p className="govuk-body">
            Nothing is in force until you have seen what would change and publish it.{' '}
            <a className="govuk-link" href="/association/rounds/weights">
              What each weight is for
            </a>
            . What a team may not lack is not changed here: no gain is ever worth a gap.
          </p>
        }
      >
        {groups.map(({ title, fields }) => (
          <fieldset className="govuk-fieldset govuk-!-margin-bottom-6" key={title}>
            <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">{title}</legend>
            {fields.map(({ name, label, unit, hint }) => (
              <Input
                key={name}
                {...form.text(name)}
                label={label}
                hint={hint}
                suffix={unit}
                width={5}
                inputMode="numeric"
              />
            ))}
          </fieldset>
        ))}
        {rounds.length > 0 && (
          <Select
            {...form.text('round')}
            label="Try them on"
            options={rounds.map(({ number, startedAt }) => ({
              value: String(number),
              text: `Round ${number}, ${dateAndTime(startedAt)}`,
            }))}
          />
        )}
        <Textarea
          {...form.text('reason')}
          label="Why the weights change"
          hint="Kept with the version, for everybody who plans teams"
          rows={3}
        />
      </FormPage>
    </>
  )
}
