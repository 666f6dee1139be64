import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type FormState, useForm } from '#app/components/layout/use-form.ts'
import { InterestLines } from '#app/components/vetting/answer-rows.tsx'
import { leaveOutChildren, PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { interestKinds, interestWords } from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'
import { declareInterests, declareSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Your interests')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  return { ref, version, answers, kinds: interestKinds.map((kind) => ({ value: kind, text: interestWords[kind] })) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, declareSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => declareInterests(ctx, { ...form.value, ref })) : form
  const isMore = form.ok && form.value.answer === 'add'
  return respond(args, result, {
    form,
    to: isMore ? `/apply/${ref}/interests` : `/apply/${ref}`,
    notice: isMore
      ? 'Your interest is declared. Add another, or go back to your application.'
      : 'Your interests are declared.',
  })
}

export default function Interests() {
  const { ref, version, answers, kinds } = useLoaderData<typeof loader>()
  const form = useForm()
  const hasSome = answers.interests.length > 0
  return (
    <PartPage
      form={form}
      reference={ref}
      version={version}
      title="Your interests"
      introduction={
        <>
          <p className="govuk-body">
            Say what a fair-minded person would want to know before you review, support or decide about a service:
            family or friends there, paid work, a dispute, shares, a board you sit on. Most people have some, and few of
            them keep anybody from anything.
          </p>
          {answers.declaredOn !== null && (
            <p className="govuk-body">You last declared your interests on {longDate(answers.declaredOn)}.</p>
          )}
          {hasSome && (
            <>
              <h2 className="govuk-heading-s">What you have declared</h2>
              <InterestLines answers={answers} />
            </>
          )}
        </>
      }
    >
      <Radios
        {...form.text('answer')}
        legend="Do you have anything to declare?"
        items={[
          hasSome
            ? { value: 'complete', label: 'What is shown above is right and complete' }
            : { value: 'nil', label: 'No, I have no interests to declare' },
          {
            value: 'add',
            label: hasSome ? 'I have another interest to declare' : 'Yes, I have an interest to declare',
          },
        ]}
      />
      <InterestFields form={form} kinds={kinds} />
    </PartPage>
  )
}

const InterestFields = ({ form, kinds }: { form: FormState; kinds: { value: string; text: string }[] }) => (
  <Fieldset legend="The interest you want to declare" legendSize="m">
    <Select {...form.text('kind')} label="What is it?" options={[{ value: '', text: 'Choose one' }, ...kinds]} />
    <Input
      {...form.text('with')}
      label="Who is it with?"
      hint="A youth justice service, or the name of an organisation."
    />
    <DateInput {...form.date('from')} legend="First day (optional)" />
    <DateInput {...form.date('until')} legend="Last day (optional)" hint="Leave it empty while it lasts." />
    <Textarea
      {...form.text('note')}
      label="Anything else that those who decide should know (optional)"
      hint={`This is never published. ${leaveOutChildren}`}
      rows={3}
    />
  </Fieldset>
)
