import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AskAbout } from '#app/components/offerings/ask-about.tsx'
import { OfferingFacts } from '#app/components/offerings/offering-facts.tsx'
import { OfferingMoves } from '#app/components/offerings/offering-moves.tsx'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import { getCtx, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { sendEnquirySchema } from '#services/offerings/enquiry-schema.ts'
import { findOffering } from '#services/offerings/find-offering.ts'
import { howToAsk } from '#services/offerings/may-ask.ts'
import { moveOffering } from '#services/offerings/move-offering.ts'
import { moveOfferingSchema } from '#services/offerings/schema.ts'
import { sendEnquiry } from '#services/offerings/send-enquiry.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.offering.title ?? 'Offering')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const slug = pathPart(args, 'slug')
  return { offering: orThrow(await findOffering(ctx, slug)), asking: orThrow(await howToAsk(ctx, slug)) }
}

const moved = {
  published: 'It is published. Services can find it and send enquiries.',
  paused: 'It is paused: it left the catalogue and takes no new enquiries.',
  archived: 'It is archived.',
} as const

const intents = z.discriminatedUnion('intent', [
  moveOfferingSchema,
  sendEnquirySchema.extend({ intent: z.literal('ask') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const slug = pathPart(args, 'slug')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: '/offerings' })
  const { value } = form
  if (value.intent === 'ask')
    return respond(args, await once(ctx, form.key, (ctx) => sendEnquiry(ctx, slug, value)), {
      form,
      to: ({ ref }) => `/enquiries/${ref}`,
      notice: ({ respondBy }) => `Your enquiry is sent. They answer by ${longDate(respondBy)}.`,
    })
  const { intent, version } = value
  return respond(args, await moveOffering(ctx, { slug, version, event: intent }), {
    form,
    to: intent === 'archived' ? '/offerings/yours' : `/offerings/${slug}`,
    notice: moved[intent],
  })
}

const statusWords = {
  draft: 'Draft: only your side sees it',
  paused: 'Paused: not taking enquiries for now',
  archived: 'Archived: only your side sees it',
} as const

export default function Offering() {
  const { offering, asking } = useLoaderData<typeof loader>()
  const form = useForm()
  const { title, summary, description, status, kind, isOwn } = offering
  return (
    <>
      <BackLink href={isOwn ? '/offerings/yours' : '/offerings'}>{isOwn ? 'Your offerings' : 'Offerings'}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{kind}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {status !== 'published' && (
            <p className="govuk-body">
              <Tag colour={status === 'archived' ? 'grey' : 'yellow'}>{statusWords[status]}</Tag>
            </p>
          )}
          <p className="govuk-body-l">{summary}</p>
          <Paragraphs text={description} />
          <OfferingFacts offering={offering} />
          <OfferingMoves offering={offering} />
          <AskAbout slug={offering.slug} asking={asking} />
        </div>
      </div>
    </>
  )
}
