import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/vetting/part-page.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { giveReference, type ReferenceAsked, referenceAsked, referenceSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Give a reference')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await referenceAsked(await getCtx(args), pathPart(args, 'token')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const form = await parseForm(args.request, referenceSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => giveReference(ctx, token, form.value)) : form
  return respond(args, result, {
    form,
    to: `/references/${token}`,
    notice:
      form.ok && form.value.isSupportive === 'cannot'
        ? 'Thank you for telling us.'
        : { sent: 'Your reference is sent', next: 'Thank you. It is with the association.' },
  })
}

const titles = {
  given: 'Your reference is given',
  declined: 'You cannot give this reference',
  over: 'This link has ended',
}

export default function Reference() {
  const asked = useLoaderData<typeof loader>()
  if (asked.state === 'open') return <Ask asked={asked} />
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">{titles[asked.state]}</h1>
        <p className="govuk-body">
          {asked.state === 'given' && asked.givenOn !== null
            ? `We received your reference for ${asked.applicant} on ${longDate(asked.givenOn)}. There is nothing more for you to do. Only the people who decide on the application read it.`
            : asked.state === 'declined'
              ? `You told us that you cannot give ${asked.applicant} a reference. There is nothing more for you to do: they are asked to name somebody else.`
              : `The reference for ${asked.applicant} was wanted by ${longDate(asked.respondBy)}, or is not needed any more. If you still want to give one, ask ${asked.applicant} or the association for a new link.`}
        </p>
      </div>
    </div>
  )
}

const Ask = ({ asked }: { asked: ReferenceAsked }) => {
  const form = useForm()
  const { applicant, role, relation, refereeName, respondBy } = asked
  return (
    <FormPage
      form={form}
      title={`A reference for ${applicant}`}
      submit="Send your reference"
      introduction={
        <>
          <p className="govuk-body">Dear {refereeName},</p>
          <p className="govuk-body">
            {applicant} has applied to join the bank of peer reviewers and associates of youth justice services, as{' '}
            {role.toLowerCase()}, and says of how you know their work: “{relation}”.
          </p>
          <p className="govuk-body">
            Please answer by {longDate(respondBy)}. Only the people who decide on the application read what you write;{' '}
            {applicant} does not. It may have to be disclosed if they ask for their data.
          </p>
        </>
      }
    >
      <Radios
        {...form.text('isSupportive')}
        legend="Do you support the application?"
        items={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
          {
            value: 'cannot',
            label: 'I cannot give a reference',
            hint: 'You need not say why, nor fill in the rest.',
          },
        ]}
      />
      <Textarea
        {...form.text('body')}
        label="What have you seen of their work?"
        hint={`Their judgement, how they work with others, what they know best, and anything a host should know. At least 40 characters. ${leaveOutChildren}`}
        rows={10}
      />
    </FormPage>
  )
}
