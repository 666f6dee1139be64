import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { TextChanges } from '#app/components/engagements/text-changes.tsx'
import { OfferFields, offerValues } from '#app/components/enquiries/offer-fields.tsx'
import { Decline } from '#app/components/enquiries/own-answer.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TermsText } from '#app/components/reviews/terms-text.tsx'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  agreeSchema,
  agreeToOffer,
  answerEnquiry,
  closeEnquirySchema,
  counterOffer,
  counterSchema,
  declinedSchema,
  declineOffer,
  findOffer,
  type OfferPage,
} from '#services/enquiries/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Offer: ${data?.offer.title ?? ''}`)

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { offer: orThrow(await findOffer(ctx, pathPart(args, 'ref'), pathId(args, 'id'))) }
}

const intents = z.discriminatedUnion('intent', [
  counterSchema.extend({ intent: z.literal('countered') }),
  agreeSchema.extend({ intent: z.literal('agreed') }),
  closeEnquirySchema.extend({ intent: z.literal('not-chosen') }),
  declinedSchema.extend({ intent: z.literal('declined') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const need = `/enquiries/${pathPart(args, 'ref')}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: need })
  const { value } = form
  switch (value.intent) {
    case 'countered':
      return respond(args, await once(ctx, form.key, (ctx) => counterOffer(ctx, id, value)), {
        form,
        to: `${need}/offers/${id}`,
        notice: 'Your version is sent. The other side reads what differs.',
      })
    case 'agreed':
      return respond(args, await once(ctx, form.key, (ctx) => agreeToOffer(ctx, id, value)), {
        form,
        to: need,
        notice: 'You agreed to their version. They are told, and can choose it.',
      })
    case 'not-chosen':
      return respond(args, await once(ctx, form.key, (ctx) => declineOffer(ctx, id, value)), {
        form,
        to: need,
        notice: 'They are told.',
      })
    case 'declined': {
      const input = { answer: value.intent, version: value.version, response: value.why }
      return respond(args, await once(ctx, form.key, (ctx) => answerEnquiry(ctx, id, input)), {
        form,
        to: need,
        notice: 'You took the offer back. They are told.',
      })
    }
  }
}

/** Who is expected to do what. */
const nextOf = ({ side, isCountered, moves, status, hostName, providerName }: OfferPage): string => {
  if (!moves.includes('countered')) return `It stands at: ${status.toLowerCase()}. Nothing more is changed here.`
  if (isCountered)
    return side === 'host'
      ? `${providerName} reads your version, and agrees to it or writes another. You can choose it once they agree.`
      : `${hostName} would rather have it like this. Agree to it, or write another version.`
  return side === 'host'
    ? 'Choose it on the page where all answers stand side by side, or propose another version.'
    : `${hostName} reads it and chooses. You can change it by writing another version.`
}

const Versions = ({ versions }: Pick<OfferPage, 'versions'>) => (
  <>
    <h2 className="govuk-heading-m">How it came to this</h2>
    <SummaryList
      rows={versions.toReversed().map(({ number, by, on, note }) => ({
        key: `Version ${number}`,
        value: (
          <>
            {by}, {longDate(on)}
            {note !== '' && (
              <>
                <br />
                {note}
              </>
            )}
          </>
        ),
      }))}
    />
  </>
)

const Counter = ({ offer }: { offer: OfferPage }) => {
  const form = useForm(offerValues(offer.form), 'countered')
  return (
    <Details summary="Propose another version" open={form.isTyped}>
      <PostForm intent="countered" version={offer.version}>
        <input type="hidden" name="number" value={offer.number} />
        <p className="govuk-body">It begins as the newest version says. Change what you would rather have.</p>
        <CharacterCount
          {...form.text('note')}
          label="A line or two to them"
          labelSize="s"
          maxLength={2000}
          threshold={75}
          rows={3}
        />
        <OfferFields form={form} offer={offer.form} isOwn={offer.side === 'provider'} />
        <Button className="govuk-!-margin-bottom-0" preventDoubleClick>
          Send this version
        </Button>
      </PostForm>
    </Details>
  )
}

export default function Offer() {
  const { offer } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, id, version, side, title, number, hash, text, before, changed, moves, versions } = offer
  const may = (event: OfferPage['moves'][number]) => moves.includes(event)
  return (
    <>
      <BackLink href={`/enquiries/${ref}`}>{side === 'host' ? 'All answers' : 'The enquiry'}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {side === 'host' ? offer.providerName : offer.hostName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <InsetText>{nextOf(offer)}</InsetText>
          {before !== null && (
            <>
              <h2 className="govuk-heading-m">
                What differs in version {number} from version {number - 1}
              </h2>
              <p className="govuk-body">{changed.length === 0 ? 'Nothing.' : `${changed.join(', ')}.`}</p>
              <TextChanges before={before} after={text} />
            </>
          )}
          <h2 className="govuk-heading-m">Version {number} in full</h2>
          <TermsText text={text} />
          {may('agreed') && offer.isCountered && (
            <PostForm intent="agreed" version={version}>
              <input type="hidden" name="number" value={number} />
              <input type="hidden" name="hash" value={hash} />
              <Button preventDoubleClick>Agree to this version</Button>
            </PostForm>
          )}
          {may('countered') && <Counter offer={offer} />}
          {may('not-chosen') && (
            <Details summary="Say no to this offer now">
              <PostForm intent="not-chosen" version={version}>
                <p className="govuk-body">
                  They are told that you chose differently this time. The other answers stay open.
                </p>
                <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
                  Say no
                </Button>
              </PostForm>
            </Details>
          )}
          {may('declined') && (
            <Decline
              answer={{ id, version }}
              move={{
                event: 'declined',
                says: 'Take the offer back',
                follows: 'The service that asked is told why, and can ask elsewhere.',
              }}
            />
          )}
          <Versions versions={versions} />
        </div>
      </div>
    </>
  )
}
