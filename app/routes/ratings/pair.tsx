import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage, FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { RatingView } from '#app/components/ratings/rating-view.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { findRatingPage } from '#services/ratings/queries.ts'
import { rate } from '#services/ratings/rate.ts'
import { replyToRating } from '#services/ratings/reply-to-rating.ts'
import { criteria, marks, ratingSchema, replySchema } from '#services/ratings/schema.ts'

const intents = z.discriminatedUnion('intent', [
  ratingSchema.extend({ intent: z.literal('rate') }),
  replySchema.extend({ intent: z.literal('reply') }),
])

export const meta = () => pageTitle('Say how it went')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await findRatingPage(ctx, pathId(args, 'pairId')))
  return { page, words: { criteria, marks } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: () => '' })
  const { intent, ...value } = form.value
  const to = () => `/ratings/${pairId}`
  return 'reply' in value
    ? respond(args, await replyToRating(ctx, { pairId, ...value }), { form, to, notice: 'Your reply is published.' })
    : respond(args, await rate(ctx, { pairId, ...value }), { form, to, notice: 'Thank you. Your rating is kept.' })
}

export default function RatingPair() {
  const { page, words } = useLoaderData<typeof loader>()
  return page.isRevealed ? <Revealed page={page} words={words} /> : <Sealed page={page} words={words} />
}

type Props = ReturnType<typeof useLoaderData<typeof loader>>

const Sealed = ({ page, words }: Props) => {
  const form = useForm({ ...page.own?.marks, comment: page.own?.comment }, 'rate')
  if (page.side === null) {
    return (
      <>
        <h1 className="govuk-heading-l">Ratings of {page.workRef}</h1>
        <p className="govuk-body">
          The co-leads rate for the team. Both ratings appear when both sides have rated, or on{' '}
          {longDate(page.revealOn)}.
        </p>
      </>
    )
  }
  return (
    <FormPage
      form={form}
      caption={`${page.workRef}: ${page.title}`}
      title={page.side === 'host' ? 'How did the team do?' : `What was it like to work with ${page.hostName}?`}
      introduction={
        <>
          {page.own && (
            <InsetText>
              <p className="govuk-body">
                You rated this on {longDate(page.own.givenOn)}. You can change it until both sides have rated, or until{' '}
                {longDate(page.revealOn)}.
              </p>
              <BackToWork page={page} />
            </InsetText>
          )}
          <p className="govuk-body">
            Nobody sees either rating until both sides have rated, or until {longDate(page.revealOn)}. Then both appear
            and neither can be changed.
          </p>
          {page.side === 'host' && (
            <p className="govuk-body">It will show on the profiles of {page.people.join(', ')}.</p>
          )}
        </>
      }
      submit={page.own ? 'Change your rating' : 'Give your rating'}
    >
      {words.criteria.map((criterion) => (
        <Radios
          key={criterion.name}
          {...form.text(criterion.name)}
          legend={page.side === 'host' ? criterion.ofTeam : criterion.ofHost}
          hint={criterion.title}
          isSmall
          items={words.marks.map((mark, index) => ({ value: String(index + 1), label: mark }))}
        />
      ))}
      <Textarea
        {...form.text('comment')}
        label="In your own words"
        hint="What helped, and what could be better. Do not write anything about a child."
      />
    </FormPage>
  )
}

const BackToWork = ({ page: { reviewHref, workRef } }: Pick<Props, 'page'>) =>
  reviewHref !== null && (
    <p className="govuk-body">
      <a className="govuk-link" href={reviewHref}>
        Back to review {workRef}
      </a>
    </p>
  )

const Revealed = ({ page, words }: Props) => {
  const form = useForm({}, 'reply')
  const team = page.people.join(', ')
  const fromHost = page.side === 'host' ? page.own : page.other
  const fromTeam = page.side === 'host' ? page.other : page.own
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">
          {page.workRef}: {page.title}
        </span>
        <h1 className="govuk-heading-l">How it went</h1>
        {fromHost ? (
          <RatingView rating={fromHost} words={words} heading={`What ${page.hostName} said of ${team}`} />
        ) : (
          <p className="govuk-body">{page.hostName} did not rate this work.</p>
        )}
        {fromTeam ? (
          <RatingView rating={fromTeam} words={words} heading={`What the team said of ${page.hostName}`} />
        ) : (
          <p className="govuk-body">The team did not rate this work.</p>
        )}
        <BackToWork page={page} />
        {page.mayReply && (
          <PostForm intent="reply">
            <Textarea
              {...form.text('reply')}
              label="Reply to what they said"
              hint="One reply. It shows wherever the rating does, and cannot be changed."
            />
            <Button preventDoubleClick>Publish your reply</Button>
          </PostForm>
        )}
      </div>
    </div>
  )
}
