import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange, longDate, monthAndYear } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { pageNotFound, respond } from '#app/http/respond.ts'
import { confirmDeclaration, findDeclarations, withdrawInterest } from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('confirm') }),
  z.object({ intent: z.literal('withdraw'), interestId: z.uuid() }),
])

export const meta = () => pageTitle('Your declarations of interest')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = await findDeclarations(await requireActor(args))
  if (!page) throw pageNotFound()
  return page
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, intents)
  const to = () => '/declarations'
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  return value.intent === 'confirm'
    ? respond(args, await once(ctx, form.key, (ctx) => confirmDeclaration(ctx)), {
        form,
        to,
        notice: 'Your declaration is made. It lasts a year.',
      })
    : respond(args, await once(ctx, form.key, (ctx) => withdrawInterest(ctx, value.interestId)), {
        form,
        to,
        notice: 'The interest is withdrawn.',
      })
}

const span = (from: string | null, until: string | null) =>
  from && until
    ? dateRange(from, until)
    : from
      ? `since ${monthAndYear(from)}`
      : until
        ? `until ${longDate(until)}`
        : ''

export default function Declarations() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  const isEmpty = page.interests.length === 0
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">Your declarations of interest</h1>
        {page.lastDeclaredOn && page.lastsUntil && !page.isStale ? (
          <InsetText>
            You last declared on {longDate(page.lastDeclaredOn)}. It lasts until {longDate(page.lastsUntil)}.
          </InsetText>
        ) : (
          <WarningText>
            {page.lastDeclaredOn
              ? `You last declared on ${longDate(page.lastDeclaredOn)}, more than a year ago.`
              : 'You have not declared yet.'}{' '}
            Until you do, nobody can be sure that you are free to take part.
          </WarningText>
        )}
        <p className="govuk-body">
          Declare what ties you to a service or a person: so that you are never asked to review, work for or decide on
          someone you should not.{' '}
          <a className="govuk-link" href="/how-it-works/conflicts">
            Read the rules that use it
          </a>
          .
        </p>

        <h2 className="govuk-heading-m">What the exchange already knows</h2>
        <p className="govuk-body">You need not type these again.</p>
        <SummaryList
          rows={[
            ...page.posts.map((post) => ({
              key: post.service,
              value: `${post.title}, ${span(post.from, post.until)}`,
            })),
            ...page.references.map((reference) => ({
              key: `Referee for ${reference.of}`,
              value: longDate(reference.on),
            })),
            ...page.works.map(({ what, from, until }) => ({
              key: what,
              value: from !== null && from === until ? longDate(from) : span(from, until) || 'Date not known',
            })),
          ]}
        />
        {page.posts.length + page.references.length + page.works.length === 0 && <p className="govuk-body">Nothing.</p>}

        <h2 className="govuk-heading-m">What you declared</h2>
        {isEmpty && <p className="govuk-body">No interests.</p>}
        {page.interests.map((interest) => (
          <div className="govuk-summary-card" key={interest.id}>
            <div className="govuk-summary-card__title-wrapper">
              <h3 className="govuk-summary-card__title">{interest.with}</h3>
            </div>
            <div className="govuk-summary-card__content">
              <p className="govuk-body">
                {interest.says}
                {span(interest.from, interest.until) && `, ${span(interest.from, interest.until)}`}.
              </p>
              <PostForm intent="withdraw">
                <input type="hidden" name="interestId" value={interest.id} />
                <Button variant="secondary">
                  Withdraw<span className="govuk-visually-hidden"> the interest with {interest.with}</span>
                </Button>
              </PostForm>
            </div>
          </div>
        ))}
        <p>
          <ButtonLink href="/declarations/add" variant="secondary">
            Add an interest
          </ButtonLink>
        </p>
        <PostForm intent="confirm">
          <Button preventDoubleClick>
            {isEmpty ? 'Declare that I have no interests' : 'Declare that this is everything'}
          </Button>
        </PostForm>
      </div>
    </div>
  )
}
