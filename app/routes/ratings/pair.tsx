import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
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
import { once } from '#services/core/once.ts'
import {
  criteria,
  findRatingPage,
  marks,
  mendSchema,
  mendWords,
  notApplicable,
  rate,
  ratingFields,
  replySchema,
  replyToRating,
} from '#services/ratings/index.ts'

const intents = z.discriminatedUnion('intent', [
  ratingFields.extend({ intent: z.literal('rate') }),
  replySchema.extend({ intent: z.literal('reply') }),
  mendSchema.extend({ intent: z.literal('mend') }),
])

export const meta = () => pageTitle('Say how it went')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await findRatingPage(ctx, pathId(args, 'pairId')))
  return { page, words: { criteria, marks, notApplicable } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: () => '' })
  const { value } = form
  const to = () => `/ratings/${pairId}`
  if (value.intent === 'mend')
    return respond(args, await once(ctx, form.key, (ctx) => mendWords(ctx, { pairId, ...value })), {
      form,
      to,
      notice: 'Your words are published anew.',
    })
  if (value.intent === 'reply')
    return respond(args, await once(ctx, form.key, (ctx) => replyToRating(ctx, { pairId, ...value })), {
      form,
      to,
      notice: 'Your reply is published.',
    })
  const { intent: _, ...given } = value
  return respond(args, await once(ctx, form.key, (ctx) => rate(ctx, { pairId, ...given })), {
    form,
    to,
    notice: ratingSent,
  })
}

const ratingSent = ({ isRevealed, revealOn }: { isRevealed: boolean; revealOn: string }) => ({
  sent: 'Your rating is sent',
  next: isRevealed
    ? 'Thank you. Everybody has rated, so all ratings can be read now.'
    : `Thank you. It is sealed until everybody has rated, or until ${longDate(revealOn)}.`,
})

export default function RatingPair() {
  const { page, words } = useLoaderData<typeof loader>()
  return page.isRevealed ? <Revealed page={page} words={words} /> : <Sealed page={page} words={words} />
}

type Props = ReturnType<typeof useLoaderData<typeof loader>>

/** Marks as the form shows them. */
const typedMarks = (marks: Record<string, number | null> | undefined, notApplicable: string) =>
  Object.fromEntries(Object.entries(marks ?? {}).map(([name, mark]) => [name, mark ?? notApplicable]))

const Sealed = ({ page, words }: Props) => {
  const form = useForm(
    {
      ...typedMarks(page.own?.marks, words.notApplicable),
      comment: page.own?.comment,
      isNamed: page.own?.isNamed ? ['on'] : [],
    },
    'rate',
  )
  if (!page.mayRate) {
    return (
      <>
        <h1 className="govuk-heading-l">Ratings of {page.workRef}</h1>
        <p className="govuk-body">
          Whoever came rates. All ratings appear when the host and everybody who came have rated, or on{' '}
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
                You rated this on {longDate(page.own.givenOn)}. You can change it until everybody has rated, or until{' '}
                {longDate(page.revealOn)}.
              </p>
              <BackToWork page={page} />
            </InsetText>
          )}
          <p className="govuk-body">
            Nobody sees any rating until the host and everybody who came have rated, or until {longDate(page.revealOn)}.
            Then all appear and none can be changed.
          </p>
          {page.side === 'host' && (
            <p className="govuk-body">
              You rate the work as a whole. What a whole team earns is shown as the team’s. On profiles your words stand
              under the kind of work, the year and your region, without your name. About one person you can{' '}
              <a className="govuk-link" href={`/ratings/${page.pairId}/in-private`}>
                tell the association in private
              </a>
              .
            </p>
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
          items={[
            ...words.marks.map((mark, index) => ({ value: String(index + 1), label: mark })),
            { value: words.notApplicable, label: 'Not applicable' },
          ]}
        />
      ))}
      <Textarea
        {...form.text('comment')}
        label="In your own words"
        hint="What helped, and what could be better. Do not write anything about a child."
      />
      {page.side === 'host' && (
        <Checkboxes
          {...form.choices('isNamed')}
          items={[{ value: 'on', label: 'Our service and the reference may stand beside our words on profiles' }]}
          legend="Your name"
          legendSize="s"
        />
      )}
    </FormPage>
  )
}

const BackToWork = ({ page: { workHref, workRef } }: Pick<Props, 'page'>) => (
  <p className="govuk-body">
    <a className="govuk-link" href={workHref}>
      Back to {workRef}
    </a>
  </p>
)

const headingOf = (side: 'host' | 'provider', page: Props['page']) =>
  side === 'host'
    ? `What ${page.hostName} said of ${page.people.map(({ name }) => name).join(', ')}`
    : `What somebody who came said of ${page.hostName}`

const Revealed = ({ page, words }: Props) => {
  const form = useForm({}, 'reply')
  const mend = useForm({ comment: page.own?.comment }, 'mend')
  const mine = page.side ?? 'provider'
  const theirs = mine === 'host' ? 'provider' : 'host'
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">
          {page.workRef}: {page.title}
        </span>
        <h1 className="govuk-heading-l">How it went</h1>
        {page.mendBy !== null && (
          <PostForm intent="mend">
            <InsetText>
              <p className="govuk-body">
                It was decided that the words of your rating have to be mended, by {longDate(page.mendBy)}. If they are
                not, they are hidden. The marks stay as they are.
              </p>
            </InsetText>
            <Textarea {...mend.text('comment')} label="Your words, written anew" />
            <Button preventDoubleClick>Publish them</Button>
          </PostForm>
        )}
        {page.others.map((rating) => (
          <RatingView key={rating.id} rating={rating} words={words} heading={headingOf(theirs, page)} />
        ))}
        {page.others.length === 0 && <p className="govuk-body">The other side did not rate this work.</p>}
        {page.mayFlag && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/ratings/${page.pairId}/flag`}>
              Something is wrong with a rating
            </a>
          </p>
        )}
        {page.own !== null && (
          <RatingView
            rating={page.own}
            words={words}
            heading={mine === 'host' ? headingOf('host', page) : `What you said of ${page.hostName}`}
          />
        )}
        {page.colleagues.map((rating) => (
          <RatingView key={rating.id} rating={rating} words={words} heading={headingOf(mine, page)} />
        ))}
        {page.later !== null && (
          <section aria-labelledby="later">
            <h2 className="govuk-heading-m" id="later">
              What had changed later
            </h2>
            <p className="govuk-body">
              {page.hostName} on {longDate(page.later.on)}: {page.later.says}. It stands apart from the ratings, and is
              in no figure.
            </p>
            <blockquote className="govuk-inset-text app-kept-line-breaks">{page.later.text}</blockquote>
            {page.mayChangeQuote && (
              <p className="govuk-body">
                {page.later.mayQuote ? 'It may be quoted' : 'It may not be quoted'}:{' '}
                <a className="govuk-link" href={`/ratings/${page.pairId}/later`}>
                  change this
                </a>
                .
              </p>
            )}
          </section>
        )}
        <BackToWork page={page} />
        {page.replyTo.length > 0 && (
          <PostForm intent="reply">
            {page.replyTo.length > 1 ? (
              <Radios
                {...form.text('ratingId')}
                legend="Which rating do you reply to?"
                legendSize="s"
                items={page.others
                  .filter(({ id }) => page.replyTo.includes(id))
                  .map(({ id, comment, givenOn }) => ({
                    value: id,
                    label: comment === null ? `The one of ${longDate(givenOn)}` : `“${comment.slice(0, 60)}”`,
                  }))}
              />
            ) : (
              <input type="hidden" name="ratingId" value={page.replyTo[0]} />
            )}
            <Textarea
              {...form.text('reply')}
              label="Reply to what they said"
              hint="One reply. It shows wherever the rating does, and cannot be changed."
            />
            <Button preventDoubleClick>Publish your reply</Button>
          </PostForm>
        )}
        {page.mayTellAssociation && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/ratings/${page.pairId}/in-private`}>
              Say something about one person, to the association only
            </a>
          </p>
        )}
        {page.mayTellLater && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/ratings/${page.pairId}/later`}>
              Say what has changed since
            </a>
          </p>
        )}
      </div>
    </div>
  )
}
