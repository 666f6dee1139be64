import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { HostPage } from '#app/components/enquiries/host-page.tsx'
import { ProviderPage } from '#app/components/enquiries/provider-page.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { beginEngagement } from '#services/engagements/index.ts'
import {
  answerEnquiry,
  answerQuestion,
  answerQuestionSchema,
  askAgain,
  askQuestion,
  askQuestionSchema,
  chooseEnquiry,
  chooseOfferSchema,
  closeEnquirySchema,
  declinedSchema,
  findNeed,
  offerSchema,
  undecidedSchema,
  withdrawNeed,
} from '#services/enquiries/index.ts'
import { figuresOf } from '#services/ratings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Enquiry ${data?.need.ref ?? ''}`)

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const answer = new URL(args.request.url).searchParams.get('answer')
  const need = await findNeed(ctx, pathPart(args, 'ref'), { ratings: (subjects) => figuresOf(ctx, subjects) })
  return { need: orThrow(need), answer }
}

const intents = z.discriminatedUnion('intent', [
  offerSchema.extend({ intent: z.literal('interested') }),
  undecidedSchema.extend({ intent: z.literal('undecided') }),
  declinedSchema.extend({ intent: z.literal('declined') }),
  chooseOfferSchema.extend({ intent: z.literal('choose') }),
  closeEnquirySchema.extend({ intent: z.literal('withdraw') }),
  z.object({ intent: z.literal('ask-again') }),
  askQuestionSchema.extend({ intent: z.literal('ask-question') }),
  answerQuestionSchema.extend({ intent: z.literal('answer-question') }),
])

const answered = (reference: string) => ({
  sent: 'Your answer is sent',
  reference,
  next: 'They are told, and we write to you when they have decided.',
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/enquiries/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'interested': {
      const { intent: answer, version, enquiry = ref, response, ...offer } = value
      const input = { answer, version, response, offer }
      return respond(args, await once(ctx, form.key, (ctx) => answerEnquiry(ctx, enquiry, input)), {
        form,
        to,
        notice: answered(ref),
      })
    }
    case 'undecided':
    case 'declined': {
      const { intent: answer, version, enquiry = ref } = value
      const response = value.intent === 'declined' ? value.why : value.unsure
      const input = { answer, version, response }
      return respond(args, await once(ctx, form.key, (ctx) => answerEnquiry(ctx, enquiry, input)), {
        form,
        to,
        notice: answered(ref),
      })
    }
    case 'choose': {
      const { id, ...offer } = value.offer
      const input = { ...offer, reason: value.reason }
      return respond(args, await once(ctx, form.key, (ctx) => chooseEnquiry(ctx, id, input, beginEngagement)), {
        form,
        to,
        notice: 'You chose this offer. They are told, and send you terms to read. The others are told too.',
      })
    }
    case 'withdraw':
      return respond(args, await once(ctx, form.key, (ctx) => withdrawNeed(ctx, ref, value)), {
        form,
        to,
        notice: 'It is withdrawn. Everybody you asked is told.',
      })
    case 'ask-again':
      // Twice: keeps the same words again.
      return respond(args, await askAgain(ctx, ref), { form, to: ({ query }) => `/enquiries/new?${query}` })
    case 'ask-question':
      return respond(args, await once(ctx, form.key, (ctx) => askQuestion(ctx, value.enquiry ?? ref, value)), {
        form,
        to: `${to}#questions`,
        notice: 'Your question is sent. You and everybody else who was asked read the answer here.',
      })
    case 'answer-question':
      return respond(args, await once(ctx, form.key, (ctx) => answerQuestion(ctx, ref, value)), {
        form,
        to: `${to}#questions`,
        notice: 'Your answer is sent to everybody you asked.',
      })
  }
}

export default function Enquiry() {
  const { need, answer } = useLoaderData<typeof loader>()
  const form = useForm()
  const isHost = need.side === 'host'
  const shown = isHost
    ? undefined
    : (need.answers.find(({ id }) => id === answer) ??
      need.answers.find(({ moves }) => moves.length > 0) ??
      need.answers[0])
  return (
    <>
      <BackLink href={isHost ? '/enquiries?box=sent' : '/enquiries?box=received'}>Enquiries</BackLink>
      <FormProblems reply={form.reply} />
      {isHost && <HostPage need={need} />}
      {!isHost && shown && <ProviderPage need={need} shown={shown} />}
    </>
  )
}
