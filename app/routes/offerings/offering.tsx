import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { MarkWords } from '#app/components/courses/mark-words.tsx'
import { OfferingDates, OfferingResources } from '#app/components/courses/offering-parts.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AskAbout } from '#app/components/offerings/ask-about.tsx'
import { OfferingFacts } from '#app/components/offerings/offering-facts.tsx'
import { OfferingMoves } from '#app/components/offerings/offering-moves.tsx'
import { ProfileRatings } from '#app/components/ratings/profile-ratings.tsx'
import { Markdown } from '#app/components/reports/markdown.tsx'
import { getCtx, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { maySeeNames } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { datesOf, markLineOf, resourcesOf } from '#services/courses/index.ts'
import { howToAsk, sendEnquiry, sendEnquirySchema } from '#services/enquiries/index.ts'
import { findOffering, moveOffering, moveOfferingSchema } from '#services/offerings/index.ts'
import { ratingsOfSubject } from '#services/ratings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.offering.title ?? 'Offering')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const slug = pathPart(args, 'slug')
  const offering = orThrow(await findOffering(ctx, slug))
  const { provider } = offering
  const subject =
    provider.kind === 'service'
      ? { yotCode: provider.code }
      : provider.kind === 'outside'
        ? { outsideId: provider.id }
        : { personId: provider.id }
  return {
    offering,
    asking: orThrow(await howToAsk(ctx, slug)),
    dates: await datesOf(ctx, slug),
    resources: await resourcesOf(ctx, slug),
    mark: await markLineOf(ctx, offering.id),
    ratings: maySeeNames(ctx.actor) ? await ratingsOfSubject(ctx, subject) : null,
  }
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
      notice: ({ ref, respondBy }) => ({
        sent: 'Your enquiry is sent',
        reference: ref,
        next: `They answer by ${longDate(respondBy)}, and we write to you when they do.`,
      }),
    })
  const { intent, version } = value
  return respond(args, await once(ctx, form.key, (ctx) => moveOffering(ctx, { slug, version, event: intent })), {
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
  const { offering, asking, ratings, dates, resources, mark } = useLoaderData<typeof loader>()
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
          {mark !== null && <MarkWords mark={mark} />}
          <Markdown tree={description} />
          <OfferingDates slug={offering.slug} dates={dates} isOwn={isOwn} />
          <OfferingResources slug={offering.slug} resources={resources} isOwn={isOwn} />
          <OfferingFacts offering={offering} />
          <OfferingMoves offering={offering} />
          <AskAbout slug={offering.slug} asking={asking} />
          {ratings !== null && <ProfileRatings {...ratings} heading="What hosts said of this provider" />}
          {!isOwn && status !== 'draft' && (
            <p className="govuk-body-s">
              <a className="govuk-link" href={`/concerns/new?about=offering&id=${offering.slug}`}>
                Complain about this offering
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  )
}
