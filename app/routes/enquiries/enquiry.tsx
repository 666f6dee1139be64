import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AnswerForm } from '#app/components/offerings/answer-form.tsx'
import { ChooseForm } from '#app/components/offerings/choose-form.tsx'
import { BothSides, EnquiryFacts } from '#app/components/offerings/enquiry-facts.tsx'
import { EnquiryTag } from '#app/components/offerings/enquiry-tag.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { answerEnquiry } from '#services/offerings/answer-enquiry.ts'
import { chooseEnquiry, declineOffer, withdrawEnquiry } from '#services/offerings/choose-enquiry.ts'
import { answerEnquirySchema, chooseEnquirySchema, closeEnquirySchema } from '#services/offerings/enquiry-schema.ts'
import { findEnquiry } from '#services/offerings/find-enquiry.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Enquiry ${data?.enquiry.ref ?? ''}`)

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { enquiry: orThrow(await findEnquiry(ctx, pathPart(args, 'ref'))) }
}

const intents = z.discriminatedUnion('intent', [
  answerEnquirySchema.extend({ intent: z.literal('answer') }),
  chooseEnquirySchema.extend({ intent: z.literal('choose') }),
  closeEnquirySchema.extend({ intent: z.literal('decline') }),
  closeEnquirySchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/enquiries/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'answer':
      return respond(args, await answerEnquiry(ctx, ref, value), { form, to, notice: 'Your answer is sent.' })
    case 'choose':
      return respond(args, await chooseEnquiry(ctx, ref, value), {
        form,
        to,
        notice: 'You chose this offer. They are told, and you agree terms with each other directly.',
      })
    case 'decline':
      return respond(args, await declineOffer(ctx, ref, value), { form, to, notice: 'They are told.' })
    case 'withdraw':
      return respond(args, await withdrawEnquiry(ctx, ref, value), { form, to, notice: 'Your enquiry is withdrawn.' })
  }
}

export default function Enquiry() {
  const { enquiry } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, status, statusSays, sides, host, provider, next } = enquiry
  const isHost = sides.includes('host')
  return (
    <>
      <BackLink href={isHost ? '/enquiries?box=sent' : '/enquiries?box=received'}>Enquiries</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">Enquiry {ref}</span>
          <h1 className="govuk-heading-l">{isHost ? `Your enquiry to ${provider.name}` : `${host.name} asks`}</h1>
          <p className="govuk-body">
            <EnquiryTag status={status} says={statusSays} />
          </p>
          <InsetText>{next}</InsetText>
          {status === 'chosen' && <BothSides host={host} provider={provider} />}
          <EnquiryFacts enquiry={enquiry} />
          <AnswerForm enquiry={enquiry} />
          <ChooseForm enquiry={enquiry} />
        </div>
      </div>
    </>
  )
}
